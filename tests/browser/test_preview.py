"""A preview: two widths on one screen; a link that a stranger opens, writes through and loses."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from articles.models import Article, PreviewLink, PreviewNote
from images.showing import LOAN
from tests.browser.conftest import Visits
from tests.browser.hands import decide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RECIPIENT = "Maître Hélène Aubin"
NOTE = "« Mardi » ou « mercredi » ?\nLe communiqué dit mercredi."


def open_article(page: "Page", article: Article) -> None:
    page.goto(f"/admin/articles/article/{article.pk}/change/")


def make_link(page: "Page") -> str:
    """Make a link from the article's page; the path of its address."""
    page.locator(".outsiderlink").click()
    page.locator("#id_recipient:focus").wait_for()
    page.keyboard.type(RECIPIENT)
    page.locator(".decision-form button.default").click()
    address = page.locator("#preview-address").input_value()
    return urlsplit(address).path


def own_article() -> Article:
    """One that the demo's journalist began, which nobody read and no embargo holds back."""
    return Article.objects.filter(
        created_by__username="journalist", editions=None, embargo_until=None
    )[0]


def test_a_stranger_reads_and_notes_what_the_author_then_settles(visits: Visits) -> None:
    article = own_article()
    editor = visits.desk("editor")
    open_article(editor, article)
    path = make_link(editor)

    stranger = visits.visitor(viewport={"width": 360, "height": 740})
    stranger.goto(path)
    assert stranger.locator("h1").inner_text() == article.title
    assert RECIPIENT in stranger.locator(".apercu").first.inner_text()
    wide = stranger.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 360
    margin = stranger.locator("#marge-2")
    margin.locator("summary").click()
    margin.locator("textarea").fill(NOTE)
    margin.locator("button").click()
    stranger.locator("[role=status]").wait_for()
    assert stranger.locator("#marge-2 .annote").count() == 1
    # Nothing but what opens the pictures of this page.
    names = [cookie.get("name", "") for cookie in stranger.context.cookies()]
    assert not [name for name in names if not name.startswith(LOAN)]

    author = visits.desk("journalist")
    open_article(author, article)
    beside = author.locator(".desk-margin-notes")
    assert RECIPIENT in beside.inner_text()
    assert "Le communiqué dit mercredi." in beside.inner_text()
    with author.expect_navigation():
        beside.get_by_role("button").click()
    assert author.locator(".desk-margin-notes").count() == 0
    assert PreviewNote.objects.get().settled_by == author_of_notes()

    # Visited once; then closed, and it never was.
    open_article(editor, article)
    editor.locator(".outsiderlink").click()
    listed = editor.locator(".preview-made-before li")
    assert RECIPIENT in listed.inner_text()
    with editor.expect_navigation():
        listed.get_by_role("button").click()
    assert PreviewLink.objects.get().visits == 1
    answer, unknown = stranger.goto(path), stranger.request.get("/nulle-part/ici/")
    assert answer is not None
    assert (answer.status, answer.body()) == (unknown.status, unknown.body())


def author_of_notes() -> object:
    return own_article().created_by


def test_the_link_is_copied(visits: Visits) -> None:
    editor = visits.desk("editor", permissions=["clipboard-read", "clipboard-write"])
    open_article(editor, own_article())
    make_link(editor)
    editor.locator("[data-copy]").click()
    editor.locator("[data-copy]", has_text=editor.locator("[data-copy]").get_attribute(
        "data-copied") or "?").wait_for()  # fmt: skip
    copied = editor.evaluate("() => navigator.clipboard.readText()")
    assert copied == editor.locator("#preview-address").input_value()


def test_a_phone_and_a_desktop_stand_side_by_side(visits: Visits) -> None:
    article = own_article()
    page = visits.desk("editor", viewport={"width": 1440, "height": 900})
    open_article(page, article)
    decide(page, "preview")
    for width, pixels in (("phone", 360), ("desktop", 1280)):
        framed = page.frame_locator(f".is-{width} iframe").locator("html")
        framed.locator("h1", has_text=article.title).wait_for()
        assert framed.evaluate("() => window.innerWidth") == pixels
    boxes = [page.locator(f".is-{width}").bounding_box() for width in ("phone", "desktop")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[1]["x"] + boxes[1]["width"] <= 1440
