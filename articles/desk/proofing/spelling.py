"""The French dictionary: loaded once, when the first word is looked up; every answer is kept."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from hunspell import Hunspell

from articles.desk.proofing.words import fold

FOLDER = Path(__file__).parent / "dictionaries"
# Words whose answer is kept: some months of articles.
KEPT = 50_000
LETTERS = "abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùû"
# A shorter word is a slip away from too many others, and a name with it.
SHORTEST_SLIP, SHORTEST_OTHER_LETTER = 6, 8


@cache
def dictionary() -> Hunspell:
    """Some 0.1 s and 15 MB, once a process."""
    return Hunspell("fr", hunspell_data_dir=str(FOLDER))


@lru_cache(maxsize=KEPT)
def is_word(word: str) -> bool:
    """Whether the dictionary knows `word`, with a straight apostrophe."""
    return bool(dictionary().spell(word))


@lru_cache(maxsize=KEPT)
def is_conjugated(word: str) -> bool:
    """Whether `word` may be a verb in another form than its infinitive."""
    stems = dictionary().stem(word)
    return any(stem.endswith(("er", "ir", "re")) and stem != word for stem in stems)


@lru_cache(maxsize=KEPT)
def is_slip(word: str) -> bool:
    """Whether `word`, in lower case, is a common one but for a letter after its first: added,
    dropped, swapped, without its accent, or in a long word another one.

    Some ten milliseconds, for a word that no dictionary knows; a name is seldom one.
    """
    # Nothing else than the accent of its first letter makes it wrong: that is no slip.
    begun = [first + word[1:] for first in same_letter(word[0])]
    if len(word) < SHORTEST_SLIP or any(map(is_word, begun)):
        return False
    spell = dictionary().spell
    return any(spell(one) for form in begun for one in slips_of(form))


def slips_of(word: str) -> Iterator[str]:
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield head + tail[1:2] + tail[0] + tail[2:]
            others = LETTERS if len(word) >= SHORTEST_OTHER_LETTER else same_letter(tail[0])
            yield from (head + letter + tail[1:] for letter in others)


def same_letter(letter: str) -> list[str]:
    """`letter` with and without its accents."""
    return [other for other in LETTERS if fold(other) == fold(letter)]
