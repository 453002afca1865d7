"""Words compared as a sub-editor compares them: without accents, case or gender."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LINKING = {
    "a", "au", "aux", "de", "des", "du", "d", "en", "et", "l", "la", "le", "les", "pour",
    "charge", "chargee",
}  # fmt: skip
# An ending of the feminine and that of the masculine, the longest first.
ENDINGS = (
    ("trice", "teur"), ("ienne", "ien"), ("llere", "ller"), ("yenne", "yen"),
    ("effe", "ef"), ("iere", "ier"), ("fete", "fet"), ("euse", "eur"),
    ("eure", "eur"), ("ante", "ant"), ("ente", "ent"), ("inte", "int"), ("ale", "al"),
    ("elle", "el"), ("ive", "if"), ("ee", "e"), ("ate", "at"),
)  # fmt: skip


# Words whose folded form, or whose distance, is kept: a text says the same ones again and again,
# and is read again every few seconds while it is written.
KEPT = 20_000


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """Without accents, lower case; an apostrophe of one kind."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=KEPT)
def neutral(folded: str) -> str:
    """A folded word without the mark of the feminine."""
    for feminine, masculine in ENDINGS:
        if folded.endswith(feminine):
            return folded[: -len(feminine)] + masculine
    return folded


class Token(NamedTuple):
    """A word with its place in the passage."""

    folded: str
    start: int
    end: int

    @property
    def neutral(self) -> str:
        return neutral(self.folded)


def tokens(plain: str, start: int = 0, end: int | None = None) -> list[Token]:
    limit = len(plain) if end is None else end
    return [
        Token(fold(found[0]), found.start(), found.end())
        for found in WORD.finditer(plain, start, limit)
    ]


@lru_cache(maxsize=KEPT)
def distance(one: str, other: str, most: int = 2) -> int:
    """How many letters to add, drop, change or swap; `most` + 1 when it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i]
        for j, against in enumerate(other, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, row = row, current
    return row[-1]
