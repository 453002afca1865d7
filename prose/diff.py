"""Word diff: what an editor reads between two versions of a text.

Words and figures stay whole ("100" to "119" is one change, not two digits), and the kinds of space
and apostrophe can be ignored, since the typographer changes them by the hundred. What the
typographer itself changed, `replaced` tells, to the space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Operation = Literal["same", "removed", "added"]

# A figure with its group spaces and decimals, a word with its apostrophes and hyphens, a run of
# spaces, or one sign.
TOKEN = re.compile(
    r"\d+(?:[\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:[’'-][^\W\d_]+)*|\s+|[^\w\s]|\w", re.U
)
FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "ʼ": "'", "‘": "'"})


@dataclass(frozen=True)
class Stretch:
    operation: Operation
    text: str


def folded(text: str) -> str:
    """`text` with every kind of space and apostrophe made plain: for comparing and finding."""
    return text.translate(FOLDED)


def diff(before: str, after: str, *, exact: bool = False) -> list[Stretch]:
    """The stretches that lead from `before` to `after`; joined without "removed" they give `after`.

    Unless `exact`, a change of the kind of space or apostrophe alone is no change.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    key_old, key_new = (old, new) if exact else ([folded(w) for w in old], [folded(w) for w in new])
    return list(
        joined(stretches(old, new, SequenceMatcher(None, key_old, key_new, autojunk=False)))
    )


def stretches(old: list[str], new: list[str], matcher: "SequenceMatcher[str]") -> Iterator[Stretch]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Stretch("removed", "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Stretch("added", "".join(new[new_from:new_to]))


def joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one operation as one stretch."""
    current: Stretch | None = None
    for stretch in found:
        if current and current.operation == stretch.operation:
            current = Stretch(current.operation, current.text + stretch.text)
            continue
        if current:
            yield current
        current = stretch
    if current:
        yield current


# A word, a digit, or what stands between them: the typographer changes any, and groups digits.
PART = re.compile(r"[^\W\d_]+|\d|[\W_]+")
# How many parts of each to pass over to find where both agree again. Most often a part stands for
# a part: of the ways to pass over so many together, as many of each comes first.
STEPS = sorted(
    ((gone, come) for gone in range(7) for come in range(7) if 0 < gone + come <= 8),
    key=lambda step: (sum(step), abs(step[0] - step[1])),
)


@dataclass(frozen=True)
class Replacement:
    """`after`, which begins at `start` of the new text, stands for `before` of the old one."""

    start: int
    before: str
    after: str


def replaced(before: str, after: str) -> Iterator[Replacement]:
    """Each place where `after` differs from `before`; linear in their length, none if equal.

    For texts that differ by little and often, as by typesetting: a place is one word, one digit or
    what stands between two, wherever the parts of both go by pairs.
    """
    old, new = PART.findall(before), PART.findall(after)
    here = there = start = 0
    while here < len(old) or there < len(new):
        if old[here : here + 1] == new[there : there + 1]:
            start += len(new[there])
            here, there = here + 1, there + 1
            continue
        gone, come = agreeing(old, new, here, there)
        for was, now in paired(old[here : here + gone], new[there : there + come]):
            if was != now:
                yield Replacement(start, was, now)
            start += len(now)
        here, there = here + gone, there + come


def agreeing(old: list[str], new: list[str], here: int, there: int) -> tuple[int, int]:
    """How many parts of each to pass over for the next ones to be equal; a pair where none are."""
    for gone, come in STEPS:
        if old[here + gone : here + gone + 1] == new[there + come : there + come + 1]:
            return gone, come
    return 1, 1


def paired(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Part by part where there are as many of each, else all as one."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return [("".join(old), "".join(new))]
