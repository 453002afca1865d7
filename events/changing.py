"""The door through which an event changes: what moved is kept, and whoever asked is told."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events.models import Event, EventChange

Listener = Callable[[EventChange], None]

# What stands to the right of this app and must act in the same transaction registers here, since
# nothing here may import it.
_listeners: list[Listener] = []


def when_changed(listener: Listener) -> None:
    """Have `listener` called with each change that is kept, within its transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def save(
    *, event: Event, by: User | None, note: str = "", is_correction: bool = False
) -> EventChange | None:
    """Save `event`; keep what changed of its dates, place or status, dated now.

    `note` tells readers why; with `is_correction` they are told nothing, for the organisers
    changed nothing. None when nothing of these changed, or when the event is new.
    """
    with transaction.atomic():
        stored = Event.objects.select_for_update().filter(pk=event.pk).first()
        before = stored.appointment if stored else None
        event.save()
        if before is None or before.same_as(event.appointment):
            return None
        change = EventChange.between(before, event.appointment)
        change.event, change.at, change.by = event, timezone.now(), by
        change.note, change.is_correction = note, is_correction
        change.save()
        for listener in _listeners:
            listener(change)
        return change
