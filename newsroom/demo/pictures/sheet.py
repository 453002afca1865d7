"""Sheets to draw on: vector shapes with soft edges, laid over a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageFilter

from newsroom.demo.pictures.tone import Size, lit

Point = tuple[float, float]
Ink = int | tuple[int, int, int] | tuple[int, int, int, int]


class Sheet:
    """A drawing surface in picture coordinates.

    A scale above 1 gives smooth edges by supersampling; a scale below 1 makes
    cheap sheets for lights, which are blurred anyway. Without a backdrop the
    sheet is transparent; with one, translucent inks blend into it.
    """

    def __init__(
        self,
        size: Size,
        scale: float = 2,
        backdrop: Image.Image | Ink | None = None,
        mode: str = "RGB",
    ) -> None:
        self.size = size
        self.scale = scale
        full = (round(size[0] * scale), round(size[1] * scale))
        if backdrop is None:
            self.canvas = Image.new("RGBA", full, (0, 0, 0, 0))
            self.pen = ImageDraw.Draw(self.canvas)
        elif isinstance(backdrop, Image.Image):
            self.canvas = backdrop.resize(full, Image.Resampling.NEAREST)
            self.pen = ImageDraw.Draw(self.canvas, "RGBA")
        else:
            self.canvas = Image.new(mode, full, backdrop)
            self.pen = ImageDraw.Draw(self.canvas, "RGBA" if mode == "RGB" else None)

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def polygon(self, points: Iterable[Point], ink: Ink) -> None:
        """Fill a polygon."""
        self.pen.polygon(self._scaled(points), fill=ink)

    def curve(self, points: Sequence[Point], ink: Ink) -> None:
        """Fill the rounded shape that passes through the points."""
        self.polygon(rounded(points), ink)

    def ellipse(self, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        """Fill an ellipse given by its centre and its two radii."""
        corners = self._scaled([(x - across, y - down), (x + across, y + down)])
        self.pen.ellipse(corners, fill=ink)

    def rect(self, box: tuple[float, float, float, float], ink: Ink, radius: float = 0) -> None:
        """Fill a rectangle, possibly with rounded corners."""
        corners = self._scaled([box[:2], box[2:]])
        if corners[1][0] < corners[0][0] or corners[1][1] < corners[0][1]:
            return
        self.pen.rounded_rectangle(corners, radius * self.scale, fill=ink)

    def line(self, points: Iterable[Point], ink: Ink, width: float) -> None:
        """Draw a broken line with rounded joints."""
        thickness = max(1, round(width * self.scale))
        self.pen.line(self._scaled(points), fill=ink, width=thickness, joint="curve")

    def tube(self, points: Sequence[Point], ink: Ink, width: float) -> None:
        """Draw a flowing line through the points, with rounded ends."""
        path = flowing(points)
        self.line(path, ink, width)
        for x, y in (path[0], path[-1]):
            self.ellipse(x, y, width / 2, width / 2, ink)

    def image(self, blur: float = 0) -> Image.Image:
        """The sheet at the picture's size, blurred on request (in picture pixels)."""
        return self._developed(self.canvas, self.size, blur)

    def over(self, base: Image.Image, blur: float = 0) -> Image.Image:
        """The base with this transparent sheet laid over it, touching only what is drawn."""
        result = base.copy()
        drawn = self.canvas.getbbox()
        if drawn is None:
            return result
        margin = 3 * blur + 2
        left, top = (max(0, int(edge / self.scale - margin)) for edge in drawn[:2])
        right = min(self.size[0], int(drawn[2] / self.scale + margin))
        bottom = min(self.size[1], int(drawn[3] / self.scale + margin))
        left, top = left - left % 4, top - top % 4
        ends = [round(edge * self.scale) for edge in (left, top, right, bottom)]
        part = self.canvas.crop((ends[0], ends[1], ends[2], ends[3]))
        layer = self._developed(part, (right - left, bottom - top), blur)
        result.paste(layer, (left, top), layer)
        return result

    def _developed(self, part: Image.Image, size: Size, blur: float) -> Image.Image:
        """Bring a part of the canvas to its size in the picture, and blur it."""
        if self.scale == int(self.scale) and self.scale > 1:
            part = part.reduce(int(self.scale))
        if blur:
            soft = ImageFilter.GaussianBlur(blur * min(1, self.scale))
            if part.mode == "RGBA":
                part = part.convert("RGBa").filter(soft).convert("RGBA")
            else:
                part = part.filter(soft)
        if part.size != size:
            part = part.resize(size, Image.Resampling.BILINEAR)
        return part


def stencil(size: Size, scale: float = 2) -> Sheet:
    """A black sheet on which white marks where something will be laid."""
    return Sheet(size, scale, 0, "L")


def lamp(size: Size) -> Sheet:
    """A small black sheet on which lights are drawn before they are blurred."""
    return Sheet(size, 0.25, (0, 0, 0))


def shine(base: Image.Image, lights: Sheet, *passes: tuple[float, float]) -> Image.Image:
    """Add a sheet of lights to a picture, blurred and weighted by each pass."""
    total = Image.new("RGB", lights.canvas.size)
    for blur, strength in passes:
        halo = lights.canvas.filter(ImageFilter.GaussianBlur(blur * min(1, lights.scale)))
        total = lit(total, halo, strength)
    return lit(base, total.resize(base.size, Image.Resampling.BILINEAR))


def _spline(before: Point, start: Point, end: Point, after: Point, steps: int) -> list[Point]:
    points: list[Point] = []
    for step in range(steps):
        t = step / steps
        weights = (
            (-t + 2 * t**2 - t**3) / 2,
            (2 - 5 * t**2 + 3 * t**3) / 2,
            (t + 4 * t**2 - 3 * t**3) / 2,
            (t**3 - t**2) / 2,
        )
        four = (before, start, end, after)
        x = sum(weight * point[0] for weight, point in zip(weights, four, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, four, strict=True))
        points.append((x, y))
    return points


def rounded(points: Sequence[Point], steps: int = 10) -> list[Point]:
    """The closed smooth outline through the points."""
    count = len(points)
    outline: list[Point] = []
    for index in range(count):
        four = [points[(index + shift) % count] for shift in (-1, 0, 1, 2)]
        outline += _spline(four[0], four[1], four[2], four[3], steps)
    return outline


def flowing(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """The open smooth line through the points."""
    padded = [points[0], *points, points[-1]]
    path: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        path += _spline(before, start, end, after, steps)
    return [*path, points[-1]]
