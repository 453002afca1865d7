"""The demo newsroom for tests: as `manage.py demo` loads it, with pictures painted in a moment."""

import io
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image as Pillow

from newsroom.demo import load

SIZE = (64, 36)


def quick_picture(key: str) -> bytes:
    """A flat picture whose bytes are those of its key alone."""
    shade = zlib.crc32(key.encode())
    colour = (shade & 255, shade >> 8 & 255, shade >> 16 & 255)
    buffer = io.BytesIO()
    Pillow.new("RGB", SIZE, colour).save(buffer, "JPEG", comment=key)
    return buffer.getvalue()


def paint_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the test ends, the demo paints in this process and without art."""
    monkeypatch.setattr(load, "painted", quick_picture)
    monkeypatch.setattr(load, "ProcessPoolExecutor", ThreadPoolExecutor)
