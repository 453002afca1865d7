"""Façades: the modern campus at dusk and the stone ministry in the morning."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.figures import standing
from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Camera, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    fade,
    finished,
    fractal,
    mix,
    scaled,
    smeared,
    vertical,
)

STREET = Camera(eye=(0.0, 1.75, 0.0), focal=1150, centre=(1000, 960))
FLOOR_HEIGHT = 3.5
FLOORS = 6


def _dusk_sky(rng: random.Random) -> Image.Image:
    """A clear evening sky with a few streaks of lit cloud."""
    sky = vertical(
        LANDSCAPE,
        [
            (0, (28, 44, 88)),
            (0.3, (74, 86, 136)),
            (0.52, (186, 136, 146)),
            (0.66, (248, 186, 138)),
            (0.72, (255, 214, 160)),
            (1, (120, 92, 104)),
        ],
    )
    clouds = fractal(rng, LANDSCAPE, (3, 16), 4).point([max(0, v - 118) for v in range(256)])
    clouds = ImageChops.multiply(clouds, fade(LANDSCAPE, [(0, 70), (0.4, 230), (0.72, 200)]))
    sky.paste((255, 176, 150), mask=clouds)
    return sky


def _wing(
    sheet: Sheet,
    lights: Sheet,
    start: tuple[float, float],
    end: tuple[float, float],
    bays: int,
    rng: random.Random,
) -> None:
    """One glass wing between two points of the ground plan."""

    def spot(share: float, height: float) -> tuple[float, float, float]:
        x = start[0] + (end[0] - start[0]) * share
        return x, height, start[1] + (end[1] - start[1]) * share

    roof = FLOORS * FLOOR_HEIGHT + 1.1
    frame: Colour = (44, 44, 60)
    sheet.polygon(STREET.shape(spot(0, 0), spot(0, roof), spot(1, roof), spot(1, 0)), frame)
    for floor in range(FLOORS):
        low, high = floor * FLOOR_HEIGHT + 0.35, (floor + 1) * FLOOR_HEIGHT - 0.12
        mood = rng.random()
        for bay in range(bays):
            left, right = (bay + 0.06) / bays, (bay + 0.94) / bays
            depth = STREET.depth(spot(left, 0))
            glass = STREET.shape(
                spot(left, low), spot(left, high), spot(right, high), spot(right, low)
            )
            occupied = floor == 0 or rng.random() < 0.32 + 0.4 * mood
            _window(sheet, lights, glass, occupied, floor, rng, depth)
        slab = STREET.shape(
            spot(-0.01, high + 0.02),
            spot(-0.01, high + 0.4),
            spot(1, high + 0.4),
            spot(1, high + 0.02),
        )
        sheet.polygon(
            slab, hazed((150, 138, 148), (226, 170, 146), STREET.depth(spot(0.5, 0)), 160)
        )
    for fin in range(bays * 2 + 1):
        share = fin / (bays * 2)
        unit = STREET.size(spot(share, 3))
        sheet.line(
            STREET.shape(spot(share, 3.4), spot(share, roof)),
            (190, 160, 150),
            max(0.8, 0.055 * unit),
        )


def _window(
    sheet: Sheet,
    lights: Sheet,
    glass: list[tuple[float, float]],
    occupied: bool,
    floor: int,
    rng: random.Random,
    depth: float,
) -> None:
    """A pane: either a lit room or a reflection of the sky."""
    (x0, y1), (_, y0), (x1, y2), (_, y3) = glass
    if not occupied:
        for step in range(4):
            share = step / 4
            tone = mix((70, 84, 130), (224, 160, 146), 0.9 - share + 0.05 * floor - 0.2)
            sheet.polygon(
                [(x0, y0 + (y1 - y0) * share), (x1, y2 + (y3 - y2) * share), (x1, y3), (x0, y1)],
                scaled(tone, rng.uniform(0.72, 0.9)),
            )
        return
    warm = rng.choice([(255, 206, 132), (255, 220, 160), (250, 190, 112), (226, 234, 240)])
    glow = rng.uniform(0.72, 1.0)
    for step in range(4):
        share = step / 4
        tone = mix(scaled(warm, glow), (150, 96, 62), share * 0.8)
        sheet.polygon(
            [(x0, y0 + (y1 - y0) * share), (x1, y2 + (y3 - y2) * share), (x1, y3), (x0, y1)], tone
        )
    lights.polygon(glass, scaled(warm, 0.42 * glow))
    width, height = x1 - x0, y1 - y0
    for _ in range(rng.randrange(0, 4)):
        left = x0 + width * rng.uniform(0.05, 0.7)
        top = y1 - height * rng.uniform(0.15, 0.4)
        sheet.rect(
            (left, top, left + width * rng.uniform(0.08, 0.28), y1),
            (58, 36, 30, rng.randrange(90, 200)),
        )
    if floor and rng.random() < 0.22:
        standing(
            sheet,
            x0 + width * rng.uniform(0.25, 0.75),
            y1 + height * 0.02,
            900 / depth * 1.7,
            (40, 26, 28),
            0.03,
        )


def _trees(sheet: Sheet, rng: random.Random) -> None:
    """Slender plane trees on the square, as silhouettes."""
    for x, z in ((-9.5, 15), (-3.4, 24), (11.6, 17), (15.8, 24)):
        unit = STREET.size((x, 0, z))
        u, v = STREET.at((x, 0, z))
        tone = hazed((20, 20, 30), (200, 150, 140), z, 90)
        sheet.tube(
            [(u, v), (u + 0.05 * unit, v - 1.6 * unit), (u, v - 3.2 * unit)], tone, 0.14 * unit
        )
        for _ in range(26):
            dx, dy = rng.gauss(0, 0.75), rng.gauss(4.1, 0.75)
            tip = (u + dx * unit, v - dy * unit)
            sheet.tube(
                [(u, v - 2.6 * unit), (u + dx * 0.4 * unit, v - dy * 0.8 * unit), tip],
                tone,
                0.035 * unit,
            )
            for _ in range(22):
                leaf = rng.uniform(0.04, 0.12) * unit
                sheet.ellipse(
                    tip[0] + rng.gauss(0, 0.3) * unit,
                    tip[1] + rng.gauss(0, 0.26) * unit,
                    leaf,
                    leaf * 0.7,
                    scaled(tone, rng.uniform(0.8, 1.7)),
                )


def _reflected(image: Image.Image, start: Point, end: Point) -> Image.Image:
    """The picture turned upside down about the foot of a wall seen at an angle."""
    slope = (end[1] - start[1]) / (end[0] - start[0])
    foot = start[1] - slope * start[0]
    terms = (1, 0, 0, 2 * slope, -1, 2 * foot)
    return image.transform(image.size, Image.Transform.AFFINE, terms, Image.Resampling.BILINEAR)


def _wet_square(image: Image.Image) -> Image.Image:
    """The polished square that mirrors both wings."""
    left, corner, right = STREET.shape((-27, 0, 36), (3.6, 0, 21), (30, 0, 46))
    ground = stencil(LANDSCAPE)
    ground.polygon(
        [(0, left[1]), left, corner, right, (2000, right[1]), (2000, 1333), (0, 1333)], 255
    )
    mirror = _reflected(image, left, corner)
    seam = round(corner[0])
    mirror.paste(_reflected(image, corner, right).crop((seam, 0, 2000, 1333)), (seam, 0))
    mirror = ImageChops.multiply(
        smeared(mirror, 2, 14), vertical(LANDSCAPE, [(0.72, (215, 200, 204)), (1, (118, 120, 150))])
    )
    sheet = Sheet(LANDSCAPE, 2, mirror)
    for row in range(24):
        z = 3.2 + row * 1.6
        ink = (20, 18, 34, max(20, 90 - row * 3))
        sheet.line(STREET.shape((-40, 0, z), (40, 0, z)), ink, 0.03 * 1150 / z)
    for column in range(-20, 21):
        ends = STREET.shape((column * 1.6, 0, 3.0), (column * 1.6, 0, 36))
        sheet.line(ends, (20, 18, 34, 50), 1.2)
    return Image.composite(sheet.image(), image, ground.image())


def campus(rng: random.Random) -> Image.Image:
    """A glass campus on a corner, its offices lit as the evening falls."""
    sheet = Sheet(LANDSCAPE, 2, _dusk_sky(rng))
    lights = lamp(LANDSCAPE)
    for _ in range(40):
        x, height = rng.uniform(-90, 90), rng.uniform(10, 26)
        box = STREET.shape((x, 0, 110), (x, height, 110), (x + 12, height, 110), (x + 12, 0, 110))
        sheet.polygon(box, mix((150, 112, 128), (190, 138, 138), rng.random()))
    _wing(sheet, lights, (3.6, 21), (30, 46), 15, rng)
    _wing(sheet, lights, (-27, 36), (3.6, 21), 17, rng)
    _trees(sheet, rng)
    image = shine(sheet.image(), lights, (10, 0.5), (60, 0.6))
    image = _wet_square(image)
    people = Sheet(LANDSCAPE)
    for x, z, stride in (
        (-6.2, 14, 0.11),
        (-5.4, 14.2, 0.08),
        (1.4, 17, 0.1),
        (5.8, 11, 0.12),
        (-1.2, 19, 0.03),
        (-0.5, 19.2, 0.02),
        (9.2, 20, 0.1),
    ):
        u, v = STREET.at((x, 0, z))
        height = 1.74 * STREET.size((x, 0, z))
        tone = hazed((18, 17, 28), (190, 140, 130), z, 80)
        people.polygon(
            [
                (u - 0.09 * height, v),
                (u + 0.09 * height, v),
                (u + 0.05 * height, v + height * 0.7),
                (u - 0.04 * height, v + height * 0.7),
            ],
            (*tone, 90),
        )
        standing(people, u, v, height, tone, stride)
    image = people.over(image, 0.8)
    dusk = lamp(LANDSCAPE)
    dusk.ellipse(1930, 880, 300, 130, (150, 80, 40))
    dusk.ellipse(1000, 930, 500, 60, (90, 60, 30))
    image = shine(image, dusk, (120, 0.8))
    return finished(image, rng, shadows=(12, 12, 28), lights=(255, 248, 238), contrast=0.45)
