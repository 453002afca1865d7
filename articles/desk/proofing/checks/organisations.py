"""The names of organisations, as the directory writes them."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.registry import finds
from articles.desk.proofing.spelling import is_word
from articles.desk.proofing.words import Token, distance, fold, tokens

# Shorter names are too near to common words, or to other acronyms.
SHORTEST_NEAR = 6
Known = tuple[str, tuple[str, ...]]


@finds("organisation-variant")
def variants(context: Context) -> Iterator[Finding]:
    by_first: dict[str, list[Known]] = defaultdict(list)
    single: dict[int, list[Known]] = defaultdict(list)
    for name in context.organisations:
        words = tuple(token.folded for token in tokens(name.replace("’", "'")))
        if words:
            by_first[words[0]].append((name, words))
        if len(words) == 1 and len(words[0]) >= SHORTEST_NEAR:
            single[len(words[0])].append((name, words))
    exact = {name.replace("’", "'") for name in context.organisations}
    for passage in context.prose:
        taken = named_people(context, passage)
        words_here = passage.words
        for place, word in enumerate(words_here):
            if any(a <= word.start < b for a, b in taken) or passage.is_foreign(word.start):
                continue
            found = other_case(passage, words_here, place, by_first, exact)
            found = found or almost(passage, word, single)
            if found is not None:
                yield found.capped() if passage.is_spoken(word.start) else found


def named_people(context: Context, passage: Passage) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in context.names.known if one.passage is passage]


def other_case(
    passage: Passage,
    words: list[Token],
    place: int,
    by_first: dict[str, list[Known]],
    exact: set[str],
) -> Finding | None:
    """The right words with other capitals or accents."""
    candidates = sorted(by_first.get(words[place].folded, ()), key=lambda one: -len(one[1]))
    for name, wanted in candidates:
        here = words[place : place + len(wanted)]
        if tuple(word.folded for word in here) != wanted:
            continue
        start, end = here[0].start, here[-1].end
        printed = passage.plain[start:end]
        if is_as_written(printed, name.replace("’", "'")) or printed in exact:
            return None
        if len(wanted) == 1 and not is_name(passage, here[0]):
            return None
        right = name
        if passage.plain[start].islower() and len(wanted) > 1:
            right = name[0].lower() + name[1:]
        return variant(passage, start, end, name, right)
    return None


def is_as_written(printed: str, name: str) -> bool:
    """The first letter apart: “ministère de la Santé” within a sentence; and the accent of a
    capital is another check's."""
    return printed[1:] == name[1:] and fold(printed[0]) == fold(name[0])


def is_name(passage: Passage, word: Token) -> bool:
    """Whether a single word is written as a name: a capital that the sentence does not ask for."""
    printed = passage.plain[word.start : word.end]
    if not printed[0].isupper() or len(printed) < 3:
        return False
    if printed.isupper():
        return len(printed) > 3
    return not passage.starts_sentence(word.start) and not is_word(printed.lower())


def almost(passage: Passage, word: Token, single: dict[int, list[Known]]) -> Finding | None:
    """A name of one word, long enough, with a letter wrong."""
    if len(word.folded) < SHORTEST_NEAR - 1 or not is_name(passage, word):
        return None
    near = [
        (name, wanted)
        for size in range(len(word.folded) - 1, len(word.folded) + 2)
        for name, wanted in single.get(size, ())
        if wanted[0][0] == word.folded[0] and distance(word.folded, wanted[0], 1) == 1
    ]
    if len(near) != 1:
        return None
    return variant(passage, word.start, word.end, near[0][0], near[0][0])


def variant(passage: Passage, start: int, end: int, name: str, right: str) -> Finding:
    return passage.finding(
        "organisation-variant",
        Level.WARN,
        _("The directory writes “%(name)s”.") % {"name": name},
        start,
        end,
        right,
    )
