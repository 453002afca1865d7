"""Portraits of invented journalists, painted: head and shoulders in side light."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PIL import Image, ImageChops

from newsroom.demo.pictures.brush import painted
from newsroom.demo.pictures.sheet import Point, Sheet, rounded, stencil
from newsroom.demo.pictures.tone import PORTRAIT, Colour, blurred, finished, mesh, mix, scaled

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


def _face(sitter: Sitter) -> list[Point]:
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


def _hair_behind(sitter: Sitter) -> list[Point]:
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


def _hair_front(sitter: Sitter) -> list[list[Point]]:
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


def _body(sheet: Sheet, sitter: Sitter) -> None:
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


def _lighting() -> Image.Image:
    """The side light: full on the left, dim on the right, warm then cool."""
    return mesh(
        PORTRAIT,
        [
            [(255, 250, 240), (255, 248, 238), (196, 186, 190), (128, 122, 140)],
            [(255, 248, 236), (255, 244, 228), (180, 160, 160), (104, 98, 118)],
            [(240, 226, 212), (222, 206, 194), (140, 126, 132), (78, 76, 96)],
        ],
    )


def _shadow(image: Image.Image, points: list[Point], depth: int, blur: float) -> Image.Image:
    """A soft shadow by multiplication."""
    mask = stencil(PORTRAIT, 0.5)
    mask.curve(points, depth)
    tint = ImageChops.multiply(image, Image.new("RGB", PORTRAIT, (126, 84, 80)))
    return Image.composite(tint, image, mask.image(blur))


def _relief(image: Image.Image, sitter: Sitter) -> Image.Image:
    """Planes of the face: sockets, nose, cheek and chin, all soft."""
    x, y = HEAD[0] - sitter.turn, HEAD[1]
    half = 182 * sitter.width
    for side in (-1, 1):
        centre = x + side * half * 0.47
        image = _shadow(
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
    image = _shadow(
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
    image = _shadow(
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
    image = _shadow(
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


def _features(image: Image.Image, sitter: Sitter) -> Image.Image:
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


def _spectacles(image: Image.Image, sitter: Sitter) -> Image.Image:
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


def _beard(image: Image.Image, sitter: Sitter) -> Image.Image:
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
    _body(sheet, sitter)
    behind = _hair_behind(sitter)
    image = _locks(wall, behind, scaled(sitter.hair, 0.8), rng, curly)
    image = sheet.over(image)
    image = _shadow(
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
    for lock in _hair_front(sitter):
        image = _locks(image, lock, sitter.hair, rng, curly)
    mask = _silhouette(sitter, sheet, curly)
    image = _edged(ImageChops.multiply(image, _lighting()), mask, scaled(bright, 0.5))
    study = Image.composite(image, wall, mask)
    box = (HEAD[0] - 190.0, HEAD[1] - 240.0, HEAD[0] + 190.0, HEAD[1] + 280.0)
    image = _features(Image.blend(painted(study, rng, box), study, 0.2), sitter)
    if sitter.glasses:
        image = _spectacles(image, sitter)
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
    head.curve(_face(sitter), sitter.skin)
    image = _relief(head.over(image), sitter)
    return _beard(image, sitter) if sitter.beard else image


def _silhouette(sitter: Sitter, body: Sheet, curly: bool) -> Image.Image:
    """The mask of the whole figure."""
    mask = stencil(PORTRAIT)
    for shape in (_hair_behind(sitter), _face(sitter), *_hair_front(sitter)):
        mask.curve(shape, 255)
    if curly:
        _bumps(mask, rounded(_hair_behind(sitter), 6))
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
