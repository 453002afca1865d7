"""When an event takes place: as data, as a phrase, and in the agenda."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from events.models import Event
from prose.dates import PARIS
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import make_event, make_organisation, make_person

HOUR = timedelta(hours=1)
MORNING = datetime(2025, 2, 11, 9, 0, tzinfo=PARIS)


def plain(phrase: str) -> str:
    return phrase.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "phrase"),
    [
        (MORNING, MORNING.replace(hour=12, minute=30), False,
         "mardi 11 février 2025, 9 h–12 h 30"),
        (MORNING, MORNING, False, "mardi 11 février 2025, 9 h"),
        (MORNING, MORNING.replace(hour=18), True, "11 février 2025"),
        (MORNING.replace(day=10), MORNING, True, "10 et 11 février 2025"),
        (MORNING, MORNING.replace(hour=18, day=12), False, "11 et 12 février 2025"),
        (MORNING.replace(hour=20), MORNING.replace(hour=0, day=12), False,
         "mardi 11 février 2025, 20 h–minuit"),
    ],
)  # fmt: skip
def test_an_event_says_when(starts: datetime, ends: datetime, all_day: bool, phrase: str) -> None:
    event = Event(starts_at=starts, ends_at=ends, all_day=all_day)
    assert plain(event.when) == phrase


def test_a_day_is_that_of_paris_and_not_of_greenwich() -> None:
    midnight = datetime(2025, 7, 13, 22, 0, tzinfo=UTC)
    event = Event(starts_at=midnight, ends_at=midnight, all_day=True)
    assert plain(event.when) == "14 juillet 2025"
    assert event.machine_start == "2025-07-14"


def test_machines_read_a_day_or_an_instant_with_its_offset() -> None:
    event = Event(starts_at=MORNING, ends_at=MORNING + HOUR)
    assert (event.machine_start, event.machine_end) == (
        "2025-02-11T09:00:00+01:00",
        "2025-02-11T10:00:00+01:00",
    )
    event.all_day = True
    assert (event.machine_start, event.machine_end) == ("2025-02-11", "2025-02-11")


@pytest.mark.parametrize(
    ("venue", "city", "place"),
    [
        ("Grand Palais", "Paris", "Grand Palais, Paris"),
        ("", "Paris", "Paris"),
        ("En ligne", "", "En ligne"),
        ("", "", ""),
    ],
)
def test_a_place_has_no_stray_comma(venue: str, city: str, place: str) -> None:
    assert Event(venue=venue, city=city).place == place


@pytest.mark.django_db
def test_an_event_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(starts_at=MORNING, ends_at=MORNING - SECOND)
    event = Event(name="S", slug="s", starts_at=MORNING, ends_at=MORNING - SECOND)
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert len(caught.value.messages) == 1


@pytest.mark.django_db
def test_an_event_is_upcoming_until_its_last_second(clock: Clock) -> None:
    event = make_event(starts_at=MORNING, ends_at=MORNING + HOUR)
    end = MORNING + HOUR
    for at, upcoming in ((end - SECOND, True), (end, True), (end + SECOND, False)):
        clock.set(at)
        assert (event in Event.objects.upcoming()) is upcoming
        assert (event in Event.objects.past()) is not upcoming


@pytest.mark.django_db
def test_what_comes_is_soonest_first_and_what_is_over_newest_first(clock: Clock) -> None:
    clock.set(MORNING)
    days = [make_event(starts_at=at, ends_at=at) for at in
            (MORNING + timedelta(days=offset) for offset in (-2, -1, 1, 2))]  # fmt: skip
    assert list(Event.objects.upcoming()) == days[2:]
    assert list(Event.objects.past()) == [days[1], days[0]]


@pytest.mark.django_db
def test_a_morning_is_a_part_of_its_summit_but_no_circle_is_made() -> None:
    summit = make_event("Sommet")
    morning = make_event("Matinée", parent=summit)
    talk = make_event("Table ronde", parent=morning)
    talk.full_clean()
    summit.parent = talk
    with pytest.raises(ValidationError) as caught:
        summit.full_clean()
    assert "parent" in caught.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=summit.pk).update(parent=summit.pk)


@pytest.mark.django_db
def test_what_an_event_needs_is_not_deleted_under_it() -> None:
    summit, organiser, speaker = make_event(), make_organisation(), make_person()
    make_event(parent=summit)
    summit.organisers.add(organiser)
    summit.participations.create(person=speaker, role="oratrice")
    for needed in (summit, organiser, speaker):
        with pytest.raises(ProtectedError):
            needed.delete()
