"""What of the planning is late, and by how much."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Plan, Status
from prose.dates import PARIS, duration, in_paris

MOST_LATE = 100


@dataclass(frozen=True)
class Late:
    plan: Plan
    # What was missed, in words, and by how much.
    missed: str
    by: timedelta

    @property
    def in_words(self) -> str:
        return duration(self.by)


def late(now: datetime) -> list[Late]:
    """Plans whose date or deadline has passed, the latest first."""
    today = in_paris(now).date()
    passed = Plan.objects.awaited().filter(Q(planned_on__lte=today) | Q(deadline__lt=now))
    plans = passed.select_related("article", "assigned_to", "section").order_by("planned_on", "id")
    found = [one for plan in plans[:MOST_LATE] if (one := lateness(plan, now))]
    return sorted(found, key=lambda one: one.by, reverse=True)


def lateness(plan: Plan, now: datetime) -> Late | None:
    """By what is worse, its date or its deadline; None when neither has passed.

    A deadline is met once the text is submitted; a date, once something is scheduled or out.
    A day without an hour has passed when it is over.
    """
    missed = [
        Late(plan, words, now - due)
        for words, due in ((_("planned date"), due_at(plan)), (_("deadline"), owed_at(plan)))
        if due is not None and due < now
    ]
    return max(missed, key=lambda one: one.by, default=None)


def due_at(plan: Plan) -> datetime | None:
    """When it should have appeared: its hour, else the end of its day."""
    if plan.planned_on is None:
        return None
    over = datetime.combine(plan.planned_on + timedelta(days=1), time(), PARIS)
    return plan.planned_at or over


def owed_at(plan: Plan) -> datetime | None:
    """When its text was to be handed in; None when it was."""
    handed_in = plan.article is not None and plan.article.status != Status.DRAFT
    return None if handed_in else plan.deadline
