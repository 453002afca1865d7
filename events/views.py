"""The agenda and the page of an event. Its articles come from the template, not from here."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.ics import calendar_of
from events.models import Event, Participation
from images.figures import showable
from prose.dates import in_paris

PAST_SHOWN = 50


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What comes, then what is over; a part is shown with its whole."""
    whole = Event.objects.filter(parent=None)
    context = {"upcoming": whole.upcoming(), "past": whole.past()[:PAST_SHOWN]}
    return kept_fresh(render(request, "events/agenda.html", context))


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Event.objects.select_related("parent").prefetch_related(
            "organisers",
            Prefetch("parts", Event.objects.order_by("starts_at", "id")),
            Prefetch(
                "participations",
                Participation.objects.select_related("person").prefetch_related(
                    "person__positions__organisation"
                ),
            ),
        ),
        slug=slug,
    )
    day = in_paris(found.starts_at).date()
    pictures = showable([found.picture_id] if found.picture_id else [])
    context = {
        "event": found,
        # With the title that each had on the day, whatever they became since.
        "participants": [
            (participation, participation.person.position_on(day))
            for participation in found.participations.all()
        ],
        "picture": pictures.get(found.picture_id or 0),
    }
    return kept_fresh(render(request, "events/event.html", context))


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Event, slug=slug)
    response = HttpResponse(
        calendar_of(found, settings.SITE_URL), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return kept_fresh(response)


def kept_fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, no-cache"
    return response
