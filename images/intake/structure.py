"""What a file is made of, looked at before any library reads it: a bomb must cost nothing.

Each function raises ValidationError with a French sentence, or returns. None decodes a pixel.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import _avif

from images import jpeg
from images.decoding import DECODER_ERRORS
from images.intake import refusals

# The endings that a name may have, and the format that each promises.
ENDINGS = {
    "jpg": "JPEG", "jpeg": "JPEG", "jpe": "JPEG", "jfif": "JPEG", "png": "PNG", "webp": "WEBP",
    "avif": "AVIF", "gif": "GIF", "tif": "TIFF", "tiff": "TIFF", "heic": "HEIF", "heif": "HEIF",
    "hif": "HEIF",
}  # fmt: skip
SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg", re.S
)

# How each kind of file that we print begins.
BEGINNING = re.compile(
    rb"\A(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|"
    rb".{4}ftyp(?:avi[fs]|mif1|msf1|hei[cxms]|hev[cxms]))",
    re.S,
)

# Two of these marks by chance in one picture: less than once in a million.
ZIP_MARKS = (b"PK\x03\x04", b"PK\x01\x02")
ZIP_END = b"PK\x05\x06"
# The end of a ZIP is followed by a comment of 64 KiB at most.
ZIP_TAIL = 66_000
# RAR, 7z, XZ, two dialects of tar, a block of bzip2, a cabinet.
OTHER_ARCHIVES = (
    b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"ustar\x0000", b"ustar  \0",
    b"1AY&SY", b"MSCF\0\0\0\0",
)  # fmt: skip
# The mark of gzip is too short to be looked for everywhere: only where a picture has ended.
GZIP_BEHIND = re.compile(rb"(?:\xff\xd9|IEND\xaeB`\x82|\0;)\x1f\x8b\x08[\0-\x1f]")
# What a system would take for the ending of a name; "Visite du 12.02" and "M. Neuder" have none.
ENDING = re.compile(r"\.([a-z][a-z0-9]{1,4}|7z)\Z", re.I)

MOST_FRAMES = 1_000
# Pixels of all the frames together.
MOST_FRAME_PIXELS = 1_000_000_000
# Bytes, unpacked, of one text of a PNG, and of all of them; of a colour profile.
MOST_TEXT = 1_000_000
MOST_TEXTS = 4_000_000
MOST_PROFILE = 8_000_000
# Bytes. A camera writes 64 KiB at most; each value costs thirty times its weight once it is read.
MOST_EXIF = 1_000_000
MOST_CHUNKS = 100_000
MOST_TIFF_ENTRIES = 500
# One strip a row, for four separate colours, of the tallest picture that one meets.
MOST_TIFF_VALUES = 100_000
TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
# Types of one byte: a text, a profile, another program's block. Counted by their weight.
TIFF_BYTES = {1, 2, 6, 7}
# The directories to which one leads, all read with it: the camera's, the position's, another's.
TIFF_LINKS = {0x8769, 0x8825, 0xA005}
TIFF_HEADS = (b"II*\0", b"MM\0*")
# Those of a larger TIFF, and those that a reader takes for a TIFF out of kindness.
ODD_TIFF_HEADS = (b"II+\0", b"MM\0+", b"II\0*", b"MM*\0")


def refuse_bombs(data: bytes) -> None:
    """Refuse what is no picture, hides an archive, or is built to cost more than it shows."""
    if SVG.match(data[:4096]):
        raise refusals.drawing()
    refuse_archives(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        refuse_png_bombs(data)
    elif data.startswith(TIFF_HEADS):
        refuse_tiff_bombs(data)
    elif data.startswith(ODD_TIFF_HEADS):
        raise refusals.unknown()
    elif data.startswith((b"GIF87a", b"GIF89a")):
        refuse_long_animations(data)
    elif data.startswith(b"\xff\xd8\xff"):
        refuse_long_exif(jpeg.exif_size(data))
    elif data[4:8] == b"ftyp":
        refuse_long_exif(avif_exif_size(data))


def refuse_long_exif(size: int) -> None:
    if size > MOST_EXIF:
        raise refusals.overloaded()


def avif_exif_size(data: bytes) -> int:
    """Bytes of the Exif of an AVIF, which Pillow reads as soon as it opens the file; 0 for a file
    that is none."""
    with suppress(*DECODER_ERRORS):
        *_others, exif, _orientation, _xmp = decoder_of(data).get_info()
        return len(exif or b"")
    return 0


def decoder_of(data: bytes) -> Any:
    """What reads the header of an AVIF: Pillow gives no other way to it than opening the file."""
    return _avif.AvifDecoder(data, "auto", 1)


def refuse_misnamed(name: str, form: str) -> None:
    """Refuse a file whose name promises another format; a name without an ending promises none."""
    found = ENDING.search(name)
    ending = found[1].lower() if found else ""
    if ending and ENDINGS.get(ending) != form:
        raise refusals.misnamed(ending, "HEIC" if form == "HEIF" else form)


def refuse_archives(data: bytes) -> None:
    zipped = ZIP_END in data[-ZIP_TAIL:] and all(mark in data for mark in ZIP_MARKS)
    if zipped or any(mark in data for mark in OTHER_ARCHIVES) or GZIP_BEHIND.search(data):
        if data.startswith(ZIP_MARKS[0]):
            raise refusals.unknown()
        raise refusals.archive()


# PNG ------------------------------------------------------------------------------------------


def refuse_png_bombs(data: bytes) -> None:
    texts = 0
    for count, (kind, start, size) in enumerate(png_chunks(data)):
        if count > MOST_CHUNKS:
            raise refusals.overloaded()
        if kind == b"acTL" and size >= 4:
            refuse_many_frames(struct.unpack_from(">I", data, start)[0])
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            texts += unpacked_size(kind, data[start : start + size], MOST_TEXT)
        elif kind == b"iCCP":
            unpacked_size(kind, data[start : start + size], MOST_PROFILE)
        elif kind == b"eXIf":
            refuse_long_exif(size)
        if texts > MOST_TEXTS:
            raise refusals.overloaded()


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and size in bytes of each chunk, until the end."""
    position = 8
    while position + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        yield kind, position + 8, size
        if kind == b"IEND":
            return
        position += size + 12


