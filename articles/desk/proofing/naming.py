"""People named in a text: one look-up by family name, whatever the size of the directory."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.desk.proofing.directory import Entry, Index
from articles.desk.proofing.passages import Passage, Span, within
from articles.desk.proofing.spelling import is_word
from articles.desk.proofing.words import Token, distance

HONORIFIC = re.compile(r"(?:M\.|MM\.|Mme|Mmes|Mlle|Dr|Drs|Pr|Prs|Me|docteure?|professeure?)\s$")
OFFICE = re.compile(
    r"\b(?:le|la|du|au)\s(?:ministre|présidente?|députée?|sénat(?:eur|rice)|maire)\s$", re.I
)
# Their last words, folded: what to look for before any of it is searched.
INTRODUCING = {
    "m", "mm", "mme", "mmes", "mlle", "dr", "drs", "pr", "prs", "me", "docteur", "docteure",
    "professeur", "professeure", "ministre", "president", "presidente", "depute", "deputee",
    "senateur", "senatrice", "maire",
}  # fmt: skip
# A shorter word is too near to too many names.
SHORTEST_ALONE = 5
ARTICLES = {"au", "aux", "du", "le", "la", "l", "les", "des"}
# Given names of a man and a woman that a letter tells apart are two names, not a slip.
FEMININE_ENDINGS = ("e", "le", "ne", "te", "a")


@dataclass(frozen=True)
class Named:
    """A name in a passage and whom it may be; two people of one name are both there."""

    passage: Passage
    start: int
    end: int
    people: tuple[int, ...]
    # With the given name; else the family name alone.
    whole: bool = True


@dataclass(frozen=True)
class Variant:
    """A name that is not quite the printed one of somebody in the directory."""

    passage: Passage
    start: int
    end: int
    person: int


@dataclass(frozen=True)
class Names:
    known: tuple[Named, ...]
    variants: tuple[Variant, ...]

    def spans_in(self, passage: Passage, *, variants: bool = False) -> list[Span]:
        """Where the names stand in `passage`, their variants with them where these are wanted."""
        found = self._known.get(id(passage), [])
        return [*found, *self._variants.get(id(passage), ())] if variants else found

    @cached_property
    def _known(self) -> dict[int, list[Span]]:
        return by_passage(self.known)

    @cached_property
    def _variants(self) -> dict[int, list[Span]]:
        return by_passage(self.variants)


def by_passage(found: Iterable[Named | Variant]) -> dict[int, list[Span]]:
    """Their places by the identity of the passage: two may say the same."""
    places: dict[int, list[Span]] = defaultdict(list)
    for one in found:
        places[id(one.passage)].append((one.start, one.end))
    return places


def names_in(
    passages: Iterable[Passage],
    index: Index,
    expected: Iterable[int],
    words_known: Collection[str] = (),
) -> Names:
    """Every name of the directory that the passages print, every other name, every near miss.

    A family name alone counts for somebody whom the text names in full or who is `expected`.
    `words_known`, folded, are no slip in a name, as those of the dictionary are none.
    """
    known: list[Named] = []
    alone: list[Named] = []
    misses: list[Variant] = []
    read = [(passage, passage.words) for passage in passages]
    for passage, words in read:
        for named in found_in(passage, words, index):
            (known if named.whole else alone).append(named)
    present = {person for named in known for person in named.people} | set(expected)
    places = by_passage(known)
    for named in alone:
        taken = places[id(named.passage)]
        people = tuple(person for person in named.people if person in present)
        if people and not within(taken, named.start):
            known.append(Named(named.passage, named.start, named.end, people, whole=False))
            taken.append((named.start, named.end))
    here = index.of(present)
    for passage, words in read:
        taken = places[id(passage)]
        others = list(other_names(passage, words, index, present, taken))
        taken.extend((other.start, other.end) for other in others)
        misses.extend(others)
        slips = list(near_misses(passage, words, index, taken))
        taken.extend((slip.start, slip.end) for slip in slips)
        misses.extend(slips)
        slips = list(near_alone(passage, words, index, here, taken, words_known))
        taken.extend((slip.start, slip.end) for slip in slips)
        misses.extend(slips)
        misses.extend(near_introduced(passage, index, taken, words_known))
    return Names(tuple(known), tuple(misses))


def found_in(passage: Passage, words: list[Token], index: Index) -> Iterator[Named]:
    plain = passage.plain
    for place, word in passage.capitalised:
        entries = index.by_family.get(word.folded)
        if not entries:
            continue
        whole: dict[int, int] = {}
        family: dict[int, int] = {}
        for entry in entries:
            first = place - len(entry.family) + 1
            if not matches(words, first, entry.family):
                continue
            before = first - len(entry.given)
            if entry.given and matches(words, before, entry.given):
                whole[entry.person] = words[before].start
            else:
                family[entry.person] = words[first].start
        if whole:
            yield Named(passage, min(whole.values()), word.end, tuple(sorted(whole)))
        elif family:
            start = min(family.values())
            if is_alone(words, plain, start):
                yield Named(passage, start, word.end, tuple(sorted(family)), whole=False)


def matches(words: list[Token], first: int, wanted: tuple[str, ...]) -> bool:
    if first < 0:
        return False
    here = words[first : first + len(wanted)]
    return tuple(word.folded for word in here) == wanted


def titled(plain: str, start: int) -> bool:
    return bool(HONORIFIC.search(plain, max(0, start - 16), start))


def is_alone(words: list[Token], plain: str, start: int) -> bool:
    return titled(plain, start) or not follows_capital(words, plain, start)


def follows_capital(words: list[Token], plain: str, start: int) -> bool:
    """Whether the word just before is a name too: then it is somebody else's given name."""
    before = bisect_right(words, start, key=lambda word: word.end)
    if not before or plain[words[before - 1].end : start].strip():
        return False
    return plain[words[before - 1].start].isupper() and not titled(plain, start)


