"""The outlines of an invented sitter: face, hair, clothes."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.demo.pictures.sheet import Point, Sheet
from newsroom.demo.pictures.tone import Colour, scaled

HEAD: Point = (600, 590)


@dataclass(frozen=True)
class Sitter:
    """Somebody invented: tones, hair, clothes and light."""

    skin: Colour
    hair: Colour
    coat: Colour
    shirt: Colour
    wall: tuple[Colour, Colour, Colour]
    cut: str
    width: float = 1.0
    turn: float = 26.0
    collar: str = "open"
    beard: bool = False
    glasses: bool = False


def face(sitter: Sitter) -> list[Point]:
    """The outline of the face, slightly turned towards the light."""
    x, y = HEAD
    jaw = 0.8 if sitter.beard else 0.74
    half = 182 * sitter.width
    return [
        (x, y - 262),
        (x + half * 0.74, y - 210),
        (x + half, y - 60),
        (x + half * 0.97, y + 60),
        (x + half * jaw, y + 176),
        (x + half * 0.36, y + 262),
        (x - 6, y + 278),
        (x - half * 0.4, y + 258),
        (x - half * jaw, y + 172),
        (x - half * 0.97, y + 56),
        (x - half, y - 60),
        (x - half * 0.74, y - 210),
    ]


def hair_behind(sitter: Sitter) -> list[Point]:
    """The mass of hair behind the face, according to the cut."""
    x, y = HEAD
    half = 182 * sitter.width
    if sitter.cut == "bob":
        return [
            (x, y - 338),
            (x + half * 1.06, y - 250),
            (x + half * 1.36, y - 20),
            (x + half * 1.32, y + 200),
            (x + half * 1.02, y + 268),
            (x + half * 0.6, y + 200),
            (x - half * 0.6, y + 200),
            (x - half * 1.0, y + 272),
            (x - half * 1.34, y + 206),
            (x - half * 1.36, y - 20),
            (x - half * 1.02, y - 256),
        ]
    if sitter.cut == "curls":
        return [
            (x, y - 372),
            (x + half * 0.9, y - 330),
            (x + half * 1.5, y - 170),
            (x + half * 1.62, y + 40),
            (x + half * 1.36, y + 216),
            (x + half * 0.8, y + 190),
            (x - half * 0.8, y + 190),
            (x - half * 1.4, y + 214),
            (x - half * 1.64, y + 30),
            (x - half * 1.5, y - 176),
            (x - half * 0.9, y - 334),
        ]
    return [
        (x, y - 316),
        (x + half * 0.86, y - 256),
        (x + half * 1.1, y - 90),
        (x + half * 1.02, y + 20),
        (x - half * 1.02, y + 20),
        (x - half * 1.1, y - 90),
        (x - half * 0.86, y - 260),
    ]


def hair_front(sitter: Sitter) -> list[list[Point]]:
    """Locks that fall in front of the face."""
    x, y = HEAD
    half = 182 * sitter.width
    if sitter.cut == "bob":
        return [
            [
                (x - half * 0.4, y - 322),
                (x + half * 0.5, y - 308),
                (x + half * 1.1, y - 180),
                (x + half * 1.18, y + 150),
                (x + half * 0.92, y + 130),
                (x + half * 0.9, y - 40),
                (x + half * 0.62, y - 150),
                (x - half * 0.1, y - 226),
            ],
            [
                (x - half * 0.2, y - 324),
                (x - half * 0.8, y - 290),
                (x - half * 1.18, y - 90),
                (x - half * 1.18, y + 160),
                (x - half * 0.95, y + 140),
                (x - half * 0.92, y - 30),
                (x - half * 0.74, y - 160),
                (x - half * 0.3, y - 236),
            ],
        ]
    if sitter.cut == "curls":
        return [
            [
                (x - half * 1.1, y - 60),
                (x - half * 1.06, y - 230),
                (x - half * 0.4, y - 336),
                (x + half * 0.5, y - 336),
                (x + half * 1.1, y - 220),
                (x + half * 1.12, y - 60),
                (x + half * 0.9, y - 130),
                (x + half * 0.5, y - 216),
                (x, y - 196),
                (x - half * 0.5, y - 220),
                (x - half * 0.88, y - 130),
            ]
        ]
    if sitter.cut == "silver":
        return [
            [
                (x - half * 1.08, y - 20),
                (x - half * 1.1, y - 190),
                (x - half * 0.5, y - 318),
                (x + half * 0.4, y - 326),
                (x + half * 1.06, y - 200),
                (x + half * 1.08, y - 40),
                (x + half * 0.92, y - 110),
                (x + half * 0.76, y - 176),
                (x + half * 0.1, y - 214),
                (x - half * 0.82, y - 170),
                (x - half * 0.98, y - 80),
            ]
        ]
    return [
        [
            (x - half * 1.04, y - 20),
            (x - half * 1.1, y - 170),
            (x - half * 0.8, y - 304),
            (x - half * 0.1, y - 362),
            (x + half * 0.6, y - 338),
            (x + half * 1.06, y - 210),
            (x + half * 1.05, y - 20),
            (x + half * 0.94, y - 90),
            (x + half * 0.9, y - 180),
            (x + half * 0.52, y - 232),
            (x - half * 0.06, y - 208),
            (x - half * 0.5, y - 240),
            (x - half * 0.86, y - 190),
            (x - half * 0.93, y - 100),
        ]
    ]


def body(sheet: Sheet, sitter: Sitter) -> None:
    """Shoulders, shirt, collar and neck."""
    x, y = HEAD
    neck = 104 * sitter.width
    shoulders: list[Point] = [
        (-60, 1600),
        (10, 1310),
        (100, 1120),
        (310, 1000),
        (x - neck, y + 300),
        (x + neck, y + 300),
        (890, 1000),
        (1100, 1120),
        (1190, 1310),
        (1260, 1600),
    ]
    sheet.curve(shoulders, sitter.coat)
    sheet.polygon(
        [(x - 130, y + 330), (x + 130, y + 330), (x + 20, 1560), (x - 20, 1560)],
        scaled(sitter.shirt, 0.84),
    )
    throat = [
        (x - neck, y + 120),
        (x + neck, y + 120),
        (x + neck * 1.06, y + 310),
        (x + neck * 0.5, y + 390),
        (x, y + 430),
        (x - neck * 0.5, y + 390),
        (x - neck * 1.06, y + 310),
    ]
    sheet.curve(throat, scaled(sitter.skin, 0.88))
    if sitter.collar == "roll":
        sheet.polygon(
            [(x - 190, y + 400), (x + 190, y + 400), (x + 240, 1560), (x - 240, 1560)], sitter.coat
        )
        sheet.curve(
            [
                (x - neck * 1.22, y + 262),
                (x, y + 318),
                (x + neck * 1.22, y + 262),
                (x + neck * 1.42, y + 400),
                (x, y + 452),
                (x - neck * 1.42, y + 400),
            ],
            scaled(sitter.coat, 1.16),
        )
        return
    for side in (-1, 1):
        sheet.polygon(
            [
                (x + side * neck * 1.02, y + 286),
                (x + side * neck * 1.44, y + 330),
                (x + side * 92, y + 500),
                (x + side * 4, y + 432),
            ],
            scaled(sitter.shirt, 1.04),
        )
        if sitter.collar == "jacket":
            sheet.polygon(
                [
                    (x + side * neck * 1.4, y + 306),
                    (x + side * 230, y + 380),
                    (x + side * 262, y + 560),
                    (x + side * 214, y + 590),
                    (x + side * 232, y + 640),
                    (x, 1560),
                    (x + side * 84, y + 540),
                ],
                scaled(sitter.coat, 1.32),
            )
            sheet.line(
                [
                    (x + side * 262, y + 560),
                    (x + side * 214, y + 590),
                    (x + side * 232, y + 640),
                    (x, 1560),
                ],
                scaled(sitter.coat, 0.74),
                8,
            )
