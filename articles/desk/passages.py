"""A printed text cut into its paragraphs, each with a number to note it by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.public.page import Figure, Part
from prose.plain import shortened, text_of

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>', re.I)
# Elements that have no end.
ALONE = {"br", "hr", "img", "wbr", "col"}
# Signs of a paragraph that are enough to find it again.
FIRST_WORDS = 80


@dataclass(frozen=True)
class Passage:
    """A paragraph, a subhead, a list, a box: what stands at the first level of the text.

    `number` from 1; 0 for what is none, as the rest of a box after the picture inside it.
    """

    number: int
    html: str
    words: str = ""
    figure: Figure | None = None


def passages(parts: Iterable[Part]) -> Iterator[Passage]:
    """The text of a page in order, cut where its paragraphs begin."""
    depth = number = 0
    for part in parts:
        starts = set()
        for tag in TAG.finditer(part.html):
            closes, name = tag[1], tag[2].lower()
            if name in ALONE:
                continue
            if not closes and depth == 0:
                starts.add(tag.start())
            depth += -1 if closes else 1
        for begin, end in pairwise([*sorted({0, *starts}), len(part.html)]):
            html = part.html[begin:end]
            words = shortened(text_of(html), FIRST_WORDS)
            if begin in starts and words:
                number += 1
                yield Passage(number, html, words)
            elif html.strip():
                yield Passage(0, html)
        if part.figure:
            yield Passage(0, "", figure=part.figure)
