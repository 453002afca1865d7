"""An event as editors write it: times of its place, and a reason when it moves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils.translation import ngettext

from events.models import Event, EventChange
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_event,
    make_organisation,
    make_person,
    make_position,
)
from tests.forms import Answer, errors_of, form_of, said, send

pytestmark = pytest.mark.django_db

ADD = "/admin/events/event/add/"
MORNING = datetime(2025, 6, 11, 9, 0, tzinfo=PARIS)


def page(event: Event) -> str:
    return f"/admin/events/event/{event.pk}/change/"


def whole(**typed: Any) -> dict[str, Any]:
    return {
        "name": "Congrès",
        "slug": "congres",
        "starts_at": "2027-02-02T09:00",
        "ends_at": "2027-02-03T18:00",
    } | typed


@pytest.fixture
def forum(clock: Clock) -> Event:
    return make_event(
        "Forum", starts_at=MORNING, ends_at=MORNING + timedelta(hours=3), venue="Halle",
        city="Lille", status="confirmed",
    )  # fmt: skip


def moved(editor: User, event: Event, **typed: Any) -> Answer:
    return send(client_of(editor), page(event), **typed)


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/Paris", datetime(2027, 2, 2, 8, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 2, 2, 14, tzinfo=UTC)),
        ("Indian/Reunion", datetime(2027, 2, 2, 5, tzinfo=UTC)),
    ],
)
def test_a_time_is_that_of_the_event_s_place(editor: User, zone: str, start: datetime) -> None:
    assert send(client_of(editor), ADD, **whole(time_zone=zone)).status_code == 302
    event = Event.objects.get()
    assert event.starts_at == start
    # And comes back as it was typed.
    assert form_of(client_of(editor).get(page(event)))["starts_at"] == "2027-02-02T09:00"


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        # The clocks of New York go forward on 14 March 2027 and back on 7 November.
        ({"time_zone": "America/New_York", "starts_at": "2027-03-14T02:30"}, True),
        ({"time_zone": "America/New_York", "starts_at": "2027-11-07T01:30"}, True),
        ({"time_zone": "Europe/Paris", "starts_at": "2027-03-14T02:30"}, False),
        # Those of Paris on 28 March; whole days have no hour to refuse.
        ({"time_zone": "Europe/Paris", "starts_at": "2027-03-28T02:30"}, True),
        ({"time_zone": "America/New_York", "starts_at": "2027-03-28T02:30"}, False),
        ({"starts_at": "2027-03-28T02:30", "all_day": "on"}, False),
    ],
)
def test_a_time_that_the_clocks_of_the_place_skip_or_repeat_is_refused(
    editor: User, typed: dict[str, str], refused: bool
) -> None:
    answer = send(client_of(editor), ADD, **whole(ends_at="2027-12-03T18:00") | typed)
    assert set(errors_of(answer)) == ({"starts_at"} if refused else set())
    assert Event.objects.exists() is not refused


def test_a_zone_that_does_not_exist_is_refused_at_its_field(editor: User) -> None:
    assert set(errors_of(send(client_of(editor), ADD, **whole(time_zone="Mars/Olympus")))) == {
        "time_zone"
    }


def test_whole_days_go_from_their_first_minute_to_their_last(editor: User) -> None:
    typed = whole(all_day="on", ends_at="2027-02-02T08:00")
    assert send(client_of(editor), ADD, **typed).status_code == 302
    event = Event.objects.get()
    assert event.starts_at == datetime(2027, 2, 2, 0, 0, tzinfo=PARIS)
    assert event.ends_at == datetime(2027, 2, 2, 23, 59, tzinfo=PARIS)


@pytest.mark.parametrize("slug", ["archives", "calendrier"])
def test_an_address_of_the_agenda_is_not_taken(editor: User, slug: str) -> None:
    assert set(errors_of(send(client_of(editor), ADD, **whole(slug=slug)))) == {"slug"}


# Changes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        {"starts_at": "2025-06-12T09:00", "ends_at": "2025-06-12T12:00"},
        {"status": "cancelled"},
        {"status": "postponed"},
        {"venue": "Palais"},
        {"time_zone": "Europe/London"},
    ],
)
def test_an_event_that_moves_says_why(editor: User, forum: Event, typed: dict[str, str]) -> None:
    answer = moved(editor, forum, **typed)
    assert set(errors_of(answer)) == {"note"}
    assert all(form_of(answer)[name] == value for name, value in typed.items())
    assert Event.objects.get().appointment == forum.appointment
    assert moved(editor, forum, **typed, note="La salle ferme.").status_code == 302
    kept = EventChange.objects.get()
    assert (kept.by, kept.note, kept.is_correction) == (editor, "La salle ferme.", False)


def test_our_own_mistake_needs_no_words(editor: User, forum: Event) -> None:
    assert moved(editor, forum, city="Lyon", is_correction="on").status_code == 302
    kept = EventChange.objects.get()
    assert kept.is_correction
    assert not EventChange.objects.told_to_readers().exists()


def test_a_confirmation_is_not_asked_about(editor: User, forum: Event) -> None:
    assert moved(editor, forum, status="announced").status_code == 302
    assert EventChange.objects.get().note == ""


def test_a_sentence_that_nobody_would_read_is_refused(editor: User, forum: Event) -> None:
    answer = moved(editor, forum, summary="Autre", note="La salle ferme.")
    assert set(errors_of(answer)) == {"note"}
    assert form_of(answer)["note"] == "La salle ferme."


def test_opening_and_saving_an_event_moves_nothing(editor: User, clock: Clock) -> None:
    at = MORNING.replace(second=42, microsecond=7)
    event = make_event(starts_at=at, ends_at=at, time_zone="Asia/Tokyo")
    assert moved(editor, event, summary="Un mot.").status_code == 302
    assert Event.objects.get().starts_at == at
    assert not EventChange.objects.exists()


def test_an_event_that_somebody_else_changed_is_not_overwritten(
    editor: User, forum: Event, clock: Clock
) -> None:
    desk = client_of(editor)
    opened = form_of(desk.get(page(forum)))
    clock.forward(minutes=1)
    assert moved(editor, forum, city="Lyon", note="Autre ville.").status_code == 302
    answer = desk.post(page(forum), opened.with_typed({"summary": "Un mot."}))
    assert set(errors_of(answer)) == {"__all__"}
    assert form_of(answer)["summary"] == "Un mot."
    assert Event.objects.get().city == "Lyon"


def test_the_parts_of_an_event_that_moves_are_to_be_checked(editor: User, forum: Event) -> None:
    make_event("Atelier", parent=forum)
    answer = moved(editor, forum, status="cancelled", note="La salle ferme.")
    told = ngettext(
        "%(count)d part of the programme keeps its date, place and status: check it.",
        "%(count)d parts of the programme keep their dates, places and statuses: check them.",
        1,
    )
    assert told % {"count": 1} in said(answer)
    assert len(said(answer)) == 2


# The page of an event -------------------------------------------------------------------------


def test_the_page_shows_the_programme_in_order_and_what_changed(editor: User, forum: Event) -> None:
    make_event("Clôture", parent=forum, starts_at=MORNING + timedelta(hours=2),
               ends_at=MORNING + timedelta(hours=3))  # fmt: skip
    make_event("Ouverture", parent=forum, starts_at=MORNING, ends_at=MORNING)
    moved(editor, forum, venue="Palais", note="La halle est en travaux.")
    shown = client_of(editor).get(page(forum)).content.decode()
    assert shown.index("Ouverture") < shown.index("Clôture")
    assert "La halle est en travaux." in shown
    add = form_of(client_of(editor).get(f"{ADD}?parent={forum.pk}&starts_at=2025-06-11T09:00"))
    assert (add["parent"], add["starts_at"]) == (str(forum.pk), "2025-06-11T09:00")


def test_a_participant_is_shown_with_the_title_of_the_event_s_day(
    editor: User, forum: Event
) -> None:
    guest = make_person("Anne", "Lys")
    make_position(guest, "directrice", end=MORNING.date())
    make_position(guest, "présidente", start=MORNING.date() + timedelta(days=1))
    forum.participations.create(person=guest, role="oratrice")
    shown = client_of(editor).get(page(forum)).content.decode()
    assert "directrice" in shown
    assert "présidente" not in shown


def test_a_journalist_reads_an_event_and_changes_nothing(journalist: User, forum: Event) -> None:
    forum.organisers.add(make_organisation("Cercle"))
    desk = client_of(journalist)
    answer = desk.get(page(forum))
    assert answer.status_code == 200
    assert "Forum" in answer.content.decode()
    assert desk.post(page(forum), {"name": "Autre"}).status_code == 403
