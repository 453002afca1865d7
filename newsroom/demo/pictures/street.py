"""The pharmacy: its green cross at the blue hour, on a wet street."""

from __future__ import annotations

import itertools
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.figures import standing
from newsroom.demo.pictures.houses import HAZE, LANE, Scene, house, shops
from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    finished,
    fractal,
    mesh,
    mix,
    smeared,
    vertical,
)

GREEN: Colour = (40, 255, 140)


def _pharmacy(scene: Scene, rng: random.Random) -> None:
    """The shopfront: pale light, shelves of boxes, green fascia."""
    x = -4.99
    scene.wall(x, 0, 3.6, 4.6, 12.2, (20, 52, 48))
    scene.lit(x, 2.85, 3.4, 4.8, 12.0, (64, 220, 140), 0.6)
    for start, end in ((4.9, 7.0), (7.15, 8.6), (8.75, 10.4), (10.55, 11.9)):
        scene.lit(x, 0.35, 2.7, start, end, (222, 248, 232), 0.5)
        if start == 7.15:
            scene.wall(x, 0, 2.7, (start + end) / 2 - 0.03, (start + end) / 2 + 0.03, (44, 80, 74))
            continue
        for shelf in range(5):
            low = 0.5 + shelf * 0.44
            scene.wall(x, low - 0.05, low, start, end, (150, 190, 174))
            box = start + 0.04
            while box < end - 0.14:
                width = rng.uniform(0.07, 0.2)
                tint = rng.choice(
                    [
                        (230, 92, 84),
                        (70, 146, 200),
                        (246, 250, 246),
                        (88, 180, 130),
                        (244, 196, 92),
                        (246, 250, 246),
                        (150, 120, 190),
                    ]
                )
                scene.wall(
                    x,
                    low,
                    low + rng.uniform(0.16, 0.32),
                    box,
                    box + width,
                    mix(tint, (226, 246, 234), 0.25),
                )
                box += width + 0.03


def _cross(scene: Scene) -> None:
    """The green cross above the pavement, facing us, with its rings of diodes."""
    x, y, z = -4.0, 3.95, 7.6
    scene.sheet.line(scene.shape((-4.99, y, z), (x, y, z)), (16, 22, 30), 12)
    for half, ink in (
        (0.62, (8, 30, 28)),
        (0.57, (22, 150, 92)),
        (0.46, (70, 255, 160)),
        (0.34, (10, 96, 62)),
        (0.25, (120, 255, 190)),
    ):
        arm = half - 0.36 if half > 0.4 else half * 0.34
        arm = max(arm, half * 0.36)
        for wide, tall in ((half, arm), (arm, half)):
            plus = (
                (x - wide, y - tall, z),
                (x - wide, y + tall, z),
                (x + wide, y + tall, z),
                (x + wide, y - tall, z),
            )
            scene.sheet.polygon(scene.shape(*plus), ink)
            scene.lights.polygon(scene.shape(*plus), GREEN)


def _cars(scene: Scene) -> None:
    """Head lamps and tail lamps down the street."""
    for x, z, ink in (
        (2.2, 17, (255, 244, 214)),
        (2.5, 27, (255, 240, 206)),
        (-0.4, 22, (255, 58, 44)),
        (-0.2, 36, (255, 70, 50)),
    ):
        unit = LANE.size((x, 0, z))
        body = scene.shape(
            (x - 0.85, 0.3, z),
            (x - 0.8, 0.95, z),
            (x - 0.6, 1.45, z),
            (x + 0.6, 1.45, z),
            (x + 0.8, 0.95, z),
            (x + 0.85, 0.3, z),
        )
        scene.sheet.polygon(body, hazed((16, 18, 34), HAZE, z, 50))
        for side in (-0.62, 0.62):
            u, v = scene.shape((x + side, 0.75, z))[0]
            scene.sheet.ellipse(u, v, 0.13 * unit, 0.09 * unit, ink)
            scene.lights.ellipse(u, v, 0.3 * unit, 0.26 * unit, ink)


def _street(scene: Scene, rng: random.Random) -> None:
    """Everything that stands along the street, from the far end to the near one.

    Upright, the cars are left for later: they stand on the wet ground itself.
    """
    fronts = [4.0, 12.6, 20.0, 29.0, 38.0, 50.0, 64.0, 84.0]
    for near, far in reversed(list(itertools.pairwise(fronts))):
        for x in (-5.0, 6.0):
            start = near if x < 0 else near + 1.6
            house(
                scene,
                x,
                start - 2.6 if near == 4 else start,
                far + (1.6 if x > 0 else 0),
                rng.uniform(14, 18),
                rng,
            )
            if not (x < 0 and near == 4):
                shops(scene, x, start, far, rng)
    if scene.sign < 0:
        _cars(scene)
    _pharmacy(scene, rng)
    _cross(scene)


