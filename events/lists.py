"""Which events stand in which list: what comes, what awaits a date, what was held."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from events.models import Event, EventChange
from events.models.event import EventQuerySet, Status

# `events.told.awaits_a_date` as the database asks it, of the changes that readers are told of.
_NEW_DATE = (
    EventChange.objects.told_to_readers()
    .filter(event=OuterRef("pk"), new_status=Status.POSTPONED)
    .exclude(
        old_starts_at=F("new_starts_at"),
        old_ends_at=F("new_ends_at"),
        old_all_day=F("new_all_day"),
    )
)
_AWAITS_A_DATE = Q(status=Status.POSTPONED) & ~Q(Exists(_NEW_DATE))


def listed(events: EventQuerySet | None = None) -> EventQuerySet:
    """`events` (all by default), each knowing whether it `awaits_a_date`: the old one is void."""
    found = Event.objects.all() if events is None else events
    return found.annotate(awaits_a_date=_AWAITS_A_DATE)  # type: ignore[no-redef]


def coming(events: EventQuerySet) -> EventQuerySet:
    """What has not ended, soonest first, and what awaits a date, whatever the old one was."""
    due = Q(ends_at__gte=timezone.now()) | _AWAITS_A_DATE
    return listed(events).filter(due).order_by("starts_at", "id")


def over(events: EventQuerySet) -> EventQuerySet:
    """What was held or cancelled, newest first; what awaits a date is still to come."""
    return listed(events).past().exclude(_AWAITS_A_DATE)


def held(events: EventQuerySet) -> EventQuerySet:
    """What has taken place, newest first."""
    return over(events).exclude(status=Status.CANCELLED)
