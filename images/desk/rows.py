"""A picture as the desk shows it: its thumbnail, its words as they print, how its rights stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from images.credits import credit_line
from images.figures import MIDDLING, Picture, Showable, showable
from images.models import Crop, Image, Rendition
from prose.dates import moment
from prose.plain import shortened

Row = dict[str, Any]

# From this long before the end of its rights, a picture is marked.
SOON = timedelta(days=30)
# Signs of each part of the line on its rights: a note may be a page long.
MOST_OF_A_TERM = 200


class Standing(models.TextChoices):
    """How the rights of a picture stand at an instant."""

    VALID = "valid", gettext_lazy("rights hold")
    SOON = "soon", gettext_lazy("rights end within 30 days")
    ENDED = "ended", gettext_lazy("rights ended")
    LATER = "later", gettext_lazy("rights not begun")


def standing(image: Image, at: datetime | None = None) -> Standing:
    at = at or timezone.now()
    if image.rights_from is not None and at < image.rights_from:
        return Standing.LATER
    if image.rights_until is None:
        return Standing.VALID
    if image.rights_until <= at:
        return Standing.ENDED
    return Standing.SOON if image.rights_until <= at + SOON else Standing.VALID


def of_standing(wanted: str, at: datetime | None = None) -> Q:
    """The pictures of which `standing` says `wanted`; all of them for an unknown word."""
    at = at or timezone.now()
    begun = Q(rights_from=None) | Q(rights_from__lte=at)
    return {
        Standing.LATER.value: Q(rights_from__gt=at),
        Standing.ENDED.value: begun & Q(rights_until__lte=at),
        Standing.SOON.value: begun & Q(rights_until__gt=at, rights_until__lte=at + SOON),
        Standing.VALID.value: begun & (Q(rights_until=None) | Q(rights_until__gt=at + SOON)),
    }.get(wanted, Q())


def rights_line(image: Image) -> str:
    """How the rights stand, then what they permit and what there is to note of them."""
    uses = image.permitted_uses.strip()
    said = (
        term_of(image),
        _("Permitted uses: %(uses)s") % {"uses": uses} if uses else "",
        image.rights_note.strip(),
    )
    return " · ".join(shortened(part, MOST_OF_A_TERM) for part in said if part)


def term_of(image: Image) -> str:
    """ "Sous licence, jusqu’au 12 mars 2026 à 9 h", or since when the rights do not hold."""
    kind = image.get_rights_display()
    now = standing(image)
    if now == Standing.ENDED and image.rights_until:
        when = moment(image.rights_until)
        return _("The rights ended on %(when)s: readers do not see it.") % {"when": when}
    if now == Standing.LATER and image.rights_from:
        when = moment(image.rights_from)
        return _("The rights begin on %(when)s: readers do not see it yet.") % {"when": when}
    if image.rights_until is None:
        return str(kind)
    return _("%(rights)s, until %(when)s") % {"rights": kind, "when": moment(image.rights_until)}


# Files ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thumbnail:
    """A file as the desk shows it; how large it stands, in pixels."""

    src: str
    width: int
    height: int


def thumbnails(images: Iterable[Image]) -> dict[int, Thumbnail]:
    """Of each picture by its identifier the narrowest 16:9 file, the whole where nothing is cut.

    Whatever its rights: the desk sees them all. One query.
    """
    by_key = {image.pk: image for image in images}
    shapes = (Crop.WIDE, Crop.WHOLE)
    rows = Rendition.objects.filter(image__in=by_key, crop__in=shapes, format="jpeg")
    narrowest: dict[int, Rendition] = {}
    # The last one stays: the cut shape before the whole, the narrow before the wide.
    for row in sorted(rows, key=lambda row: (row.crop == Crop.WIDE, -row.width)):
        narrowest[row.image_id] = row
    return {
        key: Thumbnail(address(row, by_key[key]), row.width, row.height)
        for key, row in narrowest.items()
    }


def whole_of(image: Image) -> Thumbnail | None:
    """A file of it that nothing cuts, large enough to point at, whatever its rights: one query."""
    rows = list(image.renditions.filter(crop=Crop.WHOLE, format="jpeg").order_by("width"))
    if not rows:
        return None
    row = next((row for row in rows if row.width >= MIDDLING), rows[-1])
    return Thumbnail(address(row, image), row.width, row.height)


def address(rendition: Rendition, image: Image) -> str:
    """The readers' address while they may see it, as it is kept for a year; else the desk's."""
    if image.may_be_shown():
        return rendition.address
    return reverse("admin:images_image_rendition", args=[rendition.pk])


# JSON -----------------------------------------------------------------------------------------


def picture_rows(images: Iterable[Image]) -> list[Row]:
    """What the picker, the article's form and the editor show of each picture. Two queries."""
    rows = list(images)
    thumbs = thumbnails(rows)
    shown = showable(image.pk for image in rows)
    return [picture_row(image, thumbs.get(image.pk), shown.get(image.pk)) for image in rows]


def picture_row(image: Image, thumb: Thumbnail | None, shown: Showable | None) -> Row:
    now = standing(image)
    return {
        "id": image.pk,
        "alt": image.printed_alt,
        "caption": image.caption,
        "credit": credit_line(image),
        "rights": rights_line(image),
        "standing": now.value,
        "standing_words": str(now.label),
        "showable": image.may_be_shown(),
        "thumb": {"src": thumb.src, "width": thumb.width, "height": thumb.height}
        if thumb
        else None,
        "picture": files(shown.whole) if shown else None,
        "url": reverse("admin:images_image_change", args=[image.pk]),
    }


def files(picture: Picture | None) -> Row | None:
    """What an <img> needs; every browser of the desk reads JPEG."""
    if picture is None:
        return None
    return {
        "src": picture.src,
        "srcset": picture.sources[-1].srcset,
        "width": picture.width,
        "height": picture.height,
    }
