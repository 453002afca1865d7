"""What comes in: an uploaded file is looked at, and refused with a sentence or described.

Header first: dimensions are known before a pixel is decoded, so that a bomb costs nothing.
"""

import hashlib
import io
import re
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
MOST_PIXELS = 50_000_000
MOST_BYTES = 40 * 1024 * 1024
UTF8_ESCAPE = b"\x1b%G"
IPTC_FIELDS = {
    "caption": (2, 120),
    "credit": (2, 110),
    "photographer": (2, 80),
    "copyright": (2, 116),
}
TEXT_LIMIT = 500
# What Pillow's decoders raise on a file that is not what its header says.
DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, ArithmeticError,
    TypeError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Intake:
    """What a file says of itself; every text is a proposal for a person to confirm."""

    format: str
    width: int
    height: int
    sha256: str
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    copyright: str = ""
    alt: str = ""


def read(file: "IO[bytes] | File[bytes]") -> Intake:
    """Describe `file`, leaving it at its start. Raises ValidationError with a French sentence."""
    data = whole(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                refuse_too_large(*picture.size)
                width, height = upright_size(picture)
                texts = embedded_texts(picture)
                picture.seek(0)
                picture.load()
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("We do not print this kind of file: send a JPEG, PNG, WebP, AVIF, GIF or TIFF."),
            code="unknown",
        ) from error
    except DECODER_ERRORS as error:
        raise ValidationError(
            _("This picture is damaged or cut short: export it again, then send it."),
            code="damaged",
        ) from error
    return Intake(
        format=str(picture.format),
        width=width,
        height=height,
        sha256=hashlib.sha256(data).hexdigest(),
        **texts,
    )


def whole(file: "IO[bytes] | File[bytes]") -> bytes:
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    file.seek(0)
    if len(data) > MOST_BYTES:
        raise ValidationError(
            _("This file weighs more than 40 MB: export a lighter one."), code="heavy"
        )
    return data


def refuse_too_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise too_many_pixels()


def too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than 50 million pixels: export a smaller one."), code="pixels"
    )


def upright_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height once the camera's orientation (EXIF 274) is applied."""
    width, height = picture.size
    turned = picture.getexif().get(274, 1) in {5, 6, 7, 8}
    return (height, width) if turned else (width, height)


def embedded_texts(picture: ImageFile.ImageFile) -> dict[str, str]:
    """Caption, credit, photographer, copyright and alt of the file: IPTC first, then XMP."""
    texts = iptc_texts(picture)
    for name, value in xmp_texts(picture).items():
        if not texts.get(name):
            texts[name] = value
    return texts


def iptc_texts(picture: ImageFile.ImageFile) -> dict[str, str]:
    try:
        records: dict[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, KeyError, IndexError):
        return {}
    declared = records.get((1, 90))
    codec = "utf-8" if declared == UTF8_ESCAPE else "latin-1"
    return {
        name: decoded(records[key], codec) for name, key in IPTC_FIELDS.items() if key in records
    }


def decoded(value: bytes | list[bytes], codec: str) -> str:
    """Accents right: the declared charset, else UTF-8 where it is valid, else Latin-1."""
    raw = value[0] if isinstance(value, list) else value
    for attempt in (codec, "utf-8") if codec == "utf-8" else ("utf-8", codec):
        try:
            return one_line(raw.decode(attempt))
        except UnicodeDecodeError:
            continue
    return one_line(raw.decode("latin-1"))


def xmp_texts(picture: Image.Image) -> dict[str, str]:
    try:
        description = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
    except (KeyError, TypeError, ValueError, ParseError):
        return {}
    blocks = description if isinstance(description, list) else [description]
    fields = {"caption": "description", "credit": "Credit", "photographer": "creator",
              "copyright": "rights", "alt": "AltTextAccessibility"}  # fmt: skip
    found = {}
    for name, field in fields.items():
        for block in blocks:
            if value := xmp_value(block.get(field)):
                found[name] = one_line(value)
    return found


def xmp_value(value: Any) -> str:
    """The text of an XMP property, whether plain, a language alternative or a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return xmp_value(value[0]) if value else ""
    if isinstance(value, dict):
        inner = next(
            (value[key] for key in ("text", "Alt", "Seq", "Bag", "li") if key in value), ""
        )
        return xmp_value(inner)
    return ""


def one_line(value: str) -> str:
    return re.sub(r"[\s\x00]+", " ", value).strip()[:TEXT_LIMIT]
