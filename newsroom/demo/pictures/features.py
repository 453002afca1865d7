"""The planes and features of a face, suggested more than drawn."""

from __future__ import annotations

from PIL import Image, ImageChops

from newsroom.demo.pictures.likeness import HEAD, Sitter
from newsroom.demo.pictures.sheet import Point, Sheet, rounded, stencil
from newsroom.demo.pictures.tone import PORTRAIT, mesh, mix, scaled


def lighting() -> Image.Image:
    """The side light: full on the left, dim on the right, warm then cool."""
    return mesh(
        PORTRAIT,
        [
            [(255, 250, 240), (255, 248, 238), (196, 186, 190), (128, 122, 140)],
            [(255, 248, 236), (255, 244, 228), (180, 160, 160), (104, 98, 118)],
            [(240, 226, 212), (222, 206, 194), (140, 126, 132), (78, 76, 96)],
        ],
    )


def shadow(image: Image.Image, points: list[Point], depth: int, blur: float) -> Image.Image:
    """A soft shadow by multiplication."""
    mask = stencil(PORTRAIT, 0.5)
    mask.curve(points, depth)
    tint = ImageChops.multiply(image, Image.new("RGB", PORTRAIT, (126, 84, 80)))
    return Image.composite(tint, image, mask.image(blur))


def relief(image: Image.Image, sitter: Sitter) -> Image.Image:
    """Planes of the face: sockets, nose, cheek and chin, all soft."""
    x, y = HEAD[0] - sitter.turn, HEAD[1]
    half = 182 * sitter.width
    for side in (-1, 1):
        centre = x + side * half * 0.47
        image = shadow(
            image,
            [
                (centre - 62, y - 46),
                (centre, y - 66),
                (centre + 62, y - 46),
                (centre + 44, y + 10),
                (centre, y + 18),
                (centre - 44, y + 10),
            ],
            120 if side > 0 else 66,
            15,
        )
    image = shadow(
        image,
        [
            (x + 6, y - 50),
            (x + 30, y - 30),
            (x + 54, y + 84),
            (x + 40, y + 122),
            (x + 4, y + 126),
            (x + 14, y + 60),
        ],
        150,
        9,
    )
    image = shadow(
        image,
        [
            (HEAD[0] + half * 0.5, y - 120),
            (HEAD[0] + half * 1.1, y - 160),
            (HEAD[0] + half * 1.1, y + 200),
            (HEAD[0] + half * 0.3, y + 280),
            (HEAD[0] + half * 0.42, y + 90),
        ],
        200,
        34,
    )
    image = shadow(
        image, [(x - 34, y + 214), (x + 44, y + 214), (x + 30, y + 236), (x - 22, y + 236)], 110, 8
    )
    glow = Sheet(PORTRAIT, 0.25, (0, 0, 0))
    warm = mix(sitter.skin, (255, 226, 196), 0.5)
    for px, py, wide, tall in (
        (x - half * 0.5, y + 84, 56, 44),
        (x - 30, y - 150, 110, 54),
        (x - 2, y + 62, 13, 50),
        (x - 16, y + 252, 44, 18),
    ):
        glow.ellipse(px, py, wide, tall, scaled(warm, 0.34))
    return ImageChops.screen(image, glow.image(30))


