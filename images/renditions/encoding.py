"""Cutting and encoding: from a working copy to the bytes of every rendition that is asked."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image as Pillow
from PIL import ImageOps

from images.decoding import MEMORY
from images.models import Crop, Image
from images.renditions.packet import packet
from images.renditions.plan import Cut
from images.renditions.working_copy import working_copy

AT_ONCE = ("jpeg", "webp")
LATER = ("avif",)
FORMATS = AT_ONCE + LATER
SAVE_OPTIONS: dict[str, dict[str, int | bool]] = {
    "jpeg": {"optimize": True, "progressive": True},
    "webp": {"method": 4},
    "avif": {"speed": 8, "max_threads": 1},
}
# The first is what we want; the others are for a picture that would be too heavy for a phone. The
# lowest serve upright ones full of detail, on a screen of double density, until there is an AVIF.
QUALITIES = {
    "jpeg": (78, 68, 58, 48, 38, 30, 23, 17, 12),
    "webp": (76, 62, 48, 34, 24, 14, 7, 3, 0),
    "avif": (55, 47, 40, 34),
}
# Row P09: what a phone of 360 px at double density downloads as the hero.
PHONE_WIDTH = 720
PHONE_BYTES = 60 * 1024
GROUND = "white"


@dataclass(frozen=True)
class Encoded:
    """A rendition before it is kept."""

    cut: Cut
    format: str
    data: bytes


def formats_of(crop: str, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Networks that show a card do not all read newer formats: it is a JPEG alone."""
    return tuple(form for form in formats if form == "jpeg" or crop != Crop.SOCIAL)


def encode(image: Image, wanted: Iterable[tuple[Cut, str]]) -> list[Encoded]:
    """The `wanted` renditions of `image`; its original is decoded once.

    Raises OSError or ValueError when the original is not there or cannot be decoded.
    """
    by_crop = groupby(sorted(wanted, key=order), key=lambda one: one[0].crop)
    xmp = packet(image)
    # One original at once in a process, from its first pixel to its last file, and no upload looked
    # at meanwhile: four of the largest must not cost four times the memory.
    with MEMORY.taken(MEMORY.size):
        with image.file.open("rb") as file:
            original = working_copy(file)
        return [
            Encoded(cut, form, encoded(picture, form, xmp))
            for _crop, group in by_crop
            for cut, form, picture in cut_down(image, original, list(group))
        ]


def order(one: tuple[Cut, str]) -> tuple[str, int, str]:
    """Each crop from wide to narrow: the next is cut from the one before."""
    cut, form = one
    return cut.crop, -cut.width, form


def cut_down(
    image: Image, original: Pillow.Image, wanted: list[tuple[Cut, str]]
) -> Iterator[tuple[Cut, str, Pillow.Image]]:
    picture = original
    for cut, group in groupby(wanted, key=lambda one: one[0]):
        first = picture is original
        picture = (
            shaped(image, original, cut)
            if first
            else picture.resize((cut.width, cut.height), Pillow.Resampling.LANCZOS)
        )
        for _cut, form in group:
            yield cut, form, picture


def shaped(image: Image, original: Pillow.Image, cut: Cut) -> Pillow.Image:
    """The crop around the focal point; whole on a plain ground where it must not be cropped."""
    size = (cut.width, cut.height)
    if image.keep_whole and cut.crop != Crop.WHOLE:
        return on_ground(original, size)
    focal = (image.focal_x, image.focal_y)
    return ImageOps.fit(original, size, Pillow.Resampling.LANCZOS, centering=focal)


def on_ground(original: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    """`original` whole in the middle of a plain ground of `size`, not blown up."""
    picture = original
    if original.width > size[0] or original.height > size[1]:
        picture = ImageOps.contain(original, size, Pillow.Resampling.LANCZOS)
    ground = Pillow.new("RGB", size, GROUND)
    ground.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return ground


def encoded(picture: Pillow.Image, form: str, xmp: bytes) -> bytes:
    """The bytes of `picture`, of lesser quality where a phone would wait for them."""
    data = b""
    for quality in QUALITIES[form]:
        buffer = io.BytesIO()
        picture.save(buffer, form.upper(), xmp=xmp, quality=quality, **SAVE_OPTIONS[form])
        data = buffer.getvalue()
        if picture.width > PHONE_WIDTH or len(data) <= PHONE_BYTES:
            break
    return data
