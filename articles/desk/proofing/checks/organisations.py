"""The names of organisations, as the directory writes them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage, plain_text, within
from articles.desk.proofing.registry import finds
from articles.desk.proofing.spelling import is_word
from articles.desk.proofing.words import Token, distance, fold, tokens

# Shorter names are too near to common words, or to other acronyms.
SHORTEST_NEAR = 6


@dataclass(frozen=True)
class Form:
    """A name on record, and the one to print: the same, or another."""

    name: str
    right: str
    words: tuple[str, ...]

    @property
    def printed(self) -> bool:
        return self.name == self.right

    def is_right(self, said: str) -> bool:
        """The first letter apart: “ministère de la Santé” within a sentence; and the accent of a
        capital is another check's."""
        name = plain_text(self.name)
        return self.printed and said[1:] == name[1:] and fold(said[0]) == fold(name[0])


@dataclass
class Forms:
    """The names by their first word; those of a single word, printed and long enough, by length."""

    by_first: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    single: dict[int, list[Form]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, right: str) -> None:
        form = Form(name, right, tuple(one.folded for one in tokens(plain_text(name))))
        if not form.words:
            return
        self.by_first[form.words[0]].append(form)
        if form.printed and len(form.words) == 1 and len(form.words[0]) >= SHORTEST_NEAR:
            self.single[len(form.words[0])].append(form)

    def at(self, words: list[Token], place: int) -> list[Form]:
        """Those whose words stand from `place` on: the longest, in as many ways as it is on
        record."""
        begun = self.by_first.get(words[place].folded)
        if begun is None:
            return []
        found = [
            form
            for form in begun
            if tuple(word.folded for word in words[place : place + len(form.words)]) == form.words
        ]
        longest = max((len(form.words) for form in found), default=0)
        return [form for form in found if len(form.words) == longest]


def forms_of(context: Context) -> Forms:
    forms = Forms()
    for name in context.organisations:
        forms.add(name, name)
    for name, right in context.organisation_aliases.items():
        forms.add(name, right)
    return forms


@finds("organisation-variant")
def variants(context: Context) -> Iterator[Finding]:
    forms = forms_of(context)
    for passage in context.prose:
        taken = context.names.spans_in(passage)
        words, read = passage.words, 0
        for place, word in enumerate(words):
            if word.folded not in forms.by_first and not passage.plain[word.start].isupper():
                # Most words, and cheaper than the questions below.
                continue
            # What is a part of a longer name is no name by itself.
            if word.start < read or within(taken, word.start):
                continue
            if passage.is_foreign(word.start):
                continue
            known = forms.at(words, place)
            if known:
                last = words[place + len(known[0].words) - 1]
                found = other_form(passage, word, last, known)
                read = last.end if found or len(known[0].words) > 1 else read
            else:
                found = almost(passage, word, forms)
            if found is not None:
                yield found.capped() if passage.is_spoken(word.start) else found


def other_form(passage: Passage, first: Token, last: Token, known: list[Form]) -> Finding | None:
    """The right words with other capitals or accents, or a name that is not to be printed."""
    said = passage.plain[first.start : last.end]
    if any(form.is_right(said) for form in known):
        return None
    form = known[0]
    alone = len(form.words) == 1
    common = not alone or is_word(plain_text(form.name).lower())
    if said.isupper() and said != form.name and common:
        # “ETAT D'URGENCE”: the capitals are those of the line. An acronym is a name by itself.
        return None
    if alone and not (said == form.name or is_name(passage, first)):
        return None
    right = form.right
    if said[0].islower() and not alone:
        right = right[0].lower() + right[1:]
    return variant(passage, first.start, last.end, form.right, right)


def is_name(passage: Passage, word: Token) -> bool:
    """Whether a single word is written as a name: a capital that the sentence does not ask for."""
    printed = passage.plain[word.start : word.end]
    if not printed[0].isupper() or len(printed) < 3:
        return False
    if printed.isupper():
        return len(printed) > 3 and not is_among_capitals(passage, word)
    return not passage.starts_sentence(word.start) and not is_word(printed.lower())


def is_among_capitals(passage: Passage, word: Token) -> bool:
    """Whether the word before or the one after is in capitals too, as in a line of them."""
    before = passage.plain[: word.start].split()[-1:]
    after = passage.plain[word.end :].split()[:1]
    return any(len(one) > 2 and one.isupper() for one in before + after)


def almost(passage: Passage, word: Token, forms: Forms) -> Finding | None:
    """A name of one word, long enough, with a letter wrong."""
    if len(word.folded) < SHORTEST_NEAR - 1 or not is_name(passage, word):
        return None
    near = [
        form
        for size in range(len(word.folded) - 1, len(word.folded) + 2)
        for form in forms.single.get(size, ())
        if form.words[0][0] == word.folded[0] and distance(word.folded, form.words[0], 1) == 1
    ]
    if len(near) != 1:
        return None
    return variant(passage, word.start, word.end, near[0].name, near[0].name)


def variant(passage: Passage, start: int, end: int, name: str, right: str) -> Finding:
    return passage.finding(
        "organisation-variant",
        Level.WARN,
        _("The directory writes “%(name)s”.") % {"name": name},
        start,
        end,
        right,
    )
