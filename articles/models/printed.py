"""The shape of what an edition prints beside its text, kept as JSON so that a page needs no join.

Names and attributions are copies made at publication: renaming a person later changes nothing.
"""

from typing import NotRequired, TypedDict


class PrintedPerson(TypedDict):
    """`attribution`: for an author the role, for a person mentioned title and organisation."""

    name: str
    slug: str
    attribution: str
    portrait: int | None


class PrintedEvent(TypedDict):
    name: str
    slug: str
    when: str
    machine_start: str
    machine_end: str
    place: str
    organisers: list[str]


class PrintedTopic(TypedDict):
    name: str
    slug: str


class PrintedFigure(TypedDict):
    """A use of a picture: its credit and its right to be shown stay in the library, live."""

    image: int
    alt: str
    caption: str


class PrintedQuotation(TypedDict):
    """A pull quote and who said it, for machines (row M09)."""

    words: str
    speaker: str


class Printed(TypedDict):
    section: PrintedTopic
    authors: list[PrintedPerson]
    signature: str
    people: list[PrintedPerson]
    events: list[PrintedEvent]
    topics: list[PrintedTopic]
    hero: PrintedFigure | None
    figures: list[PrintedFigure]
    minutes: int
    pull_quotes: NotRequired[list[PrintedQuotation]]
