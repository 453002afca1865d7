"""The furniture of the hemicycle: curved benches, their members, the rostrum."""

from __future__ import annotations

import itertools
import math
import random

from newsroom.demo.pictures.sheet import Sheet
from newsroom.demo.pictures.space import Camera, Place
from newsroom.demo.pictures.tone import (
    Colour,
    mix,
    scaled,
)

CHAMBER = Camera(eye=(0.0, 15.5, -17.0), focal=1330, centre=(1000, 560), pitch=-0.5)


def _around(radius: float, angle: float, height: float) -> Place:
    """A place in the chamber, by distance and angle from the rostrum."""
    return radius * math.sin(angle), height, 9.0 - radius * math.cos(angle)


def ring(
    sheet: Sheet,
    inner: tuple[float, float],
    outer: tuple[float, float],
    span: tuple[float, float],
    ink: Colour,
) -> None:
    """A curved band between two (radius, height) edges."""
    steps = max(2, round(abs(span[1] - span[0]) * 26))
    angles = [span[0] + (span[1] - span[0]) * step / steps for step in range(steps + 1)]
    near = [_around(inner[0], angle, inner[1]) for angle in angles]
    far = [_around(outer[0], angle, outer[1]) for angle in reversed(angles)]
    sheet.polygon(CHAMBER.shape(*near, *far), ink)


def benches(sheet: Sheet, lights: Sheet, rng: random.Random) -> None:
    """Rows of blue seats and pale desks, cut by gangways, with the members present."""
    for row in range(17):
        radius, height = 5.2 + row * 1.28, row * 0.2
        carpet = scaled((120, 100, 106), 1.1 - 0.05 * row)
        ring(sheet, (radius, height), (radius + 1.28, height), (-1.62, 1.62), carpet)
        step = scaled(carpet, 0.6)
        ring(sheet, (radius, height - 0.2), (radius, height), (-1.62, 1.62), step)
    wedges = [-1.62 + 3.24 * index / 8 for index in range(9)]
    for row in range(14):
        radius, height = 5.2 + row * 1.28, row * 0.2
        glow = 1.14 - 0.045 * row
        for start, stop in itertools.pairwise(wedges):
            gap = 0.42 / radius
            span = (start + gap, stop - gap)
            ring(
                sheet,
                (radius - 0.05, height + 0.2),
                (radius + 1.2, height + 0.2),
                span,
                scaled((40, 52, 84), glow),
            )
            ring(
                sheet,
                (radius, height + 0.72),
                (radius + 0.42, height + 0.78),
                span,
                scaled((214, 178, 132), glow),
            )
            ring(
                sheet,
                (radius, height + 0.2),
                (radius, height + 0.72),
                span,
                scaled((122, 88, 58), glow),
            )
            count = max(2, int((span[1] - span[0]) * radius / 0.74))
            for seat in range(count):
                angle = span[0] + (seat + 0.5) * (span[1] - span[0]) / count
                _member(sheet, lights, radius, height, angle, glow, rng)


