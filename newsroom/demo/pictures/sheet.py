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
            self.canvas = backdrop.resize(full, Image.Resampling.BILINEAR)
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
        result = self.canvas
        if self.scale == int(self.scale) and self.scale > 1:
            result = result.reduce(int(self.scale))
        if blur:
            radius = blur * min(1, self.scale)
            if result.mode == "RGBA":
                soft = result.convert("RGBa").filter(ImageFilter.GaussianBlur(radius))
                result = soft.convert("RGBA")
            else:
                result = result.filter(ImageFilter.GaussianBlur(radius))
        if result.size != self.size:
            result = result.resize(self.size, Image.Resampling.BICUBIC)
        return result

    def over(self, base: Image.Image, blur: float = 0) -> Image.Image:
        """The base with this transparent sheet laid over it."""
        layer = self.image(blur)
        result = base.copy()
        result.paste(layer.convert("RGB"), mask=layer.getchannel("A"))
        return result


def stencil(size: Size, scale: float = 2) -> Sheet:
    """A black sheet on which white marks where something will be laid."""
    return Sheet(size, scale, 0, "L")


def lamp(size: Size) -> Sheet:
    """A small black sheet on which lights are drawn before they are blurred."""
    return Sheet(size, 0.25, (0, 0, 0))


def shine(base: Image.Image, lights: Sheet, *passes: tuple[float, float]) -> Image.Image:
    """Add a sheet of lights to a picture, once per (blur, strength) pass."""
    for blur, strength in passes:
        base = lit(base, lights.image(blur), strength)
    return base


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
