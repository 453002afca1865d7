"""The names of organisations, as the directory writes them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage, plain_text, within
from articles.desk.proofing.registry import finds
from articles.desk.proofing.spelling import is_slip, is_word
from articles.desk.proofing.words import LINKING, Token, distance, fold, tokens

# Shorter names are too near to common words, or to other acronyms.
SHORTEST_NEAR = 6
# Letters of a name in several words, below which a slip may make another name of it; and those of
# its first that are taken to be right.
SHORTEST_LONG_NAME, SURE = 10, 3


@dataclass(frozen=True)
class Form:
    """A name on record, and the one to print: the same, or another."""

    name: str
    right: str
    words: tuple[str, ...]

    @property
    def printed(self) -> bool:
        return self.name == self.right

    @cached_property
    def letters(self) -> str:
        return letters_of(self.words)

    def is_right(self, said: str) -> bool:
        """The first letter apart: “ministère de la Santé” within a sentence; and the accent of a
        capital is another check's."""
        name = plain_text(self.name)
        return self.printed and said[1:] == name[1:] and fold(said[0]) == fold(name[0])


@dataclass
class Forms:
    """The names by their first word. Of those that are printed and long enough: the ones in a
    single word by length, the ones in several by their first letters."""

    by_first: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    single: dict[int, list[Form]] = field(default_factory=lambda: defaultdict(list))
    several: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, right: str) -> None:
        form = Form(name, right, tuple(one.folded for one in tokens(plain_text(name))))
        if not form.words:
            return
        self.by_first[form.words[0]].append(form)
        if not form.printed:
            return
        if len(form.words) > 1 and len(form.letters) >= SHORTEST_LONG_NAME:
            self.several[form.letters[:SURE]].append(form)
        elif len(form.words) == 1 and len(form.words[0]) >= SHORTEST_NEAR:
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
                found = almost(passage, word, forms) or almost_several(passage, place, forms)
                read = found.end if found else read
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
    return not is_word(printed.lower()) and may_begin_with_a_name(passage, word)


def may_begin_with_a_name(passage: Passage, word: Token) -> bool:
    """Whether the capital of a word is a name's even where a sentence asks for one: the word is no
    common one misspelt, and no given name before another."""
    if not passage.starts_sentence(word.start):
        return True
    following = passage.plain[word.end : word.end + 2]
    given = following[:1] == " " and following[1:].isupper()
    return not given and not is_slip(passage.plain[word.start : word.end].lower())


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


def almost_several(passage: Passage, place: int, forms: Forms) -> Finding | None:
    """A name of several words with a letter wrong, or with other spaces and hyphens."""
    words = passage.words
    first = words[place]
    near = forms.several.get(first.folded[:SURE])
    if near is None:
        return None
    said, ends = spelt_out(words, place, max(len(form.letters) for form in near) + 1)
    for form in near:
        last = last_of(said, ends, form)
        if last is not None and is_misspelt(passage, words[place : last + 1], form):
            lower = passage.plain[first.start].islower()
            right = form.right[0].lower() + form.right[1:] if lower else form.right
            return variant(passage, first.start, words[last].end, form.right, right)
    return None


def spelt_out(words: list[Token], place: int, most: int) -> tuple[str, dict[int, int]]:
    """The letters from `place` on, and for each count of them that ends a word its rank."""
    said, ends = "", {}
    for rank, word in enumerate(words[place : place + most], start=place):
        said += letters_of((word.folded,))
        if len(said) > most:
            break
        ends[len(said)] = rank
    return said, ends


def last_of(said: str, ends: dict[int, int], form: Form) -> int | None:
    """The rank of the word that ends the letters of the name, but for one letter at most."""
    size = len(form.letters)
    for count in (size, size + 1, size - 1):
        if count in ends and is_a_letter_apart(said[:count], form.letters):
            return ends[count]
    return None


def letters_of(words: tuple[str, ...]) -> str:
    return "".join(words).replace("-", "")


def is_a_letter_apart(one: str, other: str) -> bool:
    """Whether they differ by a letter at most: in long names, much faster than their distance."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    begun = len(short) - 3
    if one[-3:] != other[-3:] and one[:begun] != other[:begun]:
        # A letter leaves either the end or the beginning as it is: most names stop here.
        return False
    pairs = enumerate(zip(short, long, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), len(short))
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    return rest == long[at + 1 :]


def is_misspelt(passage: Passage, said: list[Token], form: Form) -> bool:
    """Whether the words are the name all the same: no common word makes another of it, as a plural
    does, and a capital says that it is one."""
    plain = passage.plain
    text = plain[said[0].start : said[-1].end]
    if text.isupper() or not any(plain[word.start].isupper() for word in said):
        return False
    if letters_of(tuple(word.folded for word in said)) == form.letters:
        return True
    if len(said) != len(form.words):
        return all(plain[word.start].isupper() or word.folded in LINKING for word in said)
    differing = [
        plain[word.start : word.end]
        for word, right in zip(said, form.words, strict=True)
        if word.folded != right
    ]
    return not any(is_word(one) or is_word(one.lower()) for one in differing)


def variant(passage: Passage, start: int, end: int, name: str, right: str) -> Finding:
    return passage.finding(
        "organisation-variant",
        Level.WARN,
        _("The directory writes “%(name)s”.") % {"name": name},
        start,
        end,
        right,
    )
