"""A tablet with its curves on a desk, beside a stethoscope."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import covered
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    blurred,
    fade,
    finished,
    fractal,
    mesh,
    mix,
    scaled,
    textured,
)

CORNERS: list[Point] = [(500, 560), (1210, 520), (1400, 1010), (440, 1085)]
TEAL: Colour = (20, 184, 166)


def _card(sheet: Sheet, box: tuple[float, float, float, float]) -> None:
    """A white panel of the application, with a title line."""
    sheet.rect(box, (255, 255, 255), 18)
    sheet.rect((box[0] + 24, box[1] + 22, box[0] + 170, box[1] + 34), (148, 166, 180), 5)


def _pulse_card(sheet: Sheet) -> None:
    """The heart trace on its graph paper."""
    _card(sheet, (40, 110, 800, 440))
    for step in range(24):
        sheet.rect((64 + step * 30, 170, 66 + step * 30, 420), (232, 240, 244))
    for step in range(9):
        sheet.rect((64, 172 + step * 30, 776, 174 + step * 30), (232, 240, 244))
    beat = [0, 0, -12, -18, -8, 0, 14, -120, 56, 0, 0, -20, -30, -14, 0, 0, 0]
    trace: list[Point] = [(64 + i * 10.4, 310 + beat[i % 17]) for i in range(69)]
    sheet.line(trace, (226, 62, 88), 6)


def _side_cards(sheet: Sheet) -> None:
    """A ring gauge, and a column chart."""
    _card(sheet, (830, 110, 1160, 440))
    for width, start, end, ink in ((34, 0.0, 1.0, (228, 238, 240)), (34, 0.0, 0.76, TEAL)):
        arc = [
            (
                995 + 96 * math.sin(math.tau * (start + (end - start) * k / 60)),
                290 - 96 * math.cos(math.tau * (start + (end - start) * k / 60)),
            )
            for k in range(61)
        ]
        sheet.line(arc, ink, width)
    sheet.rect((960, 276, 1030, 304), (34, 60, 80), 6)
    _card(sheet, (830, 470, 1160, 810))
    for index, level in enumerate((90, 140, 120, 190, 160, 220, 176)):
        left = 856 + index * 42
        ink = TEAL if index == 5 else (176, 222, 218)
        sheet.rect((left, 780 - level, left + 28, 780), ink, 6)


def _trend_card(sheet: Sheet) -> None:
    """Two smooth trends above a shaded area."""
    _card(sheet, (40, 470, 800, 810))
    line = [(64 + k * 12, 690 - 60 * math.sin(k / 9.0) - k * 1.2) for k in range(60)]
    sheet.polygon([*line, (772, 786), (64, 786)], (206, 236, 244))
    sheet.line(line, (38, 132, 214), 7)
    other = [(64 + k * 12, 720 - 26 * math.sin(k / 6.0 + 1) - k * 0.6) for k in range(60)]
    sheet.line(other, (244, 162, 66), 6)
    for k in (14, 30, 46):
        sheet.ellipse(*line[k], 11, 11, (255, 255, 255))
        sheet.ellipse(*line[k], 7, 7, (38, 132, 214))


def _screen() -> Image.Image:
    """The application seen flat."""
    sheet = Sheet((1200, 850), 2, (238, 244, 247))
    sheet.rect((0, 0, 1200, 84), (20, 62, 86))
    sheet.ellipse(60, 42, 24, 24, TEAL)
    sheet.rect((104, 34, 330, 50), (214, 232, 238), 6)
    sheet.rect((1010, 30, 1150, 56), (62, 110, 132), 12)
    _pulse_card(sheet)
    _side_cards(sheet)
    _trend_card(sheet)
    return sheet.image()


def _room(rng: random.Random) -> Image.Image:
    """The consulting room behind, far out of focus: window, plant, shelves."""
    back = mesh(
        LANDSCAPE,
        [
            [(238, 236, 226), (214, 222, 222), (120, 136, 144)],
            [(226, 222, 208), (186, 194, 192), (96, 108, 114)],
        ],
    )
    sheet = Sheet(LANDSCAPE, 0.5, back)
    for left in (60, 350, 640):
        sheet.rect((left, -20, left + 262, 430), (255, 253, 244))
        sheet.rect((left, 260, left + 262, 430), (222, 232, 212))
    for shelf in range(3):
        sheet.rect((1500, 110 + shelf * 130, 2000, 122 + shelf * 130), (98, 82, 72))
        x = 1520.0
        while x < 1980:
            width, tall = rng.uniform(16, 42), rng.uniform(60, 100)
            sheet.rect(
                (x, 110 + shelf * 130 - tall, x + width, 110 + shelf * 130),
                rng.choice(
                    [(176, 96, 78), (72, 112, 130), (214, 200, 174), (62, 84, 92), (200, 158, 92)]
                ),
            )
            x += width + 3
    for _ in range(90):
        x, y = 1270 + rng.gauss(0, 90), 290 + rng.gauss(0, 90)
        sheet.ellipse(
            x,
            y,
            rng.uniform(16, 44),
            rng.uniform(10, 22),
            mix((58, 110, 78), (142, 178, 106), rng.random()),
        )
    sheet.polygon([(1200, 380), (1340, 380), (1320, 500), (1220, 500)], (226, 214, 198))
    image = sheet.image(26)
    bokeh = Sheet(LANDSCAPE, 0.5, (0, 0, 0))
    for _ in range(26):
        x, y, size = rng.uniform(0, 2000), rng.uniform(20, 330), rng.uniform(18, 46)
        bokeh.ellipse(x, y, size, size, (60, 52, 36, rng.randrange(60, 190)))
    return shine(image, bokeh, (2, 0.6))


def _desk(rng: random.Random) -> Image.Image:
    """Pale oak with its grain running towards us, lit from the window."""
    wood = mesh(
        (1400, 900),
        [
            [(214, 176, 130), (198, 156, 110), (150, 112, 78)],
            [(196, 150, 102), (170, 124, 82), (112, 80, 56)],
        ],
    )
    wood = textured(wood, fractal(rng, (1400, 900), (3, 46), 4), 0.34)
    wood = textured(wood, fractal(rng, (1400, 900), (6, 200), 1), 0.14)
    plank = Sheet((1400, 900), 1, wood)
    for y in (150, 330, 540, 760):
        plank.rect((0, y, 1400, y + 3), (84, 56, 36, 150))
    return plank.image()


def _soft_shadow(image: Image.Image, points: list[Point], depth: int, blur: float) -> Image.Image:
    shadow = stencil(LANDSCAPE, 0.25)
    shadow.polygon(points, depth)
    image.paste((44, 26, 18), mask=shadow.image(blur))
    return image


def _tablet(image: Image.Image) -> Image.Image:
    """The tablet lying on the desk, slightly raised, its screen lit."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = CORNERS
    image = _soft_shadow(
        image, [(ax, ay), (bx + 60, by + 30), (cx + 90, cy + 50), (dx + 40, dy + 44)], 190, 30
    )
    sheet = Sheet(LANDSCAPE, 2, image)
    rim: list[Point] = [
        (ax - 26, ay - 16),
        (bx + 18, by - 18),
        (cx + 38, cy + 22),
        (dx - 34, dy + 28),
    ]
    sheet.polygon([(x, y + 20) for x, y in rim], (70, 78, 86))
    sheet.line([(rim[3][0], rim[3][1] + 19), (rim[2][0], rim[2][1] + 19)], (196, 204, 208), 4)
    sheet.polygon(rim, (22, 26, 32))
    sheet.line([*rim, rim[0]], (112, 122, 130), 4)
    image = covered(sheet.image(), _screen(), CORNERS, CORNERS)
    glare = stencil(LANDSCAPE, 0.5)
    glare.polygon([(620, 552), (820, 542), (640, 1070), (460, 1083)], 52)
    image.paste((255, 255, 255), mask=glare.image(8))
    return image


