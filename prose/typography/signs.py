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
    SPACE_CLASS,
    SPACES,
    WORD,
    Edit,
    Flow,
    is_wordy,
)

APOSTROPHES = "'‘´ʼ`"

_SPACE_RUN = re.compile(r"(?<![\r\n ]) {2,}+")
# Before a straight quote that no word follows, only a word that elides tells `l'" État "` from
# `'jamais'"`, where both quotes close; the single letter of `'d'"` elides nothing.
_ELIDING = rf"(?<=\b[cdjlmnstCDJLMNST]..)(?<![{APOSTROPHES}]...)|(?<=[qQ][uU]..)"
_APOSTROPHE = re.compile(
    rf"[{APOSTROPHES}](?:(?<=[^\W\d_].)|(?<=[\u0300-\u036f].))"
    rf"(?=[\w«“{WORD}]|[\"{QUOTE}](?:[\w{WORD}]|{_ELIDING}))"
)
_SHORT_YEAR = re.compile(r"['‘](?<![^\s(«“—–\"].)(?=\d\d(?![\d'’]))")
_ELLIPSIS = re.compile(r"(?<![.…/\\])\.{3}+(?![.…/\\])")
_ETC = re.compile(r"(?<!\w)etc(\.?…|\.{3})(?![.…])", re.IGNORECASE)
# What tells whether an incise is open: dashes after a space, what encloses text, and the ends of
# sentences, which the full stops of `M. Neuder`, `Dr Neuder` and `art. L. 121-1` are not.
_INCISE = re.compile(
    r"[-–](?<=[ \u00a0\u202f].)(?:(?<=-)-)?+"
    r"|[(\[«)\]»]|[.!?…](?=\s[A-ZÀ-Þ«])(?<![A-Z].)(?<!\b[DP]r.)(?<!\bart.)"
)
# What a dash may close an incise before; `-.5` and `-,5` are numbers, and `-"` may open.
_AFTER_INCISE = re.compile(
    rf"[)\]»”!?…]|{SPACE_CLASS}?[;:](?!\w)|\.(?!\w)|,(?!\d)|[\"{QUOTE}](?!\w)|{SPACE_CLASS}*+\Z"
)
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
    """A spaced hyphen or double hyphen between words becomes U+2013 (R06).

    So does one that closes an incise right before punctuation, as in `- public ou privé -, lui`:
    its partner changes, and two different signs would not read as a pair.
    """
    # For the text and for each bracket or quotation it is inside of: whether an incise is open.
    is_open = [False]
    for found in _INCISE.finditer(flow.text):
        sign, (start, end) = found.group(), found.span()
        if sign in "([«":
            is_open.append(False)
        elif sign in ")]»":
            del is_open[max(1, len(is_open) - 1) :]
        elif sign in ".!?…":
            is_open[-1] = False
        elif _separates(flow, start, end):
            is_open[-1] = not is_open[-1]
            yield start, end, "–"
        elif is_open[-1] and _closes(flow, start, end, is_inside=len(is_open) > 1):
            is_open[-1] = False
            yield start, end, "–"


def _separates(flow: Flow, start: int, end: int) -> bool:
    """Whether a dash after a space stands between words, with a space on its other side too."""
    left, right = flow.char(start - 2), flow.char(end + 1)
    is_range = right.isdigit() and (left.isdigit() or left in "%€")
    return flow.char(end) in SPACES and _joins(left) and _joins(right) and not is_range


def _closes(flow: Flow, start: int, end: int, *, is_inside: bool) -> bool:
    """Whether a dash after a space has a word before it, and after it what ends an incise."""
    # Where nothing was opened, `-)` is a face.
    is_face = flow.char(end) == ")" and not is_inside
    return (
        _joins(flow.char(start - 2))
        and not is_face
        and _AFTER_INCISE.match(flow.text, end) is not None
    )


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
