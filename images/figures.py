"""From an identifier to what a page prints: sources, caption and the credit of this very moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from images.credits import credit_line
from images.models import Crop, Image, Rendition, address_of

MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
# Pixels: of the file that a browser without srcset gets.
MIDDLING = 960
# What is offered first is what a browser takes first.
PREFERENCE = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class File:
    """A rendition: its name in the store, its size in pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        return address_of(self.name)


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
    largest: str


@dataclass(frozen=True)
class Showable:
    """A picture that may be shown now, with all its crops and its live credit."""

    image: Image
    # By crop, then by format, from narrow to wide.
    files: dict[str, dict[str, list[File]]]

    @property
    def credit(self) -> str:
        return credit_line(self.image)

    def crop(self, shape: str) -> Picture | None:
        """The picture in the shape `shape`; None when there is none, as when it must stay whole."""
        jpegs = self.files.get(shape, {}).get("jpeg")
        return picture(self.files[shape], jpegs) if jpegs else None

    @property
    def whole(self) -> Picture | None:
        return self.crop(Crop.WHOLE)

    @property
    def wide(self) -> Picture | None:
        """In 16:9; whole when its author asks that it be not cut."""
        return self.whole if self.image.keep_whole else self.crop(Crop.WIDE)

    @property
    def social(self) -> Picture | None:
        return self.crop(Crop.SOCIAL)

    @property
    def shapes(self) -> list[Picture]:
        """What search engines choose from (row M03): 16:9, 4:3 and 1:1, whole where none is."""
        cut = [self.crop(shape) for shape in (Crop.WIDE, Crop.CLASSIC, Crop.SQUARE)]
        found = [picture for picture in cut if picture]
        return found or [picture for picture in (self.whole,) if picture]


def showable(identifiers: Iterable[int], at: datetime | None = None) -> dict[int, Showable]:
    """The pictures of `identifiers` whose rights cover `at`, by identifier. One query."""
    wanted = {identifier for identifier in identifiers if identifier}
    if not wanted:
        return {}
    names = [field.attname for field in Image._meta.concrete_fields]
    rows = (
        Rendition.objects.filter(image__in=Image.objects.showable(at).filter(pk__in=wanted))
        .order_by("width")
        # A page of twenty pictures has a thousand rows: an object for each would cost more than
        # the page.
        .values_list("crop", "format", "file", "width", "height", *[f"image__{n}" for n in names])
    )
    found: dict[int, Showable] = {}
    key = names.index(Image._meta.pk.attname)
    for crop, form, file, width, height, *fields in rows:
        shown = found.get(fields[key])
        if shown is None:
            image = Image.from_db(rows.db, names, fields)
            shown = found[fields[key]] = Showable(image, {})
        files = shown.files.setdefault(crop, {}).setdefault(form, [])
        files.append(File(file, width, height))
    return found


def picture(files: dict[str, list[File]], jpegs: list[File]) -> Picture:
    """The `<picture>` of one crop; each list of `files` goes from narrow to wide."""
    widest = jpegs[-1]
    fallback = next((file for file in jpegs if file.width >= MIDDLING), widest)
    return Picture(
        src=fallback.address,
        width=widest.width,
        height=widest.height,
        sources=tuple(
            Source(MIME[form], ", ".join(f"{file.address} {file.width}w" for file in files[form]))
            for form in PREFERENCE
            if files.get(form)
        ),
        largest=widest.address,
    )
