"""Events in a reader's calendar: valid files, that change when the event does and only then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from events import changing
from events.models import Event
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import make_event

pytestmark = pytest.mark.django_db

WHOLE = "/evenements/calendrier.ics"
DAY = datetime(2025, 6, 11, 9, 0, tzinfo=PARIS)


@pytest.fixture
def forum(clock: Clock) -> Event:
    return make_event(
        "Forum", starts_at=DAY, ends_at=DAY + timedelta(hours=3), venue="Halle", city="Lille",
        status="confirmed",
    )  # fmt: skip


def file(reader: Client, address: str) -> bytes:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def entries(reader: Client, address: str) -> dict[str, Any]:
    """The entries of a file, by name. The parser refuses what is not iCalendar."""
    calendar = Calendar.from_ical(file(reader, address))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}
    for entry in found.values():
        assert not entry.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"} <= set(entry)
        assert "DTEND" not in entry or entry.decoded("DTEND") > entry.decoded("DTSTART")
    return found


def alone(reader: Client, event: Event) -> Any:
    return entries(reader, f"/evenements/{event.slug}.ics")[event.name]


def test_a_timed_event_is_written_in_universal_time(reader: Client, forum: Event) -> None:
    entry = alone(reader, forum)
    assert entry.decoded("DTSTART") == datetime(2025, 6, 11, 7, tzinfo=UTC)
    assert entry.decoded("DTEND") == datetime(2025, 6, 11, 10, tzinfo=UTC)
    assert b"DTSTART:20250611T070000Z" in file(reader, f"/evenements/{forum.slug}.ics")
    assert (str(entry["LOCATION"]), str(entry["STATUS"])) == ("Halle, Lille", "CONFIRMED")


def test_an_event_without_length_has_no_end(reader: Client, forum: Event) -> None:
    entry = alone(reader, make_event("Vote", starts_at=DAY, ends_at=DAY))
    assert entry.decoded("DTSTART") == datetime(2025, 6, 11, 7, tzinfo=UTC)
    assert "DTEND" not in entry
    assert "DTEND" in alone(reader, forum)


def test_whole_days_end_the_day_after_on_the_clocks_of_the_place(
    reader: Client, clock: Clock
) -> None:
    # The eleventh in Nouméa is partly the tenth in Paris.
    start = datetime(2025, 6, 10, 13, 0, tzinfo=UTC)
    fair = make_event(
        starts_at=start, ends_at=start + timedelta(hours=47), all_day=True,
        time_zone="Pacific/Noumea",
    )  # fmt: skip
    entry = alone(reader, fair)
    assert entry.decoded("DTSTART") == date(2025, 6, 11)
    assert entry.decoded("DTEND") == date(2025, 6, 13)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("announced", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("postponed", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_calendar_knows_where_an_event_stands(
    reader: Client, clock: Clock, status: str, word: str
) -> None:
    event = make_event("Forum", status=status)
    ((name, entry),) = entries(reader, f"/evenements/{event.slug}.ics").items()
    assert str(entry["STATUS"]) == word
    assert name == ("Reporté\u00a0: Forum" if status == "postponed" else "Forum")


def test_an_event_put_off_frees_the_hours_that_a_calendar_holds_until_its_new_date(
    reader: Client, forum: Event, clock: Clock
) -> None:
    before = alone(reader, forum)
    clock.forward(days=1)
    forum.status = "postponed"
    changing.save(event=forum, by=None)
    for address in (WHOLE, f"/evenements/{forum.slug}.ics"):
        off = entries(reader, address)["Reporté\u00a0: Forum"]
        assert (off["UID"], off["SEQUENCE"]) == (before["UID"], 1)
        assert (off.decoded("DTSTART"), str(off["STATUS"])) == (
            before.decoded("DTSTART"),
            "CANCELLED",
        )
    clock.forward(days=1)
    forum.starts_at, forum.ends_at = DAY + timedelta(days=9), DAY + timedelta(days=9, hours=3)
    changing.save(event=forum, by=None)
    again = alone(reader, forum)
    assert (again["SEQUENCE"], str(again["STATUS"])) == (2, "TENTATIVE")
    assert again.decoded("DTSTART") == forum.starts_at


def test_a_change_replaces_the_entry_that_a_calendar_holds(
    reader: Client, forum: Event, clock: Clock
) -> None:
    before = alone(reader, forum)
    clock.forward(days=1)
    forum.status, forum.name = "cancelled", "Forum des données"
    changing.save(event=forum, by=None)
    after = alone(reader, forum)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED") == clock.now()
    assert str(after["STATUS"]) == "CANCELLED"


def test_an_event_that_stays_gives_the_same_file_and_a_304(
    reader: Client, forum: Event, clock: Clock
) -> None:
    first = reader.get(WHOLE)
    clock.forward(hours=1)
    again = reader.get(WHOLE, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_long_lines_are_folded_and_no_sign_is_cut(reader: Client, clock: Clock) -> None:
    name = "Journées de l’évaluation, de la qualité ; et des « données » " * 2
    event = make_event(name[:160].strip(), summary="é" * 300 + "\nDeuxième ligne, à part.")
    content = file(reader, f"/evenements/{event.slug}.ics")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    entry = alone(reader, event)
    assert str(entry["DESCRIPTION"]) == event.summary


def test_a_part_leads_to_its_whole(reader: Client, forum: Event) -> None:
    part = make_event("Atelier", parent=forum)
    assert alone(reader, part)["RELATED-TO"] == alone(reader, forum)["UID"]


def test_the_whole_calendar_holds_what_comes_and_the_year_past(
    reader: Client, forum: Event, clock: Clock
) -> None:
    make_event("Atelier", parent=forum, starts_at=DAY, ends_at=DAY)
    make_event("Annulé", starts_at=DAY, ends_at=DAY, status="cancelled")
    recent = clock.now() - timedelta(days=200)
    make_event("Récent", starts_at=recent, ends_at=recent)
    old = clock.now() - timedelta(days=400)
    make_event("Ancien", starts_at=old, ends_at=old)
    found = entries(reader, WHOLE)
    assert set(found) == {"Forum", "Atelier", "Annulé", "Récent"}
    assert len({str(entry["UID"]) for entry in found.values()}) == 4
    calendar = Calendar.from_ical(file(reader, WHOLE))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in file(reader, WHOLE)


def test_an_empty_agenda_is_an_empty_calendar(reader: Client, clock: Clock) -> None:
    assert entries(reader, WHOLE) == {}
