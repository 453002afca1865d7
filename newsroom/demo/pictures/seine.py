"""Paris over the Seine: roofs, domes and a bridge as the lamps come on."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    fade,
    finished,
    fractal,
    mix,
    scaled,
    vertical,
)

WATER = 905
LAMP: Colour = (255, 206, 124)


def _sunset(rng: random.Random) -> Image.Image:
    """A sky from deep blue to gold, streaked with lit cloud."""
    sky = vertical(
        LANDSCAPE,
        [
            (0, (36, 56, 112)),
            (0.22, (92, 98, 156)),
            (0.4, (188, 132, 156)),
            (0.54, (250, 172, 128)),
            (0.64, (255, 214, 150)),
            (0.7, (255, 224, 170)),
            (1, (60, 60, 96)),
        ],
    )
    for cells, tint, low in (((2, 12), (255, 158, 132), 120), ((3, 20), (255, 214, 178), 148)):
        streaks = fractal(rng, LANDSCAPE, cells, 5)
        streaks = streaks.point([min(255, max(0, (v - low) * 2)) for v in range(256)])
        veil = fade(LANDSCAPE, [(0, 60), (0.25, 220), (0.55, 190), (0.68, 0)])
        sky.paste(tint, mask=ImageChops.multiply(streaks, veil))
    sun = lamp(LANDSCAPE)
    sun.ellipse(1340, 840, 120, 110, (255, 190, 96))
    return shine(sky, sun, (50, 0.75), (200, 0.9))


def _tower(sheet: Sheet, x: float, foot: float, height: float, ink: Colour) -> None:
    """The iron tower: curved legs, three platforms, lattice."""

    def half(share: float) -> float:
        return height * (0.012 + 0.19 * math.pow(1 - share, 2.7))

    for side in (-1, 1):
        outer: list[Point] = []
        inner: list[Point] = []
        for step in range(31):
            share = step / 30
            y = foot - height * share
            outer.append((x + side * half(share), y))
            gap = half(share) * (0.62 if share < 0.3 else 0.5) - height * 0.004
            inner.append((x + side * max(0.0, gap), y))
        sheet.polygon([*outer, *reversed(inner)], ink)
    for step in range(46):
        low, high = step / 46, (step + 1) / 46
        if low < 0.16:
            continue
        y0, y1 = foot - height * low, foot - height * high
        sheet.line([(x - half(low), y0), (x + half(high), y1)], ink, 2)
        sheet.line([(x + half(low), y0), (x - half(high), y1)], ink, 2)
    for share, thick in ((0.19, 0.022), (0.38, 0.018), (0.86, 0.014)):
        wide = half(share) * 1.14 + 3
        y = foot - height * share
        sheet.rect((x - wide, y - height * thick, x + wide, y), ink)
    arch = [
        (
            x + math.cos(a / 20 * math.pi) * half(0) * 0.6,
            foot - math.sin(a / 20 * math.pi) * height * 0.15,
        )
        for a in range(21)
    ]
    sheet.line(arch, ink, height * 0.012)
    sheet.line([(x, foot - height), (x, foot - height * 1.07)], ink, 3)


def _dome(sheet: Sheet, x: float, foot: float, size: float, ink: Colour, gilt: Colour) -> None:
    """A gilded dome on its drum, with the lantern and spire."""
    sheet.rect((x - size, foot - size * 0.9, x + size, foot + 60), ink)
    sheet.rect((x - size * 0.66, foot - size * 1.9, x + size * 0.66, foot), ink)
    for column in range(9):
        at = x - size * 0.62 + column * size * 0.155
        sheet.rect((at, foot - size * 1.8, at + size * 0.05, foot - size), mix(ink, gilt, 0.35))
    top = foot - size * 1.9
    shell: list[Point] = []
    for step in range(25):
        angle = math.pi * step / 24
        shell.append(
            (x - math.cos(angle) * size * 0.66, top - math.sin(angle) ** 0.8 * size * 0.95)
        )
    sheet.polygon(shell, mix(ink, gilt, 0.3))
    for rib in range(-3, 4):
        sheet.tube(
            [
                (x + rib * size * 0.19, top),
                (x + rib * size * 0.15, top - size * 0.55),
                (x + rib * size * 0.04, top - size * 0.93),
            ],
            mix(ink, gilt, 0.62),
            3,
        )
    sheet.rect((x - size * 0.14, top - size * 1.3, x + size * 0.14, top - size * 0.9), ink)
    sheet.polygon(
        [
            (x - size * 0.12, top - size * 1.3),
            (x, top - size * 2.0),
            (x + size * 0.12, top - size * 1.3),
        ],
        ink,
    )


def _roofs(
    sheet: Sheet,
    lights: Sheet,
    level: float,
    rise: float,
    ink: Colour,
    lit: float,
    rng: random.Random,
) -> None:
    """A row of Haussmann blocks: zinc roofs, chimneys, a few lit windows."""
    x = -40.0
    while x < 2040:
        width = rng.uniform(90, 190) * rise / 100
        top = level - rise * rng.uniform(0.8, 1.15)
        roof = rise * 0.28
        tone = mix(ink, (255, 190, 150), rng.uniform(0, 0.07))
        sheet.rect((x, top, x + width + 1, level + 40), tone)
        sheet.polygon(
            [
                (x, top),
                (x + roof * 0.4, top - roof),
                (x + width - roof * 0.4, top - roof),
                (x + width, top),
            ],
            scaled(tone, 0.86),
        )
        for _ in range(rng.randrange(1, 4)):
            at = x + rng.uniform(0.12, 0.8) * width
            tall = roof * rng.uniform(1.3, 1.8)
            sheet.rect((at, top - tall, at + width * 0.09, top), scaled(tone, 0.82))
            for pot in range(3):
                left = at + pot * width * 0.03
                sheet.rect(
                    (left, top - tall - 6 * rise / 100, left + width * 0.016, top - tall),
                    scaled(tone, 0.78),
                )
        _storeys(sheet, lights, (x, top, width, level), rise, tone, lit, rng)
        x += width


def _storeys(
    sheet: Sheet,
    lights: Sheet,
    block: tuple[float, float, float, float],
    rise: float,
    tone: Colour,
    lit: float,
    rng: random.Random,
) -> None:
    """Windows of one block, most of them dark."""
    x, top, width, level = block
    pitch = rise / 5.2
    for row in range(int((level - top) / pitch)):
        for column in range(max(2, int(width / (pitch * 0.78)))):
            left = x + (column + 0.3) * pitch * 0.78
            if left + pitch * 0.3 > x + width:
                break
            y = top + pitch * (row + 0.24)
            box = (left, y, left + pitch * 0.3, y + pitch * 0.58)
            if rng.random() < lit:
                sheet.rect(box, mix(LAMP, (255, 236, 190), rng.random()))
                lights.rect(box, (190, 130, 60))
            else:
                sheet.rect(box, scaled(tone, 0.84))


def _bridge(sheet: Sheet, lights: Sheet) -> None:
    """Stone arches across the river, with a parapet and its lamps."""
    ink: Colour = (52, 46, 72)
    deck: list[Point] = [(x, 836 - 26 * math.sin(math.pi * x / 2000)) for x in range(0, 2001, 50)]
    sheet.polygon([*deck, (2000, WATER + 6), (0, WATER + 6)], ink)
    sheet.line([(x, y - 3) for x, y in deck], (196, 144, 130), 4)
    sheet.line([(x, y + 16) for x, y in deck], (32, 28, 52), 5)
    for centre in (130, 480, 830, 1180, 1530, 1880):
        arch: list[Point] = []
        for step in range(25):
            angle = math.pi * step / 24
            arch.append((centre - math.cos(angle) * 142, WATER + 8 - math.sin(angle) * 56))
        sheet.polygon(arch, (222, 156, 132))
        inner = [(x + 10, y + 5) for x, y in arch[:13]]
        sheet.polygon([*arch[:13], *reversed(inner)], (24, 20, 40))
    for index in range(-1, 13):
        x = 130 + index * 175 - 175 / 2 + 87
        y = 836 - 26 * math.sin(math.pi * min(1.0, max(0.0, x / 2000)))
        sheet.rect((x - 2, y - 52, x + 2, y), (30, 26, 46))
        for side in (-9, 0, 9):
            top = y - 60 if side == 0 else y - 50
            sheet.ellipse(x + side, top, 5, 6, (255, 240, 206))
            lights.ellipse(x + side, top, 12, 12, LAMP)


def _river(image: Image.Image, rng: random.Random) -> Image.Image:
    """The Seine: the city upside down, broken by ripples that widen towards us."""
    depth = LANDSCAPE[1] - WATER
    mirror = image.crop((0, WATER - depth, 2000, WATER)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    wide = mirror.resize((2160, depth))
    river = Image.new("RGB", (2000, depth))
    y = 0
    while y < depth:
        near = y / depth
        thick = 2 + round(near * 5)
        swing = rng.gauss(0, 1) * (2 + 26 * near) + 10 * near * math.sin(y * 0.16)
        source = min(depth - thick, max(0, round(y + rng.gauss(0, 3 + 12 * near))))
        left = 80 + round(min(78.0, max(-78.0, swing)))
        river.paste(wide.crop((left, source, left + 2000, source + thick)), (0, y))
        y += thick
    soft = river.resize((1000, depth // 2), Image.Resampling.BOX).resize((2000, depth))
    river = ImageChops.multiply(
        Image.blend(river, soft, 0.7),
        vertical((2000, depth), [(0, (206, 196, 210)), (1, (104, 112, 160))]),
    )
    crests = fractal(rng, (2000, depth), (22, 70), 3)
    crests = crests.point([min(150, max(0, (v - 176) * 4)) for v in range(256)])
    river.paste(
        (255, 196, 158), mask=ImageChops.multiply(crests, fade((2000, depth), [(0, 190), (1, 70)]))
    )
    image.paste(river, (0, WATER))
    return image


def _boat(image: Image.Image) -> Image.Image:
    """A low river boat with its row of lit windows."""
    shadow = Sheet(LANDSCAPE, 0.5)
    shadow.polygon([(1190, 1004), (1590, 1004), (1560, 1042), (1230, 1042)], (22, 20, 44, 190))
    image = shadow.over(image, 7)
    boat, wake = Sheet(LANDSCAPE, 2, image), lamp(LANDSCAPE)
    boat.polygon([(1170, 974), (1610, 982), (1584, 1008), (1196, 1008)], (28, 26, 48))
    boat.polygon([(1238, 978), (1250, 948), (1520, 948), (1548, 980)], (62, 52, 78))
    boat.line([(1170, 974), (1610, 982)], (210, 160, 146), 3)
    boat.line([(1246, 947), (1524, 947)], (196, 150, 150), 3)
    for window in range(12):
        left = 1262 + window * 22
        boat.rect((left, 955, left + 17, 972), (255, 220, 150))
        wake.rect((left, 952, left + 17, 974), (220, 140, 60))
        wake.rect((left, 1012, left + 17, 1060 + window % 3 * 24), (120, 76, 34))
    return shine(boat.image(), wake, (6, 0.8), (36, 0.6))


def seine(rng: random.Random) -> Image.Image:
    """The skyline of Paris at dusk, mirrored in the river."""
    sheet, lights = Sheet(LANDSCAPE, 2, _sunset(rng)), lamp(LANDSCAPE)
    _roofs(sheet, lights, 850, 46, (206, 142, 140), 0.0, rng)
    _tower(sheet, 560, 846, 600, (112, 80, 112))
    _roofs(sheet, lights, 862, 70, (160, 108, 128), 0.05, rng)
    _dome(sheet, 1010, 800, 74, (122, 84, 112), (255, 206, 128))
    _roofs(sheet, lights, 880, 96, (112, 80, 112), 0.12, rng)
    lights.ellipse(560, 208, 14, 14, (255, 236, 190))
    _bridge(sheet, lights)
    image = shine(sheet.image(), lights, (5, 0.7), (26, 0.7))
    image = _river(image, rng)
    image = _boat(image)
    return finished(image, rng, shadows=(14, 12, 34), lights=(255, 250, 238), contrast=0.42)
