"""The one figure markup, for every placement of a picture."""

from typing import Any

from django import template

from images.figures import Picture, Showable

register = template.Library()

# `sizes` of each placement: how wide the picture stands, for the browser to choose a file.
PLACEMENTS = {
    "hero": "(min-width: 48rem) 46rem, 100vw",
    "body": "(min-width: 42rem) 40rem, 100vw",
    "lead": "(min-width: 64rem) 40rem, 100vw",
    "card": "13rem",
    "portrait": "8rem",
}
# Where the detailed description of row A03 unfolds: not in a list, which leads to the page.
DESCRIBED = {"hero", "body"}
# Cut to 16:9 so that a list keeps its rhythm; elsewhere the picture is whole.
WIDE = {"lead", "card"}


@register.inclusion_tag("images/_figure.html")
def figure(
    shown: Showable, alt: str, caption: str = "", placement: str = "body", first: bool = False
) -> dict[str, Any]:
    """`<figure>` with sources, caption and credit. `first`: what the eye meets first, not lazy."""
    picture: Picture | None = shown.wide if placement in WIDE else shown.whole
    legend = f"{caption} {shown.credit}" if caption else shown.credit
    # The frame keeps its shape in a list; the picture stands whole inside.
    framed = placement in WIDE and shown.image.keep_whole
    return {
        "picture": picture,
        "alt": alt,
        "caption": caption,
        "credit": shown.credit,
        "legend": legend,
        "description": shown.image.long_description if placement in DESCRIBED else "",
        "classes": f"{placement} entiere" if framed else placement,
        "sizes": PLACEMENTS[placement],
        "first": first,
    }
