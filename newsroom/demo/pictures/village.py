"""The village surgery: a stone house among fields, under a big evening sky."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.masonry import foliage, front, stones, tiles
from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Camera, Place, covered, laid
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    blurred,
    fade,
    finished,
    fractal,
    mesh,
    mix,
    shaded,
    textured,
)

FIELDS = Camera(eye=(0, 1.75, 0), focal=1200, centre=(960, 800))
NEAR, FAR, BACK = (4.3, 9.6), (-0.7, 17.6), (10.4, 13.4)
WALL, RIDGE = 3.0, 5.9


def _clouds(sky: Image.Image, rng: random.Random, lit: Colour, dark: Colour) -> Image.Image:
    """Cumulus in perspective: a bright side, a shaded base, thinner at the horizon."""
    field = fractal(rng, (1200, 900), (6, 9), 6)
    corners: list[Point] = [(-900, -160), (2900, -160), (2100, 860), (-100, 860)]
    wide = laid(field, (2060, 1333), corners)
    mass = wide.crop((30, 0, 2030, 1333))
    body = mass.point([min(255, max(0, round((v - 112) * 3.6))) for v in range(256)])
    veil = fade(LANDSCAPE, [(0, 235), (0.36, 225), (0.54, 90), (0.62, 0)])
    below = blurred(wide, 14).crop((0, 40, 2000, 1373))
    under = ImageChops.subtract(mass, below, scale=0.5, offset=150)
    shade = Image.merge(
        "RGB",
        [
            under.point([round(low + (high - low) * v / 255) for v in range(256)])
            for low, high in zip(dark, lit, strict=True)
        ],
    )
    return Image.composite(shade, sky, ImageChops.multiply(body, veil))


def _hill(level: float, swell: float, phase: float, scale: float) -> list[Point]:
    """The outline of a hill, from one side of the picture to the other, closed below."""
    crest: list[Point] = []
    for step in range(41):
        x = step * 50.0
        y = level + swell * math.sin(x / scale + phase) + swell * 0.4 * math.sin(x / scale * 2.3)
        crest.append((x, y))
    return [*crest, (2000, 1333), (0, 1333)]


def _village(sheet: Sheet, rng: random.Random) -> None:
    """Far roofs around a steeple, on the ridge."""
    for index in range(15):
        x, y = 250 + index * 27 + rng.uniform(-8, 8), 800 + rng.uniform(-8, 10)
        width, height = rng.uniform(26, 44), rng.uniform(12, 22)
        sheet.rect(
            (x, y - height, x + width, y + 20), mix((226, 206, 184), (196, 176, 164), rng.random())
        )
        sheet.rect((x + width * 0.7, y - height, x + width, y + 20), (156, 142, 146))
        sheet.polygon(
            [
                (x - 3, y - height),
                (x + width * 0.2, y - height - 13),
                (x + width * 0.85, y - height - 13),
                (x + width + 3, y - height),
            ],
            mix((168, 110, 94), (124, 108, 120), rng.random()),
        )
    sheet.rect((448, 724, 470, 800), (226, 206, 184))
    sheet.rect((462, 724, 470, 800), (160, 146, 148))
    sheet.polygon([(444, 726), (459, 648), (474, 726)], (104, 104, 126))


def _fields(image: Image.Image, rng: random.Random) -> Image.Image:
    """Hills paler with distance, hedges, and the ripe field in front."""
    sheet = Sheet(LANDSCAPE, 2, image)
    hills = (
        (764, 20, 0.4, 330, (158, 172, 194)),
        (788, 16, 2.0, 260, (158, 174, 166)),
        (812, 16, 3.6, 300, (160, 170, 118)),
        (842, 18, 5.3, 420, (178, 170, 96)),
    )
    for index, (level, swell, phase, scale, tone) in enumerate(hills):
        if index == 2:
            _village(sheet, rng)
        sheet.polygon(_hill(level, swell, phase, scale), tone)
        for _ in range(26 * index):
            x = rng.uniform(0, 2000)
            y = level + swell * math.sin(x / scale + phase) + rng.uniform(0, 16)
            size = rng.uniform(5, 10) * (0.7 + index * 0.4)
            foliage(sheet, x, y - size * 0.5, size, mix(tone, (52, 88, 62), 0.62), rng, 16)
    wheat = mesh((1600, 900), [[(236, 200, 118), (222, 180, 96)], [(214, 168, 84), (196, 146, 68)]])
    wheat = textured(wheat, fractal(rng, (1600, 900), (160, 6), 3), 0.34)
    wheat = textured(wheat, fractal(rng, (1600, 900), (400, 225), 1), 0.22)
    corners = [(-300.0, 868.0), (2300.0, 868.0), (5200.0, 1345.0), (-3200.0, 1345.0)]
    edge = [
        (0.0, 880.0),
        (600.0, 872.0),
        (1300.0, 874.0),
        (2000.0, 880.0),
        (2000.0, 1333.0),
        (0.0, 1333.0),
    ]
    return covered(sheet.image(), wheat, corners, edge)


def _spot(plan: tuple[float, float], height: float) -> Place:
    return plan[0], height, plan[1]


def _house(image: Image.Image, rng: random.Random) -> Image.Image:
    """The house in perspective: lit front, gable in shade, tiled roof and chimney."""
    middle = ((NEAR[0] + BACK[0]) / 2, (NEAR[1] + BACK[1]) / 2)
    far_middle = (middle[0] + FAR[0] - NEAR[0], middle[1] + FAR[1] - NEAR[1])
    gable = FIELDS.shape(
        _spot(NEAR, 0), _spot(NEAR, WALL), _spot(middle, RIDGE), _spot(BACK, WALL), _spot(BACK, 0)
    )
    rubble = stones((1100, 900), (150, 132, 138), rng).image()
    side = FIELDS.shape(_spot(NEAR, RIDGE), _spot(BACK, RIDGE), _spot(BACK, 0), _spot(NEAR, 0))
    facing = FIELDS.shape(_spot(FAR, WALL), _spot(NEAR, WALL), _spot(NEAR, 0), _spot(FAR, 0))
    eaves = [(plan[0] - 0.25, plan[1] - 0.1) for plan in (FAR, NEAR)]
    roof = FIELDS.shape(
        _spot(far_middle, RIDGE + 0.1),
        _spot(middle, RIDGE + 0.1),
        _spot(eaves[1], WALL - 0.05),
        _spot(eaves[0], WALL - 0.05),
    )
    for texture, corners, outline in (
        (rubble, side, gable),
        (front(rng), facing, facing),
        (tiles(rng), roof, roof),
    ):
        image = covered(image, texture, corners, outline)
    trim = Sheet(LANDSCAPE, 2, image)
    trim.line([roof[1], gable[3]], (112, 68, 62), 16)
    trim.line([roof[1], roof[2]], (216, 142, 104), 9)
    trim.line([roof[0], roof[1]], (226, 158, 118), 10)
    trim.line([roof[3], roof[2]], (92, 66, 60), 6)
    x, y = FIELDS.at(
        _spot(((middle[0] + far_middle[0]) / 2, (middle[1] + far_middle[1]) / 2), RIDGE)
    )
    trim.rect((x - 30, y - 74, x + 26, y + 26), (226, 192, 150))
    trim.rect((x + 2, y - 74, x + 26, y + 22), (146, 124, 124))
    trim.rect((x - 38, y - 84, x + 34, y - 70), (236, 206, 166))
    left, top = FIELDS.at(_spot(middle, 3.6))
    trim.rect((left - 34, top - 60, left + 30, top + 26), (120, 106, 116))
    trim.rect((left - 24, top - 50, left + 20, top + 18), (84, 104, 132))
    trim.rect((left - 4, top - 50, left, top + 18), (206, 200, 206))
    return trim.image()


def _yard(image: Image.Image, rng: random.Random) -> Image.Image:
    """Grass and a pale path in front of the house, with the long evening shadow."""
    grass = mesh(LANDSCAPE, [[(150, 156, 84), (112, 128, 76)], [(126, 138, 66), (74, 92, 58)]])
    grass = textured(grass, fractal(rng, LANDSCAPE, (800, 330), 1), 0.22)
    lawn = stencil(LANDSCAPE, 0.5)
    lawn.polygon(
        FIELDS.shape(
            (-2.6, 0, 19), (-1.6, 0, 9), (0.6, 0, 4.5), (2.4, 0, 2.0), (14, 0, 2.0), (14, 0, 19)
        ),
        255,
    )
    image = Image.composite(grass, image, lawn.image(5))
    gravel = mesh(LANDSCAPE, [[(236, 212, 172)] * 2, [(206, 178, 140)] * 2])
    gravel = textured(gravel, fractal(rng, LANDSCAPE, (700, 420), 1), 0.24)
    path = stencil(LANDSCAPE, 0.5)
    door = ((FAR[0] + NEAR[0]) / 2, (FAR[1] + NEAR[1]) / 2)
    path.curve(
        FIELDS.shape(
            (door[0] - 0.5, 0, door[1] + 0.8),
            (door[0] + 0.5, 0, door[1] - 0.9),
            (1.7, 0, 8.6),
            (1.5, 0, 5.6),
            (2.3, 0, 2.6),
            (0.7, 0, 2.6),
            (0.4, 0, 5.4),
            (0.5, 0, 9),
        ),
        255,
    )
    image = Image.composite(gravel, image, path.image(4))
    dusk = stencil(LANDSCAPE, 0.5)
    dusk.polygon(FIELDS.shape((4.3, 0, 9.6), (10.4, 0, 13.4), (16, 0, 9), (9, 0, 6.2)), 210)
    return shaded(image, dusk.image(12), (96, 96, 134))


def village_surgery(rng: random.Random) -> Image.Image:
    """A stone house where a doctor practises, among fields, under a big sky."""
    sky = mesh(
        LANDSCAPE,
        [
            [(92, 136, 190), (70, 118, 182), (58, 102, 170)],
            [(176, 196, 214), (146, 178, 212), (116, 156, 202)],
            [(255, 226, 172), (244, 220, 190), (206, 206, 212)],
            [(255, 214, 150)] * 3,
        ],
    )
    image = _fields(_clouds(sky, rng, (255, 246, 226), (146, 146, 176)), rng)
    image = _house(_yard(image, rng), rng)
    sheet, lights = Sheet(LANDSCAPE, 2, image), lamp(LANDSCAPE)
    x, y = FIELDS.at((-2.3, 0, 15.5))
    sheet.tube([(x, y + 4), (x - 6, y - 90), (x + 6, y - 190)], (92, 70, 60), 20)
    for dx, dy, size in ((-60, -220, 74), (58, -226, 70), (0, -300, 84), (-10, -200, 70)):
        foliage(sheet, x + dx, y + dy, size, (92, 120, 60), rng, 240)
    lights.polygon(
        FIELDS.shape((0.2, 2.4, 16), (0.9, 2.4, 14.9), (0.9, 1.0, 14.9), (0.2, 1.0, 16)),
        (150, 96, 36),
    )
    image = shine(sheet.image(), lights, (24, 0.6))
    blades = Sheet(LANDSCAPE, 0.5)
    for _ in range(260):
        left = rng.uniform(-40, 900) if rng.random() < 0.8 else rng.uniform(900, 2040)
        tall = rng.uniform(70, 200) * (1.1 - min(0.75, abs(left - 100) / 1500))
        ink = mix((214, 166, 82), (120, 116, 58), rng.random())
        blades.tube(
            [
                (left, 1350),
                (left + 8, 1340 - tall * 0.6),
                (left + rng.uniform(-10, 60), 1340 - tall),
            ],
            ink,
            7,
        )
    image = blades.over(image, 7)
    sun = lamp(LANDSCAPE)
    sun.ellipse(60, 770, 460, 170, (200, 136, 60))
    image = ImageChops.multiply(
        shine(image, sun, (230, 0.9)),
        mesh(LANDSCAPE, [[(255, 252, 246), (250, 248, 250)], [(255, 246, 230), (226, 222, 232)]]),
    )
    return finished(
        image,
        rng,
        shadows=(18, 16, 30),
        lights=(255, 250, 234),
        contrast=0.4,
        glow=0.3,
        threshold=215,
    )