def _walker(image: Image.Image) -> Image.Image:
    """A passer-by under an umbrella, and the dark streak at their feet."""
    place = (0.35, 0.0, 9.6)
    u, v = LANE.at(place)
    unit = LANE.size(place)
    sheet = Sheet(LANDSCAPE)
    sheet.polygon(
        [
            (u - 0.2 * unit, v),
            (u + 0.24 * unit, v),
            (u + 0.16 * unit, v + 1.3 * unit),
            (u - 0.14 * unit, v + 1.3 * unit),
        ],
        (10, 14, 28, 110),
    )
    standing(sheet, u, v, 1.7 * unit, (15, 17, 30), 0.1)
    sheet.line(
        [(u + 0.2 * unit, v - 1.0 * unit), (u + 0.12 * unit, v - 2.1 * unit)], (15, 17, 30), 4
    )
    dome: list[Point] = [
        (u - 0.62 * unit, v - 1.72 * unit),
        (u - 0.46 * unit, v - 2.02 * unit),
        (u + 0.1 * unit, v - 2.24 * unit),
        (u + 0.66 * unit, v - 2.02 * unit),
        (u + 0.82 * unit, v - 1.72 * unit),
        (u + 0.46 * unit, v - 1.8 * unit),
        (u + 0.1 * unit, v - 1.74 * unit),
        (u - 0.28 * unit, v - 1.8 * unit),
    ]
    sheet.curve(dome, (20, 24, 42))
    sheet.tube([dome[1], dome[2], dome[3]], (92, 150, 150), 3)
    return sheet.over(image, 0.9)


def _rain(image: Image.Image, rng: random.Random) -> Image.Image:
    """Fine oblique streaks of rain and impacts on the ground."""
    streaks = Sheet(LANDSCAPE, 1, (0, 0, 0))
    for _ in range(900):
        x, y = rng.uniform(-50, 2050), rng.uniform(-60, 1333)
        length = rng.uniform(16, 60)
        level = rng.randrange(16, 54)
        streaks.line([(x, y), (x - length * 0.13, y + length)], (level, level + 6, level + 16), 1)
    for _ in range(260):
        x, y = rng.uniform(0, 2000), rng.uniform(960, 1333)
        size = (y - 800) / 60
        streaks.ellipse(x, y, size, size * 0.3, (26, 34, 48))
    return shine(image, streaks, (0, 0.7))


def pharmacy(rng: random.Random) -> Image.Image:
    """A street at the blue hour: the lit pharmacy mirrored in the rain."""
    sky = mesh(
        LANDSCAPE,
        [
            [(18, 30, 78), (26, 44, 104), (20, 32, 84)],
            [(48, 66, 132), (96, 108, 166), (50, 66, 130)],
            [(70, 80, 130), (206, 152, 142), (70, 80, 130)],
            [(30, 36, 64)] * 3,
            [(16, 20, 40)] * 3,
        ],
    )
    seed = rng.random()
    sheet, lights = Sheet(LANDSCAPE, 2, sky), lamp(LANDSCAPE)
    _street(Scene(sheet, lights, 1), random.Random(seed))
    image = shine(sheet.image(), lights, (9, 0.6), (44, 0.7))
    below, puddles = (
        Sheet(LANDSCAPE, 1, sky.transpose(Image.Transpose.FLIP_TOP_BOTTOM)),
        lamp(LANDSCAPE),
    )
    _street(Scene(below, puddles, -1), random.Random(seed))
    mirror = shine(below.image(), puddles, (40, 0.9))
    wet = Image.blend(smeared(mirror, 3, 34), smeared(mirror, 2, 6), 0.35)
    wear = fractal(rng, LANDSCAPE, (10, 46), 3).point([140 + round(v * 0.45) for v in range(256)])
    wet = ImageChops.multiply(wet, Image.merge("RGB", (wear,) * 3))
    wet = ImageChops.multiply(
        wet, vertical(LANDSCAPE, [(0.55, (220, 226, 240)), (1, (150, 160, 196))])
    )
    ground = stencil(LANDSCAPE)
    ground.polygon(LANE.shape((-5, 0, 1.2), (-5, 0, 84), (6, 0, 84), (6, 0, 1.2)), 255)
    image = Image.composite(wet, image, ground.image())
    kerb = Sheet(LANDSCAPE, 2, image)
    for x, ink in ((-3.1, (150, 190, 190, 90)), (4.2, (190, 180, 190, 70))):
        kerb.polygon(
            LANE.shape((x, 0, 1.5), (x, 0, 80), (x + 0.14, 0, 80), (x + 0.14, 0, 1.5)), ink
        )
        kerb.polygon(
            LANE.shape((x + 0.14, 0, 1.5), (x + 0.14, 0, 80), (x + 0.3, 0, 80), (x + 0.3, 0, 1.5)),
            (8, 12, 26, 130),
        )
    traffic = lamp(LANDSCAPE)
    _cars(Scene(kerb, traffic, 1))
    image = shine(kerb.image(), traffic, (10, 0.9), (50, 0.6))
    image = _rain(_walker(image), rng)
    halo = lamp(LANDSCAPE)
    halo.ellipse(*LANE.at((-4.0, 3.95, 7.6)), 130, 130, (30, 150, 90))
    image = shine(image, halo, (90, 0.8))
    return finished(image, rng, shadows=(6, 9, 24), lights=(250, 252, 250), contrast=0.5)
