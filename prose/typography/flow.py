"""The text of one block, joined across its inline tags and edited by offsets."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NBSP = "\u00a0"
FINE = "\u202f"

# Unicode noncharacters stand for what the rules may look at but never edit. Text that already
# holds one only misleads a rule about its neighbours: what is frozen is known by offsets.
WORD = "\ufdd0"  # a protected word: code, URL, foreign passage
OBJECT = "\ufdd1"  # an image or an emoticon: neither word nor space
NUMBER = "0"  # a protected number: its neighbours must see a digit, as before
BLANK = "\ufdd2"  # white space that belongs to a protected element
QUOTE = "\ufdd3"  # a quotation mark that the author wrote as an entity

SPACES = frozenset(" \t\n\v\f\r\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))))
SPACE_CLASS = r"[ \t\n\v\f\r\u00a0\u202f\u205f\u2000-\u200a]"
BLANKS = SPACES | {BLANK, ""}

# The characters of French prose from rare to common; what is not among them is rarer still.
_COMMON_LAST = "pmcdolurntiase "

Edit = tuple[int, int, str]


class Piece(NamedTuple):
    """A run of a block: free text, or `raw` source that comes back as it is.

    `text` is what the rules see; for a frozen piece it is a stand-in, empty for a tag.
    """

    text: str
    raw: str | None = None


class Flow:
    """The joined text of a block, the `signs` in it, and the offsets at which its pieces start."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = "".join([piece.text for piece in pieces])
        self.signs = frozenset(self.text)
        self.changed = False
        self._cuts: list[int] = []
        offset = 0
        for piece in pieces:
            self._cuts.append(offset)
            offset += len(piece.text)

    def char(self, index: int) -> str:
        """The character at `index`, or "" outside the block."""
        return self.text[index] if 0 <= index < len(self.text) else ""

    def spaces_before(self, index: int) -> int:
        """Where the run of spaces that ends at `index` starts."""
        text = self.text
        while index > 0 and text[index - 1] in SPACES:
            index -= 1
        return index

    def spaces_after(self, index: int) -> int:
        """Where the run of spaces that starts at `index` ends."""
        text = self.text
        while index < len(text) and text[index] in SPACES:
            index += 1
        return index

    def is_split(self, start: int, end: int) -> bool:
        """Whether a tag or another frozen piece cuts the text strictly between two offsets."""
        at = bisect_right(self._cuts, start)
        return at < len(self._cuts) and self._cuts[at] < end

    def apply(self, edits: Iterable[Edit]) -> None:
        """Replace each span [start, end), given in order and apart; a no-op edit is dropped.

        A replacement that covers a cut falls after it, beside what follows: an insertion must
        therefore replace the character to which the new space belongs.
        """
        text = self.text
        wanted = [edit for edit in edits if text[edit[0] : edit[1]] != edit[2]]
        if not wanted:
            return
        self.changed = True
        parts: list[str] = []
        done = 0
        for start, end, new in wanted:
            parts += (text[done:start], new)
            done = end
        parts.append(text[done:])
        self.text = "".join(parts)
        # One that has left may stay: asking a rule for nothing is cheaper than reading it all anew.
        self.signs = self.signs.union(*{new for _, _, new in wanted})
        if len(self._cuts) > 1:
            self._cuts = _moved(self._cuts, wanted)

    def split(self) -> list[str]:
        """The text of each piece, in order."""
        ends = [*self._cuts[1:], len(self.text)]
        return [self.text[start:end] for start, end in zip(self._cuts, ends, strict=True)]


def _moved(cuts: list[int], edits: list[Edit]) -> list[int]:
    """The cuts where they stand after the edits."""
    moved: list[int] = []
    shift = 0
    at = 0
    for start, end, new in edits:
        inside = bisect_right(cuts, start, at)
        stop = bisect_left(cuts, end, inside)
        moved += [cut + shift for cut in cuts[at:inside]]
        moved += [start + shift] * (stop - inside)
        at = stop
        shift += len(new) - (end - start)
    moved.extend(cut + shift for cut in cuts[at:])
    return moved


class Needles:
    """Strings, one of which a block must hold for a rule to have work in it.

    Every rule is asked of every block, and most blocks are short: the rarest character of each
    string rules out almost all of them before a string is looked for.
    """

    def __init__(self, *needles: str) -> None:
        self.signs = frozenset(min(needle, key=_COMMON_LAST.find) for needle in needles)
        self._strings = needles if any(len(needle) > 1 for needle in needles) else ()

    def are_in(self, text: str) -> bool:
        """Whether one of them is in a text that holds one of their `signs`."""
        return not self._strings or any(map(text.__contains__, self._strings))


def is_wordy(char: str) -> bool:
    """Whether a character is part of a word: letter, digit, accent or protected word."""
    return char.isalnum() or char in (WORD, "_") or bool(char and unicodedata.combining(char))
