"""The copy desk in the margin: what is found, where it is, mended, waived, dismissed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User

from articles.models import Article, JournalEntry, Status, Waiver
from newsroom.checks import DEMO_PASSWORD
from tests.browser.conftest import Visits, visiting
from tests.browser.hands import decide, editor_of, save
from tests.factories import make_article, make_person, make_picture, make_position, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.clock import Clock

pytestmark = pytest.mark.browser

STANDFIRST = (
    "Un texte est attendu depuis un an par les établissements. Il fixe un calendrier, des moyens "
    "et une méthode, que les équipes devront suivre dans chacun des services."
)
BODY = (
    "<p>Le comité compte 12000 membres, qui se réunissent à Paris.</p>"
    "<p>Odile Sérignac, directeur de l’innovation, attend la suite.</p>"
    '<aside class="exergue"><blockquote><p>Rien de tel ici</p></blockquote>'
    "<footer>Odile Sérignac</footer></aside>"
)
MARGIN = "#desk-proof"


@pytest.fixture
def visits(
    browser: "Browser", server: str, clock: "Clock", transactional_db: None
) -> Iterator[Visits]:
    """Without the demo: this file needs one article."""
    for role in ("journalist", "editor"):
        user = make_user(role, username=role)
        user.set_password(DEMO_PASSWORD)
        user.save()
    person = make_person("Odile", "Sérignac", grammatical_gender="f")
    make_position(person, "directrice de l’innovation")
    with visiting(browser, server) as found:
        yield found
    assert found.complaints == []


@pytest.fixture
def article(visits: Visits) -> Article:
    return make_article(
        by=User.objects.get(username="journalist"),
        title="Un texte attendu.",
        standfirst=STANDFIRST,
        body=BODY,
        status=Status.IN_REVIEW,
    )


def opened(page: "Page", where: str) -> "Page":
    page.goto(where)
    editor_of(page)
    read(page)
    return page


def read(page: "Page") -> None:
    page.wait_for_selector(f'{MARGIN}[data-state="read"]')


def at(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def finding(page: "Page", code: str) -> "Locator":
    return page.locator(f'{MARGIN} .proof-finding[data-code="{code}"]')


def selected(page: "Page") -> str:
    return str(page.evaluate("() => document.getSelection().toString()"))


def body(page: "Page") -> str:
    found = page.evaluate("() => CKEDITOR.instances.id_body.getData()")
    return str(found).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_margin_says_what_is_found_gravest_first(visits: Visits, article: Article) -> None:
    page = opened(visits.desk("journalist"), at(article))
    codes = page.eval_on_selector_all(
        f"{MARGIN} .proof-finding", "cards => cards.map(card => card.dataset.code)"
    )
    assert codes == [
        "agreement", "pullquote-not-in-body", "title-full-stop", "number-ungrouped",
    ]  # fmt: skip
    assert page.inner_text(f"{MARGIN} .proof-count") == (
        "4 remarques, dont 2 à régler avant l’approbation."
    )
    assert page.get_attribute(f"{MARGIN} .proof-count", "aria-live") == "polite"


def test_a_finding_leads_to_its_place_with_the_keyboard_alone(
    visits: Visits, article: Article
) -> None:
    page = opened(visits.desk("journalist"), at(article))
    for code, words in (
        ("agreement", "directeur"),
        ("number-ungrouped", "12000"),
        ("pullquote-not-in-body", "Rien de tel ici"),
    ):
        finding(page, code).locator(".proof-place").focus()
        page.keyboard.press("Enter")
        assert selected(page) == words
    finding(page, "title-full-stop").locator(".proof-place").focus()
    page.keyboard.press("Enter")
    place = page.evaluate(
        "() => [document.activeElement.id, document.activeElement.selectionStart]"
    )
    assert place == ["id_title", len("Un texte attendu")]


def test_a_finding_on_the_picture_leads_to_the_button_that_changes_it(
    visits: Visits, article: Article, clock: "Clock"
) -> None:
    article.hero_image = make_picture(rights_from=clock.after(days=5))
    article.save()
    page = opened(visits.desk("journalist"), at(article))
    finding(page, "rights-expired").locator(".proof-place").focus()
    page.keyboard.press("Enter")
    focused = page.locator("[data-picture-choice] .photo-choice-choose:focus")
    focused.wait_for()
    assert focused.is_visible()
    assert focused.inner_text() == "Changer de photo"


def test_a_place_is_found_where_typesetting_will_mend_letters(
    visits: Visits, article: Article
) -> None:
    page = opened(visits.desk("journalist"), f"/admin/articles/article/{article.pk}/change/")
    typed = "Au coeur de l'Etat, la 2ème fois"
    for before, excerpt, after, found in (
        ("Au ", "cœur", " de l’État", "coeur"),
        ("cœur de l’", "État", ", la 2e fois", "Etat"),
        ("de l’État, la 2e ", "fois", "", "fois"),
        ("de l’État, la ", "2e", " fois", "2ème"),
    ):
        place = page.evaluate(
            "async ([typed, finding]) => {"
            " const url = document.querySelector('script[src*=\"desk/proofing\"]').src;"
            " const { find } = await import(url.replace('proofing', 'places'));"
            " return find(typed, finding) }",
            [typed, {"before": before, "excerpt": excerpt, "after": after}],
        )
        assert typed[place["start"] : place["end"]] == found


def test_a_certain_fix_is_one_press_away_and_saved_with_the_rest(
    visits: Visits, article: Article
) -> None:
    page = opened(visits.desk("journalist"), at(article))
    for code in ("agreement", "number-ungrouped", "title-full-stop"):
        finding(page, code).locator(".proof-act").first.click()
        finding(page, code).wait_for(state="detached")
    page.wait_for_function(
        "() => document.querySelector('#desk-proof .proof-count').textContent.startsWith('1 ')"
    )
    assert "12 000 membres" in body(page)
    assert "directrice de l’innovation" in body(page)
    assert page.input_value("#id_title") == "Un texte attendu"
    save(page)
    stored = Article.objects.get()
    assert "12\u202f000" in stored.body
    assert stored.title == "Un texte attendu"


def test_it_reads_while_somebody_writes_an_article_that_is_not_saved(visits: Visits) -> None:
    page = opened(visits.desk("journalist"), "/admin/articles/article/add/")
    page.fill("#id_title", "Un projet")
    editor_of(page).click()
    page.keyboard.type("Odile Serignak, directrice, attend le le decret.")
    finding(page, "name-variant").wait_for()
    finding(page, "repeated-word").locator(".proof-place").click()
    assert selected(page) == "le le"
    finding(page, "repeated-word").get_by_role("button", name="Ignorer").click()
    assert "Enregistrez" in finding(page, "repeated-word").inner_text()
    assert Article.objects.count() == 0


def test_a_dismissed_remark_stays_away_until_the_text_changes(
    visits: Visits, article: Article
) -> None:
    page = opened(visits.desk("journalist"), at(article))
    finding(page, "number-ungrouped").get_by_role("button", name="Ignorer").click()
    finding(page, "number-ungrouped").wait_for(state="detached")
    opened(page, at(article))
    assert finding(page, "number-ungrouped").count() == 0
    Article.objects.update(body=BODY.replace("membres", "adhérents"))
    opened(page, at(article))
    assert finding(page, "number-ungrouped").count() == 1


def test_an_editor_waives_with_a_reason_and_then_approves(visits: Visits, article: Article) -> None:
    page = opened(visits.desk("editor"), at(article))
    finding(page, "agreement").locator(".proof-act").first.click()
    finding(page, "agreement").wait_for(state="detached")
    decide(page, "approve")
    assert "Rien de tel ici" in page.inner_text(".messagelist .error")
    assert Article.objects.get().status == Status.IN_REVIEW
    read(page)
    card = finding(page, "pullquote-not-in-body")
    card.get_by_role("button", name="Déroger").click()
    card.get_by_role("button", name="Accorder").click()
    assert "Indiquez le motif" in card.inner_text()
    card.get_by_label("Motif").fill("Entretien du 3 février, hors article.")
    card.get_by_role("button", name="Accorder").click()
    card.wait_for(state="detached")
    assert Waiver.objects.get().reason == "Entretien du 3 février, hors article."
    decide(page, "approve")
    assert Article.objects.get().status == Status.READY
    verbs = list(JournalEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["waived", "approved"]
    page.goto("/admin/articles/waiver/")
    assert "Entretien du 3 février" in page.inner_text("#result_list")


def test_a_journalist_is_not_offered_a_waiver(visits: Visits, article: Article) -> None:
    page = opened(visits.desk("journalist"), at(article))
    assert finding(page, "agreement").get_by_role("button", name="Déroger").count() == 0


def test_without_the_server_it_says_so_and_begins_again(visits: Visits, article: Article) -> None:
    page = opened(visits.desk("journalist"), at(article))
    page.route("**/proof/", lambda route: route.fulfill(status=404, body="{}"))
    page.fill("#id_title", "Un texte, attendu")
    page.wait_for_selector(f'{MARGIN}[data-state="alone"]')
    page.unroute("**/proof/")
    page.fill("#id_title", "Un texte attendu")
    read(page)
    assert finding(page, "title-full-stop").count() == 0
