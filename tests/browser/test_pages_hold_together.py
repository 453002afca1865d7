"""Every page at the widths of a telephone and of a desk, by day and by night: it holds together."""

from collections.abc import Callable, Iterator

import pytest

from articles.models import Edition, OutboxItem, Section, Webhook
from events.models import Event
from people.models import Organisation, Person
from tests.browser.conftest import Visits
from tests.browser.hands import editor_of
from tests.factories import make_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 360, 1280)
SCHEMES = ("light", "dark")
# How far the widest thing sticks out, and what it is.
SPILL = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return '';
  const edge = document.documentElement.clientWidth + 1;
  const culprits = [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > edge)
    .map(element => element.tagName + '.' + element.className);
  return wide + ' px: ' + culprits.slice(0, 5).join(', ');
}"""


def public_addresses() -> Iterator[tuple[str, int]]:
    """An address of each kind, the fullest of its kind, and its status."""
    reference = Edition.objects.visible().get(title__startswith="Sommet sur l’IA")
    yield "/", 200
    yield reference.section.get_absolute_url(), 200
    yield reference.get_absolute_url(), 200
    yield Person.objects.get(slug="mariane-cimino").get_absolute_url(), 200
    yield Organisation.objects.get(slug="numeum").get_absolute_url(), 200
    yield Event.objects.get(parent__isnull=False).get_absolute_url(), 200
    yield "/rien-de-tel-ici/", 404
    for section in Section.objects.all()[:1]:
        yield f"{section.get_absolute_url()}2027/01/rien-de-tel/", 404


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_readers_pages_fit_their_screen_and_ask_nothing_of_others(
    visits: Visits, width: int, scheme: str
) -> None:
    reader = visits.visitor(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True
    )
    for address, status in public_addresses():
        answer = reader.goto(address)
        assert answer is not None
        assert answer.status == status, address
        assert reader.evaluate(SPILL) == "", address
        assert reader.locator("h1").count() == 1, address
    assert reader.context.cookies() == []
    assert reader.evaluate("() => localStorage.length + sessionStorage.length") == 0


# Pictures beside which one does not read whose they are, or what they show. In a list the text
# beside a picture says what it shows; on a telephone it stands alone.
UNSIGNED = """() => [...document.querySelectorAll('main figure[role=figure]')]
  .filter(figure => {
    if (!figure.querySelector('img').checkVisibility()) return false
    const read = element => element
      && element.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && element.getBoundingClientRect().height > 8 && element.textContent.trim()
      && parseFloat(getComputedStyle(element).fontSize) >= 12
    return !read(figure.querySelector('.credit'))
      || !(figure.closest('.card, .fiche, .portrait') || read(figure.querySelector('.legende')))
  })
  .map(figure => figure.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_beside_each_picture_one_reads_its_caption_and_its_credit(
    visits: Visits, width: int
) -> None:
    reader = visits.visitor(viewport={"width": width, "height": 800})
    figures = 0
    for address, status in public_addresses():
        reader.goto(address)
        if status == 200:
            figures += reader.locator("main figure[role=figure] img:visible").count()
        assert reader.evaluate(UNSIGNED) == [], address
    assert figures > 5


def test_the_readers_pages_need_no_script(visits: Visits) -> None:
    reader = visits.visitor(java_script_enabled=False, viewport={"width": 360, "height": 800})
    for address, _status in public_addresses():
        reader.goto(address)
        assert reader.locator("main").inner_text().strip(), address
        assert reader.locator("script:not([type='application/ld+json'])").count() == 0, address


DESK_PAGES: dict[str, Callable[[], str]] = {
    "dashboard": lambda: "/admin/",
    "articles": lambda: "/admin/articles/article/",
    "article": lambda: f"/admin/articles/article/{reference()}/change/",
    "new article": lambda: "/admin/articles/article/add/",
    "history": lambda: f"/admin/articles/article/{reference()}/history/",
    "publish": lambda: f"/admin/articles/article/{reference()}/publish/",
    "person": lambda: (
        f"/admin/people/person/{Person.objects.get(slug='mariane-cimino').pk}/change/"
    ),
    "event": lambda: f"/admin/events/event/{Event.objects.get(parent__isnull=False).pk}/change/",
    "calendar of a month": lambda: "/admin/calendar/",
    "calendar of a week": lambda: "/admin/calendar/?view=week",
    "address of the calendar": lambda: "/admin/calendar/address/",
    "board": lambda: "/admin/planning/board/",
    "list of the day": lambda: "/admin/planning/today/",
    "front page": lambda: "/admin/une/",
    "preview of the front page": lambda: "/admin/une/apercu/",
    "a story to place": lambda: f"/admin/une/placer/{reference()}/",
    "pictures": lambda: "/admin/images/image/",
    "new picture": lambda: "/admin/images/image/add/",
}


def reference() -> int:
    return Edition.objects.visible().get(title__startswith="Sommet sur l’IA").article_id


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_fits_its_screen_and_asks_nothing_of_others(
    visits: Visits, width: int, scheme: str
) -> None:
    page = visits.desk("editor", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, address in DESK_PAGES.items():
        answer = page.goto(address())
        assert answer is not None
        assert answer.status == 200, name
        if "article" in name and name != "articles":
            editor_of(page)
        assert page.evaluate(SPILL) == "", name
        # Every control says what it is for.
        assert page.evaluate(UNNAMED) == [], name


# Controls that a screen reader could not name.
UNNAMED = """() => [...document.querySelectorAll('#content :is(input, select, textarea, button)')]
  .filter(control => control.type !== 'hidden' && control.checkVisibility()
    && !control.closest('.cke'))
  .filter(control => !(control.labels && control.labels.length)
    && !control.getAttribute('aria-label') && !control.getAttribute('aria-labelledby')
    && !control.textContent.trim() && !control.title
    && !(['submit', 'button'].includes(control.type) && control.value))
  .map(control => control.tagName + '#' + control.id + '[' + control.name + ']')"""


# The tools of a page that leave the window on either side: what is beyond its left edge, nobody
# can scroll to.
TOOLS_CUT_OFF = """() => [...document.querySelectorAll('.object-tools a, .object-tools button')]
  .filter(tool => tool.checkVisibility())
  .filter(tool => tool.getBoundingClientRect().left < 0
    || tool.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map(tool => tool.textContent.trim())"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_tool_of_an_article_leaves_the_window(visits: Visits, width: int) -> None:
    page = visits.desk("chief", viewport={"width": width, "height": 800})
    page.goto(DESK_PAGES["article"]())
    assert page.locator(".object-tools a").count() > 2
    assert page.evaluate(TOOLS_CUT_OFF) == []


BEYOND = """selector => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility())
  .map(one => [one.id || one.name || one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.left < 0 || box.right > document.documentElement.clientWidth + 0.5)
  .map(([name, box]) => `${name} ${box.left} to ${box.right}`)"""


def test_the_form_of_a_plan_stays_within_a_narrow_window(visits: Visits) -> None:
    page = visits.desk("editor", viewport={"width": 360, "height": 800})
    page.goto("/admin/articles/plan/add/")
    assert page.evaluate(BEYOND, "form .submit-row, .submit-row input, fieldset, .form-row *") == []


def test_a_choice_of_notices_stands_beside_its_label(visits: Visits) -> None:
    page = visits.desk("editor", viewport={"width": 360, "height": 800})
    page.goto("/admin/avis/")
    for box in page.locator(".decision-form input[type=checkbox]").all():
        label = box.locator("xpath=ancestor::label")
        assert label.inner_text().strip()
        here, around = box.bounding_box(), label.bounding_box()
        assert here is not None
        assert around is not None
        assert around["y"] <= here["y"] < around["y"] + around["height"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_frames_of_a_front_page_have_their_four_borders(visits: Visits, width: int) -> None:
    page = visits.desk("editor", viewport={"width": width, "height": 900})
    page.goto("/admin/une/apercu/?at=2027-01-12T12:00")
    for framed in (".front-phone", ".front-wide"):
        frame = page.locator(framed)
        box = frame.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        widths = frame.evaluate("one => getComputedStyle(one).borderWidth")
        assert widths == "1px", framed
    assert page.locator(".front-desktop").evaluate("one => getComputedStyle(one).borderWidth") == (
        "0px"
    )


def test_the_log_of_announcements_is_read_to_its_last_column(visits: Visits) -> None:
    edition = make_edition(title="Un titre assez long pour un article de la presse spécialisée")
    hook = Webhook.objects.create(name="Lettre du matin", url="http://127.0.0.1:9/")
    OutboxItem.objects.create(
        key="essai", kind="webhook", article=edition.article, edition=edition, webhook=hook,
        due_at=edition.live_from, next_at=edition.live_from, attempts=3,
        error="SinkFailed: URLError: <urlopen error [Errno 111] Connection refused> " * 3,
    )  # fmt: skip
    page = visits.desk("admin", viewport={"width": 1280, "height": 900})
    page.goto("/admin/articles/outboxitem/")
    table = page.locator("#result_list").bounding_box()
    frame = page.locator("#changelist-form .results").bounding_box()
    assert table is not None
    assert frame is not None
    assert table["width"] <= frame["width"]


def test_the_bar_and_the_title_are_in_sight_on_a_telephone(visits: Visits) -> None:
    page = visits.desk("journalist", viewport={"width": 390, "height": 844})
    page.goto("/admin/articles/article/add/")
    editor_of(page)
    bar = page.locator(".desk-bar").bounding_box()
    title = page.locator("#id_title").bounding_box()
    assert bar is not None
    assert title is not None
    assert bar["y"] + bar["height"] <= 845
    # Most of the screen stays for the text.
    assert bar["height"] < 844 / 4
    assert title["y"] < bar["y"]
    assert title["width"] > 320


# Controls that pass the card in which they stand, by name.
CUT = """() => [...document.querySelectorAll('.desk :is(input, select, textarea, .select2)')]
  .filter(control => control.offsetParent && control.type !== 'hidden')
  .filter(control => {
    const card = control.closest('.desk-publication .module, .inline-group, .desk-writing')
    return card && control.getBoundingClientRect().right > card.getBoundingClientRect().right
  })
  .map(control => control.name || control.className)"""


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_no_control_of_the_article_passes_its_card(visits: Visits, width: int) -> None:
    page = visits.desk("editor", viewport={"width": width, "height": 800})
    page.goto(f"/admin/articles/article/{reference()}/change/")
    editor_of(page)
    assert page.evaluate(CUT) == []


def test_what_stands_around_the_article_keeps_its_place(visits: Visits) -> None:
    page = visits.desk("editor", viewport={"width": 1280, "height": 800})
    page.goto(f"/admin/articles/article/{reference()}/change/")
    editor_of(page)
    bottom = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('.object-tools a')]"
        ".map(link => link.getBoundingClientRect().bottom))"
    )
    cards = page.evaluate("() => document.querySelector('.desk').getBoundingClientRect().top")
    assert cards - bottom >= 8
    counts = page.locator(".desk-counts").evaluate(
        "list => list.firstElementChild.getBoundingClientRect().left"
        " - list.parentElement.getBoundingClientRect().left"
    )
    gauge = page.locator(".desk-gauge").first.evaluate(
        "gauge => gauge.getBoundingClientRect().left"
        " - gauge.parentElement.getBoundingClientRect().left"
    )
    assert counts == gauge
    tip = page.get_attribute(".cke_button__insecable", "title")
    assert str(tip).startswith("Espace insécable (Ctrl+")
    assert str(tip).count("(") == 1
