"""Lists of editions: newest first, by keyset, so that a page costs the same at any depth."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.public.page import Figure, figure
from images import figures

PAGE = 20


@dataclass(frozen=True)
class Entry:
    """An article in a list."""

    edition: Edition
    picture: Figure | None


@dataclass(frozen=True)
class Listing:
    entries: list[Entry]
    # The address part that leads to what is older; "" on the last page.
    older: str

    @property
    def lead(self) -> Entry | None:
        return self.entries[0] if self.entries else None

    @property
    def rest(self) -> list[Entry]:
        return self.entries[1:]


def listing(editions: EditionQuerySet, before: str = "", at: datetime | None = None) -> Listing:
    """The newest of `editions`, or those before the mark `before`, with their pictures.

    Two queries whatever the number of rows. A mark that makes no sense gives the newest.
    """
    at = at or timezone.now()
    ordered = editions.cards()
    mark = read_mark(before)
    if mark:
        instant, pk = mark
        ordered = ordered.filter(first_published_at__lte=instant).exclude(
            first_published_at=instant, pk__gte=pk
        )
    found = list(ordered[: PAGE + 1])
    page = found[:PAGE]
    return Listing(entries(page, at), write_mark(page[-1]) if len(found) > PAGE else "")


def entries(editions: list[Edition], at: datetime) -> list[Entry]:
    """The editions with the pictures that may be shown at `at`. One query."""
    heroes = [edition.printed["hero"] for edition in editions]
    shown = figures.showable((hero["image"] for hero in heroes if hero), at)
    return [
        Entry(edition, figure(hero, shown) if hero else None)
        for edition, hero in zip(editions, heroes, strict=True)
    ]


def write_mark(edition: Edition) -> str:
    return f"{edition.first_published_at.isoformat()}_{edition.pk}"


def read_mark(mark: str) -> tuple[datetime, int] | None:
    instant, _separator, pk = mark.rpartition("_")
    try:
        # A plus sign of the offset arrives as a space from a hand-written address.
        found = parse_datetime(instant.replace(" ", "+"))
    except ValueError:
        return None
    if found is None or timezone.is_naive(found) or not pk.isdecimal() or len(pk) > 18:
        return None
    return found, int(pk)
