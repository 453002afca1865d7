"""What the largest pictures cost in memory: measured in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image as Pillow

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
# Fifty million pixels.
SIZE = (8660, 5773)
# Makes every rendition of the picture on its command line, in as many threads as it is told, and
# says by how much the process grew, in bytes.
MEASURE = """
import json, re, sys, threading
import django
django.setup()
from django.core.files.base import ContentFile
from images.models import Image
from images.renditions.encoding import FORMATS, encode, formats_of
from images.renditions.plan import cuts

class Kept:
    def open(self, mode): return open(sys.argv[1], "rb")

width, height, threads, formats = *map(int, sys.argv[2:5]), tuple(sys.argv[5].split(","))

def make():
    image = Image(sha256="0" * 64, width=width, height=height, credit="Studio", alt="Une salle.")
    image.__dict__["file"] = Kept()
    wanted = [(cut, form) for cut in cuts(image) for form in formats_of(cut.crop, formats)]
    made.append(len(encode(image, wanted)) == len(wanted) > 10)

def peak():
    # Of this program alone: ru_maxrss would start from that of the process that forked it.
    status = open("/proc/self/status").read()
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) * 1024

made = []
before = peak()
running = [threading.Thread(target=make) for _ in range(threads)]
[thread.start() for thread in running]
[thread.join() for thread in running]
print(json.dumps({"grown": peak() - before, "made": made}))
"""


def grown(path: Path, threads: int, formats: str) -> int:
    """By how many bytes making the renditions of the picture at `path` makes a process grow."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path, *map(str, SIZE), str(threads), formats],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": str(path.parent)},
    )
    said = json.loads(done.stdout)
    assert said["made"] == [True] * threads
    return int(said["grown"])


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same large picture in the formats that cost the most."""
    folder = tmp_path_factory.mktemp("large")
    texture = Pillow.effect_noise((866, 578), 40).resize(SIZE, Pillow.Resampling.NEAREST)
    colours = texture.convert("RGB")
    colours.save(folder / "plain.jpeg", quality=80)
    colours.save(folder / "progressive.jpeg", quality=80, progressive=True)
    second = [texture.resize((866, 578))]
    colours.save(
        folder / "views.mpo", quality=80, progressive=True, save_all=True, append_images=second
    )
    colours.convert("RGBA").save(folder / "alpha.png", compress_level=1)
    inks = colours.convert("CMYK")
    inks.save(folder / "inks.jpeg", quality=80, progressive=True, subsampling=2)
    inks.save(folder / "inks.tiff", compression="raw")
    return folder


@pytest.mark.parametrize("name", ["plain.jpeg", "progressive.jpeg", "alpha.png", "inks.tiff"])
def test_the_largest_picture_is_made_within_three_hundred_megabytes(
    name: str, pictures: Path
) -> None:
    assert grown(pictures / name, 1, "jpeg,webp,avif") < 300 * MEGABYTE


@pytest.mark.parametrize("name", ["views.mpo", "inks.jpeg"])
def test_a_jpeg_of_another_kind_is_decoded_as_small(name: str, pictures: Path) -> None:
    assert grown(pictures / name, 1, "jpeg") < 300 * MEGABYTE


def test_four_of_the_largest_at_once_are_made_within_six_hundred(pictures: Path) -> None:
    assert grown(pictures / "alpha.png", 4, "jpeg") < 600 * MEGABYTE
