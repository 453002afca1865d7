"""What the readers' templates of every app may ask of articles: editions that are visible, only."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from articles.models import Edition, EditionTopic, Section
from articles.models.printed import PrintedPerson
from articles.public.listing import Entry, entries
from events.models import Event
from people.models import Organisation, Person
from prose import dates, jsonld

register = template.Library()

LISTED = 30
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


@register.inclusion_tag("articles/_list.html")
def articles_mentioning(person: Person, heading: str) -> dict[str, Any]:
    return listed(heading, people__person=person, people__as_author=False)


@register.inclusion_tag("articles/_list.html")
def articles_signed_by(person: Person, heading: str) -> dict[str, Any]:
    return listed(heading, people__person=person, people__as_author=True)


@register.inclusion_tag("articles/_list.html")
def articles_covering(event: Event, heading: str) -> dict[str, Any]:
    return listed(heading, events__event=event)


@register.inclusion_tag("articles/_list.html")
def articles_on(organisation: Organisation, heading: str) -> dict[str, Any]:
    """What mentions somebody whose position there is on record."""
    people = Person.objects.filter(positions__organisation=organisation).values("pk")
    return listed(heading, people__person__in=people, people__as_author=False)


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


def listed(heading: str, **about: Any) -> dict[str, Any]:
    now = timezone.now()
    # Through the keys: two people of one organisation in an article give it once.
    keys = Edition.objects.filter(**about).values("pk")
    editions = Edition.objects.visible(now).filter(pk__in=keys).cards()[:LISTED]
    return {"heading": heading, "entries": entries(list(editions), now)}


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
    return jsonld.absolute(address)


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
