"""Words that have one right spelling, and titles of civility (R07, R10, R13, R14)."""

import re
from collections.abc import Iterator

from prose.typography.flow import NBSP, SPACE_CLASS, WORD, Edit, Flow

_E_GRAVE = "(?:è|e\u0300?)"
# Patterns start with what is rare and look behind it, which is several times faster.
_NUMBER_ORDINAL = re.compile(
    rf"\d(?<!\w\d)(?:(?<=1)(?P<first>{_E_GRAVE})res?|\d*+(?P<other>i?{_E_GRAVE}me)s?)(?!\w)"
)
_ROMAN_ORDINAL = re.compile(rf"[IVX](?<!\w[IVX])[IVX]*+(?P<other>i?{_E_GRAVE}me)s?(?!\w)")
# Closed on purpose (R13): a word that English also has, such as Education, must not be here.
_ACCENTED = re.compile(
    r"E(?<!\wE)(?=(?:tats?|coles?|lysées?|galité|thique|tablissements?|conomie|pidémie|tudes?"
    r"|quipes?|cosystème)(?!\w))"
)
_LIGATURED = re.compile(
    r"oe(?:(?<=\bcoe)urs?|(?<=\bsoe)urs?|(?<=\boe)uvres?|(?<=\bmanoe)uvres?|(?<=\boe)il"
    r"|(?<=\bboe)ufs?|(?<=\bnoe)uds?|(?<=\bvoe)ux?|(?<=\bmoe)urs|(?<=\boe)ufs?|(?<=\bfoe)tus"
    r"|(?<=\boe)dèmes?|(?<=\boe)sophages?|(?<=\boe)strogènes?)(?!\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"(?:(M(?:M?\.|mes?|lles?))|Me|[DP]rs?)({SPACE_CLASS}++)(?=([^\W\d_]|{WORD})([ae]?s?))"
)


def ordinals(flow: Flow) -> list[Edit]:
    """`1ère` `2ème` `XXIème` become `1re` `2e` `XXIe` (R07)."""
    edits: list[Edit] = []
    for found in [*_NUMBER_ORDINAL.finditer(flow.text), *_ROMAN_ORDINAL.finditer(flow.text)]:
        kind = str(found.lastgroup)
        edits.append((*found.span(kind), "" if kind == "first" else "e"))
    return sorted(edits)


def accented_capitals(flow: Flow) -> Iterator[Edit]:
    """É at the head of a closed list of words (R13)."""
    for found in _ACCENTED.finditer(flow.text):
        yield found.start(), found.end(), "É"


def ligatures(flow: Flow) -> Iterator[Edit]:
    """œ in a closed list of words (R14)."""
    for found in _LIGATURED.finditer(flow.text):
        start = found.start()
        yield start, start + 2, "Œ" if flow.text[start].isupper() else "œ"


def titles(flow: Flow) -> Iterator[Edit]:
    """U+00A0 between a title of civility and a name, or `M. le` and the like (R10)."""
    for found in _TITLE.finditer(flow.text):
        before = flow.char(found.start() - 1)
        if before in ("-", ".", "_") or before.isalnum():
            continue
        initial = found.group(3)
        if initial.isupper() or initial == WORD or _has_article(flow, found):
            yield (*found.span(2), NBSP)


def _has_article(flow: Flow, found: re.Match[str]) -> bool:
    """`M. le`, `Mme la`, `MM. les`; `Me le` would be a pronoun."""
    if found.group(1) is None or found.group(3) != "l":
        return False
    return found.group(4) in ("e", "a", "es") and flow.char(found.end(4)).isspace()