def _member(
    sheet: Sheet,
    lights: Sheet,
    radius: float,
    height: float,
    angle: float,
    glow: float,
    rng: random.Random,
) -> None:
    """One seat, most often occupied, with papers or a lit screen on the desk."""
    place = _around(radius + 0.86, angle, height + 0.86)
    u, v = CHAMBER.at(place)
    if not (-30 < u < 2030 and -30 < v < 1363):
        return
    unit = CHAMBER.size(place)
    sheet.rect(
        (u - 0.26 * unit, v - 0.1 * unit, u + 0.26 * unit, v + 0.42 * unit),
        scaled((34, 70, 150), glow),
        0.1 * unit,
    )
    desk_u, desk_v = CHAMBER.at(_around(radius + 0.22, angle, height + 0.8))
    if rng.random() < 0.45:
        lit = rng.random() < 0.4
        paper = (190, 226, 255) if lit else scaled((242, 236, 224), glow)
        sheet.rect(
            (
                desk_u - 0.15 * unit,
                desk_v - 0.08 * unit,
                desk_u + 0.15 * unit,
                desk_v + 0.07 * unit,
            ),
            paper,
        )
        if lit:
            lights.ellipse(desk_u, desk_v, 0.3 * unit, 0.2 * unit, (30, 60, 90))
    if rng.random() < 0.74:
        suit = rng.choice([(26, 28, 40), (40, 40, 52), (64, 34, 44), (34, 58, 70), (96, 84, 78)])
        skin = rng.choice([(206, 160, 130), (176, 128, 98), (120, 82, 62), (222, 182, 152)])
        hair = rng.choice([(40, 30, 26), (92, 70, 50), (150, 146, 142), (24, 20, 22)])
        sheet.ellipse(u, v + 0.12 * unit, 0.25 * unit, 0.26 * unit, scaled(suit, glow))
        sheet.ellipse(u, v - 0.17 * unit, 0.105 * unit, 0.13 * unit, scaled(skin, glow))
        sheet.ellipse(u, v - 0.2 * unit, 0.115 * unit, 0.115 * unit, scaled(hair, glow))


def rostrum(sheet: Sheet, lights: Sheet) -> None:
    """The chair's desk, its curved wall and the lit panel behind."""
    for radius, tone in ((13.4, (70, 58, 56)), (12.6, (96, 76, 64))):
        ring(sheet, (radius, 0), (radius, 9), (math.pi - 2.2, math.pi + 2.2), tone)
    for slat in range(131):
        angle = math.pi - 2.1 + slat * 4.2 / 130
        tone = mix((128, 96, 70), (226, 186, 138), 1 - abs(slat - 65) / 65)
        ring(sheet, (12.5, 0.3), (12.5, 7.4), (angle, angle + 0.019), tone)
    panel = CHAMBER.shape((-4.6, 2.6, 20), (-4.6, 6.4, 20), (4.6, 6.4, 20), (4.6, 2.6, 20))
    sheet.polygon(panel, (24, 72, 170))
    lights.polygon(panel, (30, 70, 140))
    for index in range(12):
        angle = index * math.tau / 12
        u, v = CHAMBER.at((1.3 * math.sin(angle), 4.5 + 1.3 * math.cos(angle), 20))
        sheet.ellipse(u, v, 8, 8, (255, 214, 92))
        lights.ellipse(u, v, 14, 14, (200, 150, 40))
    for z, height, half in ((12.6, 1.9, 4.4), (10.6, 1.2, 2.6)):
        front = ((-half, 0, z), (-half, height, z), (half, height, z), (half, 0, z))
        top = ((-half, height, z), (-half, height, z + 1), (half, height, z + 1), (half, height, z))
        sheet.polygon(CHAMBER.shape(*front), (150, 110, 74))
        sheet.polygon(CHAMBER.shape(*top), (236, 202, 156))
    for x in (-3.1, -1.5, 0, 1.5, 3.1):
        u, v = CHAMBER.at((x, 1.6, 13.6))
        _speaker(sheet, u, v, 46)
    _speaker(sheet, *CHAMBER.at((0, 0.7, 11.2)), 58)


def _speaker(sheet: Sheet, x: float, y: float, height: float) -> None:
    """Somebody facing the chamber from the rostrum."""
    sheet.curve(
        [
            (x - 0.4 * height, y),
            (x - 0.34 * height, y - 0.42 * height),
            (x, y - 0.6 * height),
            (x + 0.34 * height, y - 0.42 * height),
            (x + 0.4 * height, y),
        ],
        (32, 32, 46),
    )
    sheet.ellipse(x, y - 0.74 * height, 0.15 * height, 0.18 * height, (70, 52, 44))
    sheet.ellipse(x, y - 0.7 * height, 0.13 * height, 0.16 * height, (204, 160, 132))
