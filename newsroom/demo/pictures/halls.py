"""Great rooms: the start-up hall in the morning and the European hemicycle."""

from __future__ import annotations

import math
import random

from PIL import Image

from newsroom.demo.pictures.chamber import benches, ring, rostrum
from newsroom.demo.pictures.figures import seated, standing
from newsroom.demo.pictures.sheet import Sheet, lamp, shine
from newsroom.demo.pictures.space import Camera, Place, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    blurred,
    finished,
    fractal,
    mix,
    scaled,
    textured,
    vertical,
)

HALL = Camera(eye=(-1.6, 2.5, 0.0), focal=1180, centre=(940, 790))
MORNING: Colour = (246, 226, 196)


def _vault(angle: float, z: float) -> Place:
    """A point of the concrete shell, from one springing (0) to the other (pi)."""
    return -11.5 * math.cos(angle), 6.2 + 6.6 * math.sin(angle) ** 0.9, z


def _shell(sheet: Sheet, lights: Sheet, near: float, far: float) -> None:
    """One bay of vault: concrete panels, a glazed strip and the rib that closes it."""
    steps = 30
    for step in range(steps):
        low, high = math.pi * step / steps, math.pi * (step + 1) / steps
        middle = (low + high) / 2
        panel = HALL.shape(
            _vault(low, near), _vault(high, near), _vault(high, far), _vault(low, far)
        )
        glazed = 1.2 < middle < 1.46 or 1.68 < middle < 1.94
        light = 0.5 + 0.34 * max(0.0, -math.cos(middle)) + 0.2 * math.sin(middle)
        tone = (255, 248, 232) if glazed else scaled((150, 132, 116), light)
        sheet.polygon(panel, hazed(tone, MORNING, near, 58))
        if glazed:
            lights.polygon(panel, (150, 134, 104))
            for bar in range(1, 6):
                z = near + (far - near) * bar / 6
                ends = HALL.shape(_vault(low, z), _vault(high, z))
                ink = hazed((96, 88, 84), MORNING, z, 40)
                sheet.line(ends, ink, 0.05 * HALL.size(_vault(low, z)))
    inner = [_vault(math.pi * step / 40, near) for step in range(41)]
    outer = [(x * 0.955, y - 0.42, near) for x, y, _ in reversed(inner)]
    sheet.polygon(HALL.shape(*inner, *outer), hazed((112, 96, 88), MORNING, near, 58))
    soffit = [(x, y, near + 0.5) for x, y, _ in outer]
    sheet.polygon(HALL.shape(*outer, *reversed(soffit)), hazed((74, 64, 62), MORNING, near, 58))


def _side(sheet: Sheet, lights: Sheet, side: int, near: float, far: float) -> None:
    """The wall of one bay: tall window, beam and column."""
    x = side * 11.5
    wall = HALL.shape((x, 0, near), (x, 6.3, near), (x, 6.3, far), (x, 0, far))
    sheet.polygon(wall, hazed((104, 92, 86), MORNING, near, 58))
    pane_tone = (255, 240, 208) if side > 0 else (206, 216, 222)
    for column in range(4):
        start = near + 0.9 + column * (far - near - 1.2) / 4
        end = start + (far - near - 1.2) / 4 - 0.16
        for low, high in ((0.6, 2.4), (2.56, 5.3)):
            pane = HALL.shape((x, low, start), (x, high, start), (x, high, end), (x, low, end))
            sheet.polygon(pane, hazed(pane_tone, MORNING, near, 70))
            lights.polygon(pane, (92, 74, 46) if side > 0 else (34, 40, 46))
    edge = x - side * 0.9
    for face, tone in (
        ([(edge, 0, near), (edge, 6.6, near), (x, 6.6, near), (x, 0, near)], (92, 80, 76)),
        (
            [(edge, 0, near), (edge, 6.6, near), (edge, 6.6, near + 0.9), (edge, 0, near + 0.9)],
            (168, 148, 128) if side < 0 else (84, 74, 72),
        ),
    ):
        sheet.polygon(HALL.shape(*face), hazed(tone, MORNING, near, 58))


def _stage(sheet: Sheet, lights: Sheet, z: float) -> None:
    """The stage at the far end: screen, curves on the screen and speakers."""
    back = HALL.shape((-11.5, 0, z), (-11.5, 7.6, z), (11.5, 7.6, z), (11.5, 0, z))
    sheet.polygon(back, (62, 62, 76))
    screen = HALL.shape((-6, 1.9, z), (-6, 6.7, z), (6, 6.7, z), (6, 1.9, z))
    sheet.polygon(screen, (14, 62, 86))
    lights.polygon(screen, (20, 120, 150))
    for band in range(14):
        low = 1.9 + band * 4.8 / 14
        sheet.polygon(
            HALL.shape((-6, low, z), (-6, low + 0.36, z), (6, low + 0.36, z), (6, low, z)),
            mix((10, 54, 84), (26, 142, 158), band / 13),
        )
    pulse = [0, 0, 0.1, 0, -0.15, 1.5, -0.7, 0, 0.25, 0.05, 0, 0]
    trace = [(-5.6 + i * 0.232, 4.3 + pulse[i % 12] * 0.9, z) for i in range(49)]
    sheet.line(HALL.shape(*trace), (236, 255, 250), 3)
    lights.line(HALL.shape(*trace), (150, 255, 235), 5)
    deck = HALL.shape((-8, 0, z - 3), (-8, 1.1, z - 3), (8, 1.1, z - 3), (8, 0, z - 3))
    sheet.polygon(deck, (38, 36, 46))
    top = HALL.shape((-8, 1.1, z - 3), (-8, 1.1, z), (8, 1.1, z), (8, 1.1, z - 3))
    sheet.polygon(top, (120, 122, 128))
    for x, stride in ((-2.4, 0.04), (0.9, 0.05), (1.9, 0.03)):
        u, v = HALL.at((x, 1.1, z - 1.5))
        standing(sheet, u, v, 1.78 * HALL.size((x, 1.1, z - 1.5)), (22, 22, 32), stride)


