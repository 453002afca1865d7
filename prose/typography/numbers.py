"""Numbers and what goes with them (R08, R09, R11, R12)."""

import re
from collections.abc import Iterator

from prose.typography.flow import FINE, NBSP, SPACE_CLASS, SPACES, WORD, Edit, Flow

_S = SPACE_CLASS
# Not inside a word, a decimal or a name such as `Covid-19`.
_FREE_DIGIT = r"\d(?<![\w.,]\d)(?<![^\W\d_]-\d)"
_GROUP_SPACE = r"[ \u00a0\u2007-\u2009\u202f]"
# `123 456 789 00012` is the number of a file, not a quantity: what does not group comes with it.
_GROUPED = re.compile(
    rf"{_FREE_DIGIT}\d{{0,2}}+(?:{_GROUP_SPACE}\d{{3}}(?!\d))++(?P<rest>(?:{_GROUP_SPACE}\d++)*+)"
)
# `92 130 Malakoff` after `12, rue Hoche,`: a town whose postcode is typed in two.
_STREET = re.compile(
    rf"\d(?:{_S}?(?:bis|ter|quater))?,?{_S}(?i:all[ée]e|avenue|bd|boulevard|chemin|cours|impasse"
    rf"|place|quai|route|rue|square){_S}[^.;:!?]{{2,60}}{_S}$"
)
_LONGEST_STREET = 90
_POSTCODE = re.compile(rf"\d\d{_S}\d{{3}}{_S}[A-ZÀ-Þ](?:[a-zà-ÿ]{{2}}|[ae]{_S}|[A-ZÀ-Þ]{{2}})")
_AMOUNT = re.compile(rf"({_FREE_DIGIT}\d{{3,}}+)(?=(?:,\d++)?+{_S}*+(?:Mds?|[kM])?€)")
_SYMBOLS = "%|‰|£|(?:k|M|Mds?)?€"
_GLUED_UNITS = "kg|km[²2]?|cm[²³23]?|mm[²³23]?|mg|[µμ]g|°C|ko|Mo|Go|To|[kMG]Wh|[kMG]Hz"
_SPACED_UNITS = (
    "h|min|m?s|[mµμn]?m[²³23]?|g|[cdhm]?[lL]|j|[mk]?V|[kMGT]?W|TWh|Wh|Hz|ha|t|dB|[$]"
    "|millions?|milliards?|milliers?|euros?"
)
_AFTER_WORD = rf"[\w’'‑{WORD}-]"
# `5 t-shirts` has no unit, but `5 %-10 %` has two.
_UNIT = re.compile(
    rf"\d(?:({_S}*+)(?:(?:{_SYMBOLS})(?![\w’'{WORD}])|(?:{_GLUED_UNITS})(?!{_AFTER_WORD}))"
    rf"|({_S}++)(?:{_SPACED_UNITS})(?!{_AFTER_WORD}))"
)
_MINUTES = re.compile(rf"(?:h(?<=\d{_S}h)|min(?<=\d{_S}min))({_S}++)(?=\d\d(?!\d))")
_NUMERO = re.compile(rf"[nN](?<!\w[nN])([°º])({_S}*+)(?=\d)")
# With the letters raised, `n<sup>o</sup>`: in one piece, `no` and `nos` are words.
_RAISED_NUMERO = re.compile(rf"[nN](?<!\w[nN])os?({_S}++)(?=\d)")
_REFERENCE = re.compile(rf"[.§]({_S}++)(?=\d|[LRDA]\.{_S}?\d)")
_ABBREVIATION = re.compile(
    rf"(?:§|(?<![\w.-])(?:(?i:pp?|art|vol|chap|fig|al)|(?i:art\.|articles?){_S}[LRDA])\.)$"
)
_LONGEST_ABBREVIATION = len("articles L.")
_CODE_ARTICLE = re.compile(rf"[LRDA](?<![\w.-].)\.{_S}++\d{{1,5}}+-\d")
_DAY = re.compile(
    rf"(?:(1er)|\d(?<!\w\d)\d?)({_S}++)"
    r"(?=(?:[jJ]anvier|[fF](?:é|e\u0301?)vrier|[mM]ars|[aA]vril|[mM]ai|[jJ]uin|[jJ]uillet"
    r"|[aA]o(?:û|u\u0302?)t|[sS]eptembre|[oO]ctobre|[nN]ovembre|[dD](?:é|e\u0301?)cembre)(?!\w))"
)
_CENTURY = re.compile(rf"((?<!\w)[IVX]++(?:er|es?))({_S}++)(?=siècles?(?!\w))")


