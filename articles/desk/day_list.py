""" "La liste du jour": what goes out today, what is late and by how much."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.calendar.cards import Card, cards
from articles.desk.calendar.period import DAY, Period
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


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("planning/today/", site.admin_view(day_list), name="day_list")]


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    if not isinstance(user, User) or not permissions.may(user, "view_plan"):
        raise PermissionDenied
    today = in_paris(now).date()
    found: list[Card] = cards(user, Period(DAY, today), now).get(today, [])
    context = admin.site.each_context(request) | {
        "title": _("List of the day"),
        "day": today,
        "cards": found,
        "late": late(now),
    }
    return TemplateResponse(request, "admin/calendar/day_list.html", context)


def late(now: datetime) -> list[Late]:
    """Plans whose date or deadline has passed, the latest first; each once, by what is worse.

    A deadline is met once the text is submitted; a date, once something is scheduled or out.
    A day without an hour has passed when it is over.
    """
    today = in_paris(now).date()
    passed = Plan.objects.awaited().filter(Q(planned_on__lte=today) | Q(deadline__lt=now))
    plans = passed.select_related("article", "assigned_to", "section").order_by("planned_on", "id")
    found = []
    for plan in plans[:MOST_LATE]:
        missed = [
            Late(plan, words, now - due)
            for words, due in ((_("planned date"), due_at(plan)), (_("deadline"), owed_at(plan)))
            if due is not None and due < now
        ]
        if missed:
            found.append(max(missed, key=lambda one: one.by))
    return sorted(found, key=lambda one: one.by, reverse=True)


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
