"""Files as agencies send them: they say of themselves what the library asks."""

import struct

from tests.factories import picture_bytes

NUMBERS = {"caption": 120, "credit": 110, "photographer": 80}


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


def segment(marker: bytes, content: bytes) -> bytes:
    return marker + struct.pack(">H", len(content) + 2) + content


def xmp(alt: str) -> str:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{alt}</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
