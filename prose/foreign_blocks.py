"""Blocks that the allow-list does not name, made into those it does: no two words are glued.

Given HTML that is well formed, as the fence writes it; what comes out goes through it again.
"""

import re

from prose.allowlist import AS_PARAGRAPHS, RENAMED

NAMES = sorted([*RENAMED, *AS_PARAGRAPHS])
INITIALS = "".join(sorted({name[0] + name[0].upper() for name in NAMES}))
# Their initials first: a long text has many tags, of which few are these.
ANY = re.compile(rf"<(?=[{INITIALS}])(?i:{'|'.join(NAMES)})\b")
# A whole tag at a time: what an attribute holds is never taken for one.
TAG = re.compile(r'<(/?)([a-z0-9]++)((?: [a-z-]++="[^"]*+")*+)>')
LINES = re.compile(r"(<pre[^>]*>)(.*?)</pre>", re.S)


def has_foreign_blocks(html: str) -> bool:
    return ANY.search(html) is not None


def as_known_blocks(html: str) -> str:
    """Headings of another rank become subheads, other blocks paragraphs, lines of code lines."""
    return TAG.sub(known, LINES.sub(lines, html))


def lines(found: re.Match[str]) -> str:
    return found[1] + found[2].strip("\n").replace("\n", "<br>") + "</pre>"


def known(found: re.Match[str]) -> str:
    end, name, attributes = found.groups()
    if name in RENAMED:
        return f"<{end}{RENAMED[name]}{attributes}>"
    if name in AS_PARAGRAPHS:
        # The words that follow the block are not of it, nor of what stood before.
        return "</p><p>" if end else f"<p{attributes}>"
    return found[0]
