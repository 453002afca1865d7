"""The desk without a mouse: reached, filled, saved and submitted with the keyboard alone."""

from typing import TYPE_CHECKING

import pytest

from articles.models import Article, Edition, Status
from newsroom.checks import DEMO_PASSWORD
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, choose_picture, editor_of, look_up, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the focus is on, how it is marked, and whether something lies over it.
FOCUS = """() => {
  const element = document.activeElement;
  // A field to search in is marked by the box around it; a date's button, by the browser itself.
  const style = getComputedStyle(element.closest('.select2-selection') || element);
  const box = element.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    marked: style.outlineStyle !== 'none' || element.type === 'datetime-local',
    inSight: box.bottom > 0 && box.top < innerHeight,
    covered: !!over && !element.contains(over) && !over.contains(element)
      && !!over.closest('.desk-bar'),
  };
}"""


def log_in(page: "Page", name: str) -> None:
    page.goto("/admin/")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: "Page", selector: str) -> None:
    """Reach a button or a link with Tab, and press it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def pick(page: "Page", selector: str, words: str) -> None:
    """Reach an autocomplete with Tab, open it, type, and take the first proposal."""
    tab_to(page, selector)
    if "select2-search__field" not in selector:
        page.keyboard.press("Enter")
    look_up(page, words)


def test_an_article_is_written_and_submitted_without_a_mouse(visits: Visits) -> None:
    page = visits.visitor()
    log_in(page, "journalist")
    press(page, ".desk-write a")
    editor_of(page)
    # The first field has the focus already.
    page.keyboard.type("Hôpital")
    tab_to(page, "#id_title")
    page.keyboard.type("Un hôpital ouvre ses données")
    tab_to(page, "#id_standfirst")
    page.keyboard.type("L'établissement publie ce qu'il sait de ses délais.")
    tab_to(page, EDITOR)
    page.keyboard.type("Depuis mardi, les délais sont publics.")
    tab_to(page, "#id_section")
    page.keyboard.type("Intelligence")
    pick(page, ".field-event_choices .select2-search__field", "Matinée")
    tab_to(page, ".photo-choice-choose")
    page.keyboard.press("Enter")
    choose_picture(page, "La matinée consacrée")
    tab_to(page, "#mentions-group .add-row a")
    page.keyboard.press("Enter")
    pick(page, "#mentions-0 .field-person .select2-selection", "Kerlavec")
    press(page, '.desk-bar button[name="_continue"]')
    article = Article.objects.latest("pk")
    assert article.title == "Un hôpital ouvre ses données"
    assert article.body == "<p>Depuis mardi, les délais sont publics.</p>"
    assert article.section is not None
    assert article.section.name == "Intelligence artificielle"
    assert article.hero_image is not None
    assert article.events.count() == article.mentions.count() == 1
    press(page, '.desk-bar button[value="submit"]')
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW


def test_enter_in_a_line_saves_and_decides_nothing(visits: Visits) -> None:
    page = visits.visitor()
    log_in(page, "journalist")
    press(page, ".desk-write a")
    tab_to(page, "#id_title")
    page.keyboard.type("Une brève")
    tab_to(page, "#id_kicker", back=True)
    page.keyboard.type("Brève")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    article = Article.objects.latest("pk")
    assert (article.title, article.status) == ("Une brève", Status.DRAFT)


def test_an_editor_approves_and_schedules_without_a_mouse(visits: Visits) -> None:
    article = Article.objects.get(status=Status.IN_REVIEW)
    page = visits.visitor()
    log_in(page, "editor")
    press(page, f'.desk-list a[href$="/{article.pk}/change/"]')
    press(page, '.desk-bar button[value="approve"]')
    press(page, '.desk-bar button[value="publish"]')
    tab_to(page, 'input[name="when"]')
    # From the first choice, “now”, round to the last: an instant of one's own.
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == "later"
    tab_to(page, "#id_at")
    # Read alike by a French Chromium and by an English one, which also asks for AM.
    page.keyboard.type("02022027")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("0800A")
    press(page, '.decision-form button[type="submit"]')
    edition = Edition.objects.get(article=article)
    assert edition.live_from.isoformat() == "2027-02-02T07:00:00+00:00"


def test_the_focus_is_always_seen_and_never_behind_the_bar(visits: Visits) -> None:
    page = visits.visitor(viewport={"width": 1280, "height": 800})
    log_in(page, "journalist")
    press(page, ".desk-write a")
    editor_of(page)
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "() => document.activeElement.id || document.activeElement.className"
            " || document.activeElement.tagName"
        )
        if page.evaluate("() => document.activeElement === document.body"):
            break
        reached.add(name)
        focus = page.evaluate(FOCUS)
        assert focus == {"marked": True, "inSight": True, "covered": False}, name
    assert {"id_title", "id_standfirst", "id_section", "id_hero_caption", "id_slug"} <= reached
