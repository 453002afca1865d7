"""Blocks without a word, taken out in one walk however deep they stand.

Given HTML that is well formed, as the fence writes it.
"""

import re

# Not a quotation: one that was just placed waits for its words.
BLOCKS = frozenset({"p", "h2", "h3", "li", "ul", "ol"})
# Of these the blanks are left: they part the words around them.
WORDS = frozenset({"em", "strong", "cite", "q", "sup", "sub", "span"})

TAG = re.compile(r'<(/?)([a-z0-9]++)(?: [a-z-]++="[^"]*+")*+>')
BLANKS = re.compile(r"\s*+")
# A first look, which most texts do not go beyond.
EMPTY = re.compile(
    rf'<({"|".join(sorted(BLOCKS | WORDS))})(?: [a-z-]++="[^"]*+")*+>(?:\s|<br>)*+</\1>'
)


def without_empty(html: str) -> str:
    """`html` without the blocks and the marks that hold no word."""
    if not EMPTY.search(html):
        return html
    kept: list[str] = []
    # Where each open element begins in `kept`, and where the last of what is content stands there.
    opened: list[int] = []
    content = -1
    at = 0
    for tag in TAG.finditer(html):
        if at < tag.start():
            text = html[at : tag.start()]
            if not text.isspace():
                content = len(kept)
            kept.append(text)
        at = tag.end()
        end, name = tag.groups()
        if name == "br":
            kept.append(tag[0])
        elif not end:
            opened.append(len(kept))
            if name not in BLOCKS | WORDS:
                content = len(kept)
            kept.append(tag[0])
        elif content < (start := opened.pop()):
            blanks = kept[start + 1 :] if name in WORDS else []
            kept[start:] = blanks
            if name in BLOCKS:
                at = after_blanks(html, at)
        else:
            content = len(kept)
            kept.append(tag[0])
    return "".join([*kept, html[at:]])


def after_blanks(html: str, at: int) -> int:
    found = BLANKS.match(html, at)
    return found.end() if found else at