def _tubing(image: Image.Image, path: list[Point], width: float, tone: Colour) -> Image.Image:
    """A rubber tube: shadow on the desk, then a round section with its highlight."""
    shadow = stencil(LANDSCAPE, 0.25)
    shadow.tube([(x + 16, y + 22) for x, y in path], 180, width)
    image.paste((40, 24, 18), mask=shadow.image(12))
    sheet = Sheet(LANDSCAPE, 2, image)
    for share, light in ((1.0, 0.42), (0.86, 0.7), (0.66, 1.0), (0.42, 1.25), (0.2, 1.75)):
        shift = width * (1 - share) * 0.3
        sheet.tube([(x - shift, y - shift) for x, y in path], scaled(tone, light), width * share)
    return sheet.image()


def _chest_piece(image: Image.Image, x: float, y: float, size: float) -> Image.Image:
    """The steel drum of the stethoscope with its membrane."""
    image = _soft_shadow(
        image,
        [
            (x - size, y),
            (x + size * 1.3, y - size * 0.2),
            (x + size * 1.4, y + size * 0.9),
            (x, y + size),
        ],
        200,
        22,
    )
    sheet = Sheet(LANDSCAPE, 2, image)
    for step in range(18):
        tone = mix((74, 82, 92), (214, 222, 228), abs(math.sin(step / 18 * 5)))
        sheet.ellipse(x, y + 30 - step * 2, size * 1.02, size * 0.58, tone)
    for share, tone in (
        (1.0, (246, 250, 252)),
        (0.95, (120, 130, 140)),
        (0.9, (232, 236, 238)),
        (0.84, (162, 172, 180)),
        (0.8, (214, 220, 224)),
    ):
        sheet.ellipse(x, y - 6, size * share, size * 0.57 * share, tone)
    for step in range(20):
        share = 0.78 - step * 0.036
        tone = mix((176, 186, 194), (250, 252, 252), step / 19)
        sheet.ellipse(x - step * 1.5, y - 6 - step * 0.8, size * share, size * 0.57 * share, tone)
    return sheet.image()


