""" "La liste du jour": what goes out today, what is late and by how much."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.calendar.cards import Card, cards
from articles.desk.calendar.period import DAY, Period
from articles.desk.lateness import late
from prose.dates import in_paris


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("planning/today/", site.admin_view(day_list), name="day_list")]


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    if not isinstance(user, User) or not permissions.may(user, "view_plan"):
        raise PermissionDenied
    today = in_paris(now).date()
    found: list[Card] = cards(user, Period(DAY, today).span, now).get(today, [])
    context = admin.site.each_context(request) | {
        "title": _("List of the day"),
        "day": today,
        "cards": found,
        "late": late(now),
    }
    return TemplateResponse(request, "admin/calendar/day_list.html", context)
