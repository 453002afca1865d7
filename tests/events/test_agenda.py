"""The agenda of what comes, and the archive of each year."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import changing
from events.models import Event
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import make_event

pytestmark = pytest.mark.django_db

AGENDA = "/evenements/"
# The sections of the menu, then: what comes, what has just been, the years.
AGENDA_QUERIES, ARCHIVE_QUERIES, CALENDAR_QUERIES = 4, 3, 2
# The event and its whole, its five lists, three for the people, articles and their pictures.
EVENT_QUERIES = 12


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=PARIS)


def on(day: str, name: str = "", **fields: Any) -> Event:
    start = at(f"{day} 09:00")
    hours: dict[str, Any] = {"starts_at": start, "ends_at": start + timedelta(hours=3)}
    return make_event(name or day, **hours | fields)


def words(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def in_order(text: str, *each: str) -> bool:
    places = [text.index(one) for one in each]
    return places == sorted(places)


def test_what_comes_is_by_month_soonest_first(reader: Client, clock: Clock) -> None:
    on("2025-04-02", "Salon")
    on("2025-03-20", "Forum")
    on("2025-03-04", "Congrès")
    seen = words(reader, AGENDA)
    assert in_order(seen, "Mars 2025", "Congrès", "Forum", "Avril 2025", "Salon")
    assert 'href="/evenements/calendrier.ics"' in seen


def test_what_has_just_been_follows_newest_first(reader: Client, clock: Clock) -> None:
    for day in range(1, 15):
        on(f"2025-01-{day:02}", f"Réunion {day:02}")
    seen = words(reader, AGENDA)
    assert in_order(seen, "Réunion 14", "Réunion 13", "Réunion 05")
    assert "Réunion 04" not in seen


@pytest.mark.parametrize("status", Event.Status.values)
def test_only_what_was_held_has_just_been(reader: Client, clock: Clock, status: str) -> None:
    on("2025-01-14", "Réunion", status=status)
    seen = words(reader, AGENDA)
    held = status in {"announced", "confirmed"}
    assert ("Vient d’avoir lieu" in seen) == held
    assert ("Réunion" in seen) == (status != "cancelled")
    assert ("Date à venir" in seen) == (status == "postponed")


@pytest.mark.parametrize("status", Event.Status.values)
def test_what_comes_says_when_it_is_cancelled_or_put_off(
    reader: Client, clock: Clock, status: str
) -> None:
    event = on("2025-04-02", "Salon", status=status)
    seen = words(reader, AGENDA)
    assert "Salon" in seen
    assert ("Avril 2025" in seen) == (status != "postponed")
    assert ('class="statut"' in seen) == (status in {"postponed", "cancelled"})
    assert (event.machine_start in seen) == (status != "postponed")


@pytest.mark.parametrize("status", Event.Status.values)
def test_the_archive_says_what_was_cancelled_and_leaves_out_what_awaits_a_date(
    reader: Client, clock: Clock, status: str
) -> None:
    on("2024-05-14", "Réunion", status=status)
    if status == "postponed":
        assert reader.get("/evenements/archives/2024/").status_code == 404
        assert "archives/2024" not in words(reader, AGENDA)
        return
    seen = words(reader, "/evenements/archives/2024/")
    assert "Réunion" in seen
    assert ("<strong>Annulé</strong>" in seen) == (status == "cancelled")


def test_what_got_its_new_date_is_listed_on_it(reader: Client, clock: Clock) -> None:
    event = on("2025-03-14", "Réunion", status="confirmed")
    event.status = "postponed"
    changing.save(event=event, by=None)
    assert "Date à venir" in words(reader, AGENDA)
    event.starts_at = at("2025-04-02 09:00")
    event.ends_at = at("2025-04-02 11:00")
    changing.save(event=event, by=None)
    seen = words(reader, AGENDA)
    assert "Date à venir" not in seen
    assert in_order(seen, "Avril 2025", event.machine_start, "Réunion", "Reporté")
    clock.set(at("2025-04-03 09:00"))
    assert in_order(words(reader, AGENDA), "Vient d’avoir lieu", "Réunion")


def test_a_date_of_ours_that_was_mended_is_no_new_date(reader: Client, clock: Clock) -> None:
    event = on("2025-03-14", "Réunion", status="postponed")
    event.starts_at = at("2025-03-14 08:00")
    changing.save(event=event, by=None, is_correction=True)
    assert "Date à venir" in words(reader, AGENDA)


def test_a_part_is_listed_with_its_whole_only(reader: Client, clock: Clock) -> None:
    on("2025-04-02", "Atelier", parent=on("2025-04-02", "Salon"))
    seen = words(reader, AGENDA)
    assert "Salon" in seen
    assert "Atelier" not in seen


def test_each_year_of_which_something_is_over_has_its_page(reader: Client, clock: Clock) -> None:
    on("2023-12-31", "Réveillon", starts_at=at("2023-12-31 23:30"), ends_at=at("2024-01-01 02:00"))
    on("2024-05-02", "Mai")
    on("2024-01-01", "Janvier")
    on("2025-01-08", "Passé")
    on("2025-11-08", "Futur")
    on("2026-11-08", "Lointain")
    seen = words(reader, AGENDA)
    assert in_order(seen, *(f'href="/evenements/archives/{year}/"' for year in (2025, 2024, 2023)))
    assert "archives/2026" not in seen
    page = words(reader, "/evenements/archives/2024/")
    assert in_order(page, "Janvier 2024", "Janvier", "Mai 2024", "Mai")
    assert "Réveillon" not in page
    assert 'href="/evenements/archives/2024/" aria-current="page"' in page
    assert "Réveillon" in words(reader, "/evenements/archives/2023/")
    assert "Futur" not in words(reader, "/evenements/archives/2025/")


@pytest.mark.parametrize("year", ["2024", "2026", "0", "99999999999999999999", "deux"])
def test_a_year_without_anything_has_none(reader: Client, clock: Clock, year: str) -> None:
    on("2025-01-08")
    assert reader.get(f"/evenements/archives/{year}/").status_code == 404
    assert reader.get("/evenements/archives/").status_code == 404


def test_a_year_begins_at_midnight_in_paris(reader: Client, clock: Clock) -> None:
    start = at("2024-01-01 00:00")
    make_event("Minuit", starts_at=start, ends_at=start + timedelta(hours=1))
    assert "Minuit" in words(reader, "/evenements/archives/2024/")
    assert reader.get("/evenements/archives/2023/").status_code == 404


def test_an_empty_agenda_says_so(reader: Client, clock: Clock) -> None:
    seen = words(reader, AGENDA)
    assert 'class="vide"' in seen
    assert '<nav class="themes"' not in seen


# Cost -----------------------------------------------------------------------------------------


@pytest.fixture
def cost(reader: Client) -> Callable[[str], int]:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            words(reader, address)
        assert not any("OFFSET" in query["sql"] or "COUNT(" in query["sql"] for query in seen)
        return len(seen)

    return queries


@pytest.mark.parametrize("rows", [1, 25])
def test_the_agenda_costs_the_same_for_few_and_many(
    rows: int, cost: Callable[[str], int], clock: Clock
) -> None:
    for rank in range(rows):
        on("2025-04-02", f"À venir {rank}")
        past = on("2024-04-02", f"Passé {rank}")
        on("2024-04-02", f"Atelier {rank}", parent=past)
        on("2024-04-02", f"Reporté {rank}", status="postponed")
        on("2024-04-02", f"Annulé {rank}", status="cancelled")
    assert cost(AGENDA) == AGENDA_QUERIES
    assert cost("/evenements/archives/2024/") == ARCHIVE_QUERIES
    assert cost("/evenements/calendrier.ics") == CALENDAR_QUERIES
    assert cost(past.get_absolute_url()) <= EVENT_QUERIES
