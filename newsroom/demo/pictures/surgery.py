"""The operating room: lamps in the dark, and a team around the table."""

from __future__ import annotations

import math
import random

from PIL import Image

from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.surgeons import FIELD, far_team, near_team
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    blurred,
    finished,
    fractal,
    mesh,
    scaled,
    textured,
)


def _theatre(rng: random.Random) -> Image.Image:
    """The dim room behind: tiled wall, cabinets and monitors out of focus."""
    wall = mesh(
        LANDSCAPE,
        [
            [(8, 26, 34), (22, 62, 72), (8, 28, 38)],
            [(12, 42, 52), (56, 120, 126), (14, 46, 56)],
            [(6, 22, 30), (30, 72, 80), (6, 20, 28)],
        ],
    )
    sheet = Sheet(LANDSCAPE, 1, wall)
    for column in range(17):
        sheet.rect((column * 125, 0, column * 125 + 4, 900), (6, 24, 32, 90))
    for x, width in ((40, 250), (1690, 280)):
        sheet.rect((x, 470, x + width, 1100), (24, 58, 66))
        for shelf in range(5):
            top = 490 + shelf * 120
            sheet.rect((x + 14, top, x + width - 14, top + 100), (10, 32, 42))
            for _ in range(7):
                left = x + 20 + rng.uniform(0, width - 70)
                sheet.rect(
                    (left, top + rng.uniform(20, 60), left + 34, top + 100),
                    rng.choice([(70, 130, 132), (150, 176, 170), (44, 88, 104)]),
                )
    image = blurred(sheet.image(), 11)
    screens, lights = Sheet(LANDSCAPE, 1, image), lamp(LANDSCAPE)
    _monitor(screens, lights, (300, 380), 330, (90, 255, 190))
    _monitor(screens, lights, (1400, 420), 290, (110, 214, 255))
    return shine(screens.image(2.6), lights, (12, 0.6), (60, 0.7))


def _monitor(sheet: Sheet, lights: Sheet, corner: Point, width: float, tint: Colour) -> None:
    """A vital-signs monitor with its traces."""
    x, y = corner
    height = width * 0.62
    sheet.rect((x - 12, y - 12, x + width + 12, y + height + 12), (10, 18, 24), 10)
    sheet.rect((x, y, x + width, y + height), (8, 34, 50), 4)
    lights.rect((x, y, x + width, y + height), (14, 60, 84))
    pulse = [0, 0, -6, 0, 8, -44, 20, 0, -9, -3, 0, 0]
    for row, ink in enumerate((tint, (255, 214, 110), (120, 190, 255))):
        middle = y + height * (0.26 + row * 0.27)
        count = 37
        trace: list[Point] = []
        for k in range(count):
            swing = pulse[k % 12] * 0.8 if row == 0 else 14 * math.sin(k * (0.8 - row * 0.2))
            trace.append((x + 10 + k * (width - 90) / count, middle + swing))
        sheet.line(trace, ink, 4)
        lights.line(trace, scaled(ink, 0.6), 8)
        sheet.rect((x + width - 66, middle - 18, x + width - 14, middle + 14), ink, 4)


def _lamp_head(sheet: Sheet, lights: Sheet, centre: Point, across: float, tilt: float) -> None:
    """A surgical light: its arm, its dish and its bright cells."""
    x, y = centre
    down = across * 0.34
    arm: list[Point] = [
        (x + tilt * 300, -30),
        (x + tilt * 330, y - 200),
        (x + tilt * 120, y - 96),
        (x, y - 20),
    ]
    sheet.tube(arm, (60, 84, 90), 34)
    sheet.tube([(px - 7, py) for px, py in arm], (150, 180, 184), 8)
    sheet.ellipse(x, y - 16, across * 1.02, down * 1.1, (120, 148, 152))
    sheet.ellipse(x, y - 4, across * 1.02, down * 1.05, (40, 62, 68))
    sheet.ellipse(x, y, across * 0.97, down * 0.97, (206, 226, 226))
    for ring, count in ((0.0, 1), (0.34, 7), (0.62, 13), (0.86, 19)):
        for cell in range(count):
            angle = cell * math.tau / count + ring
            u = x + across * ring * math.cos(angle)
            v = y + down * ring * math.sin(angle)
            size = across * 0.1
            sheet.ellipse(u, v, size, size * 0.42, (255, 255, 250))
            lights.ellipse(u, v, size, size * 0.5, (255, 250, 226))


def _beams(image: Image.Image) -> Image.Image:
    """Cones of light from the lamps down to the operating field."""
    beams = lamp(LANDSCAPE)
    x, y = FIELD
    beams.polygon([(430, 300), (950, 300), (x + 200, y), (x - 220, y)], (66, 92, 88))
    beams.polygon([(1190, 210), (1570, 210), (x + 210, y), (x - 130, y)], (50, 72, 72))
    beams.ellipse(x, y, 300, 70, (170, 200, 190))
    return shine(image, beams, (22, 0.5), (90, 0.75))


def _table(image: Image.Image, rng: random.Random) -> Image.Image:
    """The draped table: green cloth modelled by folds, bright in the field."""
    cloth = mesh(
        LANDSCAPE,
        [
            [(20, 84, 84), (30, 110, 106), (20, 84, 84)],
            [(44, 140, 132), (222, 250, 238), (40, 132, 126)],
            [(8, 44, 50), (18, 76, 78), (6, 38, 46)],
        ],
    )
    cloth = textured(cloth, fractal(rng, LANDSCAPE, (22, 3), 3), 0.5)
    shape = stencil(LANDSCAPE)
    shape.curve(
        [
            (210, 1010),
            (600, 958),
            (1010, 946),
            (1420, 958),
            (1790, 1010),
            (1830, 1400),
            (170, 1400),
        ],
        255,
    )
    image = Image.composite(cloth, image, shape.image())
    sheet = Sheet(LANDSCAPE, 0.5)
    sheet.curve(
        [
            (700, 988),
            (840, 956),
            (1010, 946),
            (1190, 956),
            (1320, 988),
            (1190, 1012),
            (1010, 1020),
            (830, 1012),
        ],
        (190, 232, 220, 150),
    )
    return sheet.over(image, 12)


def operating_room(rng: random.Random) -> Image.Image:
    """A surgical team around the table, under two lamps."""
    image = _theatre(rng)
    sheet, lights = Sheet(LANDSCAPE, 2, image), lamp(LANDSCAPE)
    _lamp_head(sheet, lights, (700, 265), 270, -0.6)
    _lamp_head(sheet, lights, (1370, 180), 190, 0.7)
    image = shine(sheet.image(), lights, (14, 0.8), (90, 0.9))
    image = _beams(_table(far_team(image), rng))
    image = near_team(image)
    return finished(
        image,
        rng,
        shadows=(3, 12, 18),
        lights=(250, 255, 250),
        contrast=0.5,
        glow=0.45,
        corners=0.6,
    )
