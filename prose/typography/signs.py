"""Signs and the spaces around them (R01, R02, R04, R05, R06, R15)."""

import re
from collections.abc import Iterator

from prose.typography.flow import (
    BLANK,
    BLANKS,
    FINE,
    NBSP,
    OBJECT,
    QUOTE,
    SPACES,
    WORD,
    Edit,
    Flow,
    is_wordy,
)

APOSTROPHES = "'‘´ʼ`"

_SPACE_RUN = re.compile(r"(?<![\r\n ]) {2,}+")
_APOSTROPHE = re.compile(
    rf"[{APOSTROPHES}](?:(?<=[^\W\d_].)|(?<=[\u0300-\u036f].))(?=[\w\"«“{WORD}{QUOTE}])"
)
_SHORT_YEAR = re.compile(r"['‘](?<![^\s(«“—–\"].)(?=\d\d(?![\d'’]))")
_ELLIPSIS = re.compile(r"(?<![.…/\\])\.{3}+(?![.…/\\])")
_ETC = re.compile(r"(?<!\w)etc(\.?…|\.{3})(?![.…])", re.IGNORECASE)
_HYPHENS = re.compile(r"--?+")
_LOW = re.compile(r"[,.()]")
_HIGH = re.compile(r"[;!?]++")
_COLON = re.compile(r"(?<!:):(?![:=])")

# What a sign may follow when its space is missing (R01, R02), beside words.
_SPACED_AFTER = frozenset(")]»”%‰€£…")
# Here a space is not the sign's own: it belongs to what opens before it.
_OPENING = frozenset("([{«“" + BLANK)
_DASHED = frozenset(')]»”"’%€.,…!?(«“#@' + OBJECT + QUOTE)


def single_spaces(flow: Flow) -> Iterator[Edit]:
    """Runs of U+0020 become one (R15), but neither across a tag nor where a line starts."""
    for found in _SPACE_RUN.finditer(flow.text):
        for at in range(found.start() + 1, found.end()):
            if not flow.is_split(at - 1, at + 1):
                yield at, at + 1, ""


def apostrophes(flow: Flow) -> list[Edit]:
    """U+2019 inside words, before a quotation or a number, and in `’90` (R04)."""
    found = [*_APOSTROPHE.finditer(flow.text), *_SHORT_YEAR.finditer(flow.text)]
    return sorted((match.start(), match.end(), "’") for match in found)


def ellipses(flow: Flow) -> list[Edit]:
    """Exactly three dots become `…`, and the end of `etc...` one full stop (R05)."""
    edits = {match.start(1): (*match.span(1), ".") for match in _ETC.finditer(flow.text)}
    for match in _ELLIPSIS.finditer(flow.text):
        start, end = match.span()
        between_digits = flow.char(start - 1).isdigit() and flow.char(end).isdigit()
        if not between_digits:
            edits.setdefault(start, (start, end, "…"))
    return sorted(edits.values())


def dashes(flow: Flow) -> Iterator[Edit]:
    """A spaced hyphen or double hyphen between words becomes U+2013 (R06)."""
    for found in _HYPHENS.finditer(flow.text):
        start, end = found.span()
        left, right = flow.char(start - 2), flow.char(end + 1)
        if flow.char(start - 1) not in (" ", NBSP, FINE) or flow.char(end) not in SPACES:
            continue
        is_range = right.isdigit() and (left.isdigit() or left in "%€")
        if _joins(left) and _joins(right) and not is_range:
            yield start, end, "–"


def stray_spaces(flow: Flow) -> Iterator[Edit]:
    """No space before a comma or the full stop of a sentence, none inside `( )` (R15)."""
    done = 0
    for found in _LOW.finditer(flow.text):
        sign, at = found.group(), found.start()
        start, end = (
            (at + 1, flow.spaces_after(at + 1)) if sign == "(" else (flow.spaces_before(at), at)
        )
        if done <= start < end and _is_stray(flow, sign, start, end):
            done = end
            yield start, end, ""


def _is_stray(flow: Flow, sign: str, start: int, end: int) -> bool:
    before, after = flow.char(start - 1), flow.char(end + 1)
    if sign == "(":
        return flow.char(end) not in ("", ")")
    if sign == ")":
        return before not in ("", "(", BLANK)
    if not (is_wordy(before) or before in _SPACED_AFTER or before in ('"', "’", OBJECT, QUOTE)):
        return sign == "," and before in ("!", "?", ".")
    if sign == ",":
        return not after.isdigit()
    return before != "…" and (after in BLANKS or after in ')]»”"’')


def high_punctuation(flow: Flow) -> Iterator[Edit]:
    """One U+202F before a run of `; ! ?` (R01)."""
    for found in _HIGH.finditer(flow.text):
        at, after = found.start(), flow.char(found.end())
        start = flow.spaces_before(at)
        before = flow.char(start - 1)
        if not before or before in _OPENING or after == "=":
            continue
        if start < at:
            # `!important` and the like are not prose.
            if not (is_wordy(after) and found.group().endswith("!")):
                yield start, at, FINE
        elif not is_wordy(after) and _takes_space(before):
            yield at, at + 1, FINE + flow.text[at]


def colons(flow: Flow) -> Iterator[Edit]:
    """One U+00A0 before the colon of prose (R02)."""
    for found in _COLON.finditer(flow.text):
        at, after = found.start(), flow.char(found.end())
        start = flow.spaces_before(at)
        before = flow.char(start - 1)
        if not before or before in _OPENING:
            continue
        if start < at:
            yield start, at, NBSP
        elif (after in BLANKS or after == "«") and _takes_space(before):
            yield at, at + 1, NBSP + ":"


def _takes_space(before: str) -> bool:
    return is_wordy(before) or before in _SPACED_AFTER


def _joins(char: str) -> bool:
    """Whether a dash may stand beside this character."""
    return is_wordy(char) or char in _DASHED