def unpacked_size(kind: bytes, body: bytes, most: int) -> int:
    """Bytes of a chunk of text or of a profile once unpacked; refused above `most`."""
    if kind == b"tEXt" or (kind == b"iTXt" and not is_packed(body)):
        if len(body) > most:
            raise refusals.overloaded()
        return len(body)
    # The keyword and its end, then for iTXt language and translated keyword, come before.
    packed = body.split(b"\0", 1)[-1][1:]
    if kind == b"iTXt":
        packed = packed[1:].split(b"\0", 2)[-1]
    try:
        text = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        return 0
    if len(text) > most:
        raise refusals.overloaded()
    return len(text)


def is_packed(body: bytes) -> bool:
    return body.split(b"\0", 1)[-1][:1] == b"\x01"


# TIFF -----------------------------------------------------------------------------------------


def refuse_tiff_bombs(data: bytes) -> None:
    """The first directory and those that it leads to: few entries, none that costs much, nor all
    of them together."""
    order = "<" if data[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", data, 4)
        entries = list(tiff_entries(data, order, first))
    except struct.error as error:
        raise refusals.damaged() from error
    if any(one.weight > len(data) for one in entries):
        raise refusals.damaged()
    entries += linked_entries(data, order, entries, {first})
    packed = [one.count for one in entries if one.kind in TIFF_BYTES]
    values = [one.count for one in entries if one.kind not in TIFF_BYTES]
    if (
        max(packed, default=0) > MOST_PROFILE
        or max(values, default=0) > MOST_TIFF_VALUES
        or sum(packed) > 2 * MOST_PROFILE
        or sum(values) > 3 * MOST_TIFF_VALUES
    ):
        raise refusals.overloaded()


@dataclass(frozen=True)
class TiffEntry:
    tag: int
    kind: int
    count: int
    # Or where it stands, when it takes more than four bytes.
    value: int

    @property
    def weight(self) -> int:
        """Bytes."""
        return self.count * TIFF_SIZES.get(self.kind, 1)


def tiff_entries(data: bytes, order: str, offset: int) -> Iterator[TiffEntry]:
    (entries,) = struct.unpack_from(f"{order}H", data, offset)
    if entries > MOST_TIFF_ENTRIES:
        raise refusals.overloaded()
    for position in range(offset + 2, offset + 2 + 12 * entries, 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, position)
        width = "H" if TIFF_SIZES.get(kind) == 2 else "I"
        (value,) = struct.unpack_from(f"{order}{width}", data, position + 8)
        yield TiffEntry(tag, kind, count, value)


def linked_entries(
    data: bytes, order: str, entries: list[TiffEntry], seen: set[int]
) -> list[TiffEntry]:
    """What stands in the directories to which `entries` lead. A reader passes over what is damaged
    there, or heavier than the file."""
    found: list[TiffEntry] = []
    for one in entries:
        if one.tag in TIFF_LINKS and one.value not in seen:
            seen.add(one.value)
            with suppress(struct.error):
                for entry in tiff_entries(data, order, one.value):
                    if entry.weight <= len(data):
                        found.append(entry)
    return found + linked_entries(data, order, found, seen) if found else found


# Animations -----------------------------------------------------------------------------------


def refuse_many_frames(frames: int, width: int = 1, height: int = 1) -> None:
    if frames > MOST_FRAMES or frames * width * height > MOST_FRAME_PIXELS:
        raise refusals.animation()


def refuse_long_animations(data: bytes) -> None:
    """Count the frames of a GIF without unpacking one; a GIF cut short is left to its decoder."""
    if len(data) < 13:
        return
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position, frames = 13 + table_size(flags), 0
    while position < len(data):
        mark = data[position]
        if mark == 0x2C and position + 10 <= len(data):
            frames += 1
            refuse_many_frames(frames, width, height)
            position = after_blocks(data, position + 11 + table_size(data[position + 9]))
        elif mark == 0x21:
            position = after_blocks(data, position + 2)
        else:
            return


def table_size(flags: int) -> int:
    """Bytes of the colour table that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def after_blocks(data: bytes, position: int) -> int:
    """Where a chain of GIF blocks ends."""
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1
