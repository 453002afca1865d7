"""The fence of rich text: `clean` keeps what `prose.allowlist` names and drops the rest."""

import re

import nh3

from prose.allowlist import (
    AS_PARAGRAPHS,
    BOX_KINDS,
    CLASSES,
    DROPPED_WHOLE,
    ELEMENTS,
    EVERYWHERE,
    FLAG,
    FLAGS,
    IDENTIFIERS,
    NOTE_ELEMENTS,
    RENAMED,
    SCHEMES,
)
from prose.emptiness import without_empty
from prose.foreign_blocks import as_known_blocks, has_foreign_blocks

# A language tag (BCP 47) or an identifier of the library: anything else could hide a payload.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
IDENTIFIER = re.compile(r"[1-9][0-9]{0,17}\Z")
# What a note keeps of a block: its lines. Of a link within the site: its words.
LINE = re.compile(r"<(/?)(?:figcaption|footer)\b[^>]*>")
BARE_LINK = re.compile(r"<a>(.*?)</a>", re.S)


def keep_attribute(element: str, attribute: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if attribute == "lang" and not LANGUAGE.match(value):
        return None
    if attribute in IDENTIFIERS and not IDENTIFIER.match(value):
        return None
    if attribute in FLAGS and value != FLAG:
        return None
    if attribute == "data-kind" and value not in BOX_KINDS:
        return None
    if attribute == "data-hors-article" and value != "1":
        return None
    return value


def clean(html: str) -> str:
    """`html` reduced to the allow-list; idempotent; no-break spaces are literal characters.

    Links keep the schemes of the allow-list and addresses of this site. A paragraph, a subhead or
    an item without a word is a layout trick, not text: it goes. Blocks that the list does not name
    become paragraphs or subheads.
    """
    return fenced(html, ELEMENTS)


def clean_note(html: str) -> str:
    """`html` as `clean` gives it, of blocks and links within the site the words alone."""
    lines = LINE.sub(r"<\1p>", clean(html))
    return BARE_LINK.sub(r"\1", fenced(lines, NOTE_ELEMENTS))


def fenced(html: str, elements: dict[str, frozenset[str]]) -> str:
    if has_foreign_blocks(html):
        html = as_known_blocks(allowed(html, elements, {*elements, *RENAMED, *AS_PARAGRAPHS}))
    kept = allowed(html, elements, set(elements)).replace("&nbsp;", "\u00a0")
    return without_empty(kept).strip()


def allowed(html: str, elements: dict[str, frozenset[str]], tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={name: set(attributes) for name, attributes in elements.items()}
        | {"*": set(EVERYWHERE)},
        attribute_filter=keep_attribute,
        allowed_classes={
            name: set(classes) for name, classes in CLASSES.items() if name in elements
        },
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
