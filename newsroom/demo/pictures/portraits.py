"""Portraits of invented journalists, painted: head and shoulders in side light."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.brush import painted
from newsroom.demo.pictures.features import beard, features, lighting, relief, shadow, spectacles
from newsroom.demo.pictures.likeness import HEAD, Sitter, body, face, hair_behind, hair_front
from newsroom.demo.pictures.sheet import Point, Sheet, rounded, stencil
from newsroom.demo.pictures.tone import PORTRAIT, Colour, blurred, finished, mesh, mix, scaled


def _locks(
    base: Image.Image, shape: list[Point], tone: Colour, rng: random.Random, curly: bool
) -> Image.Image:
    """A mass of hair with its strands or curls, lighter towards the lamp."""
    outline = rounded(shape, 6)
    centre = (HEAD[0], HEAD[1] - 60)
    sheet = Sheet(PORTRAIT, 0.5, tone)
    for _ in range(260):
        edge = rng.choice(outline)
        pull = rng.uniform(0.0, 0.36)
        x, y = edge[0] + (centre[0] - edge[0]) * pull, edge[1] + (centre[1] - edge[1]) * pull
        light = 0.96 + (HEAD[0] - x) / 520 - (y - HEAD[1]) / 1500 + rng.uniform(-0.22, 0.22)
        ink = scaled(tone, max(0.55, light))
        if curly:
            sheet.ellipse(x, y, rng.uniform(12, 26), rng.uniform(12, 24), ink)
        else:
            drop, lean = rng.uniform(70, 150), (x - centre[0]) * 0.16
            sheet.tube(
                [(x - lean, y - drop / 2), (x, y), (x + lean * 0.2, y + drop / 2)],
                ink,
                rng.uniform(5, 13),
            )
    mask = stencil(PORTRAIT)
    mask.polygon(outline, 255)
    if curly:
        _bumps(mask, outline)
    return Image.composite(sheet.image(2.5), base, mask.image())


def _bumps(mask: Sheet, outline: list[Point]) -> None:
    """Break the outline of curly hair; always in the same way for the same outline."""
    rng = random.Random(len(outline))
    for x, y in outline:
        if rng.random() < 0.7:
            size = rng.uniform(9, 22)
            mask.ellipse(x + rng.gauss(0, 4), y + rng.gauss(0, 4), size, size, 255)


def _edged(image: Image.Image, mask: Image.Image, tint: Colour) -> Image.Image:
    """A thin cool light on the side turned away from the lamp."""
    moved = ImageChops.offset(blurred(mask, 4), -7, 3)
    edge = ImageChops.multiply(ImageChops.subtract(mask, moved), mask)
    light = Image.composite(Image.new("RGB", PORTRAIT, tint), Image.new("RGB", PORTRAIT), edge)
    return ImageChops.screen(image, blurred(light, 2))


def _portrait(sitter: Sitter, rng: random.Random) -> Image.Image:
    """Compose the study, light it, then repaint it with a brush."""
    bright, middle, dim = sitter.wall
    wall = mesh(
        PORTRAIT,
        [
            [middle, mix(bright, middle, 0.3), middle, dim],
            [mix(middle, dim, 0.4), bright, bright, middle],
            [dim, middle, middle, scaled(dim, 0.8)],
        ],
    )
    curly = sitter.cut == "curls"
    sheet = Sheet(PORTRAIT)
    body(sheet, sitter)
    behind = hair_behind(sitter)
    image = _locks(wall, behind, scaled(sitter.hair, 0.8), rng, curly)
    image = sheet.over(image)
    image = shadow(
        image,
        [
            (HEAD[0] - 120, HEAD[1] + 250),
            (HEAD[0] + 150, HEAD[1] + 220),
            (HEAD[0] + 130, HEAD[1] + 320),
            (HEAD[0] + 20, HEAD[1] + 360),
            (HEAD[0] - 70, HEAD[1] + 320),
        ],
        170,
        20,
    )
    image = _modelled(image, sitter)
    for lock in hair_front(sitter):
        image = _locks(image, lock, sitter.hair, rng, curly)
    mask = _silhouette(sitter, sheet, curly)
    image = _edged(ImageChops.multiply(image, lighting()), mask, scaled(bright, 0.5))
    study = Image.composite(image, wall, mask)
    box = (HEAD[0] - 145.0, HEAD[1] - 200.0, HEAD[0] + 145.0, HEAD[1] + 225.0)
    image = features(Image.blend(painted(study, rng, box), study, 0.2), sitter)
    if sitter.glasses:
        image = spectacles(image, sitter)
    image = image.resize(PORTRAIT, Image.Resampling.BICUBIC, (90, 150, 1110, 1425))
    return finished(
        image,
        rng,
        shadows=(16, 13, 20),
        lights=(255, 250, 242),
        contrast=0.4,
        glow=0.15,
        threshold=225,
        corners=0.4,
    )


def _modelled(image: Image.Image, sitter: Sitter) -> Image.Image:
    """The head itself: ears, planes and beard."""
    head = Sheet(PORTRAIT)
    half = 182 * sitter.width
    if sitter.cut in ("short", "silver"):
        for side in (-1, 1):
            head.ellipse(HEAD[0] + side * half, HEAD[1] + 10, 24, 50, scaled(sitter.skin, 0.84))
    head.curve(face(sitter), sitter.skin)
    image = relief(head.over(image), sitter)
    return beard(image, sitter) if sitter.beard else image


def _silhouette(sitter: Sitter, body: Sheet, curly: bool) -> Image.Image:
    """The mask of the whole figure."""
    mask = stencil(PORTRAIT)
    for shape in (hair_behind(sitter), face(sitter), *hair_front(sitter)):
        mask.curve(shape, 255)
    if curly:
        _bumps(mask, rounded(hair_behind(sitter), 6))
    for side in (-1, 1):
        if sitter.cut in ("short", "silver"):
            mask.ellipse(HEAD[0] + side * 182 * sitter.width, HEAD[1] + 10, 24, 50, 255)
    return ImageChops.lighter(mask.image(), body.image().getchannel("A"))


def first(rng: random.Random) -> Image.Image:
    """A woman with a dark bob, before a sage wall."""
    return _portrait(
        Sitter(
            skin=(236, 190, 160),
            hair=(66, 42, 34),
            coat=(34, 62, 84),
            shirt=(240, 232, 220),
            wall=((172, 188, 168), (126, 146, 132), (70, 88, 86)),
            cut="bob",
            width=0.93,
            collar="jacket",
        ),
        rng,
    )


def second(rng: random.Random) -> Image.Image:
    """A bearded man in round glasses, before an ochre wall."""
    return _portrait(
        Sitter(
            skin=(222, 170, 138),
            hair=(82, 58, 44),
            coat=(66, 72, 62),
            shirt=(206, 214, 220),
            wall=((226, 188, 138), (184, 140, 98), (104, 76, 64)),
            cut="short",
            beard=True,
            glasses=True,
        ),
        rng,
    )


def third(rng: random.Random) -> Image.Image:
    """A woman with black curls, before a blue wall."""
    return _portrait(
        Sitter(
            skin=(158, 106, 80),
            hair=(44, 30, 28),
            coat=(186, 88, 62),
            shirt=(186, 88, 62),
            wall=((142, 174, 196), (92, 128, 156), (46, 68, 96)),
            cut="curls",
            width=0.95,
            collar="roll",
        ),
        rng,
    )


def fourth(rng: random.Random) -> Image.Image:
    """A man with silver hair and a silver beard, before a plum wall."""
    return _portrait(
        Sitter(
            skin=(228, 180, 152),
            hair=(176, 172, 170),
            coat=(44, 44, 56),
            shirt=(226, 222, 216),
            wall=((188, 156, 166), (138, 104, 122), (72, 52, 72)),
            cut="silver",
            width=1.0,
            beard=True,
            collar="jacket",
        ),
        rng,
    )
