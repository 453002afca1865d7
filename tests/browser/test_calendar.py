"""The calendar by hand: a scheduled article moves by one drag, and by the keyboard alone."""

from datetime import datetime, timedelta

import pytest

from articles.models import Edition
from prose.dates import PARIS, in_paris
from tests.browser.conftest import NOON, Visits
from tests.browser.hands import drag
from tests.clock import Clock
from tests.factories import make_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Both ends of a drag are in sight.
WHOLE_WEEK = {"width": 1280, "height": 1600}


def scheduled() -> Edition:
    """Tomorrow at half past eight."""
    return make_edition(at=in_paris(NOON).replace(hour=8, minute=30) + timedelta(days=1))


def test_a_scheduled_article_moves_by_drag_to_another_hour_and_another_day(
    visits: Visits, clock: Clock
) -> None:
    edition, page = scheduled(), visits.desk("editor", viewport=WHOLE_WEEK)
    page.goto("/admin/calendar/?view=week&on=2027-01-13")
    drag(page, f"#edition-{edition.pk}", '[data-day="2027-01-13"] [data-hour="14"]')
    edition.refresh_from_db()
    assert edition.live_from == datetime(2027, 1, 13, 14, 30, tzinfo=PARIS)
    page.goto("/admin/calendar/?on=2027-01-13")
    drag(page, f"#edition-{edition.pk}", '[data-day="2027-01-21"]')
    edition.refresh_from_db()
    assert edition.live_from == datetime(2027, 1, 21, 14, 30, tzinfo=PARIS)
    assert page.locator(".messagelist .success").count() == 1


def test_a_scheduled_article_moves_by_the_arrow_keys_and_escape_gives_up(
    visits: Visits, clock: Clock
) -> None:
    edition, page = scheduled(), visits.desk("editor")
    page.goto("/admin/calendar/?view=week&on=2027-01-13")
    handle = f"#edition-{edition.pk} .cal-move"
    page.focus(handle)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(".cal-proposal").is_hidden()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert "jeudi 14 janvier 2027 à 10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in (
        page.locator(".cal-proposal").inner_text()
    )
    with page.expect_navigation():
        page.keyboard.press("Enter")
    edition.refresh_from_db()
    assert edition.live_from == datetime(2027, 1, 14, 10, 30, tzinfo=PARIS)
    page.wait_for_function(f"() => document.activeElement?.matches('{handle}')")


def test_it_moves_by_the_form_without_scripts(visits: Visits, clock: Clock) -> None:
    edition = scheduled()
    page = visits.desk("editor", java_script_enabled=False)
    page.goto("/admin/calendar/?view=day&on=2027-01-13")
    page.click(f"#edition-{edition.pk} .cal-move")
    page.fill("#id_at", "2027-01-15T07:45")
    with page.expect_navigation():
        page.click('.decision-form button[type="submit"]')
    edition.refresh_from_db()
    assert edition.live_from == datetime(2027, 1, 15, 7, 45, tzinfo=PARIS)


def test_two_who_drag_one_card_and_the_second_reads_why(visits: Visits, clock: Clock) -> None:
    edition = scheduled()
    first = visits.desk("editor", viewport=WHOLE_WEEK)
    second = visits.desk("chief", viewport=WHOLE_WEEK)
    for page in (first, second):
        page.goto("/admin/calendar/?on=2027-01-13")
    for page, day in ((first, "2027-01-20"), (second, "2027-01-22")):
        drag(page, f"#edition-{edition.pk}", f'[data-day="{day}"]')
    assert second.locator(".messagelist .error").count() == 1
    edition.refresh_from_db()
    assert edition.live_from == datetime(2027, 1, 20, 8, 30, tzinfo=PARIS)
