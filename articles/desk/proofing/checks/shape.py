"""The parts of the page: title, standfirst, subheads. Rows E03, E05 and E18."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import AROUND, Finding, Level
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.registry import finds

LONGEST_TITLE = 90
STANDFIRST = (150, 500)
LONGEST_SUBHEAD = 80
# Signs between two subheads.
LONGEST_STRETCH = 2_500


@finds("title-length")
def title_length(context: Context) -> Iterator[Finding]:
    title = context.line("title")
    if len(title.text) > LONGEST_TITLE:
        yield title.finding(
            "title-length", Level.WARN,
            _("%(signs)s signs: %(most)s at most, or lists and phones cut it.")
            % {"signs": len(title.text), "most": LONGEST_TITLE},
        )  # fmt: skip
    for passage in context.body:
        if passage.kind in {"h2", "h3"} and len(passage.text) > LONGEST_SUBHEAD:
            yield passage.finding(
                "title-length", Level.INFO,
                _("%(signs)s signs: %(most)s at most for a subhead.")
                % {"signs": len(passage.text), "most": LONGEST_SUBHEAD},
            )  # fmt: skip


@finds("title-full-stop")
def full_stops(context: Context) -> Iterator[Finding]:
    """A title ends without a full stop; an abbreviation or three dots are none."""
    headings = [one for one in context.body if one.kind in {"h2", "h3"}]
    for passage in (context.line("title"), *headings):
        text = passage.text.rstrip()
        if text.endswith(".") and not text.endswith(("..", "etc.", " M.")):
            yield passage.finding(
                "title-full-stop", Level.WARN, _("A title has no full stop."),
                len(text) - 1, len(text), "",
            )  # fmt: skip


@finds("standfirst-missing", "standfirst-length")
def standfirst(context: Context) -> Iterator[Finding]:
    passage = context.line("standfirst")
    signs = len(passage.text.strip())
    least, most = STANDFIRST
    if not signs:
        yield passage.finding(
            "standfirst-missing", Level.WARN, _("Write a standfirst: who, what, when, where, why.")
        )
    elif not least <= signs <= most:
        yield passage.finding(
            "standfirst-length", Level.INFO,
            _("%(signs)s signs: between %(least)s and %(most)s.")
            % {"signs": signs, "least": least, "most": most},
        )  # fmt: skip


@finds("subhead-spacing")
def subheads(context: Context) -> Iterator[Finding]:
    """A stretch of text too long without a subhead, and two subheads with nothing between."""
    signs = 0
    first: Passage | None = None
    heading: Passage | None = None
    for passage in context.body:
        if passage.kind in {"h2", "h3"} and not passage.within:
            if first is not None and signs > LONGEST_STRETCH:
                yield too_long(first, signs)
            if heading is not None and heading.kind == passage.kind:
                yield heading.finding(
                    "subhead-spacing", Level.WARN,
                    _("Nothing stands between this subhead and the next: write the text or drop "
                      "one."),
                )  # fmt: skip
            signs, first, heading = 0, None, passage
            continue
        heading = None
        if passage.kind in {"p", "li", "blockquote"} and passage.within in {"", "blockquote"}:
            first = first or passage
            signs += len(passage.text)
    if first is not None and signs > LONGEST_STRETCH:
        yield too_long(first, signs)


def too_long(first: Passage, signs: int) -> Finding:
    return first.finding(
        "subhead-spacing", Level.INFO,
        _("%(signs)s signs follow without a subhead: one every %(most)s at most.")
        % {"signs": signs, "most": LONGEST_STRETCH},
        0, min(len(first.text), AROUND),
    )  # fmt: skip
