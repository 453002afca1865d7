"""One item, one worker at a time: leases taken and given back by compare-and-set.

`attempts` is the token: who leases adds one, and what is done afterwards is done only while it
still has that value. A worker that is killed loses its lease after LEASE; the next one counts on.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from articles.models import OutboxItem
from articles.outbox.destinations import Destinations

State = OutboxItem.State
Clock = Callable[[], datetime]

# Longer than the slowest sink may take (see `sinks.post`): 20 seconds.
LEASE = timedelta(seconds=20)
# After each failure, before the next attempt; after the last one the item has failed.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3_600, 10_800, 28_800))
MOST_LOGGED = 20


def due(
    clock: Clock, kinds: Iterable[str], limit: int, destinations: Destinations | None = None
) -> Iterator[OutboxItem]:
    """Lease items of `kinds` that are due, one by one, those tried least first: poison waits.

    The destination of the item in hand is held until the next one is asked for.
    """
    now, destinations = clock(), destinations or Destinations()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    found = OutboxItem.objects.filter(
        free, state=State.WAITING, next_at__lte=now, kind__in=kinds
    ).select_related("webhook", "recipient")
    found = found.exclude(destinations.busy()).order_by("attempts", "next_at", "id")
    for item in found[:limit]:
        with destinations.line(item) as alone:
            if item.attempts > len(PAUSES):
                # Each attempt killed its worker: nobody was left to say so.
                give_up(item, clock())
            elif alone and lease(item, clock()):
                yield item


def lease(item: OutboxItem, now: datetime) -> bool:
    taken = OutboxItem.objects.filter(
        pk=item.pk, state=State.WAITING, attempts=item.attempts, next_at=item.next_at
    ).update(attempts=item.attempts + 1, leased_until=now + LEASE)
    item.attempts += 1
    return taken == 1


def finish(item: OutboxItem, state: State, now: datetime, said: str = "") -> bool:
    """Close a leased item; False when the lease was lost, and another worker has it."""
    return close(
        item, now, said or str(state), state=state, done_at=now, leased_until=None, error=""
    )


def postpone(item: OutboxItem, now: datetime, error: str) -> bool:
    """Say what went wrong; try again after a pause that grows, or give up after the last one."""
    if item.attempts > len(PAUSES):
        return close(item, now, error, state=State.FAILED, leased_until=None, error=error)
    again = now + PAUSES[item.attempts - 1]
    return close(item, now, error, next_at=again, leased_until=None, error=error)


def give_up(item: OutboxItem, now: datetime) -> None:
    said = item.error or "The worker was killed at each attempt."
    close(item, now, said, state=State.FAILED, leased_until=None, error=said)


def close(item: OutboxItem, now: datetime, said: str, **fields: Any) -> bool:
    log = [*item.log, {"at": now.isoformat(), "attempt": item.attempts, "said": said}]
    closed = OutboxItem.objects.filter(
        pk=item.pk, state=State.WAITING, attempts=item.attempts
    ).update(log=log[-MOST_LOGGED:], **fields)
    return closed == 1


def replay(item: OutboxItem, now: datetime) -> bool:
    """Do an item that is closed once more, under the same key."""
    again = OutboxItem.objects.filter(pk=item.pk).exclude(state=State.WAITING)
    return (
        again.update(
            state=State.WAITING, attempts=0, next_at=now, leased_until=None, done_at=None, error=""
        )
        == 1
    )
