"""A laboratory bench: glassware, coloured liquids and lights out of focus."""

from __future__ import annotations

import itertools
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.sheet import Point, Sheet, flowing, lamp, shine
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    fade,
    finished,
    mesh,
    mix,
    scaled,
    smeared,
    vertical,
)

BENCH = 1035
Profile = list[tuple[float, float]]
# Discs of light, by plane: how many, their radii, their blur and their strength.
LIGHTS = ((26, 46.0, 90.0, 7.0, 0.5), (48, 14.0, 40.0, 2.5, 0.7))
CONICAL: Profile = [(0, 150), (16, 156), (40, 148), (250, 52), (300, 42), (372, 42), (384, 54)]
BEAKER: Profile = [(0, 112), (14, 122), (60, 124), (280, 124), (292, 134)]
ROUND: Profile = [
    (0, 58),
    (14, 96),
    (60, 144),
    (120, 162),
    (190, 146),
    (250, 86),
    (280, 46),
    (410, 42),
    (422, 56),
]
CYLINDER: Profile = [(0, 78), (14, 78), (22, 48), (40, 46), (520, 46), (532, 58)]
TUBE: Profile = [(0, 6), (8, 20), (22, 27), (44, 29), (300, 29), (308, 34)]


def _half(profile: Profile, height: float) -> float:
    """Half-width of a vessel at a height above its base."""
    for (low, start), (high, end) in itertools.pairwise(profile):
        if height <= high:
            return start + (end - start) * (height - low) / max(1e-6, high - low)
    return profile[-1][1]


def _slice(
    profile: Profile, x: float, base: float, span: tuple[float, float], part: tuple[float, float]
) -> list[Point]:
    """A vertical strip of a vessel between two heights and two shares of its width."""
    steps = 26
    heights = [span[0] + (span[1] - span[0]) * step / steps for step in range(steps + 1)]
    left = [(x + part[0] * _half(profile, h), base - h) for h in heights]
    right = [(x + part[1] * _half(profile, h), base - h) for h in reversed(heights)]
    return [*left, *right]


def _vessel(
    sheet: Sheet,
    lights: Sheet,
    profile: Profile,
    x: float,
    level: float,
    tint: Colour,
    base: float = BENCH,
    size: float = 1.0,
) -> None:
    """Glass with its liquid: dark rims, bright core, meniscus, highlights."""
    shape = flowing([(h * size, r * size) for h, r in profile], 6)
    level *= size
    top = shape[-1][0]
    sheet.polygon(_slice(shape, x, base, (0, top), (-1, 1)), (190, 226, 238, 26))
    for step in range(16):
        low, high = -0.96 + step * 0.12, -0.96 + (step + 1) * 0.12
        depth = abs(step - 6.2) / 9.5
        tone = mix(mix(tint, (255, 255, 255), 0.38), scaled(tint, 0.36), depth)
        sheet.polygon(_slice(shape, x, base, (7 * size, level), (low, high)), (*tone, 212))
    wide = _half(shape, level) * 0.96
    sheet.ellipse(x, base - level, wide, wide * 0.13, (*mix(tint, (255, 255, 255), 0.5), 220))
    sheet.ellipse(x, base - level - 2, wide * 0.9, wide * 0.1, (*scaled(tint, 0.85), 200))
    lights.polygon(_slice(shape, x, base, (10, level), (-0.7, 0.7)), scaled(tint, 0.7))
    _glints(sheet, shape, x, base)


def _glints(sheet: Sheet, shape: Profile, x: float, base: float) -> None:
    """What makes glass visible: edges, long reflections, lip and foot."""
    top = shape[-1][0]
    for part, ink in (
        ((-1, -0.95), (220, 244, 255, 190)),
        ((0.955, 1), (190, 226, 244, 150)),
        ((-0.95, -0.86), (10, 30, 44, 70)),
        ((0.86, 0.955), (10, 30, 44, 80)),
        ((-0.76, -0.6), (255, 255, 255, 96)),
        ((-0.54, -0.5), (255, 255, 255, 80)),
        ((0.66, 0.72), (255, 255, 255, 66)),
    ):
        sheet.polygon(_slice(shape, x, base, (top * 0.03, top * 0.985), part), ink)
    lip = shape[-1][1]
    sheet.ellipse(x, base - top, lip, lip * 0.16, (226, 246, 255, 190))
    sheet.ellipse(x, base - top, lip * 0.9, lip * 0.12, (40, 70, 88, 170))
    foot = shape[0][1]
    sheet.ellipse(x, base - 3, foot, foot * 0.09 + 2, (230, 250, 255, 120))


