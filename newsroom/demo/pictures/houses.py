"""Buildings along a street, upright or mirrored in wet ground."""

from __future__ import annotations

import random

from newsroom.demo.pictures.sheet import Point, Sheet
from newsroom.demo.pictures.space import Camera, Place, hazed
from newsroom.demo.pictures.tone import (
    Colour,
    mix,
    scaled,
)

LANE = Camera(eye=(-1.2, 1.65, 0.0), focal=1250, centre=(1120, 780))


HAZE: Colour = (84, 104, 158)


class Scene:
    """A street drawn upright or, with `sign` at -1, as its image in the wet ground."""

    def __init__(self, sheet: Sheet, lights: Sheet, sign: int) -> None:
        self.sheet = sheet
        self.lights = lights
        self.sign = sign

    def shape(self, *places: Place) -> list[Point]:
        """The places in the picture, on the right side of the ground."""
        return LANE.shape(*((x, y * self.sign, z) for x, y, z in places))

    def wall(self, x: float, low: float, high: float, near: float, far: float, ink: Colour) -> None:
        """A vertical panel along the street."""
        self.sheet.polygon(
            self.shape((x, low, near), (x, high, near), (x, high, far), (x, low, far)), ink
        )

    def lit(
        self, x: float, low: float, high: float, near: float, far: float, ink: Colour, power: float
    ) -> None:
        """A vertical panel that gives light."""
        self.wall(x, low, high, near, far, ink)
        places = ((x, low, near), (x, high, near), (x, high, far), (x, low, far))
        self.lights.polygon(self.shape(*places), scaled(ink, power))


def house(
    scene: Scene, x: float, near: float, far: float, height: float, rng: random.Random
) -> None:
    """One Paris building along the street, with storeys of windows and a zinc roof."""
    stone = hazed(mix((92, 96, 132), (118, 108, 128), rng.random()), HAZE, near, 40)
    scene.wall(x, 0, height, near, far, stone)
    inward = -1 if x > 0 else 1
    ends = ((x, 0, far), (x, height, far), (x - inward * 6, height, far), (x - inward * 6, 0, far))
    scene.sheet.polygon(scene.shape(*ends), scaled(stone, 0.7))
    roof = (
        (x, height, near),
        (x - inward * 1.6, height + 2.6, near),
        (x - inward * 1.6, height + 2.6, far),
        (x, height, far),
    )
    scene.sheet.polygon(scene.shape(*roof), hazed((52, 60, 92), HAZE, near, 40))
    scene.wall(x, height - 0.3, height, near, far, mix(stone, (190, 190, 214), 0.35))
    bays = max(2, round((far - near) / 2.3))
    for storey in range(1, int(height // 3.1) + 1):
        low = 3.6 + (storey - 1) * 3.05
        if low + 2.1 > height:
            break
        scene.wall(x, low - 0.22, low - 0.1, near, far, scaled(stone, 1.2))
        for bay in range(bays):
            start = near + (bay + 0.28) * (far - near) / bays
            end = start + 1.05
            if rng.random() < 0.34:
                warm = mix((255, 190, 104), (255, 224, 164), rng.random())
                scene.lit(x, low, low + 2.0, start, end, warm, 0.5)
            else:
                scene.wall(x, low, low + 2.0, start, end, scaled(stone, 0.5))
            middle = (start + end) / 2
            scene.wall(x, low, low + 2.0, middle - 0.03, middle + 0.03, scaled(stone, 0.8))
            scene.wall(x, low, low + 0.75, start - 0.1, start, scaled(stone, 0.45))
            scene.wall(x, low + 0.7, low + 0.76, start - 0.1, end + 0.1, scaled(stone, 0.36))


def shops(scene: Scene, x: float, near: float, far: float, rng: random.Random) -> None:
    """Lit shop windows of the ground floor."""
    at = near + 0.4
    while at + 2.4 < far:
        if rng.random() < 0.6:
            warm = rng.choice([(255, 178, 92), (255, 206, 140), (238, 226, 214)])
            scene.lit(x, 0.5, 2.5, at, at + 2.1, warm, 0.45)
        else:
            scene.wall(x, 0.2, 2.5, at, at + 2.1, (36, 40, 62))
        scene.wall(x, 2.6, 3.1, at - 0.1, at + 2.2, scaled((88, 48, 62), rng.uniform(0.5, 1.2)))
        at += 2.7
