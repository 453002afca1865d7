"""What comes in: an uploaded file is looked at, and refused with a sentence or described.

Structure first, then the header: dimensions and cost are known before a pixel is decoded, so that
a bomb costs nothing. What is decoded passes the gate of `images.decoding`.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageFile, UnidentifiedImageError

from images import decoding
from images.intake import refusals, structure
from images.intake.words import TEXT_LIMIT, Words, words_of

__all__ = ["FORMATS", "MOST_BYTES", "MOST_PIXELS", "TEXT_LIMIT", "Intake", "read"]

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF")
# A telephone's JPEG with a second view or a depth map inside: its first image is an ordinary one.
SEVERAL_IN_ONE = {"MPO": "JPEG"}
MOST_PIXELS = 50_000_000
MOST_BYTES = 40 * 1024 * 1024


@dataclass(frozen=True)
class Intake:
    """What a file says of itself; every text is a proposal for a person to confirm.

    The names are those of the library's fields. `generated`: the file says that an AI made it;
    `composite`: a part of it.
    """

    format: str
    width: int
    height: int
    sha256: str
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    copyright: str = ""
    alt: str = ""
    long_description: str = ""
    people_shown: str = ""
    place: str = ""
    taken_on: date | None = None
    source: str = ""
    permitted_uses: str = ""
    licence: str = ""
    licence_url: str = ""
    rights_note: str = ""
    generated: bool = False
    composite: bool = False
    generator: str = ""


def read(file: "IO[bytes] | File[bytes]") -> Intake:
    """Describe `file`, leaving it at its start. Raises ValidationError with a French sentence."""
    data = whole(file)
    try:
        structure.refuse_bombs(data)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return describe(
                    picture, data, PurePath(file.name or "").name if named(file) else ""
                )
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusals.too_many_pixels() from error
    except UnidentifiedImageError as error:
        # Pillow says so too of a file that is cut short before it could tell its size.
        begun = structure.BEGINNING.match(data)
        raise (refusals.damaged() if begun else refusals.unknown()) from error
    except decoding.DECODER_ERRORS as error:
        raise refusals.damaged() from error


def named(file: "IO[bytes] | File[bytes]") -> bool:
    """Whether the file has a name; a file without one, or of a number, promises nothing."""
    return isinstance(getattr(file, "name", None), str)


def describe(picture: ImageFile.ImageFile, data: bytes, name: str) -> Intake:
    """What `picture` is and says, once it is decoded to its end."""
    form = SEVERAL_IN_ONE.get(str(picture.format), str(picture.format))
    if picture.width * picture.height > MOST_PIXELS:
        raise refusals.too_many_pixels()
    structure.refuse_misnamed(name, form)
    if picture.mode == "F":
        raise refusals.unbounded()
    if form in {"WEBP", "AVIF"}:
        structure.refuse_many_frames(getattr(picture, "n_frames", 1), *picture.size)
    if len(picture.info.get("icc_profile") or b"") > structure.MOST_PROFILE:
        raise refusals.overloaded()
    structure.refuse_long_exif(len(picture.info.get("exif") or b""))
    cost = decoding.cost(picture, data)
    if cost > decoding.MOST_MEMORY:
        raise refusals.too_costly()
    digest = hashlib.sha256(data).hexdigest()
    with decoding.MEMORY.taken(cost):
        # Within the gate: what a PNG says of itself may stand behind its pixels.
        width, height = upright_size(picture)
        words: Words = words_of(picture)
        picture.seek(0)
        decoding.decode_lightly(picture)
        # Freed before the next in line is let through.
        picture.close()
    return Intake(
        format=form,
        width=width,
        height=height,
        sha256=digest,
        **words,
    )


def whole(file: "IO[bytes] | File[bytes]") -> bytes:
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    file.seek(0)
    if len(data) > MOST_BYTES:
        raise refusals.heavy()
    return data


def upright_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height once the camera's orientation (EXIF 274) is applied."""
    width, height = picture.size
    if picture.format == "TIFF":
        # Pillow turns these itself while it decodes, and says the size that they will have.
        return width, height
    turned = picture.getexif().get(274, 1) in {5, 6, 7, 8}
    return (height, width) if turned else (width, height)
