"""Which files are made of a picture: the ladder of widths of each crop."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt

from images.models import Crop, Image

# Pixels. A phone's column at one, two and three times the density, then a screen's; the widest
# serves a 1280 px screen at double density without being the original.
WIDTHS = (320, 480, 720, 960, 1200, 1600)
# Shapes that search engines ask for beside 16:9, and small squares for those who lay out.
FEW_WIDTHS = (480, 1200)
SHAPES = {Crop.WIDE: (16, 9), Crop.CLASSIC: (4, 3), Crop.SQUARE: (1, 1), Crop.SOCIAL: (1200, 630)}
SOCIAL_WIDTH = 1200
WIDTHS_OF = {Crop.WIDE: WIDTHS, Crop.SOCIAL: (SOCIAL_WIDTH,)}
# Of a picture served whole: a strip a hundred times as high as wide is not sent at 1600 px.
TALLEST = 3200
# What a copy to work on may hold: enough for every width above, a quarter of what intake takes.
WORKING_PIXELS = 16_000_000


@dataclass(frozen=True)
class Cut:
    """One crop at one size, in pixels."""

    crop: Crop
    width: int
    height: int


def cuts(image: Image) -> Iterator[Cut]:
    """Every crop and size to make of `image`; a small original is never blown up."""
    width, height = working_size(image.width, image.height)
    for wanted in ladder(min(width, max(1, TALLEST * width // height))):
        yield Cut(Crop.WHOLE, wanted, proportional(wanted, height, width))
    if image.keep_whole:
        yield ground(width, height)
        return
    for crop, (across, down) in SHAPES.items():
        widest = min(width, max(1, height * across // down))
        for wanted in ladder(widest, WIDTHS_OF.get(crop, FEW_WIDTHS)):
            yield Cut(crop, wanted, proportional(wanted, down, across))


def ladder(widest: int, widths: tuple[int, ...] = WIDTHS) -> list[int]:
    """The widths that an original gives; its own when it is narrower than all of them."""
    return [width for width in widths if width <= widest] or [widest]


def proportional(width: int, down: int, across: int) -> int:
    return max(1, round(width * down / across))


def ground(width: int, height: int) -> Cut:
    """The card of a picture that must stay whole: the ground on which it is laid."""
    across, down = SHAPES[Crop.SOCIAL]
    wide = min(SOCIAL_WIDTH, max(width, height * across // down))
    return Cut(Crop.SOCIAL, wide, proportional(wide, down, across))


def reduction(width: int, height: int) -> int:
    """By how much an original is divided before anything else is done with it."""
    return max(1, isqrt(max(0, width * height - 1) // WORKING_PIXELS) + 1)


def working_size(width: int, height: int) -> tuple[int, int]:
    factor = reduction(width, height)
    return max(1, width // factor), max(1, height // factor)
