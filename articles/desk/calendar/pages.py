"""The calendar of the newsroom, and the one address where a card of it is moved."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from articles import permissions, publishing
from articles.desk import planning
from articles.desk.calendar.cards import Card, cards
from articles.desk.calendar.period import DAY, MONTH, WEEK, Period, asked
from articles.models import Article, Edition, Plan
from prose.clocks import zone_in_words
from prose.dates import full, in_paris, moment, weekday_and_full
from prose.fields import LocalDateTimeField, refuse_clock_change

# What a day of a month shows; its own page shows the rest.
MOST_IN_A_MONTH = 8
HOURS = range(24)
VIEWS = {MONTH: gettext_lazy("Month"), WEEK: gettext_lazy("Week"), DAY: gettext_lazy("Day")}
Refusals = (publishing.PublishingError, planning.PlanningError)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("calendar/", site.admin_view(calendar), name="calendar"),
        path("calendar/move/<str:kind>/<int:pk>/", site.admin_view(move), name="calendar_move"),
    ]


def person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def of_the_desk(request: HttpRequest) -> User:
    """Who asks, if the calendar is theirs to see."""
    user = person(request)
    if not permissions.may(user, "view_article"):
        raise PermissionDenied
    return user


# The page -------------------------------------------------------------------------------------


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`?view=week&on=2025-02-11`; anybody of the desk sees it, who publishes moves its cards."""
    user, now = of_the_desk(request), timezone.now()
    today = in_paris(now).date()
    period = asked(request.GET.get("view", ""), request.GET.get("on", ""), today)
    context = admin.site.each_context(request) | {
        "title": _("Calendar"),
        "period": period,
        "days": days(period, cards(user, period.span, now), today),
        "views": [
            (view, name, view == period.view, address(view, period)) for view, name in VIEWS.items()
        ],
        "previous": address(period.view, Period(period.view, period.previous)),
        "next": address(period.view, Period(period.view, period.next)),
        "today": address(period.view, Period(period.view, today)),
        "zone": zone_in_words(period.span.bounds[0]),
        "may_move": permissions.may(user, "publish_article"),
    }
    return TemplateResponse(request, "admin/calendar/page.html", context)


def address(view: str, period: Period) -> str:
    return f"{reverse('admin:calendar')}?view={view}&on={period.on.isoformat()}"


def days(period: Period, found: dict[Any, list[Card]], today: Any) -> list[dict[str, Any]]:
    """The cells: in a month a list of cards, else the whole day's and those of each hour."""
    return [
        {
            "day": day,
            "name": weekday_and_full(day),
            "is_today": day == today,
            "is_outside": period.view == MONTH and day.month != period.on.month,
            "url": address(DAY, Period(DAY, day)),
            **(
                in_a_month(found.get(day, []))
                if period.view == MONTH
                else by_hour(found.get(day, []))
            ),
        }
        for day in period.span.days
    ]


def in_a_month(found: list[Card]) -> dict[str, Any]:
    return {"cards": found[:MOST_IN_A_MONTH], "more": len(found[MOST_IN_A_MONTH:])}


def by_hour(found: list[Card]) -> dict[str, Any]:
    hours = [(hour, [card for card in found if card.at and card.at.hour == hour]) for hour in HOURS]
    return {"cards": [card for card in found if card.at is None], "hours": hours}


# Moving ---------------------------------------------------------------------------------------


class MoveEdition(forms.Form):
    at = LocalDateTimeField(label=gettext_lazy("Date and time"))


class MovePlan(forms.Form):
    """A day, and an hour if it has one."""

    on = forms.DateField(
        label=gettext_lazy("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on") and cleaned.get("hour"):
            refuse_clock_change(datetime.combine(cleaned["on"], cleaned["hour"]))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The form that moves a card, where a drag and the arrow keys arrive as well.

    A refused drag goes back to the calendar with its sentence; a refused form keeps what was typed.
    A drag to an hour that clocks show twice opens the form, which asks which of the two is meant.
    """
    user, given = person(request), request.POST or request.GET
    back = given.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("admin:calendar")
    # Before the card is looked up: who has just lost the role is told so, and learns no title.
    if not permissions.may(user, "publish_article" if kind == "edition" else "direct_plan"):
        messages.error(request, _("Your role moves nothing in the calendar."))
        return HttpResponseRedirect(
            back if permissions.may(user, "view_article") else reverse("admin:index")
        )
    subject: Edition | Plan
    if kind == "edition":
        viewable = permissions.viewable(user)
        subject = get_object_or_404(
            Edition.objects.filter(article__in=permitted(viewable)).defer("html"), pk=pk
        )
    else:
        subject = get_object_or_404(Plan, pk=pk)
    form = form_for(subject, request)
    if request.method == "POST":
        try:
            if form.is_valid():
                messages.success(request, moved(subject, user, form, given.get("seen", "")))
                return HttpResponseRedirect(f"{back}#{kind}-{pk}")
        except Refusals as refusal:
            form.add_error(None, str(refusal))
        if "dragged" in request.POST and not form.has_error("at", "fold"):
            for sentences in form.errors.values():
                messages.error(request, " ".join(map(str, sentences)))
            return HttpResponseRedirect(back)
    context = admin.site.each_context(request) | {
        "title": _("Reschedule"),
        "subject": subject.title,
        "form": form,
        "back": back,
        "seen": given.get("seen") or what_is_seen(subject),
    }
    return TemplateResponse(request, "admin/calendar/move.html", context)


def permitted(viewable: Any) -> Any:
    return Article.objects.filter(viewable).order_by().values("pk")


def form_for(subject: Edition | Plan, request: HttpRequest) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if isinstance(subject, Edition):
        return MoveEdition(data, initial={"at": subject.live_from})
    return MovePlan(data, initial={"on": subject.planned_on, "hour": subject.planned_time})


def moved(subject: Edition | Plan, by: User, form: forms.Form, seen: str) -> str:
    """Move it from where the person saw it; the sentence that says so."""
    given = form.cleaned_data
    if isinstance(subject, Edition):
        subject.live_from = instant_seen(seen)
        publishing.reschedule(subject, by, given["at"])
        when = moment(subject.live_from)
    else:
        if seen != what_is_seen(subject):
            raise planning.PlanningError(
                _("Somebody changed this plan meanwhile. Reload the page.")
            )
        planning.move(plan=subject, by=by, on=given["on"], at=given["hour"])
        due = subject.planned_at
        when = moment(due) if due else full(given["on"])
    return _("“%(title)s” is moved to %(when)s.") % {"title": subject.title, "when": when}


def what_is_seen(subject: Edition | Plan) -> str:
    """What goes with a card or a form, to tell whether somebody moved it meanwhile."""
    if isinstance(subject, Edition):
        return subject.live_from.isoformat()
    return str(subject.version)


def instant_seen(written: str) -> datetime:
    """The instant at which the person saw the edition. Raises PublishingError without one."""
    try:
        found = parse_datetime(written)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        raise publishing.PublishingError(_("Nothing says where this card stood. Reload the page."))
    return found
