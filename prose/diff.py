"""Word diff: what an editor reads between two versions of a text.

Words and figures stay whole ("100" to "119" is one change, not two digits), and the kinds of space
and apostrophe can be ignored, since the typographer changes them by the hundred.
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
