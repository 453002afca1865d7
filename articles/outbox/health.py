"""Whether announcements go out: what the dashboard says of the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from articles.models import OutboxItem, WorkerBeat
from articles.outbox.leasing import PAUSES

State = OutboxItem.State
# Four signs of life missed: the worker is gone.
SILENCE = timedelta(seconds=20)
# What waits longer than this beyond its instant is late.
LATE = timedelta(seconds=60)


@dataclass(frozen=True)
class Health:
    last_alive: datetime | None
    alive: bool
    late: int
    waiting: int
    failed: int
    failing: list[OutboxItem]

    @property
    def well(self) -> bool:
        return self.alive and not self.late and not self.failed and not self.failing


def health(now: datetime) -> Health:
    """The worker's state at `now`; three queries."""
    last = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    waiting = Q(state=State.WAITING)
    counts = OutboxItem.objects.filter(state__in=(State.WAITING, State.FAILED)).aggregate(
        late=Count("pk", filter=waiting & Q(attempts=0, due_at__lte=now - LATE)),
        waiting=Count("pk", filter=waiting & Q(due_at__lte=now)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )
    failing = OutboxItem.objects.filter(
        Q(state=State.FAILED) | (waiting & Q(attempts__gt=0, attempts__lte=len(PAUSES) + 1)),
    ).exclude(error="")
    return Health(
        last_alive=last,
        alive=last is not None and now - last <= SILENCE,
        failing=list(failing.select_related("article", "webhook").order_by("-due_at")[:5]),
        **counts,
    )
