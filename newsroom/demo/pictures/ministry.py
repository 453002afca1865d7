"""The stone ministry: an elevation in raking morning light, with its flag."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    fade,
    finished,
    fractal,
    mesh,
    mix,
    scaled,
    shaded,
    smeared,
    textured,
    vertical,
)

STONE: Colour = (228, 206, 172)
SHADE: Colour = (140, 116, 96)
BAYS = (150, 400, 650, 1000, 1350, 1600, 1850)


def _panes(sheet: Sheet, x: float, top: float, bottom: float, half: float) -> None:
    """Glass that mirrors the sky, behind its painted wooden frame."""
    inner = half - 10
    for step in range(14):
        share = step / 14
        y = top + (bottom - top) * share
        sheet.rect(
            (x - inner, y, x + inner, bottom), mix((158, 186, 212), (46, 54, 68), share * 1.2)
        )
    sheet.polygon(
        [
            (x - inner, bottom),
            (x - inner, top + 150),
            (x + inner, top + 50),
            (x + inner, bottom - 60),
        ],
        (34, 40, 52, 100),
    )
    for edge in (x - inner, x - 4, x + inner - 6):
        sheet.rect((edge, top, edge + 8, bottom), (238, 230, 212))
    rows = 4 if bottom - top > 200 else 2
    for row in range(rows + 1):
        y = top + (bottom - top) * row / rows
        sheet.rect((x - inner, y - 2, x + inner, y + 3), (238, 230, 212))
    sheet.rect((x - half, top - 10, x - half + 22, bottom), (50, 42, 42, 170))
    sheet.rect((x - half, top - 14, x + half, top + 22), (50, 42, 42, 170))


def _bay(sheet: Sheet, x: float, top: float, bottom: float, half: float, noble: bool) -> None:
    """One window: surround, panes, sill, and on the main floor pediment and balcony."""
    sheet.rect((x - half - 24, top - 30, x + half + 24, bottom + 4), scaled(STONE, 1.07))
    sheet.rect((x + half + 18, top - 30, x + half + 24, bottom + 4), (*SHADE, 150))
    _panes(sheet, x, top, bottom, half)
    sheet.rect((x - half - 36, bottom + 2, x + half + 36, bottom + 16), scaled(STONE, 1.14))
    sheet.rect((x - half - 28, bottom + 16, x + half + 34, bottom + 34), (*SHADE, 170))
    if not noble:
        return
    sheet.polygon(
        [(x - half - 46, top - 42), (x, top - 106), (x + half + 46, top - 42)], scaled(STONE, 1.14)
    )
    sheet.polygon(
        [(x - half - 14, top - 50), (x, top - 86), (x + half + 14, top - 50)], scaled(STONE, 0.78)
    )
    sheet.rect((x - half - 40, top - 42, x + half + 50, top - 28), (*SHADE, 200))
    for bar in range(11):
        at = x - half - 10 + bar * (2 * half + 20) / 10
        sheet.rect((at - 2, bottom - 74, at + 2, bottom + 4), (32, 32, 38))
        sheet.ellipse(at, bottom - 40, 6, 10, (32, 32, 38, 160))
    sheet.rect((x - half - 14, bottom - 80, x + half + 14, bottom - 73), (32, 32, 38))


def _cornice(sheet: Sheet, y: float, depth: float, blocks: bool) -> None:
    """A moulding across the façade with the shadow it throws."""
    sheet.rect((0, y, 2000, y + depth), scaled(STONE, 1.12))
    sheet.rect((0, y + depth * 0.45, 2000, y + depth), scaled(STONE, 0.95))
    sheet.rect((0, y + depth, 2000, y + depth * 2.1), (*SHADE, 200))
    if blocks:
        for index in range(84):
            x = index * 24 + 4
            sheet.rect((x, y + depth, x + 13, y + depth * 1.7), scaled(STONE, 1.08))


def _ground_floor(sheet: Sheet) -> None:
    """Rusticated stone with arched openings and the great door."""
    for row in range(7):
        y = 925 + row * 46
        sheet.rect((0, y, 2000, y + 4), (*SHADE, 180))
        sheet.rect((0, y + 4, 2000, y + 7), (255, 244, 216, 120))
        for column in range(18):
            x = column * 128 + (row % 2) * 64
            sheet.rect((x, y, x + 3, y + 46), (*SHADE, 120))
    for x in BAYS:
        half = 92 if x == 1000 else 62
        sheet.ellipse(x, 1010, half + 22, half + 22, scaled(STONE, 1.1))
        sheet.rect((x - half - 22, 1010, x + half + 22, 1240), scaled(STONE, 1.1))
        sheet.ellipse(x, 1010, half, half, (44, 40, 42))
        sheet.rect((x - half, 1010, x + half, 1240), (44, 40, 42))
        if x == 1000:
            _door(sheet, x)
        else:
            _panes(sheet, x, 1000, 1190, half - 8)
            sheet.rect((x - half, 1190, x + half, 1240), scaled(STONE, 0.92))


def _door(sheet: Sheet, x: float) -> None:
    """The double door, painted dark green, with its lit panels."""
    sheet.rect((x - 80, 1000, x + 80, 1246), (22, 54, 50))
    sheet.ellipse(x, 1004, 80, 74, (60, 76, 88))
    for ray in range(7):
        angle = math.pi * ray / 6
        end = (x + 80 * math.cos(angle), 1004 - 74 * math.sin(angle))
        sheet.line([(x, 1004), end], (24, 48, 46), 5)
    sheet.rect((x - 84, 1000, x + 84, 1010), (34, 72, 66))
    for side in (-1, 1):
        for top, bottom in ((1026, 1110), (1124, 1228)):
            left = x + side * 41 - 28
            sheet.rect((left, top, left + 56, bottom), (14, 38, 36))
            sheet.rect((left + 4, top + 4, left + 56, bottom), (38, 80, 74))
            sheet.rect((left + 8, top + 8, left + 52, bottom - 4), (26, 62, 58))
        sheet.ellipse(x + side * 9, 1122, 5, 5, (226, 180, 92))


def _pavilion(sheet: Sheet) -> None:
    """The four columns and the pediment of the central pavilion."""
    for x in (835, 905, 1095, 1165):
        for step in range(16):
            share = step / 16
            light = 1.2 - 0.62 * abs(share - 0.26) ** 0.8
            left = x - 24 + 48 * share
            sheet.rect((left, 478, left + 3.2, 868), scaled(STONE, light))
        sheet.rect((x - 34, 858, x + 34, 886), scaled(STONE, 1.1))
        sheet.rect((x - 32, 452, x + 32, 480), scaled(STONE, 1.12))
        sheet.rect((x - 28, 480, x + 28, 492), (*SHADE, 170))
        sheet.rect((x + 26, 492, x + 50, 868), (*SHADE, 120))
    sheet.polygon([(760, 400), (1000, 262), (1240, 400)], scaled(STONE, 1.16))
    sheet.polygon([(812, 388), (1000, 284), (1188, 388)], scaled(STONE, 0.84))
    sheet.polygon([(812, 388), (1000, 284), (1020, 294), (850, 388)], (*SHADE, 150))
    sheet.ellipse(1000, 352, 27, 27, scaled(STONE, 1.12))
    sheet.ellipse(1002, 355, 20, 20, (96, 84, 78))


def _roof(image: Image.Image, rng: random.Random) -> Image.Image:
    """The slate mansard with its dormers and its chimneys."""
    slate = vertical(
        LANDSCAPE, [(0, (96, 108, 128)), (0.22, (112, 122, 140)), (0.32, (70, 78, 94))]
    )
    slate = textured(slate, fractal(rng, LANDSCAPE, (400, 200), 1), 0.2)
    shape = stencil(LANDSCAPE)
    shape.polygon([(0, 190), (2000, 190), (2000, 420), (0, 420)], 255)
    image = Image.composite(slate, image, shape.image())
    sheet = Sheet(LANDSCAPE, 2, image)
    for row in range(26):
        sheet.rect((0, 196 + row * 9, 2000, 198 + row * 9), (48, 54, 68, 90))
    sheet.rect((0, 180, 2000, 196), (142, 150, 162))
    for x in (90, 560, 1470, 1900):
        sheet.rect((x - 62, 84, x + 62, 196), scaled(STONE, 0.92))
        sheet.rect((x + 26, 84, x + 62, 196), (*SHADE, 190))
        sheet.rect((x - 70, 74, x + 70, 92), scaled(STONE, 1.05))
        for pot in range(5):
            sheet.rect((x - 52 + pot * 24, 44, x - 40 + pot * 24, 76), (176, 98, 66))
    for x in (275, 650, 1350, 1725):
        sheet.rect((x - 52, 262, x + 52, 404), scaled(STONE, 1.08))
        sheet.ellipse(x, 262, 58, 40, scaled(STONE, 1.13))
        _panes(sheet, x, 268, 396, 40)
        sheet.polygon([(x + 52, 262), (x + 112, 404), (x + 52, 404)], (30, 34, 46, 130))
    return sheet.image()


def _flag(image: Image.Image) -> Image.Image:
    """The tricolour in the breeze above the pediment, its folds modelled by light."""
    sheet = Sheet(LANDSCAPE, 2, image)
    sheet.rect((996, 14, 1004, 284), (206, 206, 204))
    sheet.rect((1001, 14, 1004, 284), (110, 104, 102))
    sheet.ellipse(1000, 12, 8, 8, (234, 196, 110))
    bands: list[Colour] = [(34, 58, 142), (246, 242, 234), (206, 44, 52)]
    slices = 120
    for index in range(slices):
        share = index / slices
        wave = 12 * share**0.6
        left = 1004 + 238 * share
        phase = share * 8.4 + 0.6
        rise = wave * math.sin(phase) + 26 * share**1.4
        light = 0.94 + 0.24 * math.cos(phase) * min(1.0, share * 4)
        top: Point = (left, 26 + rise)
        sheet.rect(
            (top[0], top[1], left + 2.6, top[1] + 152 + 4 * math.sin(phase + 1)),
            scaled(bands[min(2, int(share * 3))], light),
        )
    return sheet.image()


def _morning_light(image: Image.Image, rng: random.Random) -> Image.Image:
    """Oblique shade of the building opposite, dappled by a tree."""
    shade = stencil(LANDSCAPE, 0.5)
    shade.polygon([(2000, 430), (1560, 900), (1240, 1333), (2000, 1333)], 210)
    shade.polygon([(0, 1240), (2000, 1240), (2000, 1333), (0, 1333)], 70)
    for _ in range(420):
        x, y = rng.gauss(1640, 260), rng.gauss(720, 190)
        size = rng.uniform(8, 30)
        shade.ellipse(x, y, size * 1.5, size, rng.choice([0, 190, 200, 210]))
    dappled = ImageChops.multiply(
        shade.image(9), fade(LANDSCAPE, [(0.2, 0), (0.34, 255), (1, 255)])
    )
    return shaded(image, dappled, (122, 126, 158))


def _courtyard(image: Image.Image, rng: random.Random) -> Image.Image:
    """Pale gravel and the stone steps in front of the door."""
    gravel = vertical(LANDSCAPE, [(0.92, (198, 176, 146)), (1, (150, 130, 110))])
    gravel = textured(gravel, fractal(rng, LANDSCAPE, (900, 640), 1), 0.3)
    mirror = image.crop((0, 1140, 2000, 1240)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    gravel.paste(
        Image.blend(
            smeared(mirror, 30, 30).resize((2000, 93)), gravel.crop((0, 1240, 2000, 1333)), 0.72
        ),
        (0, 1240),
    )
    image = Image.composite(gravel, image, fade(LANDSCAPE, [(0.928, 0), (0.931, 255), (1, 255)]))
    sheet = Sheet(LANDSCAPE, 2, image)
    for step in range(4):
        y, half = 1236 + step * 15, 150 + step * 34
        sheet.rect((1000 - half, y, 1000 + half, y + 9), scaled(STONE, 1.16))
        sheet.rect((1000 - half, y + 8, 1000 + half, y + 15), scaled(STONE, 0.72))
    for x in (300, 525, 775, 1225, 1475, 1725):
        for layer in range(5):
            tone = mix((26, 48, 36), (98, 128, 70), layer / 4)
            sheet.ellipse(x - layer * 4, 1196 - layer * 6, 46 - layer * 9, 46 - layer * 9, tone)
        sheet.polygon(
            [(x - 34, 1226), (x + 34, 1226), (x + 27, 1282), (x - 27, 1282)], (92, 74, 62)
        )
        sheet.polygon([(x - 34, 1226), (x, 1226), (x - 4, 1282), (x - 27, 1282)], (190, 164, 134))
    return sheet.image()


def ministry(rng: random.Random) -> Image.Image:
    """A stone ministry across its courtyard, flag flying, in raking morning light."""
    sky = vertical(LANDSCAPE, [(0, (118, 164, 208)), (0.16, (204, 220, 226)), (1, (240, 226, 206))])
    clouds = fractal(rng, LANDSCAPE, (4, 9), 4).point([max(0, (v - 120) * 2) for v in range(256)])
    sky.paste((255, 250, 242), mask=clouds)
    image = _roof(sky, rng)
    wall = mesh(
        LANDSCAPE,
        [
            [scaled(STONE, 1.1), STONE, scaled(STONE, 0.92)],
            [scaled(STONE, 1.04), scaled(STONE, 0.97), scaled(STONE, 0.84)],
        ],
    )
    wall = textured(wall, fractal(rng, LANDSCAPE, (40, 26), 3), 0.2)
    image.paste(wall.crop((0, 400, 2000, 1333)), (0, 400))
    sheet = Sheet(LANDSCAPE, 2, image)
    for row in range(12):
        sheet.rect((0, 468 + row * 36, 2000, 470 + row * 36), (*SHADE, 60))
    for x in BAYS:
        _bay(sheet, x, 600, 850, 58, True)
    _ground_floor(sheet)
    _cornice(sheet, 400, 26, True)
    _cornice(sheet, 884, 20, False)
    _pavilion(sheet)
    image = _morning_light(_courtyard(_flag(sheet.image()), rng), rng)
    sun = lamp(LANDSCAPE)
    sun.ellipse(120, 180, 420, 330, (140, 104, 56))
    image = shine(image, sun, (240, 0.8))
    image = ImageChops.multiply(
        image, vertical(LANDSCAPE, [(0, (255, 255, 255)), (1, (232, 226, 226))])
    )
    return finished(
        image,
        rng,
        shadows=(18, 16, 28),
        lights=(255, 250, 238),
        contrast=0.5,
        glow=0.3,
        threshold=215,
    )
