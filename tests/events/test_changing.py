"""An event that moves: what is kept of it, and what readers are told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from events import changing
from events.models import Event, EventChange
from events.told import awaits_a_date, sentences
from prose.dates import PARIS, full, with_article
from tests.clock import Clock
from tests.factories import make_event

pytestmark = pytest.mark.django_db

MORNING = datetime(2025, 6, 11, 9, 0, tzinfo=PARIS)
NOON = MORNING.replace(hour=12)


@pytest.fixture
def forum(clock: Clock) -> Event:
    return make_event(
        "Forum", starts_at=MORNING, ends_at=NOON, venue="Halle", city="Lille", status="confirmed"
    )


@pytest.fixture
def heard() -> Iterator[list[EventChange]]:
    found: list[EventChange] = []
    changing.when_changed(found.append)
    yield found
    changing._listeners.remove(found.append)


def change(event: Event, by: User | None = None, note: str = "", **fields: Any) -> EventChange:
    """The change that is kept when `event` is saved with `fields`."""
    for name, value in fields.items():
        setattr(event, name, value)
    kept = changing.save(event=event, by=by, note=note)
    assert kept is not None
    return kept


def told(change: EventChange, sentence: str) -> str:
    words = {
        "when": with_article(change.before.when),
        "day": full(change.at.astimezone(PARIS).date()),
        "place": change.before.place,
        "status": Event.Status(change.after.status).label,
    }
    return gettext(sentence) % words


def test_a_move_keeps_both_dates_who_when_and_the_note(
    forum: Event, editor: User, clock: Clock
) -> None:
    later = MORNING + timedelta(days=20)
    kept = change(forum, editor, "La salle ferme.", starts_at=later, ends_at=later)
    stored = EventChange.objects.get()
    assert (stored.before.starts_at, stored.before.ends_at) == (MORNING, NOON)
    assert (stored.after.starts_at, stored.after.ends_at) == (later, later)
    assert (stored.at, stored.by, stored.note) == (clock.now(), editor, "La salle ferme.")
    assert stored == kept
    assert Event.objects.get().starts_at == later


def test_a_new_event_and_one_that_keeps_its_date_and_place_have_no_change(
    forum: Event, editor: User, clock: Clock
) -> None:
    forum.summary = "Une journée d’échanges."
    assert changing.save(event=forum, by=editor) is None
    new = Event(name="Salon", slug="salon", starts_at=MORNING, ends_at=NOON)
    assert changing.save(event=new, by=editor) is None
    assert new.pk is not None
    assert not EventChange.objects.exists()


def test_hours_that_nobody_reads_are_no_change(forum: Event, editor: User) -> None:
    forum.all_day = True
    assert changing.save(event=forum, by=editor) is not None
    forum.starts_at, forum.ends_at = MORNING.replace(hour=0), MORNING.replace(hour=23)
    assert changing.save(event=forum, by=editor) is None


def test_a_change_that_changes_nothing_is_refused_by_the_database(forum: Event) -> None:
    same = EventChange.between(forum.appointment, forum.appointment)
    same.event, same.at = forum, MORNING
    with pytest.raises(IntegrityError), transaction.atomic():
        same.save()


@pytest.mark.parametrize(
    ("fields", "upsets", "sentence"),
    [
        ({"starts_at": MORNING + timedelta(days=9), "ends_at": NOON + timedelta(days=9)}, True,
         "Postponed: first planned %(when)s, announced on %(day)s."),
        ({"starts_at": MORNING - timedelta(days=9)}, True,
         "Brought forward: first planned %(when)s, announced on %(day)s."),
        ({"starts_at": MORNING.replace(hour=10)}, True,
         "New times: first planned %(when)s, announced on %(day)s."),
        ({"status": "cancelled"}, True,
         "Cancelled: first planned %(when)s, announced on %(day)s."),
        ({"status": "postponed"}, True,
         "Postponed to a date not yet known: first planned %(when)s, announced on %(day)s."),
        ({"status": "announced"}, False, "%(status)s: announced on %(day)s."),
        ({"city": "Lyon"}, True,
         "New place: first planned at %(place)s, announced on %(day)s."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(
    forum: Event, fields: dict[str, Any], upsets: bool, sentence: str
) -> None:
    kept = change(forum, **fields)
    assert sentences(kept) == [told(kept, sentence)]
    assert kept.upsets is upsets


def test_a_new_date_elsewhere_is_two_sentences(forum: Event) -> None:
    kept = change(
        forum, city="Lyon", starts_at=MORNING.replace(day=12), ends_at=NOON.replace(day=12)
    )
    assert len(sentences(kept)) == 2


def test_a_place_that_was_not_known_is_announced(clock: Clock) -> None:
    kept = change(make_event(), city="Lyon")
    assert sentences(kept) == [told(kept, "Place announced on %(day)s.")]


def test_the_date_that_is_told_is_that_of_before(forum: Event) -> None:
    kept = change(forum, status="cancelled")
    assert "le mercredi 11\u00a0juin 2025, 9\u00a0h–12\u00a0h" in sentences(kept)[0]
    assert "11\u00a0février 2025" in sentences(kept)[0]


def test_a_date_is_awaited_until_one_is_given(forum: Event) -> None:
    assert not awaits_a_date(forum.status, [])
    first = change(forum, status="postponed")
    assert awaits_a_date(forum.status, [first])
    second = change(forum, starts_at=MORNING.replace(month=9), ends_at=NOON.replace(month=9))
    assert not awaits_a_date(forum.status, [second, first])


def test_whoever_asked_hears_of_each_change_once(
    forum: Event, editor: User, heard: list[EventChange]
) -> None:
    changing.when_changed(heard.append)
    kept = change(forum, status="cancelled")
    changing.save(event=forum, by=editor)
    assert heard == [kept]


def test_when_a_listener_fails_nothing_of_the_change_remains(forum: Event) -> None:
    def refuse(change: EventChange) -> None:
        raise RuntimeError("no")

    changing.when_changed(refuse)
    forum.status = "cancelled"
    try:
        with pytest.raises(RuntimeError):
            changing.save(event=forum, by=None)
    finally:
        changing._listeners.remove(refuse)
    assert Event.objects.get().status == "confirmed"
    assert not EventChange.objects.exists()
