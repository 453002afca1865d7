"""The names of the people on record, ready to be looked up word by word."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from articles.desk.proofing.words import KEPT, distance, fold, tokens
from people.fields import lines
from people.names import TITLES


class Row(NamedTuple):
    """A record of the directory; `merged_into` is the one that took it over."""

    person: int
    given: str
    family: str
    others: str = ""
    merged_into: int | None = None


class Entry(NamedTuple):
    """A person of the directory, by the words of the name."""

    person: int
    given: tuple[str, ...]
    family: tuple[str, ...]


class Alias(NamedTuple):
    """The words of a name that a person has and is not printed with."""

    person: int
    words: tuple[str, ...]


@dataclass
class Index:
    """The directory's names, by the last word of the family name and by the given name; and the
    names that are not printed, by their last word.

    Of a large directory a text says little: only names whose last words are among those `said` are
    kept, those of the people `expected`, and those that are almost one of the `introduced`.
    """

    said: Collection[str]
    expected: Collection[int]
    # Lone names that a title introduces: almost theirs may be a family name.
    introduced: Collection[str] = ()
    by_family: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_given: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, list[Alias]] = field(default_factory=lambda: defaultdict(list))
    almost: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: Row) -> None:
        for name in lines(row.others) if row.others else ():
            self.add_alias(row.merged_into or row.person, name)
        if row.merged_into:
            self.add_alias(row.merged_into, f"{row.given} {row.family}")
            return
        given, family = folded(row.given), folded(row.family)
        for name in self.introduced:
            if len(family) == 1 and is_a_letter_more_or_less(name, family[0]):
                self.almost[name].append(Entry(row.person, given, family))
        expected = row.person in self.expected
        if not (expected or self.is_said(family) or self.is_said(given)):
            return
        entry = Entry(row.person, given, family)
        if entry.family:
            self.by_family[entry.family[-1]].append(entry)
        if entry.given:
            self.by_given[entry.given[-1]].append(entry)

    def is_said(self, name: tuple[str, ...]) -> bool:
        return bool(name) and name[-1] in self.said

    def of(self, people: Collection[int]) -> list[Entry]:
        """Those of `people` whose family name is one word."""
        return [
            entry
            for entries in self.by_family.values()
            for entry in entries
            if entry.person in people and len(entry.family) == 1
        ]

    def has(self, folded: str) -> bool:
        """Whether somebody is called so."""
        return folded in self.by_family or folded in self.by_given

    def add_alias(self, person: int, name: str) -> None:
        words = [token.folded for token in tokens(name.replace("’", "'"))]
        words = list(dropwhile(TITLES.__contains__, words))
        if self.is_said(tuple(words)):
            self.by_alias[words[-1]].append(Alias(person, tuple(words)))


@lru_cache(maxsize=KEPT)
def folded(name: str) -> tuple[str, ...]:
    return tuple(fold(name).replace("'", " ").split())


def is_a_letter_more_or_less(one: str, other: str) -> bool:
    """Whether a letter was forgotten or doubled after the first; a changed one is another name's
    as often as a slip."""
    if one[0] != other[:1] or abs(len(one) - len(other)) != 1:
        return False
    return distance(one, other, 1) == 1


def index_of(
    rows: Iterable[Row],
    said: Collection[str],
    expected: Collection[int],
    introduced: Collection[str] = (),
) -> Index:
    index = Index(said, expected, introduced)
    for row in rows:
        index.add(row)
    return index
