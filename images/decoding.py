"""What decoding a picture costs, and the gate that keeps several at once within one budget.

The header says enough to know the memory before a pixel is decoded. A picture that would cost
more than the whole budget is not decoded at all; the others wait until there is room.
"""

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pi_heif
from PIL import ExifTags, Image, TiffImagePlugin

from images import jpeg

# HEIC, what telephones send, opens like any other format from here on.
pi_heif.register_heif_opener()

# Bytes. An upload stays under 300 MB: the rest is for the interpreter's own needs.
MOST_MEMORY = 260_000_000
# What decoders raise on a file that is not what its header says.
DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, ArithmeticError,
    TypeError, AttributeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip

# Bytes a pixel of formats that are decoded whole whatever one wants, measured with 8-bit pictures
# that have an alpha channel and all their colours: the worst that the format allows.
WHOLE_COSTS = {"WEBP": 17, "AVIF": 14, "HEIF": 9}
DEEP_COSTS = {"AVIF": 22, "HEIF": 16}
# Bytes a pixel in memory; every other mode takes four.
MODE_COSTS = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
JPEG_FORMATS = {"JPEG", "MPO"}
TIFF_SIDES = (TiffImagePlugin.IMAGEWIDTH, TiffImagePlugin.IMAGELENGTH)
# A JPEG can be decoded at an eighth of its width and height.
JPEG_STEP = 8


class Budget:
    """Bytes shared by the threads of this process: who asks for more than is left waits."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self.changed = threading.Condition()

    @contextmanager
    def taken(self, amount: int) -> Iterator[None]:
        """Hold `amount` bytes, at most the whole budget; blocks until they are free."""
        amount = min(amount, self.size)
        with self.changed:
            self.changed.wait_for(lambda: self.used + amount <= self.size)
            self.used += amount
        try:
            yield
        finally:
            with self.changed:
                self.used -= amount
                self.changed.notify_all()


MEMORY = Budget(MOST_MEMORY)


def cost(picture: Image.Image, data: bytes) -> int:
    """Bytes that decoding `picture`, whose file is `data`, takes; reads nothing but its header."""
    pixels = picture.width * picture.height
    form = picture.format or ""
    if form in WHOLE_COSTS:
        rate = DEEP_COSTS.get(form, 0) if is_deep(picture, data) else WHOLE_COSTS[form]
        # These decoders take the file whole, beside ours.
        return pixels * rate + 2 * len(data)
    if form in JPEG_FORMATS:
        return pixels * 4 // JPEG_STEP**2 + coefficients(picture, data) + len(data)
    held = pixels * MODE_COSTS.get(picture.mode, 4)
    if not isinstance(picture, TiffImagePlugin.TiffImageFile):
        return held + len(data)
    # Pillow turns a TIFF as it decodes it: the picture and its turned copy are there at once.
    copies = 1 if picture.tag_v2.get(ExifTags.Base.Orientation, 1) == 1 else 2
    return held * copies + strip(picture) + len(data)


def is_deep(picture: Image.Image, data: bytes) -> bool:
    """Whether a sample takes more than eight bits."""
    if picture.format == "HEIF":
        return int(picture.info.get("bit_depth", 8)) > 8
    box = data.find(b"av1C")
    # Third byte of the configuration: tier, high bit depth, twelve bits…
    return box >= 0 and len(data) > box + 6 and bool(data[box + 6] & 0x40)


def coefficients(picture: Any, data: bytes) -> int:
    """Bytes of the coefficients of a JPEG in several scans, which its decoder holds all at once."""
    progressive = picture.info.get("progressive")
    if not progressive and not jpeg.in_several_scans(data, len(picture.layer)):
        return 0
    sampling = [(across, down) for _name, across, down, _table in picture.layer]
    whole = max(across for across, _ in sampling) * max(down for _, down in sampling)
    parts = sum(across * down for across, down in sampling)
    return 2 * picture.width * picture.height * parts // max(1, whole)


def strip(picture: TiffImagePlugin.TiffImageFile) -> int:
    """Bytes of a TIFF's strip or tile, unpacked, which its decoder holds beside the picture."""
    tags = picture.tag_v2
    bits = sum(tags.get(TiffImagePlugin.BITSPERSAMPLE, (1,)))
    if TiffImagePlugin.TILEWIDTH in tags:
        width, rows = int(tags[TiffImagePlugin.TILEWIDTH]), int(tags[TiffImagePlugin.TILELENGTH])
    else:
        # As it is stored: a turned picture has another size.
        width, height = (int(tags[side]) for side in TIFF_SIDES)
        rows = min(int(tags.get(TiffImagePlugin.ROWSPERSTRIP, height)), height)
    return width * rows * bits // 8


def decode_lightly(picture: Image.Image) -> None:
    """Decode the first image of a file to the end, as small as its format allows."""
    shrink_in_decoder(picture, JPEG_STEP)
    picture.load()


def shrink_in_decoder(picture: Image.Image, factor: int) -> None:
    """Let the decoder divide the sides of `picture` by at most `factor`, where its format can."""
    if picture.format in JPEG_FORMATS:
        width, height = picture.size
        picture.draft(None, (max(1, width // factor), max(1, height // factor)))
