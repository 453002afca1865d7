"""What the readers' templates of every app may ask of articles: editions that are visible, only."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Edition, EditionPerson, EditionTopic, Section
from articles.models.edition import EditionQuerySet
from articles.models.printed import PrintedPerson
from articles.public import jsonld
from articles.public.listing import Entry, entries, listing
from articles.public.quoted import quoted
from events.models import Event
from images.figures import Showable
from people.models import Organisation, Person, Position
from prose import dates
from prose import jsonld as prose_jsonld

register = template.Library()

RELATED = 4

# Signs of a standfirst in a list.
TEASER = 230
SENTENCE_END = re.compile(r"(?<=[\w»)%][.!?…]) (?=[A-ZÀ-ÖØ-Ý«])")


@register.inclusion_tag("articles/_nav.html", takes_context=True)
def section_nav(context: template.Context) -> dict[str, Any]:
    return {"sections": Section.objects.all(), "request": context.get("request")}


@register.simple_tag
def sections() -> Iterable[Section]:
    return Section.objects.all()


# Lists under a heading, which is printed only when there is something to list.


@register.inclusion_tag("articles/_list.html", takes_context=True)
def articles_mentioning(context: template.Context, person: Person, heading: str) -> dict[str, Any]:
    about = {"people__person": person, "people__as_author": False}
    return listed(context["request"], heading, "mentions", about)


@register.inclusion_tag("articles/_list.html", takes_context=True)
def articles_signed_by(context: template.Context, person: Person, heading: str) -> dict[str, Any]:
    about = {"people__person": person, "people__as_author": True}
    return listed(context["request"], heading, "signatures", about)


@register.inclusion_tag("articles/_list.html", takes_context=True)
def articles_on(
    context: template.Context, organisation: Organisation, heading: str
) -> dict[str, Any]:
    """What prints somebody's position there."""
    about = {"people__position__organisation": organisation, "people__as_author": False}
    return listed(context["request"], heading, "mentions", about)


@register.inclusion_tag("articles/_list.html")
def articles_covering(event: Event, heading: str) -> dict[str, Any]:
    """All those on it and on its programme, however many: an event is over some day. Two queries,
    and one for each level of the programme."""
    now = timezone.now()
    editions = about_that(now, {"events__event__in": event.with_its_parts()}).cards()
    return {"heading": heading, "entries": entries(list(editions), now)}


@register.inclusion_tag("articles/_list.html")
def articles_related(edition: Edition, heading: str) -> dict[str, Any]:
    """The newest others that share a topic with `edition`, as words (row E25). One query."""
    sharing = EditionTopic.objects.filter(topic__in=edition.topics.values("topic"))
    editions = (
        Edition.objects.visible()
        .filter(pk__in=sharing.values("edition"))
        .exclude(article_id=edition.article_id)
        .cards()[:RELATED]
    )
    return {"heading": heading, "entries": [Entry(found, None) for found in editions]}


def listed(
    request: HttpRequest, heading: str, parameter: str, about: dict[str, Any]
) -> dict[str, Any]:
    """A page of a list; `parameter` of the address is where a reader stands in it."""
    now, before = timezone.now(), request.GET.get(parameter, "")
    found = listing(about_that(now, about), before, now)
    return {
        "heading": heading,
        "entries": found.entries,
        "older": found.older,
        "before": before,
        "parameter": parameter,
        "request": request,
    }


def about_that(now: datetime, about: dict[str, Any]) -> EditionQuerySet:
    # Through the keys: two people of one organisation in an article give it once.
    keys = Edition.objects.filter(**about).values("pk")
    return Edition.objects.visible(now).filter(pk__in=keys)


@register.inclusion_tag("people/_quotations.html", takes_context=True)
def quotations_of(context: template.Context, person: Person) -> dict[str, Any]:
    """What readers can read now of the person's words, the latest first. One query."""
    request = context["request"]
    before = request.GET.get("citations", "")
    found = quoted(person, before)
    return {
        "quotations": found.quotations,
        "older": found.older,
        "before": before,
        "request": request,
    }


# What machines read of people and organisations (rows M03, M07).


@register.inclusion_tag("people/_machines.html", takes_context=True)
def person_machines(
    context: template.Context, person: Person, now_held: list[Position], portrait: Showable | None
) -> dict[str, Any]:
    """A profile page for those who sign articles that readers see. One query."""
    signed = EditionPerson.objects.filter(
        person=person, as_author=True, edition__in=Edition.objects.visible().values("pk")
    )
    return {
        "publisher": context.get("publisher"),
        "address": person.get_absolute_url(),
        "name": person.name,
        "kind": "profile",
        "jsonld": jsonld.person_page(person, now_held, portrait, signs=signed.exists()),
    }


@register.inclusion_tag("people/_machines.html", takes_context=True)
def organisation_machines(context: template.Context, organisation: Organisation) -> dict[str, Any]:
    return {
        "publisher": context.get("publisher"),
        "address": organisation.get_absolute_url(),
        "name": organisation.name,
        "kind": "website",
        "jsonld": jsonld.organisation_page(organisation),
    }


@register.filter
def full_day(day: date) -> str:
    """ "12 février 2025"."""
    return dates.full(day)


@register.filter
def moment(instant: datetime) -> str:
    """ "12 février 2025 à 9 h 30", on Paris clocks."""
    return dates.moment(instant)


@register.filter
def day(instant: datetime) -> str:
    """ "12 février 2025", on Paris clocks."""
    return dates.full(dates.in_paris(instant).date())


@register.filter
def machine(instant: datetime) -> str:
    """For `<time datetime>`, with the offset of Paris on that day (row E08)."""
    return dates.in_paris(instant).isoformat(timespec="seconds")


@register.filter
def absolute(address: str) -> str:
    return prose_jsonld.absolute(address)


@register.filter
def teaser(standfirst: str) -> str:
    """The first sentences of a standfirst, for a list; a very long first one is cut at a word."""
    first, *others = SENTENCE_END.split(standfirst)
    for sentence in others:
        if len(first) > TEASER / 2 and len(first) + len(sentence) >= TEASER:
            break
        first = f"{first} {sentence}"
    if len(first) <= TEASER * 1.5:
        return first
    return f"{first[:TEASER].rpartition(' ')[0]}…"


@register.simple_tag
def byline_joint(authors: list[PrintedPerson], position: int) -> str:
    """What stands before the author at `position` (from 1): "", ", " or " et " (row E06)."""
    if position == 1:
        return ""
    return " et " if position == len(authors) else ", "
