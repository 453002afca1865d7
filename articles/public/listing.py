"""Lists of editions: newest first, by keyset, so that a page costs the same at any depth."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.public.page import Figure, as_in_library, figure
from images import figures
from images.figures import Showable

PAGE = 20


@dataclass(frozen=True)
class Entry:
    """An article in a list."""

    edition: Edition
    picture: Figure | None
    # What editors wrote for a front page alone.
    front_title: str = ""

    @property
    def title(self) -> str:
        return self.front_title or self.edition.title


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
    return [entry_of(edition, shown) for edition in editions]


def entry_of(
    edition: Edition,
    shown: dict[int, Showable],
    *,
    front_title: str = "",
    picture: int | None = None,
) -> Entry:
    """The edition with the picture of the key `picture` if it is among those `shown`, else its
    own."""
    hero = edition.printed["hero"]
    own = shown.get(picture or 0)
    found = as_in_library(own) if own else figure(hero, shown) if hero else None
    return Entry(edition, found, front_title)


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
