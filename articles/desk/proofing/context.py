"""All that the checks need to know, read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Prefetch
from django.utils import timezone

from articles.dating import appeared_at, day_of
from articles.desk.proofing.directory import Index, Row, folded, index_of
from articles.desk.proofing.draft import Draft
from articles.desk.proofing.naming import Names, introduced, names_in
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.reading import PullQuote, Use, page_of
from articles.models import HouseRule, HouseWord
from events.models import Event
from images.models import Image
from people.fields import lines
from people.models import Organisation, Person, Position


@dataclass(frozen=True)
class Picture:
    """A picture as this article would print it."""

    image: Image
    caption: str
    field: str
    # Its caption in the text, or the paragraph above; None for the picture at the head.
    passage: Passage | None


@dataclass(frozen=True)
class Context:
    """Immutable; made by `context_of`."""

    draft: Draft
    passages: tuple[Passage, ...]
    pull_quotes: tuple[PullQuote, ...]
    pictures: tuple[Picture, ...]
    # The day for which positions are looked up: see `articles.dating`.
    day: date
    now: datetime
    # When the article first appeared; now for one that never did.
    written: datetime
    people: Mapping[int, Person]
    names: Names
    organisations: tuple[str, ...]
    # A name that is not printed, and the one that is.
    organisation_aliases: Mapping[str, str]
    events: tuple[Event, ...]
    rules: tuple[HouseRule, ...]
    house_words: frozenset[str]

    @property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that say something, in the order of the page."""
        return tuple(passage for passage in self.passages if passage.text)

    @property
    def body(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.field == "body")

    def line(self, name: str) -> Passage:
        return next(passage for passage in self.passages if passage.field == name)


def context_of(draft: Draft) -> Context:
    """Read what is on record about `draft`; a fixed number of queries, whatever its length."""
    now = timezone.now()
    written = appeared_at(draft.article) or now
    passages, body = page_of(draft)
    events = tuple(Event.objects.filter(pk__in=draft.events).order_by("starts_at", "id"))
    printed, others = organisations()
    house_words = HouseWord.objects.known()
    words_known = {word for name in (*printed, *others, *house_words) for word in folded(name)}
    said = {word.folded for passage in passages for word in passage.words}
    index = directory(said, draft.mentions, introduced(passages))
    names = names_in(passages, index, draft.mentions, words_known)
    return Context(
        draft=draft,
        passages=passages,
        pull_quotes=tuple(body.pull_quotes),
        pictures=pictures(draft, body.uses, passages),
        day=day_of(written, events),
        now=now,
        written=written,
        people=people(draft, names),
        names=names,
        organisations=printed,
        organisation_aliases=others,
        events=events,
        rules=HouseRule.objects.live(),
        house_words=house_words,
    )


def directory(
    said: Collection[str], expected: Collection[int], introduced: Collection[str]
) -> Index:
    """The people on record whose name may be among the words `said`, those `expected`, and whose
    name is almost one of the `introduced`; the names of those merged into another among their
    other names."""
    rows = Person.objects.order_by().values_list(
        "pk", "given_name", "family_name", "other_names", "merged_into"
    )
    return index_of(map(Row._make, rows.iterator(chunk_size=2_000)), said, expected, introduced)


def people(draft: Draft, names: Names) -> dict[int, Person]:
    """Whom the text names, says to mention, or almost names; with their positions."""
    wanted = {
        *chain.from_iterable(named.people for named in names.known),
        *(variant.person for variant in names.variants),
        *draft.mentions,
    }
    held = Prefetch("positions", Position.objects.select_related("organisation"))
    return Person.objects.prefetch_related(held).in_bulk(wanted)


def organisations() -> tuple[tuple[str, ...], dict[str, str]]:
    """Every name and short name, as printed; and each name that is not, with what is."""
    rows = list(
        Organisation.objects.order_by().values_list(
            "pk", "name", "short_name", "other_names", "merged_into"
        )
    )
    standing = {pk: (name, short) for pk, name, short, _others, merged in rows if not merged}
    printed = tuple(name for names in standing.values() for name in names if name)
    others: dict[str, str] = {}
    for pk, name, short, other_names, merged in rows:
        right, right_short = standing[merged or pk]
        gone = {name: right, short: right_short or right} if merged else {}
        others |= gone | dict.fromkeys(lines(other_names), right)
    known = {"", *printed}
    return printed, {name: right for name, right in others.items() if name not in known}


def pictures(draft: Draft, uses: list[Use], passages: tuple[Passage, ...]) -> tuple[Picture, ...]:
    """The pictures in the order of the page. One that the library does not have is none."""
    wanted = {use.image for use in uses} | ({draft.hero_image} if draft.hero_image else set())
    images = Image.objects.in_bulk(wanted)
    found = []
    if draft.hero_image in images:
        hero = images[draft.hero_image]
        found.append(Picture(hero, draft.hero_caption or hero.caption, "hero_image", None))
    body = [passage for passage in passages if passage.field == "body"]
    for use in uses:
        image = images.get(use.image)
        if image is not None:
            place = body[min(use.block, len(body) - 1)] if body else None
            found.append(Picture(image, use.caption or image.caption, "body", place))
    return tuple(found)
