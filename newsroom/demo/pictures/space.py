"""Perspective: a pinhole camera, haze by distance and images laid on planes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image

from newsroom.demo.pictures.sheet import Point, stencil
from newsroom.demo.pictures.tone import Colour, Size, mix

Place = tuple[float, float, float]
NEAR = 0.12


@dataclass(frozen=True)
class Camera:
    """Projects metres (x right, y up, z ahead) onto the picture."""

    eye: Place = (0.0, 1.7, 0.0)
    focal: float = 1300.0
    centre: Point = (1000.0, 640.0)
    yaw: float = 0.0
    pitch: float = 0.0

    def _turned(self, place: Place) -> Place:
        x, y, z = (at - eye for at, eye in zip(place, self.eye, strict=True))
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        x, z = x * cos - z * sin, x * sin + z * cos
        cos, sin = math.cos(self.pitch), math.sin(self.pitch)
        return x, y * cos - z * sin, y * sin + z * cos

    def depth(self, place: Place) -> float:
        """Distance ahead of the eye."""
        return self._turned(place)[2]

    def at(self, place: Place) -> Point:
        """Where a place falls in the picture."""
        x, y, z = self._turned(place)
        z = max(NEAR, z)
        return self.centre[0] + self.focal * x / z, self.centre[1] - self.focal * y / z

    def shape(self, *places: Place) -> list[Point]:
        """Where several places fall in the picture."""
        return [self.at(place) for place in places]

    def size(self, place: Place) -> float:
        """How many pixels a metre measures at that place."""
        return self.focal / max(NEAR, self.depth(place))


def hazed(colour: Colour, haze: Colour, depth: float, reach: float) -> Colour:
    """A colour seen through air: at `reach` metres about two thirds is haze."""
    return mix(colour, haze, 1 - math.exp(-max(0.0, depth) / reach))


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    count = len(rows)
    for column in range(count):
        pivot = max(range(column, count), key=lambda index: abs(rows[index][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [entry / head for entry in rows[column]]
        for index in range(count):
            if index != column:
                factor = rows[index][column]
                pairs = zip(rows[index], rows[column], strict=True)
                rows[index] = [entry - factor * base for entry, base in pairs]
    return [row[-1] for row in rows]


def laid(image: Image.Image, size: Size, corners: list[Point]) -> Image.Image:
    """Lay an image on the plane whose four corners are given clockwise from top left."""
    width, height = image.size
    sources = [(0, 0), (width, 0), (width, height), (0, height)]
    matrix: list[list[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(corners, sources, strict=True):
        matrix += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    warp = Image.Transform.PERSPECTIVE
    return image.transform(size, warp, _solve(matrix, values), Image.Resampling.BILINEAR)


def covered(
    base: Image.Image, texture: Image.Image, corners: list[Point], outline: list[Point]
) -> Image.Image:
    """The base with a texture laid on a plane, kept within an outline."""
    width, height = base.size
    left = max(0, int(min(x for x, _ in outline)) - 2)
    top = max(0, int(min(y for _, y in outline)) - 2)
    right = min(width, int(max(x for x, _ in outline)) + 3)
    bottom = min(height, int(max(y for _, y in outline)) + 3)
    size = (right - left, bottom - top)
    shape = stencil(size)
    shape.polygon([(x - left, y - top) for x, y in outline], 255)
    patch = laid(texture, size, [(x - left, y - top) for x, y in corners])
    result = base.copy()
    result.paste(patch, (left, top), shape.image())
    return result
