"""From an original to the copy that all its renditions are cut from, in bounded memory.

Fifty million pixels are 200 MB once decoded: there is never a second copy of that size. What the
decoder can shrink itself (JPEG) it shrinks; the rest is put right and shrunk in strips.
"""

from typing import IO, Any

from PIL import Image as Pillow

from images.decoding import DECODER_ERRORS, shrink_in_decoder
from images.intake import FORMATS
from images.renditions.colour import conversion
from images.renditions.plan import WORKING_PIXELS, reduction

STRIP = 64  # rows
ORIENTATION = 274  # EXIF
TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}


class Undecodable(ValueError):
    """A picture that was looked at, and cannot be decoded all the same."""


def working_copy(file: "IO[bytes] | Any") -> Pillow.Image:
    """The picture in `file` upright, in sRGB, on white where it was transparent, without metadata.

    Raises Undecodable.
    """
    try:
        return decoded(file)
    except DECODER_ERRORS as error:
        raise Undecodable(str(error)) from error


def decoded(file: "IO[bytes] | Any") -> Pillow.Image:
    # Of these formats alone was the file looked at: some bytes begin two of them.
    with Pillow.open(file, formats=FORMATS) as picture:
        shrink_in_decoder(picture, reduction(*picture.size))
        # What the decoder did not do, if anything.
        factor = reduction(*picture.size)
        picture.load()
        turn = TURNS.get(picture.getexif().get(ORIENTATION, 1))
        copy = in_strips(picture, factor)
    # Encoders take profiles and packets from there.
    copy.info.clear()
    return copy if turn is None else copy.transpose(turn)


def in_strips(picture: Pillow.Image, factor: int) -> Pillow.Image:
    """`picture` in sRGB on white, its sides divided by `factor`."""
    convert = conversion(picture)
    width, height = picture.size
    if factor == 1 and width * height <= WORKING_PIXELS // 4:
        return convert(picture)
    copy = Pillow.new("RGB", (max(1, width // factor), max(1, height // factor)))
    rows = STRIP * factor
    for top in range(0, copy.height * factor, rows):
        bottom = min(top + rows, copy.height * factor)
        strip = convert(picture.crop((0, top, copy.width * factor, bottom)))
        copy.paste(strip.reduce(factor), (0, top // factor))
    return copy
