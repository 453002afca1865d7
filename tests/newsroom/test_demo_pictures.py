"""The demo newsroom's pictures: promised sizes, stable, and really pictures."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageStat

from newsroom.demo.pictures import PICTURES, paint

LANDSCAPES = {
    "station-f-matinee",
    "parisante-campus",
    "ministere",
    "imagerie",
    "bloc-operatoire",
    "centre-de-donnees",
    "tablette-infirmiere",
    "laboratoire",
    "pharmacie",
    "cabinet-rural",
    "paris-seine",
    "assemblee-europeenne",
    "serveurs-hds",
    "salle-de-presse",
}
PORTRAITS = {"portrait-1", "portrait-2", "portrait-3", "portrait-4"}


@cache
def reduced(key: str) -> tuple[str, tuple[int, int], Image.Image]:
    """Paint a picture once; keep its mode, its size and a copy ten times smaller."""
    picture = paint(key)
    return picture.mode, picture.size, picture.reduce(10)


def test_every_promised_picture_has_a_painter() -> None:
    assert set(PICTURES) == LANDSCAPES | PORTRAITS


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_has_the_promised_size_and_mode(key: str) -> None:
    mode, size, _ = reduced(key)
    assert mode == "RGB"
    assert size == ((1200, 1500) if key in PORTRAITS else (2000, 1333))


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_has_lights_and_darks(key: str) -> None:
    luminance = ImageStat.Stat(reduced(key)[2].convert("L"))
    low, high = luminance.extrema[0]
    assert luminance.stddev[0] > 18
    assert high - low > 120


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_has_many_colours(key: str) -> None:
    small = reduced(key)[2]
    colours = small.getcolors(small.width * small.height)
    assert colours is not None
    assert len(colours) > 5000


def test_no_two_pictures_are_alike() -> None:
    thumbnails = {reduced(key)[2].resize((8, 8)).tobytes() for key in PICTURES}
    assert len(thumbnails) == len(PICTURES)


def test_painting_a_key_again_gives_the_same_picture() -> None:
    assert paint("laboratoire").reduce(10).tobytes() == reduced("laboratoire")[2].tobytes()


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        paint("inconnue")
