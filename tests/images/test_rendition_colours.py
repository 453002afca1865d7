"""Known patches come out in the colours that a screen should show, whatever file brought them."""

import io
from typing import Any

import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from images.renditions.working_copy import working_copy
from tests.images import profiles

SIZE = (24, 16)
RED, GREY = (255, 0, 0), (128, 128, 128)


def shown(picture: Pillow.Image, form: str, **options: Any) -> tuple[int, ...]:
    data = io.BytesIO()
    picture.save(data, form, **options)
    data.seek(0)
    copy = working_copy(data)
    assert copy.mode == "RGB"
    assert copy.info == {}
    pixel = copy.getpixel((copy.width // 2, copy.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def close(pixel: tuple[int, ...], wanted: tuple[int, ...], by: int = 4) -> bool:
    return all(abs(one - other) <= by for one, other in zip(pixel, wanted, strict=True))


def test_plain_colours_stay_what_they_are() -> None:
    assert shown(Pillow.new("RGB", SIZE, (12, 200, 97)), "PNG") == (12, 200, 97)


def test_a_wide_gamut_is_brought_into_that_of_screens() -> None:
    """Adobe RGB (219, 0, 0) is about sRGB's own red; read as sRGB it would be dull."""
    flat = Pillow.new("RGB", SIZE, (219, 0, 0))
    assert close(shown(flat, "PNG", icc_profile=profiles.adobe_rgb()), RED)
    grey = Pillow.new("RGB", SIZE, (128, 128, 128))
    assert close(shown(grey, "PNG", icc_profile=profiles.adobe_rgb()), (127, 127, 127), 2)


def test_an_srgb_profile_changes_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    flat = Pillow.new("RGB", SIZE, (12, 200, 97))
    assert close(shown(flat, "PNG", icc_profile=profile), (12, 200, 97), 1)


@pytest.mark.parametrize("data", [b"", b"not a profile", b"\0" * 200])
def test_a_damaged_profile_is_left_aside(data: bytes) -> None:
    assert shown(Pillow.new("RGB", SIZE, GREY), "PNG", icc_profile=data) == GREY


def test_a_profile_of_other_colours_than_the_files_is_left_aside() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert shown(Pillow.new("RGB", SIZE, GREY), "PNG", icc_profile=lab) == GREY


@pytest.mark.parametrize(
    ("ink", "colour"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((0, 255, 255, 0), (255, 0, 0)),
        ((0, 0, 0, 255), (0, 0, 0)),
        ((255, 0, 0, 0), (0, 255, 255)),
    ],
)
@pytest.mark.parametrize("form", ["TIFF", "JPEG"])
def test_inks_without_a_profile_are_read_plainly(
    form: str, ink: tuple[int, int, int, int], colour: tuple[int, int, int]
) -> None:
    assert close(shown(Pillow.new("CMYK", SIZE, ink), form), colour, 6)


def test_inks_with_a_profile_are_read_by_it() -> None:
    profile = profiles.inks()
    plain = shown(Pillow.new("CMYK", SIZE, (255, 0, 0, 0)), "TIFF")
    read = shown(Pillow.new("CMYK", SIZE, (255, 0, 0, 0)), "TIFF", icc_profile=profile)
    assert close(read, profiles.CYAN_OF_INKS, 8)
    assert not close(plain, read, 20)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_are_not_clipped(form: str) -> None:
    assert close(shown(Pillow.new("I;16", SIZE, 0x8080), form), GREY, 1)
    assert close(shown(Pillow.new("I;16", SIZE, 0xFFFF), form), (255, 255, 255), 1)
    assert close(shown(Pillow.new("I;16", SIZE, 0x2000), form), (32, 32, 32), 1)


@pytest.mark.parametrize("make", [profiles.deep_png, profiles.deep_tiff])
def test_sixteen_bits_of_colour_are_read(make: Any) -> None:
    data = io.BytesIO(make((0xC0C0, 0x4040, 0x1010), SIZE))
    pixel = working_copy(data).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert close(pixel, (0xC0, 0x40, 0x10), 1)


def test_what_is_transparent_is_on_white() -> None:
    assert shown(Pillow.new("RGBA", SIZE, (255, 0, 0, 0)), "PNG") == (255, 255, 255)
    assert close(shown(Pillow.new("RGBA", SIZE, (255, 0, 0, 128)), "PNG"), (255, 127, 127), 1)
    assert close(shown(Pillow.new("LA", SIZE, (0, 128)), "PNG"), (127, 127, 127), 1)


def test_a_palette_with_a_transparent_colour_is_on_white() -> None:
    picture = Pillow.new("P", SIZE, 1)
    picture.putpalette([0, 0, 255, 255, 0, 0])
    assert shown(picture, "PNG") == RED
    assert shown(picture, "PNG", transparency=1) == (255, 255, 255)
    assert close(shown(picture, "PNG", transparency=bytes([0, 128])), (255, 127, 127), 1)


def test_lightness_and_opponent_colours_are_read() -> None:
    """L* 54 a* 81 b* 70 is the red of screens; Pillow holds a* and b* from 128 up."""
    assert close(shown(Pillow.new("LAB", SIZE, (138, 128 + 81, 128 + 70)), "TIFF"), RED, 6)
    assert close(shown(Pillow.new("LAB", SIZE, (255, 128, 128)), "TIFF"), (255, 255, 255), 3)


def test_a_large_picture_is_put_right_in_strips_without_a_seam() -> None:
    picture = Pillow.linear_gradient("L").resize((4400, 4400)).convert("RGB")
    data = io.BytesIO()
    picture.save(data, "PNG", compress_level=1)
    data.seek(0)
    copy = working_copy(data).convert("L")
    assert copy.size == (2200, 2200)
    column = [copy.getpixel((7, y)) for y in range(copy.height)]
    assert all(isinstance(value, int) for value in column)
    assert column == sorted(column, key=float)  # type: ignore[arg-type]
    assert (column[0], column[-1]) == (0, 255)
