"""Every byte that readers of the demo are served, read by Pillow and by exiftool: no position, no
serial number, no owner, no thumbnail; the credit, who made the picture and on what terms."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from PIL import Image as Pillow
from pytest_django import DjangoDbBlocker

from images import library
from images.credits import credit_text
from images.models import Image, Rendition
from tests.demo import paint_quickly
from tests.factories import client_of, make_user

pytestmark = pytest.mark.django_db
needs_exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None,
    reason="exiftool is not installed: apt-get install libimage-exiftool-perl",
)

WORDS = {
    "alt": "Une salle & des <gens>.",
    "credit": "Zoé « Müller » & Cie",
    "photographer": "Zoé Müller",
    "copyright": "© 2026 Zoé Müller",
    "licence": "Usage éditorial",
    "licence_url": "https://licences.example/editorial?a=1&b=2",
    "rights": "generated",
    "credit_form": "generated",
    "generator": "Pinceau",
}
SECRETS = (b"SN-918273", b"Propri", b"Rue de la Source", b"Thumb-marker", b"Exif\0\0")
# Words in the names of what exiftool must not find.
FORBIDDEN = (
    "GPS", "Serial", "Thumbnail", "Preview", "Owner", "Make", "Model", "Location", "DateTime",
    "City", "Software", "Comment", "ICC",
)  # fmt: skip


def as_the_source_sent_it() -> bytes:
    """A JPEG with all that a camera and an agency write into it."""
    thumbnail = io.BytesIO()
    Pillow.new("RGB", (16, 12), "red").save(thumbnail, "JPEG", comment=b"Thumb-marker")
    exif = Pillow.Exif()
    exif[271], exif[272], exif[274] = "Appareil", "Modèle 7", 6
    exif[0xA430], exif[0xA431] = "Propriétaire", "SN-918273"
    exif.get_ifd(0x8769)[0xA431] = "SN-918273"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)})
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.4N" '
        'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="SN-918273" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        'Iptc4xmpCore:Location="Rue de la Source"/></rdf:RDF></x:xmpmeta>'
    )
    data = io.BytesIO()
    Pillow.effect_noise((1300, 900), 30).convert("RGB").save(
        data, "JPEG", exif=exif, xmp=xmp.encode(), comment=thumbnail.getvalue()
    )
    assert all(secret in data.getvalue() for secret in SECRETS if secret != b"Propri")
    return data.getvalue()


@pytest.fixture(scope="module")
def served(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[Path, Rendition]]:
    """Every file that readers of the demo, and of one picture more, can be served."""
    folder = tmp_path_factory.mktemp("served")
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        paint_quickly(patch)
        call_command("demo", stdout=io.StringIO())
        library.add(file=ContentFile(as_the_source_sent_it(), name="x"), by=None, **WORDS)
        call_command("worker", "--once")
        # The newsroom is served what readers are, before them too.
        newsroom, found = client_of(make_user("editor")), {}
        for row in Rendition.objects.select_related("image"):
            path = folder / str(row.file.name).rpartition("/")[2]
            path.write_bytes(newsroom.get(row.address).getvalue())
            found[path] = row
        yield found
        transaction.set_rollback(True)


def test_every_format_and_crop_is_looked_at(served: dict[Path, Rendition]) -> None:
    assert {row.format for row in served.values()} == {"jpeg", "webp", "avif"}
    assert {row.crop for row in served.values()} == {"whole", "16x9", "4x3", "1x1", "social"}
    assert {row.image_id for row in served.values()} == set(
        Image.objects.values_list("pk", flat=True)
    )


def test_no_byte_tells_where_a_picture_was_taken_nor_with_what(
    served: dict[Path, Rendition],
) -> None:
    for path in served:
        data = path.read_bytes()
        assert not [secret for secret in SECRETS if secret in data], path.name
        with Pillow.open(path) as picture:
            assert not picture.getexif(), path.name
            assert not {"exif", "icc_profile", "comment", "photoshop"} & picture.info.keys()


def test_every_file_keeps_its_credit_for_pillow(served: dict[Path, Rendition]) -> None:
    for path, row in served.items():
        with Pillow.open(path) as picture:
            described = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
        assert described["Credit"] == credit_text(row.image)
        if row.image.photographer:
            assert described["creator"]["Seq"]["li"] == row.image.photographer


@pytest.fixture(scope="module")
def told(served: dict[Path, Rendition]) -> dict[str, dict[str, Any]]:
    """What exiftool reads in each file, by its name."""
    folder = str(next(iter(served)).parent)
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-struct", "-q", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(one["SourceFile"]).name: one for one in json.loads(done.stdout)}


@needs_exiftool
def test_exiftool_finds_no_position_no_serial_number_and_no_thumbnail(
    told: dict[str, dict[str, Any]], served: dict[Path, Rendition]
) -> None:
    assert told.keys() == {path.name for path in served}
    for name, tags in told.items():
        tags = {
            tag: value
            for tag, value in tags.items()
            if not tag.startswith(("System:", "ExifTool:"))
        }
        found = [tag for tag in tags if any(word in tag.partition(":")[2] for word in FORBIDDEN)]
        assert not found, (name, found)


@needs_exiftool
def test_exiftool_finds_the_credit_and_the_terms_of_every_file(
    told: dict[str, dict[str, Any]], served: dict[Path, Rendition]
) -> None:
    for path, row in served.items():
        tags, image = told[path.name], row.image
        assert tags["XMP-photoshop:Credit"] == credit_text(image)
        assert tags.get("XMP-dc:Creator", [""]) == [image.photographer]
        assert tags.get("XMP-iptcCore:AltTextAccessibility", "") == image.alt
        assert tags.get("XMP-dc:Rights", "") == image.copyright
        assert tags.get("XMP-xmpRights:WebStatement", "") == image.licence_url
        source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        made_by_machine = tags.get("XMP-iptcExt:DigitalSourceType", "")
        assert made_by_machine == (source if image.rights == "generated" else "")
