"""Where a picture is used: in which working copies, in which editions, and what readers see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Edition, Illustration
from events.models import Event
from images.models import Image
from people.models import Person


class Standing(StrEnum):
    """What an edition is to readers at a given instant."""

    LIVE = "live"
    SCHEDULED = "scheduled"
    PAST = "past"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Printed:
    edition: Edition
    standing: Standing


@dataclass(frozen=True)
class Uses:
    """All that refers to a picture, and so keeps it from being deleted."""

    articles: list[Article]
    editions: list[Printed]
    people: list[Person]
    events: list[Event]

    def __bool__(self) -> bool:
        return bool(self.articles or self.editions or self.people or self.events)


def uses_of(image: Image, at: datetime | None = None) -> Uses:
    """Every use of `image`, editions with their standing at `at` (now by default). Four queries."""
    at = at or timezone.now()
    inside = Illustration.objects.filter(image=image).values("article")
    editions = (
        Edition.objects.filter(images__image=image)
        .select_related("section")
        .defer("html")
        .order_by("-live_from", "-pk")
    )
    return Uses(
        articles=list(Article.objects.filter(Q(hero_image=image) | Q(pk__in=inside))),
        editions=[Printed(edition, standing(edition, at)) for edition in editions],
        people=list(Person.objects.filter(portrait=image)),
        events=list(Event.objects.filter(picture=image)),
    )


def standing(edition: Edition, at: datetime) -> Standing:
    if edition.cancelled:
        return Standing.CANCELLED
    if edition.is_scheduled(at):
        return Standing.SCHEDULED
    return Standing.LIVE if edition.is_visible(at) else Standing.PAST
