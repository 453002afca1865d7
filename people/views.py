"""The pages of people and organisations. Their articles come from the template, not from here."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from images.figures import showable
from people.models import Organisation, Person, Position
from prose.dates import in_paris
from prose.sanitise import clean_note


@require_safe
@cache_control(public=True, no_cache=True)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Person.objects.select_related("merged_into").prefetch_related("positions__organisation"),
        slug=slug,
    )
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(found.survivor.get_absolute_url())
    today = in_paris(timezone.now()).date()
    positions = list(found.positions.all())
    portraits = showable([found.portrait_id] if found.portrait_id else [])
    context = {
        "person": found,
        "now_held": sorted(
            (position for position in positions if position.held_on(today)),
            key=Position.precedence,
        ),
        "held_before": [
            position for position in positions if position.end and position.end < today
        ],
        "biography": clean_note(found.biography),
        "portrait": portraits.get(found.portrait_id or 0),
    }
    return render(request, "people/person.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("merged_into"), slug=slug)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(found.survivor.get_absolute_url())
    today = in_paris(timezone.now()).date()
    positions = list(
        Position.objects.filter(organisation=found)
        .select_related("person")
        .order_by("rank", F("start").desc(nulls_last=True), "id")
    )
    context = {
        "organisation": found,
        "positions": [position for position in positions if position.held_on(today)],
        "held_before": sorted(
            (position for position in positions if position.end and position.end < today),
            key=lambda position: position.end or date.min,
            reverse=True,
        ),
    }
    return render(request, "people/organisation.html", context)
