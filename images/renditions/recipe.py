"""The recipe of a picture's renditions: another one, and they are made anew."""

import hashlib
import json

from images.models import Image
from images.renditions.encoding import GROUND, PHONE_BYTES, PHONE_WIDTH, QUALITIES, SAVE_OPTIONS
from images.renditions.packet import packet
from images.renditions.plan import FEW_WIDTHS, SHAPES, TALLEST, WIDTHS, WIDTHS_OF, WORKING_PIXELS

# To be raised when the way of making them changes and nothing below does.
VERSION = 1
OF_THE_SITE = (
    VERSION, WIDTHS, FEW_WIDTHS, SHAPES, WIDTHS_OF, TALLEST, WORKING_PIXELS,
    QUALITIES, SAVE_OPTIONS, PHONE_WIDTH, PHONE_BYTES, GROUND,
)  # fmt: skip


def recipe_of(image: Image) -> str:
    """A fingerprint of all that decides the bytes: the site's settings, the picture's fields."""
    own = (image.sha256, float(image.focal_x), float(image.focal_y), bool(image.keep_whole))
    text = json.dumps([OF_THE_SITE, own, packet(image).decode()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
