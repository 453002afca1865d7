"""What the pages of people and organisations may ask of events."""

from typing import Any

from django import template
from django.db.models import Q

from events import lists
from events.models import Event
from people.models import Organisation, Person

register = template.Library()


@register.inclusion_tag("events/_list.html")
def events_with(person: Person, heading: str) -> dict[str, Any]:
    """Those in which the person takes part, newest first. One query."""
    return listed(heading, Q(pk__in=person.participations.values("event")))


@register.inclusion_tag("events/_list.html")
def events_organised_by(organisation: Organisation, heading: str) -> dict[str, Any]:
    return listed(heading, Q(organisers=organisation))


def listed(heading: str, about: Q) -> dict[str, Any]:
    return {"heading": heading, "events": lists.listed(Event.objects.filter(about))}
