"""How few clicks an editor's decisions take, from the dashboard."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from articles.models import Article, Edition
from articles.models.edition import Kind
from prose.dates import in_paris
from tests.browser.conftest import Visits
from tests.browser.counting import Work, counted
from tests.browser.hands import drag
from tests.clock import Clock
from tests.factories import make_edition, make_published, make_ready

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# How long ago the article came out: a mistake is not always seen on the same day.
AGES = [timedelta(minutes=5), timedelta(days=4)]


def desk(visits: Visits) -> "tuple[Page, Work]":
    page = visits.desk("editor")
    return page, counted(page)


def press(page: "Page", selector: str, words: str = "") -> None:
    """Click what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(selector, has_text=words).first.click()


def live(article: Article) -> Edition:
    return Edition.objects.visible().get(article=article)


def retitled(page: "Page", title: str) -> None:
    """Put the caret in the title and write another one over it."""
    page.locator("#id_title").click()
    page.evaluate("document.activeElement.select()")
    page.keyboard.type(title)


def test_tomorrow_at_eight_takes_three_clicks(visits: Visits, clock: Clock) -> None:
    article = make_ready(title="Demain à la première heure")
    page, work = desk(visits)
    press(page, f'.desk-list a[href="/admin/articles/article/{article.pk}/publish/"]')
    page.locator("label", has_text="Demain à 8").click()
    press(page, ".decision-form button.default")
    at = in_paris(article.editions.get().live_from)
    tomorrow = in_paris(clock.after(days=1)).date()
    assert (at.date(), at.hour, at.minute, at.second) == (tomorrow, 8, 0, 0)
    assert (work.presses, work.keys) == (3, 0), work


@pytest.mark.parametrize("age", AGES)
def test_a_typo_of_a_live_article_is_mended_in_three_clicks(
    age: timedelta, visits: Visits, clock: Clock
) -> None:
    article = make_published(title="Un acord est trouvé")
    clock.set(clock.now() + age)
    page, work = desk(visits)
    press(page, ".desk-list a", article.title)
    retitled(page, "Un accord est trouvé")
    press(page, '.desk-bar button[value="mend"]')
    edition = live(article)
    assert (edition.title, edition.kind) == ("Un accord est trouvé", Kind.SILENT)
    assert (work.presses, work.keys) == (3, 0), work


@pytest.mark.parametrize("age", AGES)
def test_a_correction_with_its_note_takes_four_clicks(
    age: timedelta, visits: Visits, clock: Clock
) -> None:
    article = make_published(title="L’accord vaut 12 millions")
    clock.set(clock.now() + age)
    page, work = desk(visits)
    press(page, ".desk-list a", article.title)
    retitled(page, "L’accord vaut 21 millions")
    press(page, '.desk-bar button[value="correct"]')
    page.locator("#id_note:focus").wait_for()
    page.keyboard.type("Le montant est de 21 millions, et non de 12.")
    press(page, ".decision-form button.default")
    edition = live(article)
    assert (edition.title, edition.kind) == ("L’accord vaut 21\u00a0millions", Kind.CORRECTION)
    assert "21" in edition.note
    reader = visits.visitor()
    reader.goto(edition.get_absolute_url())
    assert "et non de 12" in reader.locator("main").inner_text()
    assert (work.presses, work.keys) == (4, 0), work


@pytest.mark.parametrize("age", AGES)
def test_a_withdrawal_takes_two_clicks_and_its_reason(
    age: timedelta, visits: Visits, clock: Clock
) -> None:
    article = make_published(title="Une rumeur")
    clock.set(clock.now() + age)
    page, work = desk(visits)
    press(page, f'.desk-list a[href="/admin/articles/article/{article.pk}/withdraw/"]')
    page.locator("#id_note:focus").wait_for()
    page.keyboard.type("La source s’est rétractée.")
    press(page, ".decision-form button.default")
    assert not Edition.objects.visible().filter(article=article).exists()
    assert (work.presses, work.keys) == (2, 0), work


def test_another_hour_takes_one_drag(visits: Visits, clock: Clock) -> None:
    eight = in_paris(clock.after(days=1)).replace(hour=8, minute=0)
    edition = make_edition(at=eight, title="Demain à huit heures")
    page = visits.desk("editor", viewport={"width": 1280, "height": 1600})
    press(page, ".desk-plan a", "Calendrier")
    work = counted(page)
    drag(page, f"#edition-{edition.pk}", f'[data-day="{eight:%Y-%m-%d}"] [data-hour="11"]')
    edition.refresh_from_db()
    assert in_paris(edition.live_from) == eight.replace(hour=11)
    # The press that begins the drag and the drop that ends it.
    assert (work.presses, work.keys) == (2, 0), work


def test_staff_mend_a_typo_in_two_clicks_from_the_page(visits: Visits, clock: Clock) -> None:
    article = make_published(title="Un acord est trouvé")
    before = live(article)
    clock.forward(minutes=5)
    page = visits.desk("editor")
    page.goto(before.get_absolute_url())
    press(page, "a", "Modifier")
    page.locator("#id_title").fill("Un accord est trouvé")
    press(page, '.desk-bar button[value="mend"]')
    after = live(article)
    assert after.title == "Un accord est trouvé"
    reader = visits.visitor()
    reader.goto(after.get_absolute_url())
    assert "Mis à jour" not in reader.locator("article > header").inner_text()
