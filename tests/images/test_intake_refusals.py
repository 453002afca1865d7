"""What is built to cost, to hide or to deceive: refused with a sentence, and for nothing."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import PngImagePlugin

from images import decoding, intake
from images.intake import structure
from tests.factories import picture_bytes
from tests.images.files import HEIC, segment, several_scans
from tests.images.test_intake import SAMPLES, chunk, outcome, refusal


def named(name: str, data: bytes) -> str:
    """The code of what becomes of `data` under a name."""
    try:
        intake.read(ContentFile(data, name=name))
    except ValidationError as refused:
        return str(refused.code)
    return "read"


def archive(comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archived:
        archived.writestr("Main.class", b"\xca\xfe\xba\xbe")
        archived.comment = comment
    return file.getvalue()


def tar_of(content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archived:
        entry = tarfile.TarInfo("Main.class")
        entry.size = len(content)
        archived.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def png(*chunks: bytes) -> bytes:
    """A sound PNG of one pixel with `chunks` in front of its data."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


# Formats and names ----------------------------------------------------------------------------


def test_the_picture_of_a_telephone_is_read() -> None:
    seen = intake.read(ContentFile(HEIC, name="IMG_0042.HEIC"))
    assert (seen.format, seen.width, seen.height) == ("HEIF", 64, 48)


def test_a_telephone_s_jpeg_with_a_second_view_inside_is_a_jpeg() -> None:
    buffer = io.BytesIO()
    views = [Pillow.new("RGB", (40, 30), colour) for colour in ("white", "black")]
    views[0].save(buffer, "MPO", save_all=True, append_images=views[1:])
    seen = intake.read(ContentFile(buffer.getvalue(), name="vue.jpg"))
    assert (seen.format, seen.width, seen.height) == ("JPEG", 40, 30)


@pytest.mark.parametrize(
    "name",
    [
        "a.jpg",
        "A.JPEG",
        "a.b.jpe",
        "sans-nom",
        "",
        "dossier.d/photo",
        "Visite du 12.02",
        "M. Neuder à Lyon",
        "Salle n. 4",
    ],
)
def test_a_jpeg_may_have_any_of_its_names_or_none(name: str) -> None:
    assert named(name, picture_bytes()) == "read"


@pytest.mark.parametrize("name", ["photo.png", "photo.svg", "photo.jpg.exe", "page.html", "a.heic"])
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    assert named(name, picture_bytes()) == "name"


def test_a_picture_of_measures_is_refused_and_not_printed_black() -> None:
    file = io.BytesIO()
    Pillow.new("F", (40, 30), 0.5).save(file, "TIFF")
    assert refusal(file.getvalue()) == "unbounded"


def test_a_drawing_is_refused_with_the_reason() -> None:
    for head in (b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>\n', b"<!-- un mot -->", b"  \n"):
        with pytest.raises(ValidationError, match="SVG"):
            intake.read(ContentFile(head + b'<svg xmlns="http://www.w3.org/2000/svg"/>'))


# Archives -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "GIF", "PNG", "WEBP"])
@pytest.mark.parametrize("comment", [b"", b"x" * 60_000])
def test_an_archive_behind_a_picture_is_found(form: str, comment: bytes) -> None:
    assert refusal(picture_bytes(form=form) + archive(comment)) == "archive"


OTHERS = {
    "rar": b"Rar!\x1a\x07\x01\x00", "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gzip": gzip.compress(b"x"), "xz": lzma.compress(b"x"), "bzip2": bz2.compress(b"x"),
    "tar": tar_of(b"x"), "cabinet": b"MSCF\0\0\0\0",
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_archives_of_other_kinds_are_found(kind: str) -> None:
    assert refusal(picture_bytes() + OTHERS[kind] + b"\0" * 40) == "archive"


def test_an_archive_inside_a_comment_is_found() -> None:
    assert refusal(picture_bytes(comment=archive())) == "archive"


# Bombs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bomb",
    [
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 2_000_000)),
        chunk(b"iTXt", b"Comment\0\1\0fr\0Mot\0" + zlib.compress(b"a" * 2_000_000)),
        chunk(b"tEXt", b"Comment\0" + b"a" * 2_000_000),
        chunk(b"iTXt", b"Comment\0\0\0\0\0" + b"a" * 2_000_000),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 900_000)) * 6,
        chunk(b"iCCP", b"Profil\0\0" + zlib.compress(b"a" * 12_000_000)),
        chunk(b"tEXt", b"a\0b") * (structure.MOST_CHUNKS + 10),
    ],
    ids=["zTXt", "iTXt", "tEXt", "plain iTXt", "many", "profile", "chunks"],
)
def test_texts_and_profiles_that_swell_are_refused(bomb: bytes) -> None:
    assert refusal(png(bomb)) == "metadata"


