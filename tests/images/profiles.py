"""Files and colour profiles that Pillow cannot write itself, built from what their formats say."""

import struct
import zlib

# CIELAB 42.75, 9, -59, as screens show it.
CYAN_OF_INKS = (40, 100, 200)


def adobe_rgb() -> bytes:
    """Adobe RGB (1998): its primaries adapted to D50, its gamma of 563/256."""
    gamma = b"curv" + b"\0" * 4 + struct.pack(">IH", 1, round(563 / 256 * 256))
    return profile(
        b"RGB ",
        b"XYZ ",
        {
            b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
            b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
            b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
            b"rTRC": gamma,
            b"gTRC": gamma,
            b"bTRC": gamma,
        },
    )


def inks() -> bytes:
    """A press whose cyan is a deep blue: by two points on each axis, in CIELAB."""
    paper, cyan = (255, 128, 128), lab_bytes(42.75, 9, -59)
    black = (0, 128, 128)
    table = b""
    for c in (0, 1):
        for m in (0, 1):
            for y in (0, 1):
                for k in (0, 1):
                    colour = black if k or (m and y) else cyan if c else paper
                    table += bytes(colour)
    ramp = bytes(range(256))
    body = b"mft1" + b"\0" * 4 + bytes([4, 3, 2, 0])
    body += struct.pack(">9i", *(65_536 if i % 4 == 0 else 0 for i in range(9)))
    body += ramp * 4 + table + ramp * 3
    return profile(b"CMYK", b"Lab ", {b"A2B0": body}, kind=b"prtr")


def lab_bytes(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    return round(lightness * 2.55), round(a + 128), round(b + 128)


def xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + b"\0" * 4 + struct.pack(">3i", *(round(v * 65_536) for v in (x, y, z)))


def profile(
    space: bytes, connection: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr"
) -> bytes:
    """An ICC profile, version 2, for a white of D50."""
    text = b"Patches\0"
    described = b"desc" + b"\0" * 4 + struct.pack(">I", len(text)) + text + b"\0" * 78
    tags = {
        b"desc": described,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"cprt": b"text\0\0\0\0\0",
    } | tags
    start = 128 + 4 + 12 * len(tags)
    index, body = b"", b""
    for name, data in tags.items():
        index += name + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, kind, space, connection)
    header += (
        b"\0" * 12
        + b"acsp"
        + b"\0" * 28
        + struct.pack(">3i", *(round(v * 65_536) for v in (0.9642, 1.0, 0.8249)))
    )
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body


def deep_png(colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    """A flat PNG of sixteen bits a channel."""
    row = b"\0" + struct.pack(">3H", *colour) * size[0]

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", *size, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * size[1]))
        + chunk(b"IEND", b"")
    )


def deep_tiff(colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    """A flat TIFF of sixteen bits a channel, uncompressed, in one strip."""
    pixels = struct.pack("<3H", *colour) * (size[0] * size[1])
    bits_at = 8 + 2 + 12 * 10 + 4
    entries = [
        (256, 3, 1, size[0]), (257, 3, 1, size[1]), (258, 3, 3, bits_at), (259, 3, 1, 1),
        (262, 3, 1, 2), (273, 4, 1, bits_at + 6), (277, 3, 1, 3), (278, 3, 1, size[1]),
        (279, 4, 1, len(pixels)), (284, 3, 1, 1),
    ]  # fmt: skip
    directory = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        directory += struct.pack("<HHII", tag, kind, count, value)
    header = b"II*\0" + struct.pack("<I", 8)
    return header + directory + b"\0" * 4 + struct.pack("<3H", 16, 16, 16) + pixels
