"""One turn of the worker: what is due is done, and one item that fails stops no other."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import Min

from articles.models import OutboxItem, WorkerBeat
from articles.outbox import announcing, leasing, sinks
from articles.outbox.destinations import Destinations
from articles.outbox.instants import database_now

logger = logging.getLogger(__name__)

Kind, State = OutboxItem.Kind, OutboxItem.State
AT_ONCE = 20  # items looked at in one turn, so that a stop is not waited for
FORGOTTEN = timedelta(days=1)  # a worker that has not been heard of

# Lanes of their own, so that a sink that hangs delays neither what is done within the database
# nor another sort of sink: all mail goes through one server, and waits for it together.
WITHIN = (Kind.LIVE, Kind.WITHDRAWN, Kind.NOTICE)
MAIL = (Kind.MAIL,)
REQUESTS = (Kind.WEBHOOK, Kind.WEBSUB)
OUTSIDE = (*MAIL, *REQUESTS)

# These close their own item, in the transaction that does the work.
SPREADING: dict[str, Callable[[OutboxItem, datetime], None]] = {
    Kind.LIVE: announcing.edition_appears,
    Kind.WITHDRAWN: announcing.article_ends,
}
SINKS: dict[str, Callable[[OutboxItem, datetime], None]] = {
    Kind.NOTICE: sinks.notice,
    Kind.MAIL: sinks.mail,
    Kind.WEBHOOK: sinks.webhook,
    Kind.WEBSUB: sinks.websub,
}


def work(
    clock: Callable[[], datetime] = database_now,
    kinds: Iterable[str] = (*WITHIN, *OUTSIDE),
    destinations: Destinations | None = None,
) -> int:
    """Do what is due of `kinds`; returns how many items were tried. `clock` is aware.

    What goes where another lane is sending to (`destinations`, theirs and ours) is left for later.
    """
    tried = 0
    for item in leasing.due(clock, kinds, AT_ONCE, destinations):
        tried += 1
        attempt(item, clock)
    return tried


def attempt(item: OutboxItem, clock: Callable[[], datetime]) -> None:
    try:
        if item.kind in SPREADING:
            SPREADING[item.kind](item, clock())
        elif not sinks.still_true(item, clock()):
            leasing.finish(item, State.DROPPED, clock())
        else:
            SINKS[item.kind](item, clock())
            leasing.finish(item, State.DONE, clock())
    except Exception as error:  # noqa: BLE001  whatever it is, the others must be done
        logger.warning("Announcement %s failed: %s", item.key, error)
        leasing.postpone(item, clock(), f"{type(error).__name__}: {error}"[:1000])


def next_due(now: datetime) -> datetime | None:
    """When the next item comes due; None when none waits."""
    found: datetime | None = OutboxItem.objects.filter(
        state=State.WAITING, next_at__gt=now
    ).aggregate(first=Min("next_at"))["first"]
    return found


def beat(name: str, started_at: datetime, now: datetime) -> None:
    """Say that the worker `name` is alive, and forget those that are long gone."""
    WorkerBeat.objects.update_or_create(name=name, defaults={"started_at": started_at, "at": now})
    WorkerBeat.objects.filter(at__lt=now - FORGOTTEN).delete()
