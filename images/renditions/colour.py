"""Colours as a screen shows them: whatever a file holds, eight bits of sRGB on white."""

import io
from collections.abc import Callable
from functools import cache

from PIL import Image as Pillow
from PIL import ImageCms

Conversion = Callable[[Pillow.Image], Pillow.Image]

TRANSPARENT = {"RGBA", "LA", "PA", "La", "RGBa"}
SIXTEEN_BITS = {"I;16", "I;16B", "I;16L", "I;16N", "I"}
# The profile's own colour space, by the mode in which Pillow holds such a picture.
SPACES = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY", "LAB": "Lab "}


def conversion(picture: Pillow.Image) -> Conversion:
    """How to bring `picture`, or any piece of it, to sRGB on white."""
    profiled = by_profile(picture)
    palette = picture.mode == "P"
    see_through = picture.mode in TRANSPARENT or "transparency" in picture.info

    def convert(piece: Pillow.Image) -> Pillow.Image:
        if piece.mode in SIXTEEN_BITS:
            piece = eight_bits(piece)
        if see_through:
            return on_white(piece.convert("RGBA"), profiled)
        if palette or piece.mode == "1":
            piece = piece.convert("RGB")
        if profiled:
            return profiled(piece)
        if piece.mode == "LAB":
            return between("LAB")(piece)
        return piece.convert("RGB")

    return convert


def eight_bits(piece: Pillow.Image) -> Pillow.Image:
    """Sixteen bits of grey down to eight; Pillow alone would clip all but the darkest."""
    return piece.convert("I").point([value >> 8 for value in range(65_536)], "L")


def on_white(rgba: Pillow.Image, profiled: Conversion | None) -> Pillow.Image:
    colours = rgba.convert("RGB")
    shown = profiled(colours) if profiled else colours
    ground = Pillow.new("RGB", rgba.size, "white")
    ground.paste(shown, mask=rgba.getchannel("A"))
    return ground


def by_profile(picture: Pillow.Image) -> Conversion | None:
    """The way from the profile in the file to sRGB; None without one that fits its colours."""
    data = picture.info.get("icc_profile")
    if not data:
        return None
    mode = mode_of_colours(picture.mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if source.profile.xcolor_space != SPACES.get(mode):
            return None
        transform = ImageCms.buildTransform(
            source, srgb(), mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A damaged profile: the colours as they stand are the best guess that is left.
        return None

    def apply(piece: Pillow.Image) -> Pillow.Image:
        fitting = piece if piece.mode == mode else piece.convert(mode)
        return ImageCms.applyTransform(fitting, transform) or fitting.convert("RGB")

    return apply


def mode_of_colours(mode: str) -> str:
    """The mode in which the profile's transform takes the pixels of a picture in `mode`."""
    if mode in {"CMYK", "LAB"}:
        return mode
    return "L" if mode in {"L", "1"} | SIXTEEN_BITS else "RGB"


@cache
def srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def between(mode: str) -> Conversion:
    """From CIELAB, of which Pillow's own conversion knows nothing."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    transform = ImageCms.buildTransform(lab, srgb(), mode, "RGB")

    def apply(piece: Pillow.Image) -> Pillow.Image:
        return ImageCms.applyTransform(piece, transform) or piece.convert("RGB")

    return apply
