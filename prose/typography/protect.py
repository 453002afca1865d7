"""What the rules must not touch inside text (R17): addresses, times, versions, options."""

import re
from collections.abc import Iterator

from prose.typography.flow import NUMBER, OBJECT, SPACE_CLASS, WORD, Flow, Needles, Piece

_Span = tuple[int, int, str]

# What ends a sentence rather than a URL, when it comes last.
_TRAILING = frozenset(".,;:!?…'’\"*)]}")

_URL = re.compile(
    r"(?<![\w+.-])(?:[a-z][a-z0-9+.-]*+://|www\.|(?:mailto|tel|sms|doi|urn|data):(?=\S))"
    r"[^\s<>\"«»“”\ufdd0-\ufdd3]++",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@\w[\w-]*+(?:\.\w[\w-]*+)++")
_HANDLE = re.compile(r"[@#](?<![\w&].)\w++(?:\.\w++)*+")
_CLOCK = re.compile(r"\d(?<![\w:]\d)\d*+(?::\d++)++(?!\w)")
_DOUBLE_COLON = re.compile(r"(?<![\w:])\w*+(?::\w++)*+::(?:\w++(?:::?\w++)*+)?+(?:/\d++)?+")
_VERSION = re.compile(r"[v\d](?<![\w.,].)(?:(?<=v)\d++(?:\.\d++)*+|\d*+(?:\.\d++){2,}+)(?:-\w++)?+")
_PATH = re.compile(r"(?<![^\s(\[{'\"«“’=])(?:~|\.\.?)?/[\w.~%+@-]++(?:/[\w.~%+@-]*+)*+")
_DRIVE = re.compile(r"[A-Za-z](?<!\w.):\\[^\s\ufdd0-\ufdd3]*+")
_OPTION = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*+(?:=[^\s\ufdd0-\ufdd3]++)?+")
_VARIABLE = re.compile(r"%(?<!\w%)[A-Za-z_]\w*+%")
# Shaped like an entity; `R&D;` is not.
_REFERENCE = re.compile(
    r"&(?:#\d++|#[xX][0-9A-Fa-f]++|[a-z][A-Za-z0-9]++|[A-Z]{1,2}[a-z][A-Za-z0-9]++);"
)
_PHONE = re.compile(
    rf"[+0](?<![\w.,/].)(?:0?33{SPACE_CLASS}?(?:\(0\){SPACE_CLASS}?)?)?[1-9]"
    rf"(?:(?:{SPACE_CLASS}|[.-])?\d\d){{4}}(?!\d)"
)
_EMOTICON = re.compile(
    r"[:;](?:(?<!\w.)(?:['’]?-?[)(|*/\\DPpOo](?!\w)|(?<=:)[a-z][a-z0-9_+-]*+:(?![\w:]))"
    r"|(?<=;)-?\)(?!\w))"
)

_PATTERNS: tuple[tuple[Needles, re.Pattern[str], str], ...] = (
    (
        Needles("://", "www.", "WWW.", "mailto:", "tel:", "sms:", "doi:", "urn:", "data:"),
        _URL,
        WORD,
    ),
    (Needles("@"), _MAIL, WORD),
    (Needles("@", "#"), _HANDLE, WORD),
    (Needles(":"), _CLOCK, NUMBER),
    (Needles("::"), _DOUBLE_COLON, WORD),
    (Needles("."), _VERSION, NUMBER),
    (Needles("/"), _PATH, WORD),
    (Needles(":\\"), _DRIVE, WORD),
    (Needles("--"), _OPTION, WORD),
    (Needles("%"), _VARIABLE, WORD),
    (Needles("&"), _REFERENCE, WORD),
    (Needles("0", "+33"), _PHONE, NUMBER),
    (Needles(":", ";"), _EMOTICON, OBJECT),
)
_SIGNS = frozenset().union(*(needles.signs for needles, _, _ in _PATTERNS))


def freeze(pieces: list[Piece], flow: Flow) -> list[tuple[int, Piece]]:
    """Cut the pieces of a flow so that protected spans are frozen.

    Each part comes with its origin's index; there is none at all where nothing is to be protected.
    """
    if _SIGNS.isdisjoint(flow.signs):
        return []
    spans = _merged(sorted(_spans(flow)))
    if not spans:
        return []
    frozen: list[tuple[int, Piece]] = []
    at = offset = 0
    for origin, piece in enumerate(pieces):
        end = offset + len(piece.text)
        here: list[_Span] = []
        while at < len(spans) and spans[at][0] < end:
            here.append(spans[at])
            if spans[at][1] > end:
                break  # It goes on in the next piece.
            at += 1
        frozen += [(origin, part) for part in _parts(piece, offset, here)]
        offset = end
    return frozen


def _parts(piece: Piece, offset: int, spans: list[_Span]) -> Iterator[Piece]:
    """Cut one piece, which starts at `offset`, along the spans that cover some of it.

    A span shows its mark once, where it starts.
    """
    if piece.raw is not None:
        is_inside = bool(spans) and spans[0][0] < offset
        yield Piece("" if is_inside else spans[0][2] if spans else piece.text, piece.raw)
        return
    done = offset
    for start, end, mark in spans:
        first, last = max(start, offset), min(end, offset + len(piece.text))
        if done < first:
            yield Piece(piece.text[done - offset : first - offset])
        yield Piece(mark if start >= offset else "", piece.text[first - offset : last - offset])
        done = last
    if done < offset + len(piece.text):
        yield Piece(piece.text[done - offset :])


def _spans(flow: Flow) -> Iterator[_Span]:
    text = flow.text
    for needles, pattern, mark in _PATTERNS:
        if not needles.signs.isdisjoint(flow.signs) and needles.are_in(text):
            for found in pattern.finditer(text):
                start, end = found.span()
                yield start, _end_of_url(text, start, end) if pattern is _URL else end, mark


def _end_of_url(text: str, start: int, end: int) -> int:
    """Leave to the sentence the punctuation that closes it, but keep balanced parentheses."""
    excess = text.count(")", start, end) - text.count("(", start, end)
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == ")":
            if excess <= 0:
                break
            excess -= 1
        end -= 1
    return end


def _merged(spans: list[_Span]) -> list[_Span]:
    """Overlapping spans made one."""
    merged: list[_Span] = []
    for start, end, mark in spans:
        if merged and start < merged[-1][1]:
            first, last, _ = merged[-1]
            merged[-1] = (first, max(last, end), WORD)
        elif start < end:
            merged.append((start, end, mark))
    return merged