def tablet(rng: random.Random) -> Image.Image:
    """A tablet showing a patient's curves, on an oak desk by a stethoscope."""
    plane: list[Point] = [(-400, 455), (2400, 455), (3600, 1400), (-1600, 1400)]
    desk = [(0.0, 455.0), (2000.0, 455.0), (2000.0, 1333.0), (0.0, 1333.0)]
    image = covered(_room(rng), _desk(rng), plane, desk)
    edge = Image.composite(
        image, blurred(image, 14), fade(LANDSCAPE, [(0.36, 0), (0.5, 255), (1, 255)])
    )
    note = Sheet(LANDSCAPE, 0.5)
    note.polygon([(120, 560), (420, 545), (400, 660), (60, 680)], (246, 240, 228))
    note.polygon([(60, 680), (400, 660), (400, 676), (60, 698)], (178, 160, 140))
    note.tube([(170, 640), (390, 575)], (34, 62, 84), 12)
    image = _tablet(note.over(edge, 9))
    tube: list[Point] = [
        (1660, 1050),
        (1580, 930),
        (1490, 760),
        (1530, 610),
        (1690, 560),
        (1830, 640),
        (1850, 800),
        (1800, 930),
    ]
    image = _tubing(image, tube, 34, (32, 66, 84))
    image = _tubing(
        image, [(1800, 930), (1760, 1060), (1830, 1180), (1990, 1230)], 22, (150, 160, 168)
    )
    image = _tubing(image, [(1800, 930), (1880, 1010), (2040, 1040)], 22, (150, 160, 168))
    image = _chest_piece(image, 1640, 1095, 128)
    lights = lamp(LANDSCAPE)
    lights.polygon(CORNERS, (54, 76, 84))
    sun = lamp(LANDSCAPE)
    sun.polygon([(0, 470), (560, 470), (300, 1333), (0, 1333)], (96, 72, 38))
    image = shine(shine(image, lights, (70, 0.5)), sun, (110, 0.7))
    near = Image.composite(image, blurred(image, 9), fade(LANDSCAPE, [(0.8, 255), (1, 0)]))
    near = ImageChops.multiply(
        near,
        mesh(LANDSCAPE, [[(255, 255, 255), (244, 246, 250)], [(240, 230, 224), (176, 178, 192)]]),
    )
    return finished(
        near,
        rng,
        shadows=(14, 16, 24),
        lights=(255, 252, 244),
        contrast=0.5,
        glow=0.25,
        threshold=220,
    )
