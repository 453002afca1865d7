"""The newsroom in the evening: desks, screens, tall windows over the city."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.figures import seated, standing
from newsroom.demo.pictures.sheet import Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Camera, Place, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    finished,
    fractal,
    mix,
    scaled,
    smeared,
    textured,
    vertical,
)

FLOOR = Camera(eye=(0.9, 2.15, 0.0), focal=1180, centre=(1120, 500))
LEFT, RIGHT, BACK, CEILING = -6.4, 6.6, 21.0, 4.4
HAZE: Colour = (118, 92, 92)


def _city(rng: random.Random) -> Image.Image:
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


def _openings(frame: Sheet, panes: Sheet) -> None:
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


def _shell(sheet: Sheet) -> None:
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


def _flat_plan(sheet: Sheet, rng: random.Random) -> None:
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


def _pendants(sheet: Sheet, lights: Sheet) -> None:
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


def _screen(sheet: Sheet, lights: Sheet, place: Place, rng: random.Random) -> None:
    """A monitor turned towards us: an article being laid out."""
    u, v = FLOOR.at(place)
    unit = FLOOR.size(place)
    half, tall = 0.36 * unit, 0.42 * unit
    sheet.rect((u - 0.03 * unit, v - 0.2 * unit, u + 0.03 * unit, v), (22, 22, 28))
    top = v - 0.16 * unit - tall
    sheet.rect(
        (
            u - half - 0.02 * unit,
            top - 0.02 * unit,
            u + half + 0.02 * unit,
            top + tall + 0.03 * unit,
        ),
        (18, 18, 24),
        0.02 * unit,
    )
    paper = rng.choice([(226, 238, 246), (240, 240, 236), (30, 48, 74), (206, 228, 238)])
    sheet.rect((u - half, top, u + half, top + tall), paper)
    lights.rect((u - half, top, u + half, top + tall), scaled(paper, 0.42))
    sheet.rect((u - half, top, u + half, top + 0.06 * tall), mix(paper, (30, 110, 140), 0.7))
    photo = rng.choice([(74, 140, 150), (206, 126, 92), (96, 120, 176)])
    sheet.rect((u - half * 0.86, top + tall * 0.16, u + half * 0.1, top + tall * 0.56), photo)
    for line in range(8):
        left = u - half * 0.86 if line > 3 else u + half * 0.2
        y = top + tall * (0.18 + 0.095 * line)
        sheet.rect(
            (left, y, u + half * rng.uniform(0.6, 0.88), y + tall * 0.035),
            mix(paper, (110, 120, 132), 0.6),
        )


def _row(sheet: Sheet, lights: Sheet, z: float, rng: random.Random) -> None:
    """One row of desks with screens, lamps, papers and the people at work."""
    for centre in (-3.5, 2.6):
        left, right = centre - 2.2, centre + 2.2
        top = FLOOR.shape(
            (left, 0.76, z), (left, 0.76, z + 0.95), (right, 0.76, z + 0.95), (right, 0.76, z)
        )
        sheet.polygon(top, hazed((176, 126, 88), HAZE, z, 34))
        lip = FLOOR.shape((left, 0.7, z), (left, 0.76, z), (right, 0.76, z), (right, 0.7, z))
        sheet.polygon(lip, hazed((110, 76, 58), HAZE, z, 34))
        under = FLOOR.shape((left, 0.0, z), (left, 0.7, z), (right, 0.7, z), (right, 0.0, z))
        sheet.polygon(under, hazed((44, 34, 38), HAZE, z, 34))
        for x in (centre - 1.5, centre, centre + 1.5):
            _screen(sheet, lights, (x + rng.uniform(-0.1, 0.1), 0.76, z + 0.6), rng)
            for _ in range(3):
                u, v = FLOOR.at((x + rng.uniform(-0.6, 0.6), 0.77, z + rng.uniform(0.1, 0.4)))
                unit = FLOOR.size((x, 0.77, z))
                sheet.polygon(
                    [
                        (u - 0.13 * unit, v),
                        (u + 0.1 * unit, v - 0.01 * unit),
                        (u + 0.14 * unit, v + 0.05 * unit),
                        (u - 0.12 * unit, v + 0.06 * unit),
                    ],
                    hazed((240, 226, 204), HAZE, z, 34),
                )
            if rng.random() < 0.66:
                _worker(sheet, x + 0.1, z - 0.35, rng)


def _worker(sheet: Sheet, x: float, z: float, rng: random.Random) -> None:
    """Somebody at a desk, from behind, edged with the light of the windows."""
    u, v = FLOOR.at((x, 0.5, z))
    unit = FLOOR.size((x, 0.5, z))
    shirt = rng.choice([(52, 62, 84), (96, 52, 56), (42, 40, 50), (84, 84, 88), (36, 70, 74)])
    looks = rng.random()
    hair = rng.choice([(30, 24, 26), (58, 38, 30), (92, 66, 48), (96, 92, 94)])
    rim = (250, 180, 130)
    for shift, ink, top in ((0.018, rim, rim), (0.0, scaled(shirt, 0.7), scaled(hair, 0.8))):
        seated(
            sheet,
            u - shift * unit,
            v - shift * 0.6 * unit,
            0.86 * unit,
            ink,
            random.Random(looks),
            top,
        )
    back = (u - 0.24 * unit, v - 0.42 * unit, u + 0.24 * unit, v + 0.3 * unit)
    sheet.rect(back, (24, 22, 30), 0.06 * unit)


def _polished(image: Image.Image) -> Image.Image:
    """Reflections of windows and lamps on the waxed floor between the desks."""
    base = round(FLOOR.at((0, 0, BACK))[1])
    depth = LANDSCAPE[1] - base
    mirror = image.crop((0, max(0, base - depth), 2000, base))
    mirror = smeared(mirror.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 4, 40)
    floor = image.copy()
    floor.paste(mirror, (0, base))
    floor = ImageChops.multiply(floor, Image.new("RGB", LANDSCAPE, (220, 188, 172)))
    ground = stencil(LANDSCAPE)
    ground.polygon(FLOOR.shape((LEFT, 0, 1), (RIGHT, 0, 1), (RIGHT, 0, BACK), (LEFT, 0, BACK)), 170)
    return Image.composite(floor, image, ground.image())


def newsroom(rng: random.Random) -> Image.Image:
    """A newsroom at the end of the day, between the last light and the lamps."""
    sheet, lights, panes = Sheet(LANDSCAPE, 2, (20, 18, 26)), lamp(LANDSCAPE), stencil(LANDSCAPE)
    _shell(sheet)
    _openings(sheet, panes)
    _flat_plan(sheet, rng)
    image = Image.composite(_city(rng), sheet.image(), panes.image())
    glow = lamp(LANDSCAPE)
    glow.rect((0, 300, 760, 580), (110, 60, 44))
    image = _polished(textured(image, fractal(rng, LANDSCAPE, (12, 9), 3), 0.1))
    people = Sheet(LANDSCAPE, 2, shine(image, glow, (130, 0.6)))
    _pendants(people, lights)
    for z in (16.4, 13.4, 10.6, 8.0, 5.5):
        _row(people, lights, z, rng)
        if z in (13.4, 8.0):
            u, v = FLOOR.at((-0.5, 0, z))
            standing(people, u, v, 1.74 * FLOOR.size((0, 0, z)), (30, 26, 36), 0.07)
    image = shine(people.image(), lights, (10, 0.65), (56, 0.7))
    near, screens = Sheet(LANDSCAPE, 1), lamp(LANDSCAPE)
    _row(near, screens, 3.1, rng)
    image = shine(near.over(image, 6), screens, (40, 0.6))
    return finished(image, rng, shadows=(14, 11, 22), lights=(255, 248, 236), contrast=0.5)
