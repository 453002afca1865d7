"""The hospital: the scanner room and the operating room."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.pictures.figures import seated
from newsroom.demo.pictures.sheet import Point, Sheet, lamp, shine, stencil
from newsroom.demo.pictures.space import Camera, covered
from newsroom.demo.pictures.tone import (
    LANDSCAPE,
    finished,
    fractal,
    mesh,
    mix,
    ramp,
    scaled,
    smeared,
    vertical,
)

ROOM = Camera(eye=(0.0, 1.5, 0.0), focal=1330, centre=(960, 600))
GANTRY = (0.55, 1.28, 5.6)


def _sky_panel(rng: random.Random) -> Image.Image:
    """The backlit ceiling picture that calms patients: a blue sky with clouds."""
    size = (600, 500)
    sky = vertical(size, [(0, (96, 168, 226)), (1, (176, 220, 246))])
    clouds = fractal(rng, size, (4, 4), 4).point(
        [min(255, max(0, v - 110) * 3) for v in range(256)]
    )
    sky.paste((255, 255, 255), mask=clouds)
    grid = Sheet(size, 1, sky)
    for step in range(1, 4):
        grid.rect((step * 150 - 4, 0, step * 150 + 4, 500), (196, 208, 216))
    for step in range(1, 4):
        grid.rect((0, step * 125 - 3, 600, step * 125 + 3), (196, 208, 216))
    return grid.image()


def _walls(rng: random.Random) -> Image.Image:
    """The empty room: walls, waxed floor, ceiling and its luminous panel."""
    sheet = Sheet(LANDSCAPE, 2, (212, 222, 226))
    ceiling = ROOM.shape((-4.6, 3.1, 1), (4.6, 3.1, 1), (4.6, 3.1, 8.4), (-4.6, 3.1, 8.4))
    floor = ROOM.shape((-4.6, 0, 1), (4.6, 0, 1), (4.6, 0, 8.4), (-4.6, 0, 8.4))
    for step in range(24):
        near, far = 1 + step * 7.4 / 24, 1 + (step + 1) * 7.4 / 24
        for x, base in ((-4.6, (150, 184, 196)), (4.6, (196, 206, 208))):
            wall = ROOM.shape((x, 0, near), (x, 3.1, near), (x, 3.1, far), (x, 0, far))
            sheet.polygon(wall, scaled(base, 0.82 + 0.26 * step / 24))
    sheet.polygon(ceiling, (188, 202, 208))
    sheet.polygon(floor, (150, 172, 180))
    band = ROOM.shape((-4.6, 0.9, 8.4), (4.6, 0.9, 8.4), (4.6, 1.02, 8.4), (-4.6, 1.02, 8.4))
    sheet.polygon(band, (98, 170, 178))
    for x in (-4.6, 4.6):
        rail = ROOM.shape((x, 0.9, 1), (x, 0.9, 8.4), (x, 1.02, 8.4), (x, 1.02, 1))
        sheet.polygon(rail, (86, 156, 166))
    _control_window(sheet)
    image = sheet.image()
    corners = ROOM.shape((-1.9, 3.1, 2.6), (2.9, 3.1, 2.6), (2.9, 3.1, 7.4), (-1.9, 3.1, 7.4))
    return covered(image, _sky_panel(rng), corners, corners)


def _control_window(sheet: Sheet) -> None:
    """The window of the control room, where somebody watches two screens."""
    left, top = ROOM.at((-4.0, 2.25, 8.4))
    right, bottom = ROOM.at((-1.75, 1.1, 8.4))
    sheet.rect((left - 10, top - 10, right + 10, bottom + 10), (116, 132, 140), 4)
    for step in range(12):
        y = top + (bottom - top) * step / 12
        sheet.rect((left, y, right, bottom), mix((22, 42, 58), (50, 92, 110), step / 12))
    for x in (left + 60, left + 190):
        sheet.rect((x, bottom - 96, x + 104, bottom - 24), (120, 214, 236), 3)
        sheet.ellipse(x + 52, bottom - 60, 24, 28, (34, 78, 100))
        sheet.ellipse(x + 52, bottom - 60, 15, 19, (176, 236, 246))
    seated(sheet, left + 175, bottom, 124, (10, 20, 30), random.Random(5))
    sheet.polygon(
        [
            (left + 40, top),
            (left + 120, top),
            (left + 20, bottom),
            (left, bottom),
            (left, top + 70),
        ],
        (255, 255, 255, 26),
    )


def _oval(radius: float, z: float, squash: float = 1.0) -> tuple[float, float, float, float]:
    """Centre and radii, in pixels, of a circle about the bore's axis."""
    x, y = ROOM.at((GANTRY[0], GANTRY[1], z))
    unit = ROOM.size((0, 0, z))
    return x, y, radius * unit * squash, radius * unit