def other_names(
    passage: Passage,
    words: list[Token],
    index: Index,
    present: set[int],
    taken: list[tuple[int, int]],
) -> Iterator[Variant]:
    """Names of the directory that are not to be printed. One in a single word counts for somebody
    whom the text names, as a family name does."""
    plain = passage.plain
    for place, word in passage.capitalised:
        for alias in sorted(index.by_alias.get(word.folded, ()), key=lambda one: -len(one.words)):
            first = place - len(alias.words) + 1
            if not matches(words, first, alias.words):
                continue
            start = words[first].start
            if any(a <= start and word.end <= b for a, b in taken):
                continue
            if len(alias.words) > 1 or (alias.person in present and is_alone(words, plain, start)):
                yield Variant(passage, start, word.end, alias.person)
                break


def near_misses(
    passage: Passage, words: list[Token], index: Index, taken: list[tuple[int, int]]
) -> Iterator[Variant]:
    """A given name on record followed by almost the family name, or the other way round."""
    plain = passage.plain
    for place, word in passage.capitalised:
        if within(taken, word.start):
            continue
        found = near_family(words, place, index, plain) or near_given(words, place, index, plain)
        if found:
            yield Variant(passage, word.start, words[place + 1].end, found.person)


def near_alone(
    passage: Passage,
    words: list[Token],
    index: Index,
    here: list[Entry],
    taken: list[tuple[int, int]],
    words_known: Collection[str],
) -> Iterator[Variant]:
    """Almost the family name of somebody whom the text names, after a title of courtesy or where
    no other word is meant."""
    plain = passage.plain
    for place, word in passage.capitalised:
        if within(taken, word.start):
            continue
        if not titled(plain, word.start) and (
            word.folded in words_known
            or index.has(word.folded)
            or not means_nobody_else(words, place, plain)
        ):
            continue
        near = [entry for entry in here if slip(word.folded, entry.family[0])]
        if len(near) == 1:
            yield Variant(passage, word.start, word.end, near[0].person)


def introduced(passages: Iterable[Passage]) -> set[str]:
    """The lone names that a courtesy or an office introduces: “Mme Chappaz”. One that the text also
    prints with a given name is somebody's."""
    read = list(passages)
    found = {
        word.folded
        for passage in read
        for place, word in passage.capitalised
        if place
        and passage.words[place - 1].folded in INTRODUCING
        and is_introduced(passage.plain, word.start)
        and means_nobody_else(passage.words, place, passage.plain)
    }
    return found - with_a_given_name(read, found)


def with_a_given_name(passages: list[Passage], wanted: Collection[str]) -> set[str]:
    return {
        word.folded
        for passage in passages
        for _place, word in passage.capitalised
        if word.folded in wanted and follows_capital(passage.words, passage.plain, word.start)
    }


def is_introduced(plain: str, start: int) -> bool:
    return titled(plain, start) or bool(OFFICE.search(plain, max(0, start - 20), start))


def near_introduced(
    passage: Passage,
    index: Index,
    taken: list[tuple[int, int]],
    words_known: Collection[str],
) -> Iterator[Variant]:
    """Almost the family name of one person of the directory, whom the text need not name."""
    for _place, word in passage.capitalised:
        near = index.almost.get(word.folded, ())
        if len(near) != 1 or within(taken, word.start) or word.folded in words_known:
            continue
        is_somebody_s = index.has(word.folded) or word.folded in index.by_alias
        if not is_somebody_s and is_introduced(passage.plain, word.start):
            yield Variant(passage, word.start, word.end, near[0].person)


def means_nobody_else(words: list[Token], place: int, plain: str) -> bool:
    """Whether the word is in no dictionary, is no acronym, has no other name beside it and no
    article before it, as a place or a firm has."""
    word = words[place]
    said = plain[word.start : word.end]
    if len(said) < SHORTEST_ALONE or said.isupper() or is_word(said) or is_word(said.lower()):
        return False
    if place and words[place - 1].folded in ARTICLES:
        return False
    return next_name(words, place, plain) is None and not follows_capital(words, plain, word.start)


def near_family(words: list[Token], place: int, index: Index, plain: str) -> Entry | None:
    follows = next_name(words, place, plain)
    if follows is None:
        return None
    near = [
        entry
        for entry in index.by_given.get(words[place].folded, ())
        if len(entry.family) == 1 and slip(follows.folded, entry.family[0])
    ]
    return near[0] if len(near) == 1 else None


def near_given(words: list[Token], place: int, index: Index, plain: str) -> Entry | None:
    follows = next_name(words, place, plain)
    if follows is None:
        return None
    entries = index.by_family.get(follows.folded, ())
    if len(entries) != 1 or len(entries[0].given) != 1 or len(entries[0].family) != 1:
        return None
    one, other = words[place].folded, entries[0].given[0]
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or long in {short + ending for ending in FEMININE_ENDINGS}:
        return None
    return entries[0] if distance(one, other, 1) == 1 else None


def next_name(words: list[Token], place: int, plain: str) -> Token | None:
    if place + 1 >= len(words):
        return None
    follows = words[place + 1]
    between = plain[words[place].end : follows.start]
    return follows if between == " " and plain[follows.start].isupper() else None


def slip(one: str, other: str) -> bool:
    """Whether `one` is `other` with a slip: one letter in a name of four, two in one of nine."""
    if one == other or len(other) < 4:
        return False
    return distance(one, other, 2) <= (2 if len(other) >= 9 else 1)
