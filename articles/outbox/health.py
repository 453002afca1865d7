"""Whether announcements go out: what the dashboard says of the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from articles.models import OutboxItem, WorkerBeat
from articles.outbox.leasing import PAUSES

State = OutboxItem.State
# Four signs of life missed: the worker is gone.
SILENCE = timedelta(seconds=20)
# What waits longer than this beyond its instant is late.
LATE = timedelta(seconds=60)


@dataclass(frozen=True)
class Late:
    """What is late in one place: the sort of announcement, or the webhook."""

    where: str
    number: int


@dataclass(frozen=True)
class Health:
    last_alive: datetime | None
    alive: bool
    waiting: int
    failed: int
    behind: list[Late]
    failing: list[OutboxItem]

    @property
    def late(self) -> int:
        return sum(place.number for place in self.behind)

    @property
    def well(self) -> bool:
        return self.alive and not self.late and not self.failed and not self.failing


def health(now: datetime) -> Health:
    """The worker's state at `now`; three queries."""
    last = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    waiting = Q(state=State.WAITING)
    places = (
        OutboxItem.objects.filter(state__in=(State.WAITING, State.FAILED))
        .order_by("kind", "webhook__name")
        .values("kind", "webhook__name")
        .annotate(
            late=Count("pk", filter=waiting & Q(due_at__lte=now - LATE)),
            waiting=Count("pk", filter=waiting & Q(due_at__lte=now)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
        )
    )
    failing = OutboxItem.objects.filter(
        Q(state=State.FAILED) | (waiting & Q(attempts__gt=0, attempts__lte=len(PAUSES) + 1)),
    ).exclude(error="")
    found = list(places)
    return Health(
        last_alive=last,
        alive=last is not None and now - last <= SILENCE,
        waiting=sum(place["waiting"] for place in found),
        failed=sum(place["failed"] for place in found),
        behind=[
            Late(name_of(place["kind"], place["webhook__name"]), place["late"])
            for place in found
            if place["late"]
        ],
        failing=list(failing.select_related("article", "webhook").order_by("-due_at")[:5]),
    )


def name_of(kind: str, webhook: str | None) -> str:
    label = str(OutboxItem.Kind(kind).label)
    return _("%(kind)s “%(name)s”") % {"kind": label, "name": webhook} if webhook else label