def _ring_mask(radius: float, z: float) -> Image.Image:
    mask = stencil(LANDSCAPE)
    mask.ellipse(*_oval(radius, z, 1.06), 255)
    return mask.image()


def _gantry(image: Image.Image) -> Image.Image:
    """The magnet: a thick white ring, softly modelled, around its lit bore."""
    body = Sheet(LANDSCAPE, 2, image)
    x, y, across, down = _oval(1.24, GANTRY[2])
    for step in range(20):
        _, _, wide, tall = _oval(1.24, 7.2 - step * 0.08, 1.06)
        far_x, far_y = ROOM.at((GANTRY[0], GANTRY[1], 7.2 - step * 0.08))
        body.ellipse(far_x, far_y, wide, tall, mix((132, 150, 158), (178, 192, 198), step / 19))
    foot_top, foot = y + down * 0.72, ROOM.at((0, 0, GANTRY[2]))[1]
    body.rect((x - across * 0.86, foot_top, x + across * 0.86, foot), (158, 174, 182), 16)
    profile = [
        (0.0, (168, 184, 192)),
        (0.12, (238, 243, 245)),
        (0.5, (250, 252, 252)),
        (0.62, (226, 234, 238)),
        (0.86, (190, 204, 212)),
        (1.0, (150, 168, 178)),
    ]
    for step in range(60):
        share = step / 59
        radius = 1.24 - 0.68 * share
        body.ellipse(*_oval(radius, GANTRY[2] + 0.16 * share, 1.06), ramp(profile, share))
    result = body.image()
    light = mesh(
        LANDSCAPE,
        [
            [(255, 255, 255), (255, 255, 255), (250, 253, 255)],
            [(232, 242, 246), (250, 252, 253), (206, 222, 230)],
            [(150, 172, 184), (168, 188, 198), (132, 154, 168)],
        ],
    )
    return Image.composite(ImageChops.multiply(result, light), result, _ring_mask(1.24, GANTRY[2]))


def _bore(sheet: Sheet, lights: Sheet) -> None:
    """Inside the tunnel: rings of light receding to the far opening."""
    for step in range(40):
        share = step / 39
        z = GANTRY[2] + 0.16 + share * 1.5
        tone = mix((206, 230, 238), (62, 112, 136), share**0.7)
        sheet.ellipse(*_oval(0.54 - 0.05 * min(1.0, share * 6), z, 1.06), tone)
    sheet.ellipse(*_oval(0.47, GANTRY[2] + 1.66, 1.06), (176, 214, 226))
    x, y, across, down = _oval(0.6, GANTRY[2] + 0.14, 1.06)
    ring = [
        (x + across * math.cos(k * math.tau / 90), y + down * math.sin(k * math.tau / 90))
        for k in range(91)
    ]
    sheet.line(ring, (120, 240, 255), 6)
    lights.line(ring, (40, 190, 230), 16)
    screen_x, screen_y = ROOM.at((GANTRY[0] + 0.92, 1.75, GANTRY[2]))
    sheet.rect((screen_x - 30, screen_y - 22, screen_x + 30, screen_y + 22), (18, 60, 84), 5)
    trace: list[Point] = [
        (screen_x - 24 + k * 6, screen_y + (-12 if k % 4 == 2 else 4)) for k in range(9)
    ]
    sheet.line(trace, (120, 255, 214), 2)


def _table_shadow(image: Image.Image) -> Image.Image:
    """The soft shadow of the table on the floor."""
    x = GANTRY[0]
    shadow = stencil(LANDSCAPE, 0.5)
    shadow.polygon(
        ROOM.shape((x - 0.5, 0, 2.5), (x - 0.5, 0, 5.4), (x + 0.5, 0, 5.4), (x + 0.5, 0, 2.5)), 150
    )
    image.paste((46, 74, 86), mask=shadow.image(24))
    return image


