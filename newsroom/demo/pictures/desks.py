"""The newsroom in the evening: desks, screens, tall windows over the city."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.figures import seated, standing
from newsroom.demo.pictures.premises import (
    BACK,
    FLOOR,
    HAZE,
    LEFT,
    RIGHT,
    city,
    flat_plan,
    openings,
    pendants,
    shell,
)
from newsroom.demo.pictures.sheet import Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Place, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    finished,
    fractal,
    mix,
    scaled,
    smeared,
    textured,
)


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
    shell(sheet)
    openings(sheet, panes)
    flat_plan(sheet, rng)
    image = Image.composite(city(rng), sheet.image(), panes.image())
    glow = lamp(LANDSCAPE)
    glow.rect((0, 300, 760, 580), (110, 60, 44))
    image = _polished(textured(image, fractal(rng, LANDSCAPE, (12, 9), 3), 0.1))
    people = Sheet(LANDSCAPE, 2, shine(image, glow, (130, 0.6)))
    pendants(people, lights)
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
