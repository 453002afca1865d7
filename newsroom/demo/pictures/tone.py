"""Light and matter: gradients, noise, glow, grain and colour grading."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Size = tuple[int, int]
Stops = Sequence[tuple[float, Colour]]

LANDSCAPE: Size = (2000, 1333)
PORTRAIT: Size = (1200, 1500)
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share` is the part of the second, held between 0 and 1."""
    part = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def scaled(colour: Colour, factor: float) -> Colour:
    """Brighten or darken a colour by a factor."""
    red, green, blue = (max(0, min(255, round(channel * factor))) for channel in colour)
    return red, green, blue


def ramp(stops: Stops, place: float) -> Colour:
    """Colour found at `place` (0 to 1) along a list of stops."""
    for (start, low), (end, high) in itertools.pairwise(stops):
        if place <= end:
            return mix(low, high, (place - start) / max(1e-6, end - start))
    return stops[-1][1]


def vertical(size: Size, stops: Stops) -> Image.Image:
    """A smooth gradient from top to bottom."""
    strip = Image.new("RGB", (1, 256))
    strip.putdata([ramp(stops, row / 255) for row in range(256)])
    return strip.resize(size, Image.Resampling.BILINEAR)


def horizontal(size: Size, stops: Stops) -> Image.Image:
    """A smooth gradient from left to right."""
    strip = Image.new("RGB", (256, 1))
    strip.putdata([ramp(stops, column / 255) for column in range(256)])
    return strip.resize(size, Image.Resampling.BILINEAR)


def mesh(size: Size, rows: Sequence[Sequence[Colour]]) -> Image.Image:
    """A gradient in two dimensions, spread from a small grid of colours."""
    grid = Image.new("RGB", (len(rows[0]), len(rows)))
    grid.putdata([colour for row in rows for colour in row])
    return grid.resize(size, Image.Resampling.BICUBIC)


def fade(size: Size, levels: Sequence[tuple[float, int]]) -> Image.Image:
    """A mask whose opacity varies from top to bottom."""
    return vertical(size, [(at, (level,) * 3) for at, level in levels]).getchannel(0)


def fractal(
    rng: random.Random, size: Size, cells: tuple[int, int] = (8, 6), octaves: int = 4
) -> Image.Image:
    """Cloud-like noise over the whole range of greys; unequal cells stretch it."""
    half = (max(1, size[0] // 2), max(1, size[1] // 2))
    total = Image.new("L", half, 128)
    for octave in range(octaves - 1, -1, -1):
        across, down = cells[0] * 2**octave, cells[1] * 2**octave
        field = Image.frombytes("L", (across, down), rng.randbytes(across * down))
        total = Image.blend(total, field.resize(half, Image.Resampling.BICUBIC), 0.55)
    return ImageOps.autocontrast(total.resize(size, Image.Resampling.BILINEAR), cutoff=1)


def textured(image: Image.Image, noise: Image.Image, amount: float) -> Image.Image:
    """Give a surface the unevenness of a noise field."""
    relief = noise.point([round(128 + (v - 128) * amount) for v in range(256)])
    return ImageChops.overlay(image, Image.merge("RGB", (relief,) * 3))


def lit(image: Image.Image, light: Image.Image, strength: float = 1.0) -> Image.Image:
    """Add a layer of light over a picture, without ever burning past white."""
    if strength < 1.0:
        light = light.point(lambda level: level * strength)
    return ImageChops.screen(image, light)


def shaded(image: Image.Image, mask: Image.Image, colour: Colour) -> Image.Image:
    """Tint the masked part of a picture by multiplication, as a shadow does."""
    dark = ImageChops.multiply(image, Image.new("RGB", image.size, colour))
    return Image.composite(dark, image, mask)


def bloom(image: Image.Image, threshold: int, radius: float, strength: float) -> Image.Image:
    """Let the brightest areas spill over their surroundings, as in a lens."""
    slope = 255 / max(1, 255 - threshold)
    small = image.reduce(4).point(lambda level: max(0, level - threshold) * slope)
    near = small.filter(ImageFilter.GaussianBlur(radius / 4))
    wide = small.filter(ImageFilter.GaussianBlur(radius))
    halo = ImageChops.add(near, wide, scale=1.6)
    return lit(image, halo.resize(image.size, Image.Resampling.BILINEAR), strength)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """Blur a picture; wide blurs are computed on a reduced copy."""
    if radius < 3:
        return image.filter(ImageFilter.GaussianBlur(radius))
    factor = 2 if radius < 8 else 4
    small = image.reduce(factor).filter(ImageFilter.GaussianBlur(radius / factor))
    return small.resize(image.size, Image.Resampling.BILINEAR)


def smeared(image: Image.Image, across: int, down: int) -> Image.Image:
    """Stretch details along one axis, as reflections on a wet or waxed floor."""
    width, height = image.size
    small = image.resize((max(2, width // across), max(2, height // down)), Image.Resampling.BOX)
    return small.resize(image.size, Image.Resampling.BICUBIC)


def focused(image: Image.Image, sharp: Image.Image, radius: float) -> Image.Image:
    """Keep the masked part sharp and let the rest fall out of focus."""
    return Image.composite(image, blurred(image, radius), sharp)


def vignette(image: Image.Image, amount: float) -> Image.Image:
    """Darken the corners."""
    curve = [round(255 * (1 - amount * (v / 255) ** 2.2)) for v in range(256)]
    veil = Image.radial_gradient("L").point(curve).resize(image.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(image, Image.merge("RGB", (veil,) * 3))


def grain(image: Image.Image, rng: random.Random, amount: int) -> Image.Image:
    """Light film grain, the same for the same generator."""
    width, height = image.size
    dust = Image.frombytes("L", image.size, rng.randbytes(width * height))
    dust = dust.point([round(128 + (v - 127.5) / 127.5 * amount) for v in range(256)])
    return ImageChops.add(image, Image.merge("RGB", (dust,) * 3), offset=-128)


def graded(image: Image.Image, shadows: Colour, lights: Colour, contrast: float) -> Image.Image:
    """Colour grading: tinted ends of the scale and an S-shaped contrast."""
    table: list[int] = []
    for low, high in zip(shadows, lights, strict=True):
        for level in range(256):
            tone = level / 255
            tone += contrast * (tone * tone * (3 - 2 * tone) - tone)
            table.append(round(low + (high - low) * tone))
    return image.point(table)


def finished(
    image: Image.Image,
    rng: random.Random,
    *,
    shadows: Colour = (8, 10, 16),
    lights: Colour = (255, 252, 246),
    contrast: float = 0.3,
    glow: float = 0.5,
    threshold: int = 180,
    corners: float = 0.45,
) -> Image.Image:
    """Develop a scene: bloom, grading, vignette and grain, in that order."""
    image = bloom(image, threshold, 26, glow)
    image = graded(image, shadows, lights, contrast)
    return grain(vignette(image, corners), rng, 5)