def _table(sheet: Sheet) -> None:
    """The examination table that slides towards us, with its blue mattress."""
    x, near, far = GANTRY[0], 2.55, GANTRY[2] + 0.9
    base = ROOM.shape(
        (x - 0.24, 0, 3.1), (x - 0.2, 0.78, 3.1), (x + 0.2, 0.78, 3.1), (x + 0.24, 0, 3.1)
    )
    sheet.polygon(base, (188, 202, 208))
    side = ROOM.shape(
        (x - 0.24, 0, 3.1), (x - 0.2, 0.78, 3.1), (x - 0.2, 0.78, 5.4), (x - 0.24, 0, 5.4)
    )
    sheet.polygon(side, (136, 156, 166))
    for step in range(24):
        z = far - (far - near) * step / 24
        end = z - (far - near) / 24
        tone = scaled((62, 132, 160), 0.75 + 0.5 * step / 24)
        top = ROOM.shape(
            (x - 0.27, 0.94, z), (x - 0.27, 0.94, end), (x + 0.27, 0.94, end), (x + 0.27, 0.94, z)
        )
        sheet.polygon(top, tone)
    edge_x, edge_y = ROOM.at((x - 0.31, 0.93, near))
    end_x, end_y = ROOM.at((x + 0.31, 0.76, near))
    for step in range(20):
        y = edge_y + (end_y - edge_y) * step / 20
        sheet.rect((edge_x, y, end_x, end_y), mix((248, 251, 252), (150, 172, 182), step / 20), 26)
    for row in ((-0.31, -0.27), (0.27, 0.31)):
        rail = ROOM.shape(
            (x + row[0], 0.95, far),
            (x + row[0], 0.95, near),
            (x + row[1], 0.95, near),
            (x + row[1], 0.95, far),
        )
        sheet.polygon(rail, (236, 242, 244))
    pillow = ROOM.shape(
        (x - 0.2, 0.97, 3.3), (x - 0.2, 0.97, 2.85), (x + 0.2, 0.97, 2.85), (x + 0.2, 0.97, 3.3)
    )
    sheet.polygon(pillow, (230, 240, 244))


def scanner_room(rng: random.Random) -> Image.Image:
    """An imaging room: the scanner, its table and the control-room window."""
    image = _walls(rng)
    foot = 838
    upper = image.crop((0, 2 * foot - 1333, 2000, foot))
    floor = image.copy()
    shape = stencil(LANDSCAPE)
    shape.polygon(ROOM.shape((-4.6, 0, 1), (4.6, 0, 1), (4.6, 0, 8.4), (-4.6, 0, 8.4)), 255)
    floor.paste(smeared(upper.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 4, 30), (0, foot))
    tinted = ImageChops.multiply(
        floor, vertical(LANDSCAPE, [(0.6, (226, 238, 242)), (1, (112, 146, 160))])
    )
    image = Image.composite(Image.blend(image, tinted, 0.6), image, shape.image())
    glow = lamp(LANDSCAPE)
    x, y, across, _ = _oval(1.0, GANTRY[2])
    glow.ellipse(x, y + 640, across, 90, (120, 130, 134))
    image = shine(image, glow, (44, 0.8))
    sheet, lights = Sheet(LANDSCAPE, 2, _table_shadow(_gantry(image))), lamp(LANDSCAPE)
    _bore(sheet, lights)
    image = shine(sheet.image(), lights, (14, 0.9), (60, 0.7))
    table = Sheet(LANDSCAPE)
    _table(table)
    image = table.over(image)
    sky = lamp(LANDSCAPE)
    sky.ellipse(1060, 120, 620, 90, (90, 120, 140))
    image = shine(image, sky, (110, 0.6))
    grade = mesh(
        LANDSCAPE,
        [
            [(232, 244, 250), (255, 255, 255), (240, 246, 248)],
            [(170, 204, 216), (246, 250, 252), (204, 220, 226)],
            [(104, 146, 164), (172, 196, 206), (128, 156, 170)],
        ],
    )
    image = ImageChops.multiply(image, grade)
    return finished(
        image,
        rng,
        shadows=(6, 20, 30),
        lights=(252, 254, 252),
        contrast=0.6,
        glow=0.35,
        threshold=215,
    )
