"""Words that neither the dictionary nor the house knows."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.directory import folded
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage, within
from articles.desk.proofing.registry import finds
from articles.desk.proofing.spelling import is_slip, is_word
from articles.desk.proofing.words import fold

WORD = re.compile(r"(?<![\w@/.-])[^\W\d_]+(?:[-'][^\W\d_]+)*'?(?![\w@/]|\.\w)")
# The parts of a compound that are words by themselves only in one.
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.I)
SHORTEST = 3


@finds("spelling")
def unknown_words(context: Context) -> Iterator[Finding]:
    """Each unknown word once, where it first stands. Names, acronyms and other tongues aside; of
    what opens a sentence, which may be a name, only a common word with a slip."""
    seen: set[str] = set()
    for passage in context.prose:
        for found in WORD.finditer(passage.plain):
            if found[0] in seen:
                continue
            start, word = lexical(found)
            if word in seen or not is_checked(passage, start, word):
                continue
            seen.update((word, found[0]))
            if not is_known(word, context.house_words) or opens_with_a_slip(
                context, passage, start, word
            ):
                yield passage.finding(
                    "spelling",
                    Level.INFO,
                    _("“%(word)s” is in neither the dictionary nor the words of the house.")
                    % {"word": word},
                    start,
                    start + len(word),
                )


def lexical(found: "re.Match[str]") -> tuple[int, str]:
    """The word without what is elided before it."""
    start, word = found.start(), found[0].rstrip("'")
    while elided := ELISION.match(word):
        start, word = start + elided.end(), word[elided.end() :]
    return start, word


def is_checked(passage: Passage, start: int, word: str) -> bool:
    if len(word) < SHORTEST or passage.is_foreign(start):
        return False
    if word[0].islower():
        return True
    # A capital within a sentence is a name's; a word in capitals is an acronym.
    return passage.starts_sentence(start) and word[1:].islower() and not in_a_name(passage, start)


def in_a_name(passage: Passage, start: int) -> bool:
    """Whether a capital follows: a sentence that begins with a name."""
    following = passage.plain[start:].split(" ", 2)
    return len(following) > 1 and following[1][:1].isupper()


def is_known(word: str, house: frozenset[str]) -> bool:
    lower = word[0].lower() + word[1:]
    if is_word(word) or word in house or lower in house:
        return True
    if word[0].isupper() and is_word(lower):
        return True
    if word.endswith("s") and lower[:-1] in house:
        return True
    if "-" in word:
        return all(is_known(part, house) for part in word.split("-") if len(part) > 1)
    # What opens a sentence may be a name: `opens_with_a_slip` has the last word.
    return word[0].isupper() and not is_word(lower) and not is_word(fold(lower))


def opens_with_a_slip(context: Context, passage: Passage, start: int, word: str) -> bool:
    """Whether a sentence begins with a common word misspelt, and with the name of nobody."""
    lower, house = word.lower(), context.house_words
    if word[0].islower() or "-" in word or is_word(word) or is_word(lower):
        return False
    if {word, lower, lower.removesuffix("s")} & house or not is_slip(lower):
        return False
    return not (
        within(context.names.spans_in(passage, variants=True), start)
        or fold(word) in names_of_bodies(context)
        or is_capitalised_within(context, word)
    )


def names_of_bodies(context: Context) -> set[str]:
    """The words, folded, of the names of organisations and of what the article covers."""
    named = (*context.organisations, *context.organisation_aliases)
    events = (event.name for event in context.events)
    return {word for name in (*named, *events) for word in folded(name)}


def is_capitalised_within(context: Context, word: str) -> bool:
    """Whether the text writes `word` with its capital where no sentence asks for one."""
    return any(
        found.folded == fold(word) and not passage.starts_sentence(found.start)
        for passage in context.prose
        for _place, found in passage.capitalised
    )
