"""Which articles print a position: for whoever changes it, to see what readers have been told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.dating import day_of
from articles.models import Edition
from people.models import Person, Position
from people.printed import Printed, answered_by


@dataclass(frozen=True)
class Printing:
    """An edition, live or scheduled, with the words that it prints after a person's name."""

    edition: Edition
    printed: str
    # What the directory says for the edition's day; the same unless it was changed since.
    said_now: str

    @property
    def differs(self) -> bool:
        return self.printed != self.said_now


def printing(
    person: Person, positions: Iterable[int], now: datetime | None = None
) -> list[Printing]:
    """The live and scheduled editions that print one of the `positions` of `person`, newest first.

    `positions` are keys. As many queries for one edition as for a hundred.
    """
    now = now or timezone.now()
    keys = list(positions)
    in_time = Q(live_until=None) | Q(live_until__gt=now)
    # Through the keys: a person is mentioned and quoted in one edition.
    found = Edition.objects.filter(
        Q(people__position__in=keys) | Q(quotations__position__in=keys)
    ).values("pk")
    editions = (
        Edition.objects.standing()
        .filter(in_time, pk__in=found)
        .defer("html")
        .prefetch_related("events__event", "quotations")
        .newest_first()
    )
    known = Person.objects.prefetch_related("positions__organisation", "merged").get(pk=person.pk)
    return [row(edition, known, set(keys)) for edition in editions]


def row(edition: Edition, person: Person, keys: set[int]) -> Printing:
    day = day_of(edition.first_published_at, [link.event for link in edition.events.all()])
    position = person.position_on(day)
    return Printing(edition, words(edition, person, keys), position.as_printed if position else "")


def words(edition: Edition, person: Person, keys: set[int]) -> str:
    """What stands after the name: beside the text, else where the person is quoted."""
    slugs = {person.slug, *(gone.slug for gone in person.merged.all())}
    for printed in edition.printed["people"]:
        if printed["slug"] in slugs:
            return printed["attribution"]
    return next(
        (
            quotation.attribution
            for quotation in edition.quotations.all()
            if quotation.position_id in keys
        ),
        "",
    )


def printed_in_articles(person: Person, keys: list[int]) -> list[Printed]:
    return [
        Printed(
            title=found.edition.title,
            at=found.edition.live_from,
            words=found.printed,
            address=reverse("admin:articles_article_change", args=[found.edition.article_id]),
        )
        for found in printing(person, keys)
    ]


# The admin loads this module at the start, in every process: an import by command asks it too.
answered_by(printed_in_articles)


def keys_of(positions: Iterable[Position]) -> list[int]:
    return [position.pk for position in positions]
