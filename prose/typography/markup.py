"""Reading an HTML fragment into blocks of pieces, without losing a byte (R16 to R18).

The tokenizer follows the HTML standard where that decides what is text: quoted `>`, raw text
elements, bogus comments. What never ends (a tag, a comment) freezes the rest of the source.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from prose.typography.flow import BLANK, OBJECT, QUOTE, WORD, Piece


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _names(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div"
    " dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " html legend li link main menu meta nav ol optgroup option p pre search section summary table"
    " tbody td template tfoot th thead title tr ul"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_BARRED = _names("code pre kbd samp tt var math svg")
_FOREIGN = _names("math svg")
_RAW = _names("script style textarea iframe noembed noframes plaintext xmp")
# These show as a thing in the line, whether or not they hold text.
_REPLACED = _names("img input svg math video audio canvas iframe object embed select")
# Start tags that end an open element whose own end tag may be left out.
_CELL = _names("td th p")
_IMPLIED_END = {
    "li": _names("li p"),
    "dt": _names("dt dd p"),
    "dd": _names("dt dd p"),
    "option": _names("option"),
    "td": _CELL,
    "th": _CELL,
    "tr": _names("tr td th p"),
}
_PARAGRAPH = _names("p")

_TEXT = re.compile(r"(?:[^<]|<(?![A-Za-z/!?]))++")
_WS = r"[ \t\n\f\r]"
_ATTRIBUTE_NAME = r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
_UNQUOTED = r"[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+"
_ATTRIBUTE = re.compile(
    rf"({_ATTRIBUTE_NAME})(?:{_WS}*+={_WS}*+(?:\"([^\"]*+)\"|'([^']*+)'|({_UNQUOTED})|))?"
)
# A quote that opens a value must close: otherwise the tag never ends, as in a browser.
_TAG = re.compile(
    rf"<(/?)([A-Za-z][^ \t\n\f\r/>]*+)((?:(?:{_WS}|/)++|{_ATTRIBUTE_NAME}"
    rf"(?:{_WS}*+={_WS}*+(?:\"[^\"]*+\"|'[^']*+'|{_UNQUOTED}|(?=>))|(?!{_WS}*+=)))*+)>"
)
_TAG_START = re.compile(r"</?[A-Za-z]")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_MATTERS = re.compile(r"lang|translate|data-typo", re.IGNORECASE)
_ENTITY = re.compile(r"(&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);)|&[^&;<]*+|<")
_KEPT = {"&": "&", "<": "<", ">": ">", '"': QUOTE}


def read_blocks(source: str) -> Iterator[list[Piece]]:
    """The pieces of each block in order; a block ends with the tag that closes or breaks it."""
    return _Reader(source).blocks()


class _Scope(NamedTuple):
    """An open element, and what it decides for the text in it."""

    name: str
    is_barred: bool = False
    is_french: bool = True
    is_translated: bool = True

    @property
    def is_hidden(self) -> bool:
        return self.is_barred or not (self.is_french and self.is_translated)


class _Scopes:
    """The open elements. Every operation takes constant time on average."""

    def __init__(self) -> None:
        self._stack = [_Scope("")]
        self._places: dict[str, list[int]] = {}
        self._blocks = [0]

    @property
    def top(self) -> _Scope:
        return self._stack[-1]

    def end_implied(self, name: str) -> None:
        """End what the start tag of a block ends without a word."""
        if name in _BLOCKS:
            ended = _IMPLIED_END.get(name, _PARAGRAPH)
            while self._stack[self._blocks[-1]].name in ended:
                self._pop_to(self._blocks[-1])

    def open(self, scope: _Scope) -> None:
        if scope.name in _BLOCKS:
            self._blocks.append(len(self._stack))
        self._places.setdefault(scope.name, []).append(len(self._stack))
        self._stack.append(scope)

    def close(self, name: str) -> None:
        """End the last element of that name; an inline end tag stays within its block."""
        places = self._places.get(name)
        if places and (name in _BLOCKS or places[-1] > self._blocks[-1]):
            self._pop_to(places[-1])

    def _pop_to(self, place: int) -> None:
        while len(self._stack) > place:
            self._places[self._stack.pop().name].pop()
        while self._blocks[-1] >= place:
            self._blocks.pop()


class _Reader:
    """One pass over the source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._scopes = _Scopes()
        self._block: list[Piece] = []
        self._is_ended = False
        self._has_cdata_end = True

    def blocks(self) -> Iterator[list[Piece]]:
        """Read everything."""
        while self._at < len(self._source):
            self._read_one()
            if self._is_ended:
                yield self._block
                self._block = []
                self._is_ended = False
        yield self._block

    def _read_one(self) -> None:
        if found := _TEXT.match(self._source, self._at):
            self._at = found.end()
            self._text(found.group())
        elif found := _TAG.match(self._source, self._at):
            self._tag(found)
        else:
            self._freeze(self._end_of_declaration())

    def _end_of_declaration(self) -> int:
        """Where a comment, a CDATA section or a bogus comment ends, the end of source if never."""
        if self._source.startswith("<!--", self._at):
            found = _COMMENT.match(self._source, self._at)
            return found.end() if found else len(self._source)
        if self._source.startswith("<![CDATA[", self._at) and self._has_cdata_end:
            end = self._source.find("]]>", self._at)
            if end >= 0:
                return end + 3
            # Without this memory, a run of openings would each look through the whole source.
            self._has_cdata_end = False
        is_unclosed_tag = _TAG_START.match(self._source, self._at) is not None
        end = -1 if is_unclosed_tag else self._source.find(">", self._at)
        return end + 1 if end >= 0 else len(self._source)

    def _freeze(self, end: int, shown: str = "") -> None:
        self._block.append(Piece(shown, self._source[self._at : end]))
        self._at = end

    def _text(self, text: str) -> None:
        if self._scopes.top.is_hidden:
            before = BLANK if text[0].isspace() else ""
            after = BLANK if text[-1].isspace() else ""
            shown = BLANK if text.isspace() else before + WORD + after
            self._block.append(Piece(shown, text))
        elif "&" in text or "<" in text:
            self._block.extend(_decoded(text))
        else:
            self._block.append(Piece(text))

    def _tag(self, found: re.Match[str]) -> None:
        name = found.group(2).lower()
        is_end = found.group(1) == "/"
        self._freeze(found.end(), OBJECT if name in _REPLACED and not is_end else "")
        if is_end:
            self._scopes.close(name)
        elif name in _RAW:
            self._raw_content(name)
        elif name not in _VOID:
            self._open(name, found.group(3))
        self._is_ended = name in _BLOCKS

    def _open(self, name: str, attributes: str) -> None:
        self._scopes.end_implied(name)
        top = self._scopes.top
        is_foreign = top.is_barred or name in _FOREIGN
        if is_foreign and attributes.endswith("/"):
            return
        is_barred = top.is_barred or name in _BARRED
        scope = _Scope(name, is_barred, top.is_french, top.is_translated)
        if attributes and _MATTERS.search(attributes):
            scope = _with_attributes(scope, attributes)
        self._scopes.open(scope)

    def _raw_content(self, name: str) -> None:
        """Everything up to the end tag, where tags and entities mean nothing."""
        end = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
        found = None if name == "plaintext" else end.search(self._source, self._at)
        self._freeze(
            found.start() if found else len(self._source), WORD if name == "textarea" else ""
        )