def _shafts(image: Image.Image) -> Image.Image:
    """Oblique sunbeams falling from the roof glazing."""
    beams = lamp(LANDSCAPE)
    for x, width, slope in ((1120, 46, 240), (1210, 70, 380), (1360, 90, 520), (1010, 30, 130)):
        tail = [(x - slope - width * 1.7, 1333), (x - slope, 1333)]
        beams.polygon([(x, 120), (x + width, 120), *reversed(tail)], (62, 50, 34))
    return shine(image, beams, (16, 0.55), (60, 0.7))


def _audience(image: Image.Image, rng: random.Random) -> Image.Image:
    """Rows of spectators from behind, the nearest one out of focus."""
    rows = [26.0, 22.5, 19.4, 16.7, 14.3, 12.2, 10.3, 8.6, 7.1, 5.7]
    sheet = Sheet(LANDSCAPE)
    for z in rows:
        tone = hazed((20, 19, 28), (176, 146, 122), z, 46)
        rim = mix(tone, (255, 226, 178), 0.62)
        x = -11.0 + rng.uniform(0, 0.6)
        while x < 11.0:
            if abs(x + 1.2) > 0.7 and rng.random() < 0.9:
                u, v = HALL.at((x, 0.62 + rng.uniform(-0.07, 0.1), z))
                unit = HALL.size((x, 0.5, z))
                shade = mix(tone, rng.choice([(86, 44, 48), (40, 62, 82), tone]), 0.3)
                looks = rng.random()
                for lift, ink in ((0.014, rim), (0.0, shade)):
                    body = random.Random(looks)
                    seated(sheet, u + lift * unit, v - lift * unit, 0.8 * unit, ink, body)
            x += rng.uniform(0.72, 1.04)
        low = HALL.at((0, 0.6, z))[1]
        sheet.rect((0, low, 2000, low + HALL.size((0, 0, z)) * 0.6), scaled(tone, 0.72))
    sheet.rect((0, 1240, 2000, 1333), (20, 19, 28))
    image = sheet.over(image)
    front = Sheet(LANDSCAPE, 1)
    for x, height in ((210, 420), (1395, 380), (1840, 450)):
        looks = rng.random()
        for lift, ink in ((7, (150, 118, 92)), (0, (14, 13, 20))):
            seated(front, x + lift, 1440 - lift, height, ink, random.Random(looks))
    return front.over(image, 7)


def morning_hall(rng: random.Random) -> Image.Image:
    """A vaulted hall of concrete and glass, its stage and its audience."""
    sheet = Sheet(
        LANDSCAPE,
        2,
        vertical(LANDSCAPE, [(0, (220, 200, 172)), (0.6, (226, 204, 174)), (1, (70, 60, 58))]),
    )
    lights = lamp(LANDSCAPE)
    bays = [1.0 + 6.4 * index for index in range(8)]
    end = bays[-1]
    floor = HALL.shape((-11.5, 0, 1), (-11.5, 0, end), (11.5, 0, end), (11.5, 0, 1))
    sheet.polygon(floor, (150, 132, 116))
    _stage(sheet, lights, end)
    for near in reversed(bays[:-1]):
        for side in (-1, 1):
            _side(sheet, lights, side, near, near + 6.4)
        _shell(sheet, lights, near, near + 6.4)
    image = textured(sheet.image(), fractal(rng, LANDSCAPE, (14, 10), 4), 0.14)
    image = _shafts(shine(image, lights, (14, 0.6), (70, 0.75)))
    image = _audience(image, rng)
    warm = lamp(LANDSCAPE)
    warm.ellipse(1500, 420, 420, 320, (86, 60, 26))
    image = shine(image, warm, (220, 0.8))
    return finished(image, rng, shadows=(14, 12, 20), lights=(255, 248, 236), contrast=0.55)


def hemicycle(rng: random.Random) -> Image.Image:
    """A European hemicycle seen from the gallery, all light on the rostrum."""
    sheet = Sheet(
        LANDSCAPE,
        2,
        vertical(LANDSCAPE, [(0, (48, 42, 46)), (0.3, (96, 78, 66)), (1, (26, 28, 44))]),
    )
    lights = lamp(LANDSCAPE)
    ring(sheet, (0, 0), (13, 0), (-math.pi, math.pi), (138, 120, 118))
    rostrum(sheet, lights)
    benches(sheet, lights, rng)
    image = textured(sheet.image(), fractal(rng, LANDSCAPE, (9, 6), 3), 0.12)
    pool = lamp(LANDSCAPE)
    pool.ellipse(1000, 520, 560, 190, (120, 96, 62))
    image = shine(shine(image, lights, (12, 0.7), (60, 0.6)), pool, (150, 0.75))
    mask = Image.new("L", (1, 8))
    mask.putdata([120, 230, 255, 255, 255, 200, 70, 0])
    image = Image.composite(image, blurred(image, 9), mask.resize(LANDSCAPE))
    return finished(
        image, rng, shadows=(8, 9, 20), lights=(255, 248, 238), contrast=0.5, corners=0.6
    )
