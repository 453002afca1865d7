"""Quotation marks (R03): pairing of straight quotes, and spaces inside guillemets."""

import re
from collections import Counter
from collections.abc import Iterator

from prose.typography.flow import BLANKS, NBSP, OBJECT, QUOTE, Edit, Flow, is_wordy

_MARK = re.compile('["«»“”]')
_BEFORE_OPENING = frozenset("([{«“‘’'—–-/" + OBJECT + QUOTE)
_AFTER_CLOSING = frozenset(")]}»”’'.,;:!?…—–-/" + OBJECT + QUOTE)


def pair_straight_quotes(flow: Flow) -> list[Edit]:
    """`"…"` becomes `«…»`, or `“…”` inside a quotation; in doubt the block keeps its quotes.

    A straight quote after a digit is first read as inches or seconds. Only when the block does
    not balance that way may it close a quotation that is open, as in `"France 2030"`.
    """
    pairing = _Pairing(flow, digits_close=False)
    edits = pairing.edits()
    if edits is None and pairing.saw_inches:
        edits = _Pairing(flow, digits_close=True).edits()
    return edits or []


def space_guillemets(flow: Flow) -> Iterator[Edit]:
    """Exactly one U+00A0 inside `« »` (whatever follows: it wins over R01), none in `“ ”`."""
    done = 0
    for found in _MARK.finditer(flow.text):
        edit = _inner_space(flow, found.group(), found.start())
        # In `« »` both marks claim the same space: the first has it.
        if edit and edit[0] >= done:
            done = edit[1]
            yield edit


def _inner_space(flow: Flow, mark: str, at: int) -> Edit | None:
    if mark in "«“":
        start, end = at + 1, flow.spaces_after(at + 1)
        if end == len(flow.text) or flow.char(end) in ")]}”":
            return None
    else:
        start, end = flow.spaces_before(at), at
        if start == 0 or flow.char(start - 1) in "([{“":
            return None
    if mark in "«»":
        if start < end:
            return start, end, NBSP
        return at, at + 1, mark + NBSP if mark == "«" else NBSP + mark
    # `„Wort“` and `”ord”` are quotations too: there, the space lies outside.
    outer = flow.char(at - 1) if mark == "“" else flow.char(at + 1)
    return None if is_wordy(outer) or start == end else (start, end, "")


class _Pairing:
    """Reads the marks of a block once, with a stack of what is open."""

    def __init__(self, flow: Flow, *, digits_close: bool) -> None:
        self._flow = flow
        self._digits_close = digits_close
        self.saw_inches = False
        self._open: list[tuple[str, int]] = []
        self._counts: Counter[str] = Counter()
        self._edits: list[Edit] = []

    def edits(self) -> list[Edit] | None:
        """The replacements in order, or None when a straight quote has no sure partner."""
        for found in _MARK.finditer(self._flow.text):
            mark, at = found.group(), found.start()
            sure = self._straight(at) if mark == '"' else self._existing(mark, at)
            if not sure:
                return None
        if self._counts['"']:
            return None
        return sorted(self._edits)

    def _existing(self, mark: str, at: int) -> bool:
        """Follow the marks that are already typographic; False where they cross a straight one."""
        if mark == "«" or (mark == "“" and not is_wordy(self._flow.char(at - 1))):
            self._push(mark, at)
            return True
        opening = {"»": "«", "”": "“"}.get(mark, "")
        if not self._counts[opening]:
            return True
        kind = ""
        while kind not in ('"', opening):
            kind, _ = self._pop()
        return kind == opening

    def _push(self, mark: str, at: int) -> None:
        self._open.append((mark, at))
        self._counts[mark] += 1

    def _pop(self) -> tuple[str, int]:
        mark, at = self._open.pop()
        self._counts[mark] -= 1
        return mark, at

    def _straight(self, at: int) -> bool:
        is_open = bool(self._open) and self._open[-1][0] == '"'
        if self._flow.char(at - 1).isdigit() and not (
            self._digits_close and is_open and self._can_close(at, is_open)
        ):
            self.saw_inches = True
            return True
        role = self._role(at, is_open)
        if role == "open":
            self._push('"', at)
            return True
        return role == "close" and is_open and self._close(at)

    def _role(self, at: int, is_open: bool) -> str:
        """ "open", "close", or "" when the neighbours tell neither."""
        before, after = self._flow.char(at - 1), self._flow.char(at + 1)
        can_open = after not in BLANKS and (
            before in BLANKS or before in _BEFORE_OPENING or before == '"'
        )
        can_close = self._can_close(at, is_open)
        if before in BLANKS and after in BLANKS:
            can_open, can_close = after != "", before != ""
        if can_open and can_close:
            return "close" if is_open else "open"
        if can_open:
            return "open"
        return "close" if can_close else ""

    def _can_close(self, at: int, is_open: bool) -> bool:
        before, after = self._flow.char(at - 1), self._flow.char(at + 1)
        if before in BLANKS:
            return False
        if after in BLANKS or after in _AFTER_CLOSING or after == '"':
            return True
        # A note reference may follow at once: `"rupture"<sup>1</sup>`.
        return is_open and self._flow.is_split(at, at + 2)

    def _close(self, at: int) -> bool:
        _, start = self._pop()
        if self._flow.spaces_after(start + 1) == at:
            return False
        opening, closing = ("“", "”") if self._open else ("«", "»")
        self._edits += [(start, start + 1, opening), (at, at + 1, closing)]
        return True
