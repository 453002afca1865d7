"""A text under embargo: an editor is held back, a chief lifts it, an hour shown twice is asked."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from articles.models import Article, Edition
from tests.browser.conftest import Visits
from tests.browser.hands import confirm, decide
from tests.clock import Clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

REASON = "Le programme circule déjà sur les réseaux."


def held() -> Article:
    return Article.objects.get(embargo_until__isnull=False)


def address(article: Article, name: str = "change") -> str:
    return f"/admin/articles/article/{article.pk}/{name}/"


def complaint(page: "Page") -> str:
    return " ".join(page.inner_text(".decision-form .errorlist").split())


def test_an_embargo_holds_until_a_chief_lifts_it_and_says_why(visits: Visits, clock: Clock) -> None:
    article = held()
    editor = visits.desk("editor")
    editor.goto(address(article))
    assert article.embargo_asked_by in editor.inner_text(".desk-embargo")
    with editor.expect_download() as download:
        editor.click(".desk-papers a")
    assert download.value.suggested_filename == "courriel.txt"
    decide(editor, "approve")
    decide(editor, "publish")
    confirm(editor)
    assert "embargo" in complaint(editor)
    assert not Edition.objects.filter(article=article).exists()

    chief = visits.desk("chief")
    chief.goto(address(article))
    with chief.expect_navigation():
        chief.click('.desk-embargo a[href$="/lift/"]')
    chief.keyboard.type(REASON)
    confirm(chief)
    line = chief.inner_text(".desk-timeline")
    assert REASON in line
    assert article.embargo_asked_by in line

    editor.goto(address(article, "publish"))
    confirm(editor)
    edition = Edition.objects.get(article=article)
    reader = visits.visitor()
    reader.goto(edition.get_absolute_url())
    assert article.title in reader.inner_text("h1")


def test_an_hour_that_clocks_show_twice_is_asked_with_the_keyboard(
    visits: Visits, clock: Clock
) -> None:
    Article.objects.filter(embargo_until__isnull=False).update(embargo_until=None, status="ready")
    article = Article.objects.get(status="ready")
    page = visits.desk("editor")
    page.goto(address(article, "publish"))
    page.check('input[name="when"][value="later"]')
    page.fill("#id_at", "2027-10-31T02:30")
    confirm(page)
    assert page.input_value("#id_at") == "2027-10-31T02:30"
    hours = page.locator('input[name="at_fold"]')
    assert hours.count() == 2
    assert not any(hour.is_checked() for hour in hours.all())
    assert "UTC+2" in page.inner_text(".which-hour")
    page.focus("#id_at")
    # The three parts of the date, the two of the hour, the calendar, then the question.
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "at_fold":
            break
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Edition.objects.get(article=article).live_from == datetime(
        2027, 10, 31, 1, 30, tzinfo=UTC
    )
