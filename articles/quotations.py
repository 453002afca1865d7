"""Quotations in a text: those that are marked get an anchor, certain others their `<q>`.

Works on text that went through `prose.sanitise.clean`: well formed, attributes in double quotes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from prose.plain import TAG, text_of
from prose.slugs import slug_of

NAME = re.compile(r"</?([a-z0-9]+)")
PERSON = re.compile(r' data-person="(\d+)"')
APART = re.compile(r' data-hors-article="1"')
PULL_QUOTE = re.compile(r'<aside(?=[^>]* class="exergue")')
SIGNED = re.compile(r"<footer[^>]*>(.*?)</footer>", re.S)
CITATION = re.compile(r"<blockquote[^>]*>(.*)</blockquote>", re.S)
ID = re.compile(r' id="([^"]*)"')
VOID = {"br"}

# Signs that say that words are quoted: no part of the words.
AROUND = ' \u00a0\u202f«»“”"„'
# Beside the words themselves: any apostrophe is one, any space is one, marks do not count; a sign
# that is read aloud is a word.
SAME = str.maketrans("’ʼ‘\u2011", "'''-")
READ_ALOUD = re.compile(r"([%‰€$£°&=+])")
NO_WORD = re.compile(r"(?<!\w)['-]+|['-]+(?!\w)|[^\w'%‰€$£°&=+-]+")

# Row E19: a quotation that is long enough to be read aloud as one.
WORDS_QUOTED = 5
BLOCKS = re.compile(r"<(p|li)(?: [^>]*)?>((?:(?!</?(?:p|li|ul|ol|table|figure)\b).)*)</\1>", re.S)
BLOCK_QUOTATIONS = re.compile(r"(<blockquote.*?</blockquote>)", re.S)
# What stands before the guillemets of a title, not of words that somebody said.
BEFORE_A_TITLE = re.compile(
    r"(?:intitulée?s?|titrée?s?|appelée?s?|baptisée?s?|nommée?s?|dénommée?s?|titre|sous-titre"
    r"|rapport|livre|ouvrage|article|étude|guide|appel à projets|programme|projet|plan|label"
    r"|conférence|table ronde|atelier|colloque|feuille de route|stratégie|loi|décret|thème"
    r"|campagne|exposition|film|émission|livre blanc|prix|concours)s?[\s:]*$",
    re.I,
)
TITLE_ELEMENTS = ("<em", "<cite", "</em", "</cite")


@dataclass
class Marked:
    """A quotation that the text marks. `words` without their guillemets; `signed` as typed."""

    form: str
    words: str
    person: int | None
    signed: str
    apart: bool
    anchor: str


@dataclass
class Open:
    """An element that is not closed yet: where it starts in the output, and its opening tag."""

    name: str
    tag: str
    start: int
    form: str = ""


@dataclass
class Walk:
    taken: set[str]
    found: list[Marked] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)

    def within(self) -> bool:
        """Whether the place is inside a quotation already: it is a part of that one."""
        return any(element.form for element in self.stack)

    def open(self, tag: str, name: str) -> None:
        form = "" if self.within() else form_of(tag, name)
        self.stack.append(Open(name, tag, len(self.output), form))
        self.output.append(tag)

    def close(self, tag: str, name: str) -> None:
        self.output.append(tag)
        if not self.stack or self.stack[-1].name != name:
            return
        element = self.stack.pop()
        if element.form:
            inner = "".join(self.output[element.start + 1 : -1])
            marked = reading(element, inner, self.taken)
            if marked is not None:
                self.found.append(marked)
                opening = self.output[element.start]
                self.output[element.start] = f'{opening[:-1]} id="{marked.anchor}">'


def form_of(tag: str, name: str) -> str:
    """How the element that `tag` opens quotes; "" when it does not."""
    if name == "aside":
        return "pull" if PULL_QUOTE.match(tag) else ""
    return {"blockquote": "block", "q": "sentence"}.get(name, "")


def with_quotation_anchors(html: str) -> tuple[str, list[Marked]]:
    """`html`, its marked quotations with an `id`; and these quotations in the order of the text.

    An anchor is made of the first words: it stays the same as long as they do.
    """
    walk = Walk(set(ID.findall(html)))
    position = 0
    for found in TAG.finditer(html):
        walk.output.append(html[position : found.start()])
        position = found.end()
        tag = found[0]
        named = NAME.match(tag)
        if named is None or named[1] in VOID:
            walk.output.append(tag)
        elif tag.startswith("</"):
            walk.close(tag, named[1])
        else:
            walk.open(tag, named[1])
    walk.output.append(html[position:])
    return "".join(walk.output), walk.found


def reading(element: Open, inner: str, taken: set[str]) -> Marked | None:
    """What the element quotes; None when it holds no word."""
    quote = CITATION.search(inner) if element.form == "pull" else None
    words = text_of(SIGNED.sub(" ", quote[1] if quote else inner)).strip(AROUND)
    if not slug_of(words):
        return None
    signed = SIGNED.search(inner)
    # The person may be said of the pull quote or of the quotation in it.
    person = PERSON.search(element.tag) or (PERSON.search(inner) if quote else None)
    return Marked(
        form=element.form,
        words=words,
        person=int(person[1]) if person else None,
        signed=text_of(signed[1]) if signed else "",
        apart=bool(APART.search(element.tag)),
        anchor=free(f"citation-{slug_of(words, 50)}", taken),
    )


def free(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 2
    while candidate in taken:
        candidate, number = f"{anchor}-{number}", number + 1
    taken.add(candidate)
    return candidate


# Words within words ---------------------------------------------------------------------------


def comparable(words: str) -> str:
    """Words alone, each after a space: kinds of space, apostrophes, marks and capitals aside."""
    plain = READ_ALOUD.sub(r" \1 ", words.translate(SAME).casefold())
    return f" {' '.join(NO_WORD.sub(' ', plain).split())} "


def occurs(words: str, text: str) -> bool:
    """Whether `words` stand in `text` one after the other, to the word. Both are plain text."""
    return comparable(words) in comparable(text)


# Row E19 --------------------------------------------------------------------------------------


def with_short_quotations(html: str) -> str:
    """`<q>` around the guillemets of what is certainly a quotation, paragraph by paragraph.

    What stands in a block is quoted already.
    """
    pieces = BLOCK_QUOTATIONS.split(html)
    return "".join(
        piece if BLOCK_QUOTATIONS.fullmatch(piece) else BLOCKS.sub(quoted_block, piece)
        for piece in pieces
    )


def quoted_block(found: re.Match[str]) -> str:
    begin, end = found.span(2)
    start = found.start()
    whole = found[0]
    return whole[: begin - start] + quoted_in(found[2]) + whole[end - start :]


def quoted_in(inner: str) -> str:
    """A paragraph's inside; as it was when its guillemets are not balanced."""
    pairs = list(outer_pairs(inner))
    for start, end in reversed(pairs):
        if is_quotation(inner, start, end):
            inner = f"{inner[:start]}<q>{inner[start:end]}</q>{inner[end:]}"
    return inner


