"""From the source that the desk keeps to the HTML that an edition prints.

The source holds references; a figure leaves a mark here, and the page puts the picture in its
place with the credit of that moment. Marks are comments: no source can hold one after `clean`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from articles.models.printed import PrintedFigure
from articles.quotations import Marked, with_quotation_anchors, with_short_quotations
from images.credits import without_credit
from images.models import Image
from prose.plain import text_of
from prose.sanitise import clean
from prose.slugs import slug_of

HEADING = re.compile(r"<(h[23])([^>]*)>(.*?)</\1>", re.S)
FIGURE = re.compile(r"<figure([^>]*)>((?:(?!</?figure).)*)</figure>", re.S)
STRAY_FIGURE = re.compile(r"</?figure[^>]*>")
IMAGE_ID = re.compile(r'data-image="(\d+)"')
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.S)
# nh3 writes attributes in the order of the source: the class is found wherever it stands.
EXERGUE = re.compile(r'<aside(?=[^>]* class="exergue")[^>]*>(.*?)</aside>', re.S)
EMBED = re.compile(r'<aside(?=[^>]* class="embed")[^>]*>(.*?)</aside>', re.S)
BOX = re.compile(r'<section(?=[^>]* class="encadre")([^>]*)>(.*?)</section>', re.S)
BOX_KIND = re.compile(r'data-kind="([^"]*)"')
LINK = re.compile(r'<a [^>]*?data-(article|person|event)="(\d+)"[^>]*>(.*?)</a>', re.S)
ANCHOR = re.compile(r'<h[23] id="([^"]*)"')
CITATION = re.compile(
    r"<blockquote([^>]*)>((?:(?!</?blockquote).)*?)<footer[^>]*>(.*?)</footer>\s*</blockquote>",
    re.S,
)
ATTRIBUTE_ID = re.compile(r' id="[^"]*"')
DESK_ATTRIBUTES = re.compile(r' data-(?:person|kind|hors-article)="[^"]*"')
SIGNATORY = re.compile(r"<(/?)footer[^>]*>")
# Placed and never written.
EMPTY_QUOTATION = re.compile(r"<blockquote[^>]*>\s*</blockquote>")
MARK = re.compile(r"<!--figure (\d+)-->")


# The kind and the identifier of what a link within the site leads to.
Reference = tuple[str, int]


@dataclass(frozen=True)
class Body:
    html: str
    figures: list[PrintedFigure]
    quotations: list[Marked] = field(default_factory=list)


def image_ids(source: str) -> set[int]:
    """The library's identifiers that the source refers to, known or not."""
    return {
        int(found[1])
        for figure in re.findall(r"<figure([^>]*)>", source)
        if (found := IMAGE_ID.search(figure))
    }


def link_ids(source: str) -> set[Reference]:
    """The articles, people and events that the source links to: ("person", 12)."""
    return {(kind, int(pk)) for kind, pk, _text in LINK.findall(source)}


def render(
    source: str, images: Mapping[int, Image], links: Mapping[Reference, str] | None = None
) -> Body:
    """The printable form of `source`.

    A figure whose picture is not in `images` is left out; a link within the site gets its address
    from `links`, and stays plain words when it has none there.
    """
    addresses = links or {}
    figures: list[PrintedFigure] = []

    def mark(found: re.Match[str]) -> str:
        identifier = IMAGE_ID.search(found[1])
        image = images.get(int(identifier[1])) if identifier else None
        if image is None:
            return ""
        figures.append(printed_figure(image, caption_in(found[2])))
        return f"<!--figure {len(figures) - 1}-->"

    text = FIGURE.sub(mark, EMPTY_QUOTATION.sub("", clean(source)))
    text = STRAY_FIGURE.sub("", text)
    text = LINK.sub(lambda found: linked(found, addresses), text)
    text, marked = with_quotation_anchors(with_anchors(text))
    text = EMBED.sub(r'<p class="embed">\1</p>', EXERGUE.sub(pull_quote, text))
    text = CITATION.sub(citation, BOX.sub(box, text))
    text = with_short_quotations(DESK_ATTRIBUTES.sub("", text))
    return Body(text, figures, marked)


def linked(found: re.Match[str], addresses: Mapping[Reference, str]) -> str:
    address = addresses.get((found[1], int(found[2])))
    return f'<a href="{escape(address)}">{found[3]}</a>' if address else found[3]


def box(found: re.Match[str]) -> str:
    """Row E22: a box, named by its title; without a title it is no box, only its text."""
    anchor = ANCHOR.search(found[2])
    if anchor is None:
        return found[2]
    kind = BOX_KIND.search(found[1])
    classes = f"encadre encadre-{kind[1]}" if kind else "encadre"
    return f'<aside class="{classes}" aria-labelledby="{anchor[1]}">{found[2]}</aside>'


def printed_figure(image: Image, caption: str = "") -> PrintedFigure:
    """A use of `image`, frozen: its alternative text and, by default, the library's caption."""
    return {
        "image": image.pk,
        "alt": image.printed_alt,
        "caption": without_credit(caption) or image.caption,
    }


def caption_in(inner: str) -> str:
    found = CAPTION.search(inner)
    return text_of(found[1]) if found else ""


def pull_quote(found: re.Match[str]) -> str:
    """Row E21: a figure, the signatory as its legend, outside the quotation."""
    signed = SIGNATORY.sub(r"<\1figcaption>", found[1])
    return f'<figure class="exergue"{anchor_of(found[0])}>{signed}</figure>'


def citation(found: re.Match[str]) -> str:
    """Row E20: who speaks is outside the quotation; without a name the quotation is alone."""
    attributes, words, signed = found.groups()
    if not text_of(signed):
        return f"<blockquote{attributes}>{words}</blockquote>"
    quoted = f"<blockquote{ATTRIBUTE_ID.sub('', attributes)}>{words}</blockquote>"
    return (
        f'<figure class="citation"{anchor_of(found[0])}>{quoted}'
        f"<figcaption>{signed}</figcaption></figure>"
    )


def anchor_of(html: str) -> str:
    """The `id` of the first element of `html`, as an attribute; "" when it has none."""
    found = ATTRIBUTE_ID.search(html[: html.find(">")])
    return found[0] if found else ""


def with_anchors(text: str) -> str:
    """Subheads with stable, unique, ASCII anchors (row E18)."""
    taken: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        name, attributes, inner = found.groups()
        anchor = unique(slug_of(text_of(inner)) or "intertitre", taken)
        return f'<{name} id="{anchor}"{attributes}>{inner}</{name}>'

    return HEADING.sub(anchored, text)


def unique(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 2
    while candidate in taken:
        candidate, number = f"{anchor}-{number}", number + 1
    taken.add(candidate)
    return candidate


def pieces(printed_html: str) -> Iterator[tuple[str, int | None]]:
    """The text of an edition in order, each piece with the number of the figure that follows it."""
    parts = MARK.split(printed_html)
    for position in range(0, len(parts), 2):
        after = parts[position + 1] if position + 1 < len(parts) else None
        yield parts[position], int(after) if after is not None else None
