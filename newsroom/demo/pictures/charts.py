"""Charts, flat and without words: their caption and their description say what they show."""

from __future__ import annotations

import random

from PIL import Image

from newsroom.demo.pictures.sheet import Sheet
from newsroom.demo.pictures.tone import LANDSCAPE, Colour

PAPER: Colour = (250, 248, 244)
FOUNDED: Colour = (24, 78, 119)
UNFOUNDED: Colour = (190, 64, 32)
COLUMNS, ROWS = 10, 10
# Pixels: from one disc to the next, and the radius of each.
STEP, RADIUS = 116, 42


def one_alert_in_five(_rng: random.Random) -> Image.Image:
    """A hundred discs, of which twenty are rings: told apart by their shape as by their colour."""
    sheet = Sheet(LANDSCAPE, 2, PAPER)
    left = (LANDSCAPE[0] - STEP * (COLUMNS - 1)) / 2
    top = (LANDSCAPE[1] - STEP * (ROWS - 1)) / 2
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = left + column * STEP, top + row * STEP
            unfounded = row >= ROWS - 2
            sheet.ellipse(x, y, RADIUS, RADIUS, UNFOUNDED if unfounded else FOUNDED)
            if unfounded:
                sheet.ellipse(x, y, RADIUS * 0.62, RADIUS * 0.62, PAPER)
    return sheet.image()
