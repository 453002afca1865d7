"""How much one must do besides writing: from the dashboard to an article that waits for its editor.

What is counted is what a person does: each press of the mouse, each file dropped, each key that is
not a sign of the text, each page that one waits for. A paragraph's end is a sign of the text.
"""

import base64
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User

from articles.models import Article, PreviewLink, Status
from events.models import Event
from images.models import Image
from people.models import Person
from prose.sanitise import clean
from prose.typography import typeset
from tests.browser.conftest import Visits
from tests.browser.counting import Work, counted
from tests.browser.hands import EDITOR, editor_of
from tests.factories import make_article, make_position, picture_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KICKER = "Sommet de Paris"
TITLE = "IA en santé : après le sommet, l'hôpital attend la méthode"
STANDFIRST = (
    "Une loi de simplification d'ici à l'été, 119 millions d'euros pour former les soignants, deux "
    "appels à projets : la matinée consacrée à la santé, le 11 février 2025 à Paris, a livré un "
    "calendrier. Reste à dire qui mesurera les effets, et avec quels outils."
)
OPENING = (
    '"Nous n\'achèterons plus une promesse, nous achèterons un résultat", prévient Maud Kerlavec, '
    "directrice des systèmes d'information du centre hospitalier de Valbrune. Le sommet pour "
    "l'action sur l'intelligence artificielle, que l'État organisait à Paris les 10 et 11 février "
    "2025, suivait ceux du Royaume-Uni et de la Corée du Sud."
)
FIRST_HEAD = "Une loi et de l'argent : le calendrier est posé"
ANNOUNCED = (
    "Le ministre, Yannick Neuder, a clos la journée à PariSanté Campus. Il y a annoncé une loi de "
    "simplification, 119 millions d'euros pour la formation et un état des lieux de l'IA en santé."
)
PROJECTS = (
    "\"Un appel à projets n'est pas un budget, avertit Élie Sarrazac, chef du service d'imagerie. "
    'Celui que l\'État nomme "Impact IA" doit mesurer l\'usage réel ; encore faut-il des équipes."'
)
SECOND_HEAD = "Qui paiera les heures de formation ?"
TRADE = (
    "Plus de 1000 jeunes pousses françaises disent travailler l'IA ; elles ont levé 1,2 milliard "
    "d'euros en 2024. Numeum, par la voix de sa déléguée Mariane Cimino, demande que l'on dise ce "
    "que cette technique apporte : la détection et la robotique plus que le bruit."
)
PULLED = "Nous achèterons un résultat."
CLOSING = (
    '"La machine lit vite, mais qui relit ?", demande une cadre de santé de Valbrune. L\'hôpital '
    "publiera ses propres mesures avant la fin de l'année."
)
CAPTION = "La matinée santé du sommet, le 11\u00a0février 2025 à Station F, à Paris."
ALT = "Des rangées de sièges occupées devant une scène éclairée."
CREDIT = "Ministère de la Santé"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:iptc="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt>'
    "</dc:description><photoshop:Credit>{credit}</photoshop:Credit>"
    '<iptc:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li></rdf:Alt>'
    "</iptc:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"
)
DROP = """([base64]) => {
  const bytes = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))
  const transfer = new DataTransfer()
  transfer.items.add(new File([bytes], 'matinee.jpg', {type: 'image/jpeg'}))
  const target = document.querySelector('.cke_wysiwyg_div > p:last-of-type')
  const box = target.getBoundingClientRect()
  const at = {clientX: box.right - 2, clientY: box.bottom - 4}
  const kind = {bubbles: true, cancelable: true, dataTransfer: transfer, ...at}
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, kind))
  }
}"""


@pytest.fixture
def desk(visits: Visits) -> "Page":
    return visits.desk("journalist")


@pytest.fixture
def work(desk: "Page") -> Work:
    """Counts from now on: the dashboard is open."""
    return counted(desk)


def photograph() -> bytes:
    """A picture that says of itself what readers need."""
    described = XMP.format(caption=CAPTION, credit=CREDIT, alt=ALT)
    return picture_bytes(640, 360, xmp=described.encode())


def subhead(page: "Page", words: str) -> None:
    page.keyboard.press("Control+Shift+Digit2")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def paragraph(page: "Page", words: str) -> None:
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def pull_quote(page: "Page") -> None:
    """By its chord: the words, then a name of the directory, whose position is filled in."""
    page.keyboard.press("Alt+Shift+KeyE")
    page.locator("dialog[open] textarea").wait_for()
    page.keyboard.type(PULLED)
    page.keyboard.press("Tab")
    page.keyboard.type("Kerlavec")
    page.locator("dialog[open]").get_by_text("Maud Kerlavec").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.value?.startsWith('Maud Kerlavec,')")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")


def file_under(page: "Page", field: str, words: str) -> None:
    page.locator(f".field-{field} .select2-selection").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
    page.keyboard.press("Enter")


def choose_section(page: "Page") -> None:
    """One press opens the list, its name's first letters choose, as in any list."""
    page.locator("#id_section").click()
    page.keyboard.type("Intelligence")
    page.keyboard.press("Enter")


