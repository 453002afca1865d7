"""From an identifier to what a page prints: sources, caption and the credit of this very moment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from images.credits import credit_line
from images.models import Crop, Image, Rendition

MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
# What is offered first is what a browser takes first.
PREFERENCE = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """One crop of a picture as HTML needs it. Sizes in pixels of the widest file."""

    src: str
    width: int
    height: int
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Showable:
    """A picture that may be shown now, with all its crops and its live credit."""

    image: Image
    crops: dict[str, Picture]

    @property
    def credit(self) -> str:
        return credit_line(self.image)

    @property
    def whole(self) -> Picture | None:
        return self.crops.get(Crop.WHOLE)

    @property
    def wide(self) -> Picture | None:
        return self.crops.get(Crop.WIDE)

    @property
    def social(self) -> Picture | None:
        return self.crops.get(Crop.SOCIAL)


def showable(identifiers: Iterable[int], at: datetime | None = None) -> dict[int, Showable]:
    """The pictures of `identifiers` whose rights cover `at`, by identifier. One query."""
    wanted = {identifier for identifier in identifiers if identifier}
    if not wanted:
        return {}
    at = at or timezone.now()
    rows = (
        Rendition.objects.filter(image__in=wanted)
        .filter(
            Q(image__rights_from=None) | Q(image__rights_from__lte=at),
            Q(image__rights_until=None) | Q(image__rights_until__gt=at),
        )
        .select_related("image")
        .order_by("width")
    )
    files: dict[int, dict[str, list[Rendition]]] = defaultdict(lambda: defaultdict(list))
    images: dict[int, Image] = {}
    for row in rows:
        images[row.image_id] = row.image
        files[row.image_id][row.crop].append(row)
    return {
        identifier: Showable(
            image, {crop: picture(found) for crop, found in files[identifier].items()}
        )
        for identifier, image in images.items()
    }


def picture(files: list[Rendition]) -> Picture:
    """The `<picture>` of one crop; `files` are ordered from narrow to wide."""
    by_format: dict[str, list[Rendition]] = defaultdict(list)
    for file in files:
        by_format[file.format].append(file)
    jpegs = by_format["jpeg"]
    widest = jpegs[-1]
    # A browser without srcset gets a middling file.
    fallback = next((file for file in jpegs if file.width >= 960), widest)
    return Picture(
        src=fallback.address,
        width=widest.width,
        height=widest.height,
        sources=tuple(
            Source(
                MIME[form], ", ".join(f"{file.address} {file.width}w" for file in by_format[form])
            )
            for form in PREFERENCE
            if by_format[form]
        ),
    )