def test_the_texts_of_an_honest_png_are_welcome() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "La salle", zip=True)
    texts.add_itxt("Description", "La salle, mardi.", "fr", "Légende", zip=True)
    assert outcome(picture_bytes(form="PNG", pnginfo=texts)) == "read"


def gif(frames: int, size: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF of `frames` images of one pixel, on a canvas of `size`."""
    head = b"GIF89a" + struct.pack("<HHBBB", *size, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def test_an_animation_of_a_few_images_is_read_for_its_first() -> None:
    assert outcome(gif(12, (40, 30))) == "read"


@pytest.mark.parametrize("bomb", [gif(1_001), gif(100, (5_000, 5_000)), gif(2_000_000)])
def test_an_animation_that_never_ends_is_refused(bomb: bytes) -> None:
    assert refusal(bomb) == "animation"


@pytest.mark.parametrize("form", ["WEBP", "PNG"])
def test_an_animation_of_any_format_is_measured(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "MOST_FRAMES", 3)
    images = [Pillow.new("RGB", (8, 8), (shade * 60, 0, 0)) for shade in range(4)]
    buffer = io.BytesIO()
    images[0].save(buffer, form, save_all=True, append_images=images[1:], duration=100)
    assert refusal(buffer.getvalue()) == "animation"


def tiff(*entries: tuple[int, int, int, int]) -> bytes:
    """The head of a TIFF with `entries`: tag, type, count, value."""
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + packed + b"\0" * 4


def test_a_tiff_of_endless_strips_or_tags_is_refused() -> None:
    strips = structure.MOST_TIFF_VALUES + 1
    assert refusal(tiff((273, 4, strips, 8)) + b"\0" * 4 * strips) == "metadata"
    assert refusal(tiff(*[(700, 1, 1, 0)] * 501)) == "metadata"
    assert refusal(tiff((273, 4, 2**32 - 1, 8))) == "damaged"
    assert refusal(b"II*\0\xff\xff\xff\xff") == "damaged"


def exif_of(tag: int, values: int) -> bytes:
    """An Exif of one tag that has as many `values`, fractions of eight bytes each."""
    return tiff((tag, 5, values, 26)) + bytes(range(1, 9)) * values


def jpeg_with(exif: bytes) -> bytes:
    """A JPEG whose `exif` is shared between segments, which decoders join."""
    plain = picture_bytes()
    parts = (exif[start : start + 65_000] for start in range(0, len(exif), 65_000))
    return (
        plain[:2] + b"".join(segment(b"\xff\xe1", b"Exif\0\0" + one) for one in parts) + plain[2:]
    )


@pytest.mark.parametrize(
    "bomb",
    [
        lambda exif: png(chunk(b"eXIf", exif)),
        lambda exif: png(chunk(b"eXIf", exif))[:-12] + chunk(b"eXIf", exif) + png()[-12:],
        jpeg_with,
        lambda exif: b"\xff\xd8\xff\xff\xd0\xff\xd8" + jpeg_with(exif)[2:],
        lambda exif: picture_bytes(form="WEBP", exif=exif),
        # Pillow writes no orientation of its own there: the tag is put in its place.
        lambda exif: picture_bytes(form="AVIF", exif=exif.replace(b"\x12\1", b"\x0e\1", 1)).replace(
            exif[:10] + b"\x0e\1", exif[:12]
        ),
    ],
    ids=["PNG", "behind the pixels", "JPEG", "padded JPEG", "WEBP", "AVIF"],
)
def test_a_camera_s_words_that_swell_are_refused_before_they_are_read(
    bomb: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bomb(exif_of(274, structure.MOST_EXIF // 8))

    def read(*_args: object) -> None:
        raise AssertionError("They were read.")

    monkeypatch.setattr(Pillow.Exif, "load", read)
    assert refusal(data) == "metadata"


@pytest.mark.parametrize("link", [0x8769, 0x8825, 0xA005])
def test_the_directories_of_a_tiff_are_measured_wherever_they_stand(link: int) -> None:
    values = structure.MOST_TIFF_VALUES + 1
    second = struct.pack("<HHHIII", 1, 36867, 5, values, 44, 0)
    assert refusal(tiff((link, 4, 1, 26)) + second + bytes(range(1, 9)) * values) == "metadata"
    # In a short, where one expects a long.
    assert refusal(tiff((link, 3, 1, 26)) + second + bytes(range(1, 9)) * values) == "metadata"
    # To itself, for ever.
    assert outcome(tiff((link, 4, 1, 8))) != "read"


def test_many_heavy_values_of_a_tiff_are_too_heavy_together() -> None:
    shared = [(300 + rank, 4, structure.MOST_TIFF_VALUES, 8) for rank in range(4)]
    assert refusal(tiff(*shared) + b"\0" * 4 * structure.MOST_TIFF_VALUES) == "metadata"
    shared = [(300 + rank, 1, structure.MOST_PROFILE, 8) for rank in range(3)]
    assert refusal(tiff(*shared) + b"\0" * structure.MOST_PROFILE) == "metadata"


@pytest.mark.parametrize("head", [b"II+\0\x08\0\0\0", b"MM\0+\0\x08\0\0", b"II\0*", b"MM*\0"])
def test_a_tiff_of_another_kind_is_refused_unread(head: bytes) -> None:
    plain = picture_bytes(form="TIFF")
    assert refusal(head + plain[len(head) :]) == "unknown"


def test_a_tiff_with_a_camera_s_words_is_read() -> None:
    exif = Pillow.Exif()
    exif[315] = "Ali Roux"
    exif.get_ifd(0x8769)[36867] = "2025:02:11 10:30:00"
    assert outcome(picture_bytes(form="TIFF", exif=exif)) == "read"


def test_a_profile_of_colours_that_is_too_long_is_refused() -> None:
    profile = b"a" * (structure.MOST_PROFILE + 1)
    assert refusal(picture_bytes(form="WEBP", icc_profile=profile)) == "metadata"


@pytest.mark.parametrize(
    "data",
    [
        picture_bytes(400, 300, "WEBP"),
        picture_bytes(400, 300, progressive=True, subsampling=0),
        several_scans((400, 300), 3),
    ],
    ids=["WEBP", "progressive", "several scans"],
)
def test_what_would_take_too_much_memory_is_refused_before_a_pixel_is_decoded(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decoded(*_args: object) -> None:
        raise AssertionError("A pixel was decoded.")

    monkeypatch.setattr("images.decoding.decode_lightly", decoded)
    monkeypatch.setattr(decoding, "MOST_MEMORY", 400 * 300 * 5)
    assert refusal(data) == "memory"


HOSTILE = SAMPLES | {
    "HEIF": HEIC,
    "texts": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 300))),
    "animated": gif(4, (3, 3)),
}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.filterwarnings("ignore::UserWarning:pi_heif")
@settings(max_examples=250, deadline=None)
@given(
    sample=st.sampled_from(sorted(HOSTILE)),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=8))),
    cut=st.integers(0, 300),
    more=st.binary(max_size=40),
)
def test_whatever_is_done_to_a_file_it_is_read_or_refused(
    sample: str, changes: list[tuple[int, bytes]], cut: int, more: bytes
) -> None:
    data = bytearray(HOSTILE[sample])
    for position, value in changes:
        position %= len(data)
        data[position : position + len(value)] = value
    assert outcome(bytes(data[: max(0, len(data) - cut)]) + more)


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from(
        [b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF89a", b"RIFF", b"\xff\xd8"]
    ),
    body=st.binary(max_size=200),
)
def test_a_beginning_followed_by_anything_is_refused_with_a_sentence(
    head: bytes, body: bytes
) -> None:
    assert refusal(head + body)
