"""An editor moves an event, is shown the articles to look at, and marks them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from articles.models import ToLookAt
from events.models import Event
from tests.browser.conftest import Visits
from tests.forms import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUMMIT = "sommet-action-intelligence-artificielle"
ARTICLE = "Sommet sur l’IA"
REASON = "Le palais est indisponible ce jour-là."


def save(page: "Page") -> None:
    with page.expect_navigation():
        page.click('.submit-row input[name="_continue"]')


def panel(page: "Page") -> str:
    return page.inner_text(".desk-moved")


def to_look_at(page: "Page") -> str:
    """What the dashboard lists as to be looked at; other lists may name the same articles."""
    heading = page.locator("h2", has_text=gettext("To look at: an event moved"))
    return " ".join(page.locator(".desk-list").filter(has=heading).all_inner_texts())


def test_an_editor_moves_an_event_and_marks_the_articles_to_look_at(visits: Visits) -> None:
    event = Event.objects.get(slug=SUMMIT)
    page = visits.desk("editor")
    assert ARTICLE not in to_look_at(page)
    page.goto(f"/admin/events/event/{event.pk}/change/")
    page.check("#id_all_day")
    page.fill("#id_starts_at", "2025-03-03T00:00")
    page.fill("#id_ends_at", "2025-03-04T00:00")
    save(page)
    # It asks why, and keeps what was typed.
    asked = sentence("This event moves. Tell readers why in a sentence, or tick “we had it wrong”.")
    assert asked in " ".join(page.inner_text(".errors.field-note").split())
    assert page.input_value("#id_starts_at") == "2025-03-03T00:00"
    page.fill("#id_note", REASON)
    save(page)
    # The page of the event lists what covers it or names its date.
    assert ARTICLE in panel(page)
    assert "février" in panel(page)
    page.goto("/admin/")
    lists = to_look_at(page)
    assert ARTICLE in lists
    assert event.name in lists
    waiting = ToLookAt.objects.open().filter(change__event=event).count()
    assert waiting
    # One click each, back to where it was clicked.
    page.goto(f"/admin/events/event/{event.pk}/change/")
    for left in range(waiting, 0, -1):
        assert page.locator(".desk-moved .desk-look").count() == left
        with page.expect_navigation():
            page.locator(".desk-moved .desk-look button").first.click()
    assert gettext("All have been looked at.") in panel(page)
    page.goto("/admin/")
    assert event.name not in page.inner_text(".desk-lists")
    done = ToLookAt.objects.filter(change__event=event)
    assert {item.looked_at_by.username for item in done if item.looked_at_by} == {"editor"}
    assert all(item.looked_at for item in done)
    # Readers are told, too.
    reader = visits.visitor()
    reader.goto(event.get_absolute_url())
    told = reader.inner_text("article").replace("\u00a0", " ")
    assert "3 et 4 mars 2025" in told
    assert "les 10 et 11 février 2025" in told
    assert REASON in told
