"""What is sent to the library: read, described, or refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import features

from images import intake
from tests.factories import picture_bytes
from tests.images.files import ORIENTED, marked_bytes

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"]
RDF = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:iptc="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">{fields}'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def read(data: bytes) -> intake.Intake:
    return intake.read(io.BytesIO(data))


def refusal(data: bytes) -> str:
    """The code of the refusal, whose message must be a sentence."""
    with pytest.raises(ValidationError) as caught:
        read(data)
    assert caught.value.message.endswith(".")
    return str(caught.value.code)


def outcome(data: bytes) -> str:
    """ "read", or the code of the refusal."""
    try:
        read(data)
    except ValidationError as refused:
        return str(refused.code)
    return "read"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises `width` by `height` pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def iptc_jpeg(fields: list[tuple[int, int, bytes]]) -> bytes:
    """A JPEG with an IPTC block, as agencies send them."""
    block = b"".join(
        b"\x1c" + bytes([record, tag]) + struct.pack(">H", len(value)) + value
        for record, tag, value in fields
    )
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block
    resource += b"\x00" * (len(resource) % 2)
    body = b"Photoshop 3.0\x00" + resource
    data = picture_bytes()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]


# Formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_formats_of_the_press_are_read(form: str) -> None:
    assert form != "AVIF" or features.check("avif")
    data = picture_bytes(40, 30, form)
    seen = read(data)
    assert (seen.format, seen.width, seen.height) == (form, 40, 30)
    assert len(seen.sha256) == 64


def test_the_file_is_left_at_its_start() -> None:
    file = io.BytesIO(picture_bytes())
    file.seek(7)
    intake.read(file)
    assert file.tell() == 0


def test_the_same_bytes_have_the_same_name_and_others_another() -> None:
    one, other = picture_bytes(), picture_bytes()
    assert read(one).sha256 == read(one).sha256 != read(other).sha256


@pytest.mark.parametrize("form", ORIENTED)
@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (40, 30)), (3, (40, 30)), *((turned, (30, 40)) for turned in (5, 6, 7, 8))],
)
def test_a_picture_taken_upright_has_the_size_that_one_sees(
    form: str, orientation: int, size: tuple[int, int]
) -> None:
    seen = read(marked_bytes(form, orientation))
    assert (seen.width, seen.height) == size


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (3, 700), (700, 3)])
def test_a_picture_of_any_shape_is_read(form: str, size: tuple[int, int]) -> None:
    assert outcome(picture_bytes(*size, form)) == "read"


# Refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Ceci est un texte.",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg><svg/>',
        b"%PDF-1.7\n",
        b"MZ\x90\x00",
        b"GIF8",
        picture_bytes(form="BMP"),
        picture_bytes(form="ICO"),
    ],
)
def test_what_is_no_picture_of_the_press_is_refused(data: bytes) -> None:
    assert refusal(data) == "unknown"


def test_an_archive_under_the_name_of_a_picture_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", picture_bytes())
    assert refusal(file.getvalue()) == "unknown"


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {}), ("PNG", {}), ("WEBP", {}), ("AVIF", {}), ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)  # fmt: skip
def test_a_picture_cut_short_is_said_to_be_damaged(form: str, options: dict[str, str]) -> None:
    data = picture_bytes(200, 150, form, **options)
    assert refusal(data[: len(data) * 6 // 10]) == "damaged"


def test_a_jpeg_whose_last_third_is_missing_is_said_to_be_damaged() -> None:
    data = picture_bytes(200, 150)
    assert refusal(data[: len(data) * 7 // 10]) == "damaged"


@pytest.mark.parametrize("size", [(10_000, 5_001), (50_001, 50_001), (2**31 - 1, 2**31 - 1)])
def test_a_header_that_promises_too_much_is_refused_before_a_pixel_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decoded(*_args: object) -> None:
        raise AssertionError("A pixel was decoded.")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", decoded, raising=False)
    assert refusal(png_that_says(*size)) == "pixels"


def test_fifty_million_pixels_are_not_too_many() -> None:
    # The file is cut short: that it is said to be damaged shows that its size was accepted.
    assert refusal(png_that_says(10_000, 5_000)) == "damaged"


def test_a_file_of_more_than_forty_megabytes_is_refused_unread() -> None:
    assert refusal(picture_bytes() + b"\0" * intake.MOST_BYTES) == "heavy"


OUTCOMES = {
    "read", "unknown", "damaged", "pixels", "metadata", "memory", "animation", "archive",
}  # fmt: skip
SAMPLES = {form: picture_bytes(24, 18, form) for form in FORMATS}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=250, deadline=None)
@given(
    form=st.sampled_from(FORMATS),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=6))),
    cut=st.integers(0, 400),
)
def test_a_mangled_picture_is_read_or_refused_and_nothing_else(
    form: str, changes: list[tuple[int, bytes]], cut: int
) -> None:
    data = bytearray(SAMPLES[form])
    for position, value in changes:
        position %= len(data)
        data[position : position + len(value)] = value
    assert outcome(bytes(data[: len(data) - cut])) in OUTCOMES


# Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoded", "declared"),
    [("utf-8", True), ("utf-8", False), ("latin-1", False)],
)
def test_the_words_of_an_agency_keep_their_accents(encoded: str, declared: bool) -> None:
    charset = [(1, 90, b"\x1b%G")] if declared else []
    seen = read(
        iptc_jpeg(
            [
                *charset,
                (2, 120, "La ministre à\nBesançon.".encode(encoded)),
                (2, 110, "Agence Été".encode(encoded)),
                (2, 80, "Zoé Müller".encode(encoded)),
                (2, 116, "© Agence".encode(encoded)),
            ]
        )
    )
    assert (seen.caption, seen.credit) == ("La ministre à Besançon.", "Agence Été")
    assert (seen.photographer, seen.copyright) == ("Zoé Müller", "© Agence")


def test_words_are_read_from_xmp_too() -> None:
    fields = (
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">La salle.</rdf:li></rdf:Alt>'
        "</dc:description><dc:creator><rdf:Seq><rdf:li>Zoé Müller</rdf:li></rdf:Seq></dc:creator>"
        "<photoshop:Credit>Agence</photoshop:Credit>"
        '<iptc:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Une salle pleine'
        "</rdf:li></rdf:Alt></iptc:AltTextAccessibility>"
    )
    seen = read(picture_bytes(xmp=RDF.format(fields=fields).encode()))
    assert (seen.caption, seen.photographer) == ("La salle.", "Zoé Müller")
    assert (seen.credit, seen.alt) == ("Agence", "Une salle pleine")


def test_xml_that_expands_for_ever_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RDF.format(
        fields="<photoshop:Credit>&b;</photoshop:Credit>"
    )
    data = picture_bytes(xmp=bomb.encode())
    assert outcome(data) == "damaged" or "aaaa" not in read(data).credit


def test_a_caption_longer_than_its_column_is_cut() -> None:
    seen = read(iptc_jpeg([(2, 120, b"mot " * 500)]))
    assert len(seen.caption) <= intake.TEXT_LIMIT
