"""An upload stays under 300 MB above rest whatever the file, and four at once under 600 MB."""

import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from images.decoding import Budget
from tests.factories import picture_bytes
from tests.images.files import several_scans

ONE, FOUR = 300_000_000, 600_000_000
# Fifty million pixels, the most that the library takes.
SIZE = (10_000, 5_000)


def of(
    mode: str, form: str, size: tuple[int, int] = SIZE, **options: Any
) -> Callable[[Path], None]:
    """A maker of a flat picture, the cheapest to write and as costly as any to decode."""
    return lambda path: Pillow.new(mode, size).save(path, form, **options)


def heavy(path: Path) -> None:
    """Forty megabytes of which a picture of fifty million pixels takes little."""
    of("RGBA", "PNG", compress_level=1)(path)
    # Behind the end of the picture, as some programs leave their own data.
    with path.open("ab") as file:
        file.write(b"\0" * (40 * 1024 * 1024 - path.stat().st_size))


def in_scans(path: Path) -> None:
    path.write_bytes(several_scans(SIZE, 4))


def several_views(path: Path) -> None:
    """What a telephone sends: the picture, and a second one behind it."""
    second = Pillow.new("RGB", (100, 50))
    of("RGB", "MPO", progressive=True, subsampling=2, save_all=True, append_images=[second])(path)


def turned(size: tuple[int, int]) -> Callable[[Path], None]:
    """Stored on its side, and to be turned once it is decoded."""
    return of("RGBA", "TIFF", size, compression="tiff_lzw", tiffinfo={274: 6})


def full_of_fractions(form: str) -> Callable[[Path], None]:
    """A picture of which one word of the camera has millions of values."""
    values = 30_000_000 // 8
    words = b"II*\0" + struct.pack("<IHHHII", 8, 1, 270, 5, values, 26) + b"\0" * 4
    words += bytes(range(1, 9)) * values
    return of("RGB", form, (40, 30), exif=words)


# What the worst of each format becomes.
WORST = {
    "rgba.png": (of("RGBA", "PNG", compress_level=1), "read"),
    "grey-16.png": (of("I;16", "PNG", compress_level=1), "read"),
    "heavy.png": (heavy, "read"),
    "plain.jpg": (of("CMYK", "JPEG", subsampling=0), "read"),
    "progressive.jpg": (of("RGB", "JPEG", progressive=True, subsampling=2), "read"),
    "progressive-444.jpg": (of("CMYK", "JPEG", progressive=True, subsampling=0), "memory"),
    "inks.jpg": (of("CMYK", "JPEG", (9_000, 5_000), progressive=True, subsampling=2), "read"),
    "views.jpg": (several_views, "read"),
    "scans.jpg": (in_scans, "memory"),
    "fractions.webp": (full_of_fractions("WEBP"), "metadata"),
    "cmyk.tif": (of("CMYK", "TIFF", compression="tiff_lzw"), "read"),
    "one-strip.tif": (
        of("CMYK", "TIFF", compression="tiff_lzw", tiffinfo={278: SIZE[1]}), "memory",
    ),
    "turned.tif": (turned((8_000, 5_000)), "memory"),
    "half-turned.tif": (turned((6_000, 5_000)), "read"),
    "long.gif": (of("P", "GIF"), "read"),
    "wide.webp": (of("RGBA", "WEBP", lossless=True, method=0), "memory"),
    "widest.webp": (of("RGBA", "WEBP", (5_000, 3_000), lossless=True, method=0), "read"),
    "widest.avif": (of("RGBA", "AVIF", (4_400, 4_000), speed=10, subsampling="4:4:4"), "read"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("worst")
    for name, (make, _outcome) in WORST.items():
        make(found / name)
    (found / "first.jpg").write_bytes(picture_bytes())
    return found


def rise(folder: Path, *names: str) -> tuple[int, list[str]]:
    """Bytes above rest when the files are sent at once, and what became of each."""
    command = [sys.executable, "-m", "tests.images.memory_of_uploads", str(folder / "first.jpg")]
    command += [str(folder / name) for name in names]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(said[0]), said[1:]


@pytest.mark.parametrize("name", WORST)
def test_an_upload_stays_under_three_hundred_megabytes(folder: Path, name: str) -> None:
    risen, outcomes = rise(folder, name)
    assert outcomes == [WORST[name][1]]
    assert risen < ONE


def test_four_uploads_at_once_stay_under_six_hundred_megabytes(folder: Path) -> None:
    names = ["heavy.png"] * 2 + ["rgba.png", "widest.webp"]
    risen, outcomes = rise(folder, *names)
    assert outcomes == ["read"] * 4
    assert risen < FOUR


def test_the_gate_lets_through_what_fits_and_keeps_the_rest_waiting() -> None:
    budget, order, third_may_end = Budget(10), [], threading.Event()

    def third() -> None:
        with budget.taken(7):
            order.append("third")
        third_may_end.set()

    with budget.taken(4), budget.taken(4):
        waiting = threading.Thread(target=third)
        waiting.start()
        order.append("both")
    assert third_may_end.wait(timeout=10)
    waiting.join()
    assert order == ["both", "third"]
    assert budget.used == 0


def test_who_asks_for_more_than_there_is_gets_all_of_it() -> None:
    budget = Budget(10)
    with budget.taken(100):
        assert budget.used == 10
    assert budget.used == 0


def test_an_error_gives_the_memory_back() -> None:
    budget = Budget(10)
    with pytest.raises(ValueError, match="raté"), budget.taken(6):
        raise ValueError("raté")
    assert budget.used == 0
