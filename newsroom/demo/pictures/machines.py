"""Machines: the data-centre aisle and the padlocked rack."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.sheet import Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Camera, hazed
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    Colour,
    Stops,
    blurred,
    fade,
    finished,
    fractal,
    mesh,
    mix,
    ramp,
    scaled,
    smeared,
    textured,
    vertical,
)

LEDS: list[Colour] = [(70, 230, 255), (70, 230, 255), (90, 255, 170), (255, 190, 90)]


def _rack_side(
    sheet: Sheet, lights: Sheet, camera: Camera, side: int, near: float, rng: random.Random
) -> None:
    """One cabinet, 0.6 m deep along the aisle, with its shelves and lamps."""
    haze = (70, 128, 168)
    x, far = side * 1.15, near + 0.78
    depth = max(0.0, near)
    body = hazed((17, 26, 40), haze, depth, 17)
    sheet.polygon(camera.shape((x, 0, near), (x, 2.5, near), (x, 2.5, far), (x, 0, far)), body)
    door_near, door_far = near + 0.05, far - 0.05
    for shelf in range(26):
        low = 0.16 + shelf * 0.086
        tone = hazed(scaled((30, 42, 62), rng.uniform(0.55, 1.35)), haze, depth, 17)
        face = camera.shape(
            (x, low, door_near),
            (x, low + 0.07, door_near),
            (x, low + 0.07, door_far),
            (x, low, door_far),
        )
        sheet.polygon(face, tone)
        edge = camera.shape((x, low + 0.07, door_near), (x, low + 0.07, door_far))
        sheet.line(edge, mix(tone, haze, 0.28), 0.006 * camera.size((x, low, near)))
        _lamps(sheet, lights, camera, (x, low + 0.035, door_near), rng)
    frame = hazed((52, 74, 98), haze, depth, 17)
    for at in (near, far):
        strip = camera.shape((x, 0, at), (x, 2.5, at), (x, 2.5, at + 0.03), (x, 0, at + 0.03))
        sheet.polygon(strip, frame)


def _lamps(
    sheet: Sheet,
    lights: Sheet,
    camera: Camera,
    start: tuple[float, float, float],
    rng: random.Random,
) -> None:
    """The few diodes of one shelf, on the sheet and on the sheet of lights."""
    tint = rng.choice(LEDS)
    for _ in range(rng.randrange(1, 6)):
        place = (start[0], start[1], start[2] + rng.uniform(0.02, 0.62))
        u, v = camera.at(place)
        if not (-20 < u < 2020 and -20 < v < 1353):
            continue
        size = max(0.7, 0.006 * camera.size(place))
        sheet.ellipse(u, v, size * 0.8, size, mix(tint, (255, 255, 255), 0.45))
        lights.ellipse(u, v, size * 3.0, size * 3.0, tint)


def _ceiling(sheet: Sheet, lights: Sheet, camera: Camera) -> None:
    """Cable trays and the line of luminaires above the aisle."""
    for row in range(20, -1, -1):
        near, far = 0.6 + row * 1.4, 1.5 + row * 1.4
        tray = hazed((22, 32, 48), (70, 128, 168), near, 17)
        for x in (-0.95, 0.75):
            sides = ((x, 2.72, near), (x + 0.22, 2.72, near), (x + 0.22, 2.72, far + 0.4))
            sheet.polygon(camera.shape(*sides, (x, 2.72, far + 0.4)), tray)
        panel = camera.shape(
            (-0.24, 2.9, near), (0.24, 2.9, near), (0.24, 2.9, far), (-0.24, 2.9, far)
        )
        sheet.polygon(panel, (214, 242, 255))
        lights.polygon(panel, (90, 150, 190))


def data_centre(rng: random.Random) -> Image.Image:
    """An aisle between two rows of cabinets, lit from above and mirrored in the floor."""
    camera = Camera(eye=(-0.12, 1.45, -0.6), focal=1250, centre=(1040, 610))
    backdrop = mesh(
        LANDSCAPE,
        [
            [(7, 13, 22), (26, 52, 74), (7, 13, 22)],
            [(20, 44, 66), (120, 190, 222), (20, 44, 66)],
            [(8, 16, 26), (24, 48, 68), (8, 16, 26)],
        ],
    )
    sheet = Sheet(LANDSCAPE, 2, backdrop)
    lights = lamp(LANDSCAPE)
    _ceiling(sheet, lights, camera)
    for cabinet in range(26, -1, -1):
        for side in (-1, 1):
            _rack_side(sheet, lights, camera, side, -0.3 + cabinet * 0.8, rng)
    image = _mirrored_floor(sheet.image(), camera)
    image = shine(image, lights, (10, 0.65), (50, 0.4))
    haze = lamp(LANDSCAPE)
    haze.ellipse(*camera.at((0, 1.3, 24)), 150, 210, (90, 150, 185))
    image = shine(image, haze, (130, 0.9))
    near = blurred(image, 9)
    edges = _side_focus()
    image = Image.composite(image, near, edges)
    return finished(image, rng, shadows=(5, 9, 18), lights=(244, 252, 255), contrast=0.45)


def _side_focus() -> Image.Image:
    """A mask that lets the nearest cabinets, left and right, fall out of focus."""
    strip = Image.new("L", (16, 1))
    strip.putdata([0, 90, 210, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 200, 80, 0])
    return strip.resize(LANDSCAPE, Image.Resampling.BICUBIC)


def _mirrored_floor(image: Image.Image, camera: Camera) -> Image.Image:
    """Replace the floor by tiles that reflect what stands above it."""
    edge = stencil(LANDSCAPE)
    edge.polygon(camera.shape((-1.15, 0, 0.2), (-1.15, 0, 30), (1.15, 0, 30), (1.15, 0, 0.2)), 255)
    horizon = round(camera.centre[1])
    upper = image.crop((0, 0, 2000, horizon)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    floor = image.copy()
    floor.paste(smeared(upper, 3, 14).resize((2000, 1333 - horizon)), (0, horizon))
    tiles = Sheet(
        LANDSCAPE, 2, ImageChops.multiply(floor, Image.new("RGB", LANDSCAPE, (168, 186, 204)))
    )
    for row in range(40):
        z = 0.3 + row * 0.6
        tiles.line(
            camera.shape((-1.15, 0, z), (1.15, 0, z)),
            (4, 10, 18, 110),
            max(0.6, 0.008 * camera.size((0, 0, z))),
        )
    for x in (-0.6, 0.0, 0.6):
        strip = camera.shape((x, 0, 0.2), (x + 0.008, 0, 0.2), (x + 0.008, 0, 26), (x, 0, 26))
        tiles.polygon(strip, (4, 10, 18, 110))
    return Image.composite(tiles.image(), image, edge.image())


def _rack_backdrop(rng: random.Random) -> Image.Image:
    """Shelves and diodes far behind the lock, thoroughly out of focus."""
    sheet = Sheet(
        LANDSCAPE,
        1,
        vertical(LANDSCAPE, [(0, (22, 34, 52)), (0.5, (30, 50, 72)), (1, (10, 16, 26))]),
    )
    for shelf in range(17):
        top = shelf * 82 - 20
        sheet.rect((0, top, 2000, top + 66), scaled((28, 42, 62), rng.uniform(0.6, 1.5)))
        for slot in range(26):
            left = slot * 84 + rng.uniform(-6, 6)
            sheet.rect((left, top + 10, left + 62, top + 56), (14, 22, 34, 150))
    image = blurred(sheet.image(), 12)
    lights = Sheet(LANDSCAPE, 1, (0, 0, 0))
    for _ in range(120):
        x, y = rng.uniform(-40, 2040), rng.randrange(17) * 82 + 14
        size, tint = rng.uniform(15, 30), rng.choice(LEDS)
        lights.ellipse(x, y, size, size, (*tint, rng.randrange(60, 190)))
    return shine(image, lights, (2.5, 0.8), (60, 0.7))


def _mesh_door(image: Image.Image) -> Image.Image:
    """The perforated door in front of the machines."""
    veil = stencil(LANDSCAPE)
    veil.rect((0, 0, 2000, 1333), 120)
    for row in range(46):
        for column in range(36):
            x = column * 60 + (row % 2) * 30
            veil.ellipse(x, row * 30, 17, 12, 0)
    door = mesh(
        LANDSCAPE,
        [[(34, 48, 66), (64, 86, 108), (24, 34, 48)], [(18, 26, 38), (40, 58, 78), (10, 16, 24)]],
    )
    return Image.composite(door, image, veil.image(1.6))


def _bar(image: Image.Image, box: tuple[int, int, int, int], tints: list[Colour]) -> Image.Image:
    """A vertical steel bar with a rounded section."""
    left, top, right, bottom = box
    section = mesh((right - left, bottom - top), [tints])
    image.paste(section, (left, top))
    return image


def _shackle(image: Image.Image) -> Image.Image:
    """The steel loop of the padlock, from its dark edge to its bright line."""
    section: Stops = [
        (0, (26, 32, 42)),
        (0.25, (88, 102, 118)),
        (0.5, (146, 162, 178)),
        (0.78, (206, 220, 232)),
        (1, (250, 254, 255)),
    ]
    loop = Sheet(LANDSCAPE)
    for step in range(16):
        share = step / 15
        shift = -12 * share
        path = [
            (1140 + shift, 800.0),
            (1140 + shift, 560.0),
            (1172 + shift, 456.0),
            (1270.0, 405 + shift),
            (1368 + shift, 456.0),
            (1400 + shift, 560.0),
            (1400 + shift, 800.0),
        ]
        loop.tube(path, ramp(section, share), 66 - 60 * share)
    return loop.over(image)


def _lock_body(image: Image.Image, rng: random.Random) -> Image.Image:
    """The brass body, brushed, bevelled and pierced by its keyhole."""
    brass = mesh(LANDSCAPE, [[(120, 84, 34)] * 8] * 2)
    face = mesh(
        (440, 400),
        [
            [(122, 84, 34), (236, 196, 118), (206, 158, 80), (150, 104, 44), (92, 60, 24)],
            [(142, 98, 42), (255, 226, 156), (214, 166, 86), (160, 112, 48), (84, 54, 22)],
            [(96, 64, 26), (196, 148, 74), (160, 114, 52), (112, 76, 32), (56, 36, 16)],
        ],
    )
    brass.paste(textured(face, fractal(rng, (440, 400), (2, 200), 1), 0.1), (1050, 740))
    shape = stencil(LANDSCAPE)
    shape.rect((1050, 740, 1490, 1140), 255, 34)
    image = Image.composite(brass, image, shape.image())
    marks = Sheet(LANDSCAPE, 2, image)
    marks.rect((1066, 750, 1474, 757), (255, 240, 190, 150), 3)
    marks.rect((1066, 1122, 1474, 1130), (40, 24, 8, 130), 3)
    marks.ellipse(1270, 925, 74, 74, (70, 46, 18, 150))
    marks.ellipse(1270, 922, 68, 68, (214, 172, 96))
    marks.ellipse(1270, 926, 62, 62, (168, 122, 58))
    marks.ellipse(1270, 908, 19, 19, (18, 12, 6))
    marks.polygon([(1262, 915), (1278, 915), (1288, 966), (1252, 966)], (18, 12, 6))
    return marks.image()


def padlocked_rack(rng: random.Random) -> Image.Image:
    """A brass padlock closing the perforated door of a server cabinet."""
    image = _mesh_door(_rack_backdrop(rng))
    steel = [(16, 22, 30), (70, 84, 98), (176, 192, 206), (96, 112, 128), (34, 42, 54)]
    image = _bar(image, (1215, 0, 1330, 1333), steel)
    shadow = stencil(LANDSCAPE, 1)
    shadow.rect((1080, 780, 1560, 1200), 190, 40)
    image.paste((6, 9, 14), mask=shadow.image(38))
    image = _lock_body(_shackle(image), rng)
    glint = lamp(LANDSCAPE)
    glint.ellipse(1150, 810, 26, 20, (255, 220, 150))
    glint.ellipse(1140, 540, 14, 40, (200, 220, 240))
    image = shine(image, glint, (36, 0.9))
    image = Image.composite(
        image,
        ImageChops.multiply(image, Image.new("RGB", LANDSCAPE, (120, 140, 170))),
        fade(LANDSCAPE, [(0, 160), (0.5, 255), (1, 150)]),
    )
    return finished(image, rng, shadows=(5, 8, 14), contrast=0.45, corners=0.6)
