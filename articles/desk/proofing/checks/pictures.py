"""Pictures: credit, alternative text, rights."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context, Picture
from articles.desk.proofing.findings import AROUND, Finding, Level
from articles.desk.proofing.registry import finds
from images.rules import repeats
from prose.dates import moment

ENDING = timedelta(days=30)


def about(picture: Picture, code: str, level: Level, message: str) -> Finding:
    """On the caption of this use where there is one; else on the picture's field, or in the body
    after the words that stand before the picture."""
    if picture.passage is not None and picture.passage.within == "figure":
        return picture.passage.finding(code, level, message)
    said = picture.caption or str(picture.image)
    above = picture.passage.text[-AROUND:] if picture.passage is not None else ""
    block = picture.passage.block if picture.passage is not None else 0
    return Finding(code, level, message, said, picture.field, block, before=above)


@finds("credit-missing")
def credits(context: Context) -> Iterator[Finding]:
    for picture in context.pictures:
        if not picture.image.credit.strip():
            yield about(
                picture, "credit-missing", Level.BLOCK,
                _("This picture has no credit: write it in the library."),
            )  # fmt: skip


@finds("alt-missing")
def alternative_texts(context: Context) -> Iterator[Finding]:
    for picture in context.pictures:
        if not picture.image.decorative and not picture.image.alt.strip():
            yield about(
                picture, "alt-missing", Level.BLOCK,
                _("This picture has no alternative text: describe it in the library, or say that "
                  "it is decorative."),
            )  # fmt: skip


@finds("caption-missing")
def missing_captions(context: Context) -> Iterator[Finding]:
    """Row E12: neither this use nor the library says who, what, where, when."""
    for picture in context.pictures:
        if not picture.image.decorative and not picture.caption.strip():
            yield about(
                picture, "caption-missing", Level.WARN,
                _("This picture informs and has no caption: say who, what, where, when."),
            )  # fmt: skip


@finds("caption-equals-alt")
def repeated_captions(context: Context) -> Iterator[Finding]:
    """The library refuses it of its own caption: here it is that of the use."""
    for picture in context.pictures:
        if repeats(picture.image.printed_alt, picture.caption):
            yield about(
                picture, "caption-equals-alt", Level.WARN,
                _("The alternative text repeats the caption, which is then heard twice: say in it "
                  "what one sees."),
            )  # fmt: skip


@finds("rights-expired", "rights-ending")
def rights(context: Context) -> Iterator[Finding]:
    for picture in context.pictures:
        image, until = picture.image, picture.image.rights_until
        if until is not None and until <= context.now:
            yield about(
                picture, "rights-expired", Level.BLOCK,
                _("The rights of this picture ended on %(when)s: choose another one.")
                % {"when": moment(until)},
            )  # fmt: skip
        elif until is not None and until <= context.now + ENDING:
            yield about(
                picture, "rights-ending", Level.INFO,
                _("The rights of this picture end on %(when)s: it disappears then.")
                % {"when": moment(until)},
            )  # fmt: skip
        if image.rights_from is not None and image.rights_from > context.now:
            yield about(
                picture, "rights-expired", Level.WARN,
                _("The rights of this picture begin on %(when)s: publish no sooner.")
                % {"when": moment(image.rights_from)},
            )  # fmt: skip
