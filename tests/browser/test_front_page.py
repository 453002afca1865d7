"""Composing the front page in a browser: by dragging, with the keyboard, in few presses."""

from typing import TYPE_CHECKING

import pytest

from articles.models import Article, Slot
from articles.models.front import Zone
from prose.dates import in_paris
from tests.browser.conftest import Visits
from tests.browser.counting import counted
from tests.browser.hands import confirm, tab_to
from tests.clock import Clock
from tests.factories import make_published

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

pytestmark = pytest.mark.browser

BOARD = "/admin/une/"
MOST_PRESSES = 5


def cards(zone: Zone) -> list[int]:
    """The cards of a zone of the home page, from the top."""
    found = Slot.objects.on(None).filter(zone=zone, superseded=False)
    return [slot.pk for slot in found]


def shown(page: "Page", zone: Zone) -> list[int]:
    keys = page.locator(f'[data-zone="{zone}"] [data-card]').evaluate_all(
        "cards => cards.map(card => Number(card.dataset.card))"
    )
    return list(keys)


def drag(page: "Page", card: int, to: str, *, below: bool) -> None:
    """Take the card by its words, let it go over the lower or the upper end of `to`."""
    box = page.locator(to).bounding_box()
    assert box
    at = {"x": box["width"] / 2, "y": box["height"] - 2 if below else 2}
    with page.expect_navigation():
        page.locator(f'[data-card="{card}"] .front-title').drag_to(
            page.locator(to),
            target_position=at,  # type: ignore[arg-type]
        )


def lead_of(frame: "Page | FrameLocator") -> str:
    return frame.locator(".une h2").inner_text()


def test_a_story_is_first_until_this_evening_in_five_presses(visits: Visits, clock: Clock) -> None:
    story = make_published(title="Un accord est trouvé cette nuit")
    make_published(title="Une nouvelle plus fraîche")
    page = visits.desk("editor")
    work = counted(page)
    page.click(f'.desk-list a[href="/admin/une/placer/{story.pk}/"]')
    page.locator("label", has_text="Ce soir à 18").click()
    confirm(page)
    page.wait_for_selector(".messagelist .success")
    assert work.presses <= MOST_PRESSES
    reader = visits.visitor()
    reader.goto("/")
    assert lead_of(reader) == story.title
    clock.set(in_paris(clock.now()).replace(hour=18, minute=0, second=0))
    reader.goto("/")
    assert lead_of(reader) != story.title


def test_cards_are_dragged_to_another_place_and_another_zone(visits: Visits, clock: Clock) -> None:
    page = visits.desk("chief")
    page.goto(BOARD)
    first, second = cards(Zone.LEAD)
    clock.forward(minutes=1)
    drag(page, second, f'[data-card="{first}"]', below=False)
    assert shown(page, Zone.LEAD) == cards(Zone.LEAD) == [second, first]
    clock.forward(minutes=1)
    above, below = cards(Zone.HIGHLIGHTS)
    drag(page, second, f'[data-card="{above}"]', below=True)
    assert shown(page, Zone.LEAD) == cards(Zone.LEAD) == [first]
    assert shown(page, Zone.HIGHLIGHTS) == cards(Zone.HIGHLIGHTS) == [above, second, below]
    # Where the card was left, the eye finds it again.
    assert page.url.endswith(f"#carte-{second}")
    clock.forward(minutes=1)
    drag(page, first, '[data-zone="highlights"] h2', below=False)
    assert shown(page, Zone.LEAD) == cards(Zone.LEAD) == []
    assert shown(page, Zone.HIGHLIGHTS) == [first, above, second, below]


def test_cards_are_moved_changed_and_taken_off_with_the_keyboard(
    visits: Visits, clock: Clock
) -> None:
    page = visits.desk("editor")
    page.goto(BOARD)
    first, second = cards(Zone.LEAD)

    def press(card: int, to: str) -> None:
        clock.forward(minutes=1)
        tab_to(page, f'[data-card="{card}"] {to}')
        with page.expect_navigation():
            page.keyboard.press("Enter")

    press(first, '[data-to="down"]')
    assert shown(page, Zone.LEAD) == [second, first]
    press(first, '[data-to="highlights"]')
    assert shown(page, Zone.LEAD) == [second]
    assert shown(page, Zone.HIGHLIGHTS)[0] == first
    press(first, 'a[href$="/"]')
    tab_to(page, "#id_front_title")
    page.keyboard.type("Un titre court")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Un titre court" in page.inner_text(f'[data-card="{first}"]')
    press(first, '[data-to="off"]')
    assert first not in shown(page, Zone.HIGHLIGHTS)


def test_the_second_of_two_who_drag_one_card_is_told(visits: Visits, clock: Clock) -> None:
    mine, theirs = visits.desk("editor"), visits.desk("chief")
    for page in (mine, theirs):
        page.goto(BOARD)
    first, second = cards(Zone.LEAD)
    highlight = f'[data-card="{cards(Zone.HIGHLIGHTS)[0]}"]'
    clock.forward(minutes=1)
    drag(mine, second, highlight, below=True)
    before = cards(Zone.HIGHLIGHTS)
    drag(theirs, second, f'[data-card="{first}"]', below=False)
    assert theirs.locator(".messagelist .error").count() == 1
    assert cards(Zone.HIGHLIGHTS) == shown(theirs, Zone.HIGHLIGHTS) == before


def test_the_page_of_an_instant_to_come_is_previewed_in_its_frames(
    visits: Visits, clock: Clock
) -> None:
    coming = Article.objects.get(slots__zone=Zone.LEAD, editions__live_from__gt=clock.now())
    page = visits.desk("editor")
    page.goto(BOARD)
    with page.expect_navigation():
        page.click(".front-tools a")
    phone, desktop = (page.frame_locator(f"iframe.front-{name}") for name in ("phone", "desktop"))
    now = lead_of(phone)
    assert now != coming.title
    # The next thing that happens is that story.
    with page.expect_navigation():
        page.click(".front-which a")
    assert lead_of(phone) == lead_of(desktop) == coming.title
    width = phone.locator("html").evaluate("html => html.clientWidth")
    assert 300 <= width <= 400
    assert desktop.locator("html").evaluate("html => html.clientWidth") >= 1024
    page.fill("#id_at", "2025-02-12T10:00")
    with page.expect_navigation():
        page.click(".front-instant button")
    assert "Sommet sur l’IA" in lead_of(desktop)
    # Nobody but who looked ahead saw it.
    reader = visits.visitor()
    reader.goto("/")
    assert lead_of(reader) == now