def test_a_reference_article_takes_two_pages_and_eight_clicks(desk: "Page", work: Work) -> None:
    page = desk
    page.locator(".desk-write a").click()
    editor_of(page)
    page.keyboard.type(KICKER)
    for words in (TITLE, STANDFIRST, OPENING):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    subhead(page, FIRST_HEAD)
    paragraph(page, ANNOUNCED)
    page.keyboard.type(PROJECTS)
    page.evaluate(DROP, [base64.b64encode(photograph()).decode()])
    page.locator(f"{EDITOR} figure .photo-credit").wait_for()
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Enter")
    subhead(page, SECOND_HEAD)
    paragraph(page, TRADE)
    pull_quote(page)
    page.keyboard.press("Enter")
    page.keyboard.type(CLOSING)
    choose_section(page)
    file_under(page, "topic_choices", "IA générative")
    file_under(page, "event_choices", "Matinée")
    page.locator('.desk-bar button[value="submit"]').click()
    page.wait_for_selector(".messagelist .success")

    article = Article.objects.latest("pk")
    assert article.status == Status.IN_REVIEW
    assert [str(line.person) for line in article.bylines.all()] == ["Antonin Tabard"]
    assert (article.kicker, article.title) == (KICKER, typeset(TITLE))
    assert article.standfirst == typeset(STANDFIRST)
    assert str(article.section) == "Intelligence artificielle"
    assert [topic.name for topic in article.topics.all()] == ["IA générative"]
    assert [event.name for event in article.events.all()] == ["Matinée santé du sommet"]
    picture = Image.objects.latest("pk")
    assert (picture.caption, picture.alt, picture.credit) == (CAPTION, ALT, CREDIT)
    in_order = (
        OPENING, FIRST_HEAD, ANNOUNCED, PROJECTS, f'data-image="{picture.pk}"', SECOND_HEAD, TRADE,
        'class="exergue"', PULLED, CLOSING,
    )  # fmt: skip
    places = [article.body.find(one if "=" in one else typeset(one)) for one in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert article.body.count("<h2>") == 2
    # The guillemets and their spaces are right, though none was typed.
    assert "“Impact IA”" in article.body
    assert "«\u00a0Nous n’achèterons plus" in article.body
    assert "Maud Kerlavec, directrice des systèmes d’information" in article.body
    assert work.loads <= 2, work
    assert work.presses <= 8, work
    assert work.keys <= 12, work


def test_a_word_text_goes_in_with_one_paste(desk: "Page", work: Work) -> None:
    page = desk
    page.locator(".desk-write a").click()
    editor_of(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Un texte venu de Word")
    page.keyboard.press("Tab")
    page.keyboard.type(STANDFIRST)
    page.keyboard.press("Tab")
    page.evaluate(
        """html => {
          const data = new DataTransfer()
          data.setData('text/html', html)
          data.setData('text/plain', 'texte')
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
        }""",
        (Path(__file__).parent / "clips" / "word.html").read_text(),
    )
    page.wait_for_function("() => /<h[23]>/.test(CKEDITOR.instances.id_body.getData())")
    choose_section(page)
    page.locator('.desk-bar button[value="submit"]').click()
    page.wait_for_selector(".messagelist .success")
    article = Article.objects.latest("pk")
    assert article.status == Status.IN_REVIEW
    assert "<h2>" in article.body
    assert "<li>" in article.body
    for left in ("style=", "Mso", "class=", "<o:p>", "<span", "<font", "<!--"):
        assert left not in article.body
    assert work.loads == 2
    assert work.presses <= 3


def test_a_colleague_s_login_signs_by_itself(visits: Visits) -> None:
    """The name is the login's person, not the first of a list."""
    page = visits.desk("chief")
    page.locator(".desk-write a").click()
    editor_of(page)
    person = User.objects.get(username="chief").person
    assert page.locator("#id_bylines-0-person option:checked").inner_text() == str(person)


@pytest.fixture
def paragraph_to_fill(desk: "Page") -> Article:
    """An article on the summit of 2025, written when Mariane Cimino has become something else; the
    caret stands at the end of its paragraph."""
    person = Person.objects.get(family_name="Cimino")
    person.positions.update(end=date(2025, 12, 31))
    make_position(person, "consultante", date(2026, 1, 1))
    article = make_article(
        by=User.objects.get(username="journalist"), body="<p>Selon</p>",
        events=[Event.objects.get(name="Matinée santé du sommet")],
    )  # fmt: skip
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(desk).locator("p").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" ")
    return article


@pytest.mark.parametrize(
    ("how", "effort"), [("mouse", Work(presses=2)), ("keyboard", Work(keys=2))]
)
def test_a_person_with_the_function_held_takes_two_gestures_and_the_first_letters(
    desk: "Page", paragraph_to_fill: Article, work: Work, how: str, effort: Work
) -> None:
    page = desk
    if how == "mouse":
        page.locator(".cke_button__lieninterne").click()
    else:
        page.keyboard.press("Control+Alt+L")
    page.locator("dialog[open] .dialogue-search:focus").wait_for()
    page.keyboard.type("cimi")
    held = page.locator("dialog[open] [role=option] .lien-fonction")
    held.wait_for()
    if how == "mouse":
        held.click()
    else:
        page.keyboard.press("Shift+Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    page.keyboard.type(", demande")
    assert work == effort
    body = clean(page.evaluate("() => CKEDITOR.instances.id_body.getData()"))
    person = Person.objects.get(family_name="Cimino")
    assert body.strip() == (
        f'<p>Selon <a data-person="{person.pk}">Mariane Cimino</a>, '
        "déléguée au numérique en santé, Numeum, demande</p>"
    )


def test_a_link_for_an_outsider_takes_three_clicks(desk: "Page", work: Work) -> None:
    page = desk
    page.locator(".desk-list li a").first.click()
    page.locator(".outsiderlink").click()
    page.locator("#id_recipient:focus").wait_for()
    page.keyboard.type("Maître Hélène Aubin")
    page.locator(".decision-form button.default").click()
    page.locator("#preview-address").wait_for()
    link = PreviewLink.objects.get()
    assert link.recipient == "Maître Hélène Aubin"
    assert link.article.created_by is not None
    assert link.article.created_by.username == "journalist"
    assert (work.presses, work.keys) == (3, 0), work
