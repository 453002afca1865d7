"""The segments of a JPEG, as its header says them: no pixel is decoded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

EXIF, SCAN = 0xE1, 0xDA
# Signs of one byte that no length follows: stuffing, restarts, beginnings, ends, reserved ones.
ALONE = {0x00, *range(0xD0, 0xDA), *range(0xF0, 0xFE)}


@dataclass(frozen=True)
class Segment:
    """`start` and `end` in bytes of its content, its length left out."""

    marker: int
    start: int
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """Those before the first picture's own data, the head of its first scan last.

    What stands between two of them is passed over, as decoders do.
    """
    position = data.find(b"\xff", 2)
    while 0 <= position < len(data) - 3:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker in ALONE:
            position += 2
        else:
            start = position + 4
            end = max(start, position + 2 + struct.unpack_from(">H", data, position + 2)[0])
            yield Segment(marker, start, end)
            if marker == SCAN:
                return
            position = end
        position = data.find(b"\xff", position)


def in_several_scans(data: bytes, components: int) -> bool:
    """Whether the first scan holds fewer than the `components` of the picture: others follow."""
    heads = (one.start for one in segments(data) if one.marker == SCAN)
    start = next(heads, len(data))
    return start < len(data) and data[start] < components


def exif_size(data: bytes) -> int:
    """Bytes of the Exif of a JPEG: however many segments share it, a decoder joins them."""
    return sum(
        one.end - one.start
        for one in segments(data)
        if one.marker == EXIF and data.startswith(b"Exif\0\0", one.start)
    )
