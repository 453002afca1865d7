"""The surgical team: figures in gowns, caps and masks."""

from __future__ import annotations

from PIL import Image

from newsroom.demo.pictures.sheet import Point, Sheet
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
)

FIELD: Point = (1010.0, 985.0)


def _body(sheet: Sheet, x: float, y: float, height: float, lean: float, ink: Colour) -> None:
    """Gown and capped head, from the waist up."""
    body = [
        (-0.4, -0.05),
        (-0.42, 0.3),
        (-0.38, 0.5),
        (-0.27, 0.6),
        (-0.1, 0.655),
        (-0.07, 0.72),
        (0.07, 0.72),
        (0.1, 0.655),
        (0.27, 0.6),
        (0.38, 0.5),
        (0.42, 0.3),
        (0.4, -0.05),
    ]
    outline = [(x + (px + lean * py) * height, y - py * height) for px, py in body]
    sheet.curve(outline, ink)


def _nape(sheet: Sheet, x: float, y: float, height: float, ink: Colour) -> None:
    """A capped head from behind."""
    sheet.ellipse(x, y, 0.108 * height, 0.145 * height, ink)
    sheet.ellipse(x, y - 0.05 * height, 0.122 * height, 0.115 * height, ink)


def _facing(sheet: Sheet, x: float, y: float, height: float, lean: float) -> None:
    """Cap, mask and gloved forearms of a surgeon on the far side of the table."""
    head_x, head_y = x + lean * 0.97 * height, y - 0.81 * height
    gown, dark, pale = (26, 92, 96), (16, 62, 68), (122, 204, 198)
    fold = [
        (x + (px + lean * py) * height, y - py * height)
        for px, py in ((-0.02, 0.64), (0.05, 0.4), (0.02, 0.1))
    ]
    sheet.tube(fold, dark, 0.02 * height)
    side = 1 if lean > 0 else -1
    reach = FIELD[0] - x - side * 60
    for start, drop in ((-0.34, 20), (0.34, 0)):
        shoulder = (x + (start + lean * 0.5) * height, y - 0.5 * height)
        elbow = (x + (start * 1.12 + side * 0.04) * height, y - 0.2 * height)
        hand = (x + reach * (0.72 if start * side > 0 else 0.55), y - 30 + drop)
        sheet.tube([shoulder, elbow, hand], dark, 0.15 * height)
        sheet.tube(
            [(px + 5 * side, py + 6) for px, py in (shoulder, elbow, hand)], gown, 0.125 * height
        )
        sheet.ellipse(hand[0], hand[1], 0.075 * height, 0.052 * height, (206, 238, 228))
    sheet.ellipse(head_x, head_y, 0.1 * height, 0.13 * height, (150, 112, 92))
    sheet.ellipse(head_x + side * 8, head_y + 4, 0.085 * height, 0.12 * height, (206, 158, 130))
    for eye in (-1, 1):
        sheet.ellipse(
            head_x + side * 10 + eye * 0.042 * height,
            head_y + 2,
            0.024 * height,
            0.011 * height,
            (74, 48, 42),
        )
    sheet.curve(
        [
            (head_x - 0.1 * height, head_y + 0.03 * height),
            (head_x + side * 10, head_y + 0.012 * height),
            (head_x + 0.1 * height, head_y + 0.03 * height),
            (head_x + 0.075 * height, head_y + 0.125 * height),
            (head_x, head_y + 0.155 * height),
            (head_x - 0.075 * height, head_y + 0.125 * height),
        ],
        pale,
    )
    sheet.line(
        [
            (head_x - 0.09 * height, head_y + 0.075 * height),
            (head_x + 0.09 * height, head_y + 0.075 * height),
        ],
        (86, 160, 160),
        3,
    )
    sheet.curve(
        [
            (head_x - 0.118 * height, head_y - 0.02 * height),
            (head_x - 0.1 * height, head_y - 0.13 * height),
            (head_x, head_y - 0.185 * height),
            (head_x + 0.1 * height, head_y - 0.13 * height),
            (head_x + 0.118 * height, head_y - 0.02 * height),
            (head_x, head_y - 0.05 * height),
        ],
        (34, 112, 118),
    )


def far_team(image: Image.Image) -> Image.Image:
    """Two surgeons facing us, lit from below by the field."""
    people = ((640.0, 1020.0, 640.0, 0.1), (1385.0, 1020.0, 620.0, -0.11))
    sheet = Sheet(LANDSCAPE, 1)
    for x, y, height, lean in people:
        side = 1 if lean > 0 else -1
        for shift, ink in ((0, (96, 190, 184)), (-7, (24, 84, 90)), (-30, (15, 60, 68))):
            _body(sheet, x + shift * side, y + abs(shift) * 0.4, height, lean, ink)
        _facing(sheet, x, y, height, lean)
    return sheet.over(image, 2.4)


def near_team(image: Image.Image) -> Image.Image:
    """Two assistants with their backs to us, edged with light."""
    people = ((300.0, 1420.0, 930.0, 0.16), (1730.0, 1420.0, 900.0, -0.15))
    for shift, ink, blur in (
        (0, (150, 228, 214), 3.2),
        (-10, (22, 74, 82), 5.0),
        (-34, (8, 34, 43), 18.0),
    ):
        sheet = Sheet(LANDSCAPE, 0.5)
        for x, y, height, lean in people:
            side = 1 if lean > 0 else -1
            left, foot = x + shift * side, y + abs(shift) * 0.5
            _body(sheet, left, foot, height, lean, ink)
            _nape(sheet, left + lean * 0.95 * height, foot - 0.83 * height, height, ink)
            if shift == -10:
                knot_x, knot_y = x + lean * 0.95 * height - side * 40, y - 0.79 * height
                sheet.tube(
                    [
                        (knot_x, knot_y),
                        (knot_x - side * 26, knot_y + 46),
                        (knot_x - side * 16, knot_y + 92),
                    ],
                    (46, 122, 128),
                    12,
                )
        image = sheet.over(image, blur)
    return image