def digit_groups(flow: Flow) -> Iterator[Edit]:
    """The existing spaces of `1 234 567` become U+202F (R08)."""
    for found in _GROUPED.finditer(flow.text):
        start, end = found.span()
        if found["rest"] or _is_postcode(flow, start):
            continue
        # A telephone number would show a leading zero, here or in the number before.
        if flow.text[start] == "0" or _previous_number(flow, start).startswith("0"):
            continue
        if not flow.is_split(start, end):
            for at in range(end - 4, start, -4)[::-1]:
                yield at, at + 1, FINE


def amounts(flow: Flow) -> Iterator[Edit]:
    """Four digits or more are grouped before a euro sign, and only there (R08)."""
    for found in _AMOUNT.finditer(flow.text):
        start, end = found.span(1)
        digits = found.group(1)
        previous = _previous_number(flow, start)
        is_year_before = len(previous) == 4
        if digits[0] == "0" or (previous and not is_year_before) or flow.is_split(start, end):
            continue
        head = len(digits) % 3 or 3
        groups = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
        yield start, end, FINE.join(groups)


def units(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between a number and its unit; inserted before those that cannot be words (R09)."""
    for found in _UNIT.finditer(flow.text):
        start, end = found.span(1) if found.group(1) is not None else found.span(2)
        if start < end:
            yield start, end, NBSP
        elif not _is_in_word(flow, start):
            yield end, end + 1, NBSP + flow.text[end]


def durations(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between the hours and the minutes of `10 h 30` (R09)."""
    for found in _MINUTES.finditer(flow.text):
        yield (*found.span(1), NBSP)


def numero(flow: Flow) -> Iterator[Edit]:
    """U+00A0 after `n°`, inserted when it is missing (R11)."""
    for found in _NUMERO.finditer(flow.text):
        start, end = found.span(2)
        if start < end:
            yield start, end, NBSP
        else:
            yield (*found.span(1), found.group(1) + NBSP)


def raised_numero(flow: Flow) -> Iterator[Edit]:
    """U+00A0 after `n<sup>o</sup>` (R11)."""
    for found in _RAISED_NUMERO.finditer(flow.text):
        if flow.is_split(found.start(), found.start() + 2):
            yield (*found.span(1), NBSP)


def references(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between `p.`, `art.`, `§`, `art. L.` and the like and a number (R11)."""
    for found in _REFERENCE.finditer(flow.text):
        end = found.start(1)
        is_bound = _ABBREVIATION.search(flow.text, max(0, end - _LONGEST_ABBREVIATION), end)
        if is_bound or _CODE_ARTICLE.match(flow.text, max(0, end - 2)):
            yield (*found.span(1), NBSP)


def days(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between the day and the month; before the year the line may break (R12)."""
    for found in _DAY.finditer(flow.text):
        start = found.start()
        # `1<sup>er</sup>` is set by hand: what tags cut in two is not read as one word.
        if not (found.group(1) and (flow.is_split(start, start + 3) or _is_in_word(flow, start))):
            yield (*found.span(2), NBSP)


def centuries(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between a Roman ordinal and `siècle` (R12)."""
    for found in _CENTURY.finditer(flow.text):
        yield (*found.span(2), NBSP)


def _is_postcode(flow: Flow, at: int) -> bool:
    """Whether a postcode typed in two starts at `at`: only the street before it can tell."""
    if not _POSTCODE.match(flow.text, at):
        return False
    return _STREET.search(flow.text, max(0, at - _LONGEST_STREET), at) is not None


def _previous_number(flow: Flow, at: int) -> str:
    """The digits that stand one space before `at`, or ""."""
    if flow.char(at - 1) not in SPACES:
        return ""
    start = at - 1
    while flow.char(start - 1).isdigit():
        start -= 1
    return flow.text[start : at - 1]


def _is_in_word(flow: Flow, at: int) -> bool:
    """Whether the digits that end at `at` follow a letter, as in `v25`."""
    while flow.char(at - 1).isdigit():
        at -= 1
    return _is_inner(flow.char(at - 1)) and flow.char(at - 1) not in ".-"


def _is_inner(before: str) -> bool:
    return before.isalnum() or before in ("_", ".", "-")
