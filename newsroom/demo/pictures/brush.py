"""Painting: a smooth study is repainted with brush strokes that follow its forms."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo.pictures.tone import Colour, blurred

Grid = list[int]
# Width and spacing of the strokes, least contrast they need, distance (in cells of
# twelve pixels) at which they look for an edge, and variation they may run over.
PASSES = ((58, 38, 0.0, 15, 44), (28, 25, 1.0, 9, 56), (10, 15, 3.0, 3, 70))


def _levels(image: Image.Image) -> Grid:
    return list(image.tobytes())


def _stroke(
    pen: ImageDraw.ImageDraw,
    x: float,
    y: float,
    angle: float,
    length: float,
    width: float,
    tint: Colour,
) -> None:
    """One stroke with rounded ends."""
    dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
    pen.line([(x - dx, y - dy), (x + dx, y + dy)], fill=tint, width=max(1, round(width)))
    half = width / 2
    for side in (-1, 1):
        u, v = x + side * dx, y + side * dy
        pen.ellipse([u - half, v - half, u + half, v + half], fill=tint)


class Study:
    """The smooth picture at a reduced size, with the direction of its forms."""

    def __init__(self, image: Image.Image) -> None:
        self.small = image.reduce(4)
        self.width, self.height = self.small.size
        self.pixels = self.small.tobytes()
        grey = blurred(self.small.convert("L"), 3)
        shift = 2
        self.across = _levels(
            ImageChops.subtract(
                ImageChops.offset(grey, -shift, 0), ImageChops.offset(grey, shift, 0), 1, 128
            )
        )
        self.down = _levels(
            ImageChops.subtract(
                ImageChops.offset(grey, 0, -shift), ImageChops.offset(grey, 0, shift), 1, 128
            )
        )

        coarse = image.convert("L").reduce(12)
        self.coarse_width, self.coarse_height = coarse.size
        self.spreads = {
            reach: _levels(
                ImageChops.subtract(
                    coarse.filter(ImageFilter.MaxFilter(reach)),
                    coarse.filter(ImageFilter.MinFilter(reach)),
                )
            )
            for reach in (15, 9, 3)
        }

    def spread(self, x: float, y: float, reach: int) -> int:
        """How much the light varies around a place; an edge makes it large."""
        column = min(self.coarse_width - 1, max(0, int(x / 12)))
        row = min(self.coarse_height - 1, max(0, int(y / 12)))
        return self.spreads[reach][row * self.coarse_width + column]

    def at(self, x: float, y: float) -> tuple[Colour, float, float]:
        """Colour, direction of the stroke, and contrast at a place of the full picture."""
        column = min(self.width - 1, max(0, int(x / 4)))
        row = min(self.height - 1, max(0, int(y / 4)))
        spot = row * self.width + column
        slope_x, slope_y = self.across[spot] - 128, self.down[spot] - 128
        angle = math.atan2(slope_y, slope_x) + math.pi / 2
        red, green, blue = self.pixels[spot * 3 : spot * 3 + 3]
        return (red, green, blue), angle, math.hypot(slope_x, slope_y)


def painted(
    image: Image.Image, rng: random.Random, detail: tuple[float, float, float, float]
) -> Image.Image:
    """Repaint a study in three passes; only the finest one enters the `detail` box."""
    study = Study(image)
    canvas = image.resize((image.width * 2, image.height * 2), Image.Resampling.BILINEAR)
    pen = ImageDraw.Draw(canvas)
    for width, spread, least, reach, most in PASSES:
        for row in range(-1, round(image.height / spread) + 2):
            for column in range(-1, round(image.width / spread) + 2):
                x = (column + rng.random()) * spread
                y = (row + rng.random()) * spread
                inside = detail[0] < x < detail[2] and detail[1] < y < detail[3]
                (red, green, blue), angle, contrast = study.at(x, y)
                if contrast < least or (inside and width > 30):
                    continue
                if study.spread(x, y, 3 if inside else reach) > (52 if inside else most):
                    continue
                if contrast < 2.5:
                    angle = 0.9 + rng.gauss(0, 0.35)
                jitter = rng.randint(-7, 7) if width > 20 else rng.randint(-4, 4)
                tint = (red + jitter, green + jitter, blue + jitter + rng.randint(-3, 3))
                held: Colour = (_held(tint[0]), _held(tint[1]), _held(tint[2]))
                size = width * rng.uniform(0.7, 1.1) * (0.8 if inside else 1)
                _stroke(pen, x * 2, y * 2, angle, size * 2.6, size, held)
    return canvas.reduce(2)


def _held(level: int) -> int:
    return max(0, min(255, level))
