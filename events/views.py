"""The agenda and the page of an event. Its articles come from the template, not from here."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events import jsonld, lists
from events.ics import calendar_of
from events.models import Event, EventChange, Participation
from events.programme import programme
from events.told import awaits_a_date, sentences
from images.figures import showable
from prose.dates import in_paris, month

JUST_PAST = 10
# What a subscribed calendar keeps of what is over: a cancelled event must not come back in it.
KEPT = timedelta(days=365)


@require_safe
@cache_control(public=True, no_cache=True)
def agenda(request: HttpRequest) -> HttpResponse:
    """What comes, by month, what awaits a date, and what has just been held; a part is shown with
    its whole."""
    whole = Event.objects.filter(parent=None)
    coming = list(lists.coming(whole))
    context = {
        "months": by_month(event for event in coming if not event.awaits_a_date),
        "awaiting": [event for event in coming if event.awaits_a_date],
        "past": lists.held(whole)[:JUST_PAST],
        "years": years(),
    }
    return render(request, "events/agenda.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def archive(request: HttpRequest, year: int) -> HttpResponse:
    """What began in `year` and is over, by month, what was cancelled with its status; 404 for a
    year without any."""
    known = years()
    if year not in known:
        raise Http404
    found = lists.over(Event.objects.filter(parent=None)).begun_in(year)
    context = {"year": year, "months": by_month(found), "years": known}
    return render(request, "events/archive.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def event(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Event.objects.select_related("parent").prefetch_related(
            "organisers",
            Prefetch("parts", lists.listed().order_by("starts_at", "id")),
            Prefetch("changes", EventChange.objects.told_to_readers()),
            Prefetch(
                "participations",
                Participation.objects.select_related("person").prefetch_related(
                    "person__positions__organisation"
                ),
            ),
        ),
        slug=slug,
    )
    pictures = showable([found.picture_id] if found.picture_id else [])
    picture = pictures.get(found.picture_id or 0)
    participations = list(found.participations.all())
    changes = list(found.changes.all())
    context = {
        "event": found,
        "changes": [(sentences(change), change.note) for change in changes],
        "awaits_a_date": awaits_a_date(found.status, changes),
        "programme": programme(list(found.parts.all())),
        # With the title that each had on the day, whatever they became since.
        "participants": [
            (participation, participation.person.position_on(found.first_day))
            for participation in participations
        ],
        "picture": picture,
        "jsonld": jsonld.page_of(found, changes, participations, picture),
    }
    return render(request, "events/event.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Event, slug=slug)
    return calendar_file(calendar_of([found], settings.SITE_URL), found.slug)


@require_safe
@cache_control(public=True, no_cache=True)
def whole_calendar(request: HttpRequest) -> HttpResponse:
    """For a subscription: the year past and all that comes, cancelled ones included."""
    since = timezone.now() - KEPT
    found = Event.objects.upcoming(since).prefetch_related("changes")
    name = _("%(title)s: agenda") % {"title": settings.SITE_NAME}
    return calendar_file(calendar_of(found, settings.SITE_URL, name), "calendrier")


def calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def years() -> list[int]:
    """Those of which something is over, newest first."""
    past = lists.over(Event.objects.filter(parent=None)).order_by()
    return [begin.year for begin in past.datetimes("starts_at", "year", order="DESC")]


def by_month(events: Iterable[Event]) -> list[tuple[str, list[Event]]]:
    """`events`, sorted by start, under the months in which they begin, in Paris."""
    return [
        (name, list(found))
        for name, found in groupby(events, lambda event: month(in_paris(event.starts_at)))
    ]