def outer_pairs(inner: str) -> Iterator[tuple[int, int]]:
    """Where the outermost « … » begin and end; nothing at all when one is not closed."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for place, sign in text_signs(inner):
        if sign == "«":
            start = place if depth == 0 else start
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                found.append((start, place + 1))
    if depth == 0:
        yield from found


def text_signs(inner: str) -> Iterator[tuple[int, str]]:
    """The guillemets of the text, those in attributes aside."""
    tags = [found.span() for found in TAG.finditer(inner)]
    for found in re.finditer("[«»]", inner):
        if not any(begin <= found.start() < end for begin, end in tags):
            yield found.start(), found[0]


def is_quotation(inner: str, start: int, end: int) -> bool:
    words = inner[start:end]
    before = unescape(TAG.sub("", inner[:start]))
    return (
        len(text_of(words).strip(AROUND).split()) >= WORDS_QUOTED
        and balanced(words)
        and not inside(inner[:start], "q")
        and not any(inside(inner[:start], name) for name in ("em", "cite"))
        and not words.lstrip(AROUND).startswith(TITLE_ELEMENTS)
        and not BEFORE_A_TITLE.search(before)
    )


def balanced(html: str) -> bool:
    """Whether each element that starts in `html` ends there, and none holds a quotation."""
    stack: list[str] = []
    for found in TAG.finditer(html):
        named = NAME.match(found[0])
        if named is None or named[1] in VOID:
            continue
        if named[1] == "q":
            return False
        if not found[0].startswith("</"):
            stack.append(named[1])
        elif not stack or stack.pop() != named[1]:
            return False
    return not stack


def inside(before: str, name: str) -> bool:
    return before.count(f"<{name}>") + before.count(f"<{name} ") > before.count(f"</{name}>")
