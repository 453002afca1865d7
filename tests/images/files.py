"""Files as agencies send them: they say of themselves what the library asks."""

import base64
import io
import struct

from PIL import Image as Pillow
from PIL import ImageDraw

from images.jpeg import segments
from tests.factories import picture_bytes

# The formats in which a camera says how it was held; a GIF cannot.
ORIENTED = ("JPEG", "MPO", "PNG", "WEBP", "AVIF", "TIFF")
NUMBERS = {"caption": 120, "credit": 110, "photographer": 80}
# 64 by 48 pixels of red, as a telephone writes them.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABo"
    "dmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEA"
    "GEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAA"
    "AwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAAB"
    "AAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACJt"
    "ZGF0AAAAFigBrxmA70mlv//cz5/3JS/4brWmPm4="
)


def jpeg_saying(**fields: str) -> bytes:
    """A small JPEG with IPTC fields, in UTF-8 and declaring it; `alt` is written in XMP."""
    alt = fields.pop("alt", "")
    records = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
    for name, value in fields.items():
        words = value.encode()
        records += b"\x1c\x02" + bytes([NUMBERS[name]]) + struct.pack(">H", len(words)) + words
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records
    resource += b"\x00" * (len(records) % 2)
    plain = picture_bytes(64, 36)
    segments = segment(b"\xff\xed", b"Photoshop 3.0\x00" + resource)
    if alt:
        segments += segment(b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\x00" + xmp(alt).encode())
    return plain[:2] + segments + plain[2:]


def marked_bytes(form: str, orientation: int) -> bytes:
    """A picture 40 wide and 30 high of which the first rows are red and the last columns blue, as
    a camera held in this way (EXIF 274) writes it."""
    picture = Pillow.new("RGB", (40, 30), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((32, 0, 39, 29), fill="blue")
    draw.rectangle((0, 0, 39, 7), fill="red")
    exif = Pillow.Exif()
    exif[274] = orientation
    buffer = io.BytesIO()
    several = {"save_all": True, "append_images": [picture]} if form == "MPO" else {}
    picture.save(buffer, form, exif=exif, **several)
    return buffer.getvalue()


def segment(marker: bytes, content: bytes) -> bytes:
    return marker + struct.pack(">H", len(content) + 2) + content


def several_scans(size: tuple[int, int], components: int) -> bytes:
    """A baseline JPEG of which each component is in a scan of its own."""
    buffer = io.BytesIO()
    Pillow.new("L", size, 90).save(buffer, "JPEG", quality=50)
    data = buffer.getvalue()
    layers = b"".join(bytes([one, 0x11, 0]) for one in range(1, components + 1))
    head, pixels = b"\xff\xd8", b""
    for found in segments(data):
        content = data[found.start : found.end]
        if found.marker == 0xDA:
            pixels = data[found.end : -2]
        elif found.marker == 0xC0:
            head += segment(b"\xff\xc0", content[:5] + bytes([components]) + layers)
        else:
            head += segment(bytes([0xFF, found.marker]), content)
    scans = (segment(b"\xff\xda", bytes([1, one + 1, 0, 0, 63, 0])) for one in range(components))
    return head + b"".join(scan + pixels for scan in scans) + b"\xff\xd9"


def xmp(alt: str) -> str:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{alt}</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