def _background(rng: random.Random) -> Image.Image:
    """The room beyond the bench: shelves and lamps dissolved into discs of light."""
    image = mesh(
        LANDSCAPE,
        [
            [(10, 30, 54), (18, 58, 88), (30, 40, 76)],
            [(20, 66, 96), (60, 140, 160), (64, 84, 124)],
            [(16, 46, 70), (40, 100, 122), (30, 50, 80)],
        ],
    )
    dim = Sheet(LANDSCAPE, 0.5, image)
    for left, tone in ((90, (8, 24, 40, 130)), (820, (12, 40, 58, 90)), (1500, (8, 24, 44, 120))):
        dim.rect((left, 120, left + 420, 1000), tone)
        for shelf in range(4):
            y = 240 + shelf * 190
            dim.rect((left, y, left + 420, y + 10), (140, 190, 200, 90))
            for _ in range(8):
                x = left + rng.uniform(0, 380)
                dim.rect(
                    (x, y - rng.uniform(40, 120), x + rng.uniform(18, 40), y),
                    rng.choice([(220, 240, 240, 90), (90, 180, 190, 110), (250, 190, 110, 90)]),
                )
    image = dim.image(34)
    for count, low, high, blur, strength in LIGHTS:
        discs = Sheet(LANDSCAPE, 0.5, (0, 0, 0))
        for _ in range(count):
            u, v, size = rng.uniform(-40, 2040), rng.gauss(430, 210), rng.uniform(low, high)
            tint = rng.choice(
                [
                    (255, 206, 140),
                    (120, 230, 240),
                    (150, 190, 255),
                    (255, 236, 206),
                    (250, 150, 130),
                ]
            )
            alpha = rng.randrange(30, 130)
            discs.ellipse(u, v, size, size, (*tint, alpha))
            discs.ellipse(u, v, size * 0.9, size * 0.9, (*scaled(tint, 0.7), alpha // 2))
        image = shine(image, discs, (blur, strength))
    return image


def _rack(sheet: Sheet, lights: Sheet, x: float) -> None:
    """Test tubes in a pale rack, each with its own dose."""
    tints: list[Colour] = [
        (255, 92, 120),
        (255, 150, 70),
        (250, 206, 70),
        (96, 214, 140),
        (60, 170, 240),
        (150, 110, 240),
    ]
    for plank in (BENCH - 200, BENCH - 22):
        sheet.rect((x - 40, plank - 6, x + 500, plank + 22), (60, 84, 98), 5)
    for index, tint in enumerate(tints):
        level = (150.0, 190.0, 120.0, 210.0, 164.0, 136.0)[index]
        _vessel(sheet, lights, TUBE, x + 30 + index * 80, level, tint, BENCH - 22)
    for plank in (BENCH - 196, BENCH - 18):
        sheet.rect((x - 40, plank, x + 500, plank + 22), (206, 222, 228), 5)
        sheet.rect((x - 40, plank + 14, x + 500, plank + 22), (116, 142, 156), 4)
    for side in (x - 46, x + 488):
        sheet.rect((side, BENCH - 214, side + 20, BENCH + 8), (176, 198, 208), 4)
        sheet.rect((side + 13, BENCH - 214, side + 20, BENCH + 8), (98, 124, 138), 3)


def _bench(image: Image.Image) -> Image.Image:
    """The glossy bench, which doubles the glassware."""
    depth = LANDSCAPE[1] - BENCH
    mirror = image.crop((0, BENCH - depth, 2000, BENCH)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = Image.blend(smeared(mirror, 4, 8), smeared(mirror, 6, 40), 0.4)
    mirror = ImageChops.multiply(
        mirror,
        vertical((2000, depth), [(0, (216, 226, 232)), (0.5, (130, 150, 164)), (1, (50, 66, 84))]),
    )
    image.paste(mirror, (0, BENCH))
    edge = lamp(LANDSCAPE)
    edge.rect((0, BENCH - 2, 2000, BENCH + 4), (70, 110, 120))
    return shine(image, edge, (6, 0.6))


def laboratory(rng: random.Random) -> Image.Image:
    """Glassware on a laboratory bench, in front of discs of light."""
    back = Sheet(LANDSCAPE, 1, _background(rng))
    dim = lamp(LANDSCAPE)
    for x, profile, level, tint in (
        (1180.0, CYLINDER, 330.0, (90, 190, 220)),
        (760.0, BEAKER, 120.0, (230, 170, 90)),
        (1850.0, ROUND, 150.0, (120, 140, 230)),
    ):
        _vessel(back, dim, profile, x, level, tint, BENCH - 30, 0.9)
    back.rect((0, BENCH - 40, 2000, BENCH), (30, 58, 76))
    sheet, lights = Sheet(LANDSCAPE, 2, back.image(9)), lamp(LANDSCAPE)
    _vessel(sheet, lights, CONICAL, 420, 150, (24, 196, 190), size=1.45)
    _vessel(sheet, lights, ROUND, 945, 165, (250, 166, 50), size=1.2)
    _rack(sheet, lights, 1270)
    _vessel(sheet, lights, BEAKER, 655, 110, (214, 66, 130), size=0.78)
    image = _bench(shine(sheet.image(), lights, (26, 0.35), (90, 0.45)))
    image = ImageChops.multiply(
        image,
        mesh(
            LANDSCAPE,
            [
                [(220, 236, 244), (255, 255, 255), (214, 224, 240)],
                [(255, 255, 255), (255, 255, 255), (240, 244, 250)],
                [(190, 204, 216), (240, 246, 250), (170, 186, 206)],
            ],
        ),
    )
    soft = fade(LANDSCAPE, [(0, 255), (0.86, 255), (1, 120)])
    image = Image.composite(image, smeared(image, 5, 5), soft)
    return finished(image, rng, shadows=(5, 12, 24), lights=(252, 254, 252), contrast=0.5)