def features(image: Image.Image, sitter: Sitter) -> Image.Image:
    """Brows, eyes and mouth, suggested more than drawn."""
    x, y = HEAD[0] - sitter.turn, HEAD[1]
    half = 182 * sitter.width
    dark = scaled(mix(sitter.skin, (40, 16, 16), 0.72), 0.8)
    sheet = Sheet(PORTRAIT, 1)
    for side in (-1, 1):
        centre = x + side * half * 0.47
        brow = mix(mix(sitter.hair, (60, 40, 34), 0.6), sitter.skin, 0.22)
        brow = scaled(brow, 0.72 if side > 0 else 0.95)
        sheet.tube(
            [
                (centre - side * 40, y - 72),
                (centre + side * 6, y - 84),
                (centre + side * 58, y - 62),
            ],
            brow,
            13,
        )
        sheet.curve(
            [(centre - 32, y - 14), (centre - 4, y - 28), (centre + 32, y - 15), (centre, y - 4)],
            mix(dark, sitter.skin, 0.5),
        )
        sheet.ellipse(centre - 2, y - 15, 13, 12, scaled(dark, 0.62))
        sheet.tube([(centre - 38, y - 13), (centre - 4, y - 30), (centre + 38, y - 15)], dark, 8)
    sheet.tube(
        [(x - 22, y + 114), (x + 4, y + 122), (x + 30, y + 113)], mix(dark, sitter.skin, 0.66), 7
    )
    lip = mix(sitter.skin, (156, 60, 62), 0.42)
    if sitter.beard:
        lip = mix(lip, scaled(sitter.hair, 0.8), 0.45)
    sheet.curve(
        [
            (x - 58, y + 172),
            (x - 18, y + 165),
            (x + 2, y + 169),
            (x + 22, y + 165),
            (x + 60, y + 171),
            (x, y + 188),
        ],
        scaled(lip, 0.82),
    )
    sheet.curve(
        [(x - 44, y + 181), (x, y + 187), (x + 46, y + 181), (x + 24, y + 203), (x - 22, y + 204)],
        scaled(lip, 1.02),
    )
    sheet.tube(
        [(x - 66, y + 166), (x - 34, y + 177), (x, y + 182), (x + 34, y + 177), (x + 68, y + 165)],
        mix(dark, lip, 0.25),
        5,
    )
    return sheet.over(image, 2.4)


def spectacles(image: Image.Image, sitter: Sitter) -> Image.Image:
    """Round frames, with a touch of light on the glass."""
    x, y = HEAD[0] - sitter.turn, HEAD[1] - 14
    half = 182 * sitter.width
    sheet = Sheet(PORTRAIT, 2)
    for side in (-1, 1):
        centre = x + side * half * 0.47
        ring = rounded(
            [
                (centre - 66, y),
                (centre - 46, y - 46),
                (centre + 46, y - 46),
                (centre + 66, y),
                (centre + 42, y + 50),
                (centre - 42, y + 50),
            ]
        )
        sheet.line([*ring, ring[0]], (38, 26, 26), 9)
        sheet.line([(centre - 46, y - 20), (centre - 24, y - 36)], (246, 240, 230), 5)
    sheet.line([(x - 20, y - 12), (x, y - 20), (x + 20, y - 12)], (38, 26, 26), 8)
    sheet.line([(x + half * 0.47 + 66, y - 8), (HEAD[0] + half * 1.0, y - 22)], (38, 26, 26), 9)
    sheet.line([(x - half * 0.47 - 66, y - 8), (HEAD[0] - half * 1.0, y - 20)], (38, 26, 26), 9)
    return sheet.over(image)


def beard(image: Image.Image, sitter: Sitter) -> Image.Image:
    """A short beard that frames the jaw and the mouth."""
    x, y = HEAD[0] - sitter.turn * 0.5, HEAD[1]
    half = 182 * sitter.width
    mask = stencil(PORTRAIT, 0.5)
    mask.curve(
        [
            (x - half * 0.98, y - 10),
            (x - half * 0.8, y + 112),
            (x - 84, y + 150),
            (x - 14, y + 138),
            (x + 60, y + 150),
            (x + half * 0.84, y + 112),
            (x + half * 1.06, y - 10),
            (x + half * 0.98, y + 170),
            (x + half * 0.42, y + 296),
            (x, y + 312),
            (x - half * 0.42, y + 292),
            (x - half * 0.94, y + 170),
        ],
        205,
    )
    fill = mesh(PORTRAIT, [[scaled(sitter.hair, 1.25), sitter.hair, scaled(sitter.hair, 0.6)]])
    return Image.composite(fill, image, mask.image(9))
