"""The demo newsroom's pictures: promised sizes, stable, and really pictures."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

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
# Flat on purpose.
CHARTS = {"alertes-injustifiees"}
PORTRAITS = {"portrait-1", "portrait-2", "portrait-3", "portrait-4"}


Painted = dict[str, tuple[str, tuple[int, int], Image.Image]]


def reduced(key: str) -> tuple[str, tuple[int, int], Image.Image]:
    """Paint a picture; keep its mode, its size and a copy ten times smaller."""
    picture = paint(key)
    return picture.mode, picture.size, picture.reduce(10)


@pytest.fixture(scope="module")
def painted() -> Painted:
    """Every picture, painted once, on as many cores as there are."""
    keys = sorted(PICTURES)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return dict(zip(keys, pool.map(reduced, keys), strict=True))


def test_every_promised_picture_has_a_painter() -> None:
    assert set(PICTURES) == LANDSCAPES | CHARTS | PORTRAITS


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_has_the_promised_size_and_mode(painted: Painted, key: str) -> None:
    mode, size, _ = painted[key]
    assert mode == "RGB"
    assert size == ((1200, 1500) if key in PORTRAITS else (2000, 1333))


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_has_lights_and_darks(painted: Painted, key: str) -> None:
    luminance = ImageStat.Stat(painted[key][2].convert("L"))
    low, high = luminance.extrema[0]
    assert luminance.stddev[0] > 18
    assert high - low > 120


@pytest.mark.parametrize("key", sorted(set(PICTURES) - CHARTS))
def test_a_picture_has_many_colours(painted: Painted, key: str) -> None:
    small = painted[key][2]
    colours = small.getcolors(small.width * small.height)
    assert colours is not None
    assert len(colours) > 5000


def test_no_two_pictures_are_alike(painted: Painted) -> None:
    thumbnails = {small.resize((8, 8)).tobytes() for _, _, small in painted.values()}
    assert len(thumbnails) == len(PICTURES)


def test_painting_a_key_again_gives_the_same_picture(painted: Painted) -> None:
    again = reduced("centre-de-donnees")[2]
    assert again.tobytes() == painted["centre-de-donnees"][2].tobytes()


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        paint("inconnue")