def _with_attributes(scope: _Scope, attributes: str) -> _Scope:
    """The scope after `lang`, `translate` and `data-typo`; the first of a name counts."""
    values: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(attributes):
        value = found.group(2) or found.group(3) or found.group(4) or ""
        values.setdefault(found.group(1).lower(), html.unescape(value).strip().lower())
    if "lang" in values:
        scope = scope._replace(is_french=re.split("[-_]", values["lang"])[0] == "fr")
    if values.get("translate") in ("no", "yes", ""):
        scope = scope._replace(is_translated=values["translate"] != "no")
    if values.get("data-typo") == "off":
        scope = scope._replace(is_barred=True)
    return scope


def _decoded(text: str) -> Iterator[Piece]:
    """Free text with its entities as characters, around those that must stay as they are."""
    parts: list[str] = []
    done = 0
    risky = -1
    for found in _ENTITY.finditer(text):
        if found.group(1) is None:
            risky = found.end()
            continue
        char = _character(found.group(1))
        if char is None:
            continue
        parts.append(text[done : found.start()])
        done = found.end()
        # After a bare `&` or `<`, a decoded letter could write a new entity or a new tag. A rule
        # may bring them closer, so only `;` and `&` put an end to the risk.
        is_markup = risky == found.start() and char[0].isascii() and not char[0].isspace()
        if not is_markup and not any(part in '<>&"' or part < " " for part in char):
            parts.append(char)
            continue
        yield Piece("".join(parts))
        parts = []
        yield Piece(_KEPT.get(char, BLANK if char.isspace() else WORD), found.group(1))
    parts.append(text[done:])
    yield Piece("".join(parts))


def _character(entity: str) -> str | None:
    """What an entity stands for; None when the standard does not know it."""
    if not entity.startswith("&#"):
        return html5.get(entity[1:])
    char = html.unescape(entity)
    return None if char in ("", "\ufffd") else char
