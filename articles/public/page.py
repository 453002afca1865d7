"""An edition as a page: its text with the pictures in their places, its dates, its corrections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.body import pieces
from articles.models import Edition
from articles.models.edition import ANNOUNCED, Kind
from articles.models.printed import PrintedFigure, PrintedPerson
from images import figures
from images.figures import Showable

# Row E09: what changes within a minute of publication is not an update to tell readers of.
TOO_SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class Figure:
    """A use of a picture: the words of the day, the credit and the right of this moment."""

    shown: Showable
    alt: str
    caption: str


@dataclass(frozen=True)
class Card:
    """A person as printed on the article's day, with a portrait where one may be shown."""

    person: PrintedPerson
    portrait: Figure | None


@dataclass(frozen=True)
class Part:
    """A stretch of text, and the figure that follows it."""

    html: str
    figure: Figure | None


@dataclass(frozen=True)
class Page:
    edition: Edition
    hero: Figure | None
    parts: list[Part]
    people: list[Card]
    modified_at: datetime | None
    corrections: list[Edition]

    @property
    def pictures(self) -> list[Figure]:
        """Every picture of the article, the hero first."""
        inside = [part.figure for part in self.parts if part.figure]
        return ([self.hero] if self.hero else []) + inside


def compose(edition: Edition, at: datetime, story: Iterable[Edition]) -> Page:
    """The page of `edition` at `at`. `story`: what readers saw of its article by then."""
    printed = edition.printed
    announced = [past for past in story if past.kind in ANNOUNCED]
    shown = figures.showable(picture_ids(edition), at)
    hero = printed["hero"]
    return Page(
        edition=edition,
        hero=figure(hero, shown) if hero else None,
        parts=list(parts(edition, shown)),
        people=[
            Card(person, portrait(person, shown))
            for person in printed["people"]
            if person["attribution"]
        ],
        modified_at=modified_at(edition, announced),
        corrections=[past for past in announced if past.kind == Kind.CORRECTION],
    )


def story_of(path: str, at: datetime) -> tuple[Edition | None, list[Edition]]:
    """What readers see at `at` of the article that is or was at `path`, and all they saw of it.

    Nothing and an empty list when no reader ever saw that address. One query.
    """
    story = list(Edition.objects.story(path, at))
    return next((edition for edition in story if edition.is_visible(at)), None), story


def picture_ids(edition: Edition) -> Iterator[int]:
    printed = edition.printed
    if printed["hero"]:
        yield printed["hero"]["image"]
    yield from (use["image"] for use in printed["figures"])
    yield from (person["portrait"] for person in printed["people"] if person["portrait"])


def parts(edition: Edition, shown: dict[int, Showable]) -> Iterator[Part]:
    uses = edition.printed["figures"]
    for html, number in pieces(edition.html):
        use = uses[number] if number is not None else None
        yield Part(html, figure(use, shown) if use else None)


def figure(use: PrintedFigure, shown: dict[int, Showable]) -> Figure | None:
    """None when the picture may not be shown: the page stays whole without it."""
    found = shown.get(use["image"])
    return Figure(found, use["alt"], use["caption"]) if found else None


def portrait(person: PrintedPerson, shown: dict[int, Showable]) -> Figure | None:
    found = shown.get(person["portrait"] or 0)
    return as_in_library(found) if found else None


def as_in_library(shown: Showable) -> Figure:
    """With the words of the library: no article says them otherwise."""
    image = shown.image
    return Figure(shown, image.printed_alt, image.caption)


def modified_at(edition: Edition, announced: list[Edition]) -> datetime | None:
    last = max((past.live_from for past in announced), default=None)
    return last if last and last - edition.first_published_at >= TOO_SOON else None
