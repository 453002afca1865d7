"""A stone house seen flat: walls, openings and tiles, ready to be laid in perspective."""

from __future__ import annotations

import math
import random

from PIL import Image

from newsroom.demo.pictures.sheet import Sheet
from newsroom.demo.pictures.tone import (
    Colour,
    mix,
    scaled,
)


def foliage(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    tone: Colour,
    rng: random.Random,
    leaves: int = 50,
) -> None:
    """A mass of leaves, darker below and lit from the left."""
    for index in range(leaves):
        angle, reach = rng.uniform(0, math.tau), rng.random() ** 0.5
        dx, dy = math.cos(angle) * reach * size, math.sin(angle) * reach * size * 0.8
        light = 0.55 + 0.3 * index / leaves + 0.5 * (-dx - dy) / (2 * size) + rng.gauss(0, 0.06)
        leaf = size * rng.uniform(0.5, 1.1) * (4.5 / leaves) ** 0.5
        sheet.ellipse(
            x + dx,
            y + dy,
            leaf,
            leaf * 0.8,
            scaled(mix(tone, (255, 214, 120), max(0.0, light - 0.8) * 0.7), light + 0.25),
        )


def stones(size: tuple[int, int], tone: Colour, rng: random.Random) -> Sheet:
    """A rubble wall seen flat: courses of uneven stones in pale mortar."""
    sheet = Sheet(size, 1, scaled(tone, 1.06))
    y = 0.0
    while y < size[1]:
        course = rng.uniform(15, 27)
        x = rng.uniform(-30, 0)
        while x < size[0]:
            width = rng.uniform(24, 68)
            hue = mix(tone, rng.choice([(214, 176, 128), (172, 158, 146), (240, 222, 190)]), 0.4)
            box = (x + 2, y + 2, x + width - 2, y + course - 2)
            sheet.rect(box, scaled(hue, rng.uniform(0.84, 1.04)), 6)
            x += width
        y += course
    return sheet


def _opening(sheet: Sheet, box: tuple[float, float, float, float]) -> None:
    """A lit window with dressed stone, glazing bars and blue shutters."""
    x0, y0, x1, y1 = box
    sheet.rect((x0 - 20, y0 - 26, x1 + 20, y1 + 18), (238, 220, 188), 3)
    for step in range(12):
        y = y0 + (y1 - y0) * step / 12
        sheet.rect((x0, y, x1, y1), mix((255, 196, 104), (255, 232, 172), step / 12))
    sheet.rect((x0, y0, x0 + 9, y1), (110, 80, 60, 150))
    sheet.rect(((x0 + x1) / 2 - 4, y0, (x0 + x1) / 2 + 4, y1), (244, 238, 224))
    for row in (1, 2):
        y = y0 + (y1 - y0) * row / 3
        sheet.rect((x0, y - 3, x1, y + 3), (244, 238, 224))
    half = (x1 - x0) * 0.56
    for left in (x0 - 22 - half, x1 + 22):
        sheet.rect((left + 6, y0 - 4, left + half + 8, y1 + 10), (96, 76, 62, 150))
        sheet.rect((left, y0 - 8, left + half, y1 + 6), (92, 138, 156))
        for slat in range(13):
            y = y0 + slat * (y1 - y0) / 13
            sheet.rect((left + 6, y, left + half - 6, y + 4), (62, 104, 124))


def front(rng: random.Random) -> Image.Image:
    """The long wall seen flat: windows, door and the doctor's brass plate."""
    sheet = stones((1500, 480), (228, 198, 156), rng)
    for left in (180.0, 1100.0):
        _opening(sheet, (left, 130, left + 150, 340))
    sheet.rect((640, 84, 860, 480), (238, 220, 188), 4)
    sheet.rect((664, 108, 836, 480), (30, 76, 104))
    for top, bottom in ((200, 310), (330, 456)):
        for left in (684, 762):
            sheet.rect((left, top, left + 58, bottom), (20, 58, 84))
            sheet.rect((left + 4, top + 4, left + 58, bottom), (46, 98, 128))
    sheet.rect((680, 120, 820, 182), (255, 214, 138))
    sheet.rect((747, 120, 753, 182), (30, 76, 104))
    sheet.rect((886, 210, 972, 300), (120, 88, 44), 4)
    sheet.rect((889, 211, 969, 296), (240, 204, 122), 4)
    for line, width in ((228, 50), (244, 60), (258, 44), (274, 56)):
        sheet.rect((929 - width / 2, line, 929 + width / 2, line + 5), (120, 88, 44))
    sheet.rect((0, 0, 1500, 26), (96, 72, 62, 150))
    for _ in range(60):
        y = 480 - abs(rng.gauss(0, 26))
        x = rng.uniform(0, 620) if rng.random() < 0.6 else rng.uniform(880, 1500)
        foliage(sheet, x, y, 26, (98, 128, 66), rng, 12)
        sheet.ellipse(
            x,
            y - 20,
            7,
            7,
            rng.choice([(226, 108, 132), (250, 222, 232), (168, 126, 204), (240, 190, 90)]),
        )
    return sheet.image()


def tiles(rng: random.Random) -> Image.Image:
    """The roof seen flat: courses of weathered tiles."""
    sheet = Sheet((1500, 520), 1, (128, 74, 58))
    for row in range(29):
        for column in range(62):
            x, y = column * 25 - (row % 2) * 12, row * 18
            hue = mix(
                (198, 116, 82),
                rng.choice([(150, 92, 76), (216, 150, 104), (160, 128, 96)]),
                rng.random() * 0.7,
            )
            sheet.rect((x, y, x + 23, y + 17), hue)
            sheet.rect((x, y + 12, x + 23, y + 17), scaled(hue, 0.74))
    return sheet.image()
