"""The newsroom's premises: walls, windows on the evening, lamps and pinned pages."""

from __future__ import annotations

import random

from PIL import Image

from newsroom.demo.pictures.sheet import Sheet, shine
from newsroom.demo.pictures.space import Camera, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    mix,
    vertical,
)

FLOOR = Camera(eye=(0.9, 2.15, 0.0), focal=1180, centre=(1120, 500))


LEFT, RIGHT, BACK, CEILING = -6.4, 6.6, 21.0, 4.4


HAZE: Colour = (118, 92, 92)


def city(rng: random.Random) -> Image.Image:
    """What the windows show: the evening sky and the lights of the town, out of focus."""
    sky = vertical(
        LANDSCAPE,
        [
            (0, (28, 42, 96)),
            (0.25, (72, 76, 136)),
            (0.33, (196, 116, 118)),
            (0.39, (255, 178, 110)),
            (0.42, (236, 150, 108)),
            (0.5, (52, 44, 76)),
            (1, (24, 24, 44)),
        ],
    )
    town = Sheet(LANDSCAPE, 0.5, sky)
    for layer in range(3):
        x = -30.0
        while x < 2030:
            width = rng.uniform(24, 70)
            top = 540 - rng.uniform(40, 130) + layer * 34
            town.rect((x, top, x + width, 1000), mix((150, 92, 106), (34, 30, 58), layer / 2))
            x += width
    image = town.image(4)
    discs = Sheet(LANDSCAPE, 0.5, (0, 0, 0))
    for _ in range(260):
        x, y, size = rng.uniform(0, 2000), 570 + abs(rng.gauss(0, 90)), rng.uniform(5, 13)
        tint = rng.choice([(255, 196, 110), (255, 228, 180), (255, 120, 84), (150, 190, 255)])
        discs.ellipse(x, y, size, size, (*tint, rng.randrange(60, 200)))
    return shine(image, discs, (1.6, 0.9))


def openings(frame: Sheet, panes: Sheet) -> None:
    """Windows of the left wall and of the back: frames here, panes on the mask."""
    z = 2.0
    while z < BACK - 1:
        for low, high in ((0.9, 2.9), (3.0, 3.9)):
            for start in (z, z + 1.02):
                pane = FLOOR.shape(
                    (LEFT, low, start),
                    (LEFT, high, start),
                    (LEFT, high, start + 0.94),
                    (LEFT, low, start + 0.94),
                )
                panes.polygon(pane, 255)
        z += 2.5
    x = LEFT + 0.8
    while x < 1.2:
        for low, high in ((0.9, 2.9), (3.0, 3.9)):
            pane = FLOOR.shape(
                (x, low, BACK), (x, high, BACK), (x + 1.5, high, BACK), (x + 1.5, low, BACK)
            )
            panes.polygon(pane, 255)
        x += 1.75
    sill = FLOOR.shape(
        (LEFT, 0.86, 1), (LEFT + 0.3, 0.86, 1), (LEFT + 0.3, 0.86, BACK), (LEFT, 0.86, BACK)
    )
    frame.polygon(sill, (150, 110, 96))


def shell(sheet: Sheet) -> None:
    """Floor, ceiling with its beams, and the walls."""
    sheet.polygon(
        FLOOR.shape((LEFT, 0, 1), (RIGHT, 0, 1), (RIGHT, 0, BACK), (LEFT, 0, BACK)), (84, 64, 62)
    )
    for step in range(30):
        near, far = 1 + step * (BACK - 1) / 30, 1 + (step + 1) * (BACK - 1) / 30
        for x, tone in ((LEFT, (58, 48, 60)), (RIGHT, (128, 94, 80))):
            wall = FLOOR.shape((x, 0, near), (x, CEILING, near), (x, CEILING, far), (x, 0, far))
            sheet.polygon(wall, hazed(tone, HAZE, near, 30))
        roof = FLOOR.shape(
            (LEFT, CEILING, near),
            (RIGHT, CEILING, near),
            (RIGHT, CEILING, far),
            (LEFT, CEILING, far),
        )
        sheet.polygon(roof, hazed((52, 42, 50), HAZE, near, 30))
    sheet.polygon(
        FLOOR.shape(
            (LEFT, 0, BACK), (LEFT, CEILING, BACK), (RIGHT, CEILING, BACK), (RIGHT, 0, BACK)
        ),
        (104, 80, 80),
    )
    for index in range(8, -1, -1):
        z = 2.4 + index * 2.4
        for low, high, tone in ((4.0, 4.4, (40, 32, 40)), (4.0, 4.0, (70, 56, 58))):
            beam = FLOOR.shape(
                (LEFT, low, z),
                (LEFT, high, z if high > low else z + 0.4),
                (RIGHT, high, z if high > low else z + 0.4),
                (RIGHT, low, z),
            )
            sheet.polygon(beam, hazed(tone, HAZE, z, 30))


def flat_plan(sheet: Sheet, rng: random.Random) -> None:
    """The pages of the next issue, pinned to the right-hand wall."""
    board = (
        (RIGHT - 0.02, 1.05, 5.4),
        (RIGHT - 0.02, 3.3, 5.4),
        (RIGHT - 0.02, 3.3, 15.2),
        (RIGHT - 0.02, 1.05, 15.2),
    )
    sheet.polygon(FLOOR.shape(*board), (70, 54, 52))
    x = RIGHT - 0.04
    for row in range(2):
        for column in range(12):
            z, low = 5.6 + column * 0.8, 1.2 + row * 1.05
            page = FLOOR.shape(
                (x, low, z), (x, low + 0.92, z), (x, low + 0.92, z + 0.68), (x, low, z + 0.68)
            )
            sheet.polygon(page, hazed((246, 232, 208), HAZE, z, 44))
            picture = rng.choice([(86, 138, 160), (196, 120, 92), (104, 150, 120), (90, 90, 110)])
            top = low + rng.choice([0.42, 0.5])
            image = FLOOR.shape(
                (x, top, z + 0.06),
                (x, low + 0.76, z + 0.06),
                (x, low + 0.76, z + 0.62),
                (x, top, z + 0.62),
            )
            sheet.polygon(image, hazed(picture, HAZE, z, 44))
            for line in range(5):
                y = low + 0.06 + line * 0.07
                text = FLOOR.shape(
                    (x, y, z + 0.06),
                    (x, y + 0.025, z + 0.06),
                    (x, y + 0.025, z + 0.62),
                    (x, y, z + 0.62),
                )
                sheet.polygon(text, hazed((150, 134, 124), HAZE, z, 44))


def pendants(sheet: Sheet, lights: Sheet) -> None:
    """Three lines of hanging lamps."""
    for index in range(7, -1, -1):
        z = 3.6 + index * 2.3
        for x in (-4.0, 0.0, 4.0):
            u, v = FLOOR.at((x, 3.05, z))
            unit = FLOOR.size((x, 3, z))
            sheet.line([(u, v), FLOOR.at((x, CEILING, z))], (26, 22, 28), max(1, 0.014 * unit))
            sheet.polygon(
                [
                    (u - 0.07 * unit, v - 0.2 * unit),
                    (u + 0.07 * unit, v - 0.2 * unit),
                    (u + 0.3 * unit, v),
                    (u - 0.3 * unit, v),
                ],
                (30, 34, 40),
            )
            sheet.ellipse(u, v, 0.3 * unit, 0.05 * unit, (255, 226, 170))
            lights.ellipse(u, v + 0.03 * unit, 0.3 * unit, 0.09 * unit, (255, 196, 110))
