"""People as silhouettes: seen from behind, standing, or leaning."""

from __future__ import annotations

import random

from newsroom.demo.pictures.sheet import Ink, Point, Sheet


def _placed(points: list[Point], x: float, y: float, height: float) -> list[Point]:
    return [(x + px * height, y - py * height) for px, py in points]


def seated(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    ink: Ink,
    rng: random.Random,
    hair_ink: Ink | None = None,
) -> None:
    """Head and shoulders from behind; `y` is the bottom, `height` the bust's height."""
    width = rng.uniform(0.9, 1.1)
    lean = rng.uniform(-0.04, 0.04)
    shoulders: list[Point] = [
        (-0.62, -0.1),
        (-0.58, 0.3),
        (-0.4, 0.46),
        (-0.13, 0.54),
        (-0.1 + lean, 0.66),
        (0.1 + lean, 0.66),
        (0.13, 0.54),
        (0.4, 0.46),
        (0.58, 0.3),
        (0.62, -0.1),
    ]
    outline = [(px * width, py) for px, py in shoulders]
    sheet.curve(_placed(outline, x, y, height), ink)
    head_x, head_y = x + lean * height, y - 0.79 * height
    ink = ink if hair_ink is None else hair_ink
    sheet.ellipse(head_x, head_y, 0.165 * height, 0.215 * height, ink)
    hair = rng.random()
    if hair < 0.3:
        sheet.ellipse(head_x, head_y + 0.08 * height, 0.2 * height, 0.22 * height, ink)
    elif hair < 0.42:
        sheet.ellipse(head_x, head_y - 0.2 * height, 0.08 * height, 0.08 * height, ink)


def standing(
    sheet: Sheet, x: float, y: float, height: float, ink: Ink, stride: float = 0.05
) -> None:
    """A whole person; `y` is the ground, `stride` how far the feet are apart."""
    torso: list[Point] = [
        (-0.035, 0.85),
        (-0.11, 0.81),
        (-0.135, 0.72),
        (-0.14, 0.56),
        (-0.125, 0.44),
        (-0.1, 0.44),
        (-0.095, 0.4),
        (0.095, 0.4),
        (0.1, 0.44),
        (0.125, 0.44),
        (0.14, 0.56),
        (0.135, 0.72),
        (0.11, 0.81),
        (0.035, 0.85),
        (0.03, 0.89),
        (-0.03, 0.89),
    ]
    sheet.curve(_placed(torso, x, y, height), ink)
    for side in (-1, 1):
        foot = side * (stride + 0.02)
        leg: list[Point] = [
            (side * 0.09, 0.46),
            (side * 0.005, 0.46),
            (foot - 0.022, 0.04),
            (foot - 0.024, 0.0),
            (foot + 0.045, 0.0),
            (foot + 0.022, 0.05),
        ]
        sheet.polygon(_placed(leg, x, y, height), ink)
    sheet.ellipse(x, y - 0.935 * height, 0.044 * height, 0.06 * height, ink)


def typing(
    sheet: Sheet, x: float, y: float, height: float, ink: Ink, side: int, rng: random.Random
) -> None:
    """Somebody seated in profile at a keyboard, facing right (1) or left (-1)."""
    slump = rng.uniform(-0.03, 0.03)
    back: list[Point] = [
        (-0.24, 0.0),
        (-0.25, 0.3),
        (-0.2 + slump, 0.56),
        (-0.06 + slump, 0.66),
        (0.08 + slump, 0.6),
        (0.16, 0.42),
        (0.44, 0.3),
        (0.45, 0.24),
        (0.2, 0.22),
        (0.12, 0.0),
    ]
    sheet.curve(_placed([(px * side, py) for px, py in back], x, y, height), ink)
    head_x = x + side * (0.05 + slump) * height
    neck = [(-0.05, 0.6), (0.1, 0.6), (0.09, 0.76), (-0.04, 0.76)]
    sheet.polygon(_placed([((px + slump) * side, py) for px, py in neck], x, y, height), ink)
    sheet.ellipse(head_x, y - 0.82 * height, 0.115 * height, 0.14 * height, ink)
    sheet.ellipse(
        head_x - side * 0.04 * height, y - 0.84 * height, 0.11 * height, 0.13 * height, ink
    )
