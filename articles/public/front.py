"""The head of the home page and of a section at an instant: what editors placed, then the freshest.

Nothing here asks what time it is: the same code makes the page of now, of this evening and of last
week.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from articles.models import Edition, Section, Slot
from articles.models.edition import EditionQuerySet
from articles.models.front import PLACES, Zone, standing
from articles.public.listing import PAGE, Entry, Listing, entry_of, write_mark
from images import figures

HEAD = sum(PLACES.values())


@dataclass(frozen=True)
class Pick:
    """A story in its place; without a slot, it is there because it is fresh."""

    edition: Edition
    slot: Slot | None = None


@dataclass(frozen=True)
class Arranged:
    zones: dict[Zone, list[Pick]]
    # The freshest of what is left, newest first.
    rest: list[Edition]


@dataclass(frozen=True)
class Front:
    lead: Entry | None
    highlights: list[Entry]
    listing: Listing


def arrange(
    slots: Sequence[Slot], readable: Mapping[int, Edition], fresh: Iterable[Edition]
) -> Arranged:
    """Each zone filled from the top: its slots in their order, then the freshest, no story twice.

    `slots`: those begun, by rank; `readable`: by article, what readers see of the stories placed;
    `fresh`: what they see, newest first. What is placed further down is kept for its place.
    """
    placed: dict[str, list[Pick]] = {zone: [] for zone in PLACES}
    for slot in standing(slots, readable):
        placed[slot.zone].append(Pick(readable[slot.article_id], slot))
    taken = {pick.edition.article_id for picks in placed.values() for pick in picks}
    left = [edition for edition in fresh if edition.article_id not in taken]
    picks: list[Pick] = []
    for zone, places in PLACES.items():
        missing = places - len(placed[zone])
        picks += placed[zone] + [Pick(edition) for edition in left[:missing]]
        left = left[missing:]
    # A title that has just begun may lack stories: then the lowest places are the empty ones.
    in_order = iter(picks)
    zones = {zone: list(islice(in_order, places)) for zone, places in PLACES.items()}
    return Arranged(zones, left)


def arranged(at: datetime, section: Section | None = None) -> Arranged:
    """What stands on the home page, or on the page of `section`, at `at`. Three queries."""
    begun = list(Slot.objects.on(section).begun(at))
    visible = on_page(at, section)
    stories = {slot.article_id for slot in begun}
    placed = visible.filter(article_id__in=stories).order_by().defer("html")
    fresh = visible.cards()[: PAGE + HEAD + 1]
    return arrange(begun, {edition.article_id: edition for edition in placed}, fresh)


def on_page(at: datetime, section: Section | None) -> EditionQuerySet:
    visible = Edition.objects.visible(at)
    return visible if section is None else visible.filter(section=section)


def front(at: datetime, section: Section | None = None) -> Front:
    """The whole page, its pictures and what is older. Four queries, whatever is placed."""
    found = arranged(at, section)
    rest = [Pick(edition) for edition in found.rest[: PAGE - HEAD]]
    picks = [pick for zone in PLACES for pick in found.zones[zone]]
    entries = with_pictures([*picks, *rest], at)
    older = write_mark(rest[-1].edition) if len(found.rest) > len(rest) else ""
    head, listed = entries[: len(picks)], entries[len(picks) :]
    return Front(
        lead=head[0] if head else None, highlights=head[1:], listing=Listing(listed, older)
    )


def with_pictures(picks: list[Pick], at: datetime) -> list[Entry]:
    """With the words and the picture of the slot where it has some. One query.

    A picture of a slot that may not be shown at `at` leaves the story its own.
    """
    shown = figures.showable((key for pick in picks for key in pictures_of(pick)), at)
    return [
        entry_of(
            pick.edition,
            shown,
            front_title=pick.slot.front_title if pick.slot else "",
            picture=pick.slot.picture_id if pick.slot else None,
        )
        for pick in picks
    ]


def pictures_of(pick: Pick) -> Iterator[int]:
    hero = pick.edition.printed["hero"]
    if hero:
        yield hero["image"]
    if pick.slot and pick.slot.picture_id:
        yield pick.slot.picture_id


def next_change(at: datetime, section: Section | None = None) -> datetime | None:
    """The next instant after `at` at which something appears, ends or changes place there."""
    editions = Edition.objects.all() if section is None else Edition.objects.filter(section=section)
    instants = (editions.next_boundary(at), Slot.objects.on(section).next_boundary(at))
    return min((instant for instant in instants if instant), default=None)
