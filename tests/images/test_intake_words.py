"""What a file says of itself fills the form, accents right; nothing in it can do harm."""

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image as Pillow
from PIL import PngImagePlugin

from images import intake
from images.intake import words, xmp
from images.models import Image
from tests.factories import picture_bytes
from tests.images.test_intake import iptc_jpeg, read

VOCABULARIES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    'xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:cc="http://creativecommons.org/ns#"'
)
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def packet(fields: str = "", attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {VOCABULARIES} {attributes}>{fields}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def said(fields: str = "", attributes: str = "", form: str = "JPEG") -> intake.Intake:
    return read(picture_bytes(form=form, xmp=packet(fields, attributes)))


def of_camera(form: str = "JPEG", taken: str = "", **tags: str) -> intake.Intake:
    numbers = {"description": 270, "artist": 315, "rights": 33432}
    exif = Pillow.Exif()
    for name, value in tags.items():
        exif[numbers[name]] = value
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    return read(picture_bytes(form=form, exif=exif))


FULL = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="en">The hall.</rdf:li>'
    '<rdf:li xml:lang="fr-FR">La salle, mardi.</rdf:li></rdf:Alt></dc:description>'
    "<dc:creator><rdf:Seq><rdf:li>Zoé Müller</rdf:li><rdf:li>Ali Roux</rdf:li></rdf:Seq>"
    "</dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Agence Été</rdf:li></rdf:Alt></dc:rights>'
    "<photoshop:Credit>Agence Été</photoshop:Credit>"
    "<photoshop:Source>Service photo</photoshop:Source>"
    "<photoshop:Instructions>Pas de recadrage.</photoshop:Instructions>"
    "<core:Location>Palais des congrès</core:Location><photoshop:City>Besançon</photoshop:City>"
    "<photoshop:Country>France</photoshop:Country>"
    "<ext:PersonInImage><rdf:Bag><rdf:li>Anne Roux</rdf:li><rdf:li>Léo Bérard</rdf:li></rdf:Bag>"
    "</ext:PersonInImage>"
    '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Un article.</rdf:li></rdf:Alt>'
    "</xmpRights:UsageTerms>"
    '<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Un public assis.</rdf:li>'
    "</rdf:Alt></core:AltTextAccessibility>"
    '<cc:license rdf:resource="https://creativecommons.org/licenses/by-sa/4.0/"/>'
)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_every_field_of_an_agency_is_read_from_xmp_in_every_format(form: str) -> None:
    options: dict[str, Any] = {"xmp": packet(FULL, 'photoshop:DateCreated="2025-02-11T10:30:00"')}
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", options["xmp"].decode())
        options = {"pnginfo": text}
    elif form == "TIFF":
        options = {"tiffinfo": {700: options["xmp"]}}
    seen = read(picture_bytes(form=form, **options))
    assert (seen.caption, seen.alt) == ("La salle, mardi.", "Un public assis.")
    assert (seen.photographer, seen.credit) == ("Zoé Müller, Ali Roux", "Agence Été")
    assert (seen.copyright, seen.source) == ("© Agence Été", "Service photo")
    assert seen.taken_on == date(2025, 2, 11)
    assert seen.place == "Palais des congrès, Besançon, France"
    assert seen.people_shown == "Anne Roux, Léo Bérard"
    assert (seen.permitted_uses, seen.rights_note) == ("Un article.", "Pas de recadrage.")
    assert seen.licence_url == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert seen.licence == "CC BY-SA 4.0"
    assert not seen.generated


def test_the_fields_of_iptc_are_read() -> None:
    seen = read(
        iptc_jpeg(
            [
                (1, 90, b"\x1b%G"),
                (2, 55, b"20250211"),
                (2, 80, "Zoé Müller".encode()),
                (2, 80, b"Ali Roux"),
                (2, 92, "Palais des congrès".encode()),
                (2, 90, "Besançon".encode()),
                (2, 101, b"France"),
                (2, 115, b"Service photo"),
                (2, 40, "Crédit obligatoire.".encode()),
            ]
        )
    )
    assert seen.taken_on == date(2025, 2, 11)
    assert seen.photographer == "Zoé Müller, Ali Roux"
    assert seen.place == "Palais des congrès, Besançon, France"
    assert (seen.source, seen.rights_note) == ("Service photo", "Crédit obligatoire.")


def test_what_windows_wrote_keeps_its_ligatures_and_apostrophes() -> None:
    seen = read(iptc_jpeg([(2, 120, "L’œuvre, à l’hôpital.".encode("cp1252"))]))
    assert seen.caption == "L’œuvre, à l’hôpital."


def test_a_false_declaration_of_charset_loses_no_word() -> None:
    seen = read(iptc_jpeg([(1, 90, b"\x1b%G"), (2, 120, "À Besançon.".encode("latin-1"))]))
    assert seen.caption == "À Besançon."


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_the_words_of_a_camera_are_read(form: str) -> None:
    seen = of_camera(form, "2025:02:11 10:30:00", description="La salle.", artist="Ali Roux")
    assert (seen.caption, seen.photographer, seen.alt) == ("La salle.", "Ali Roux", "")
    assert form == "TIFF" or seen.taken_on == date(2025, 2, 11)


@pytest.mark.parametrize("codec", ["utf-8", "latin-1"])
def test_the_accents_of_a_camera_are_mended(codec: str) -> None:
    written = "Zoé Müller".encode(codec)
    # Pillow writes ASCII alone: the bytes of a camera take the place of as many others.
    exif = Pillow.Exif()
    exif[315] = "@" * len(written)
    data = picture_bytes(exif=exif).replace(b"@" * len(written), written)
    assert read(data).photographer == "Zoé Müller"


@pytest.mark.parametrize(
    "words",
    [
        "OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100", "default", "SAMSUNG",
        "<SAMSUNG DIGITAL CAMERA>", "KONICA MINOLTA DIGITAL CAMERA", "Exif_JPEG_PICTURE",
    ],
)  # fmt: skip
def test_what_a_camera_says_of_everything_is_no_caption(words: str) -> None:
    assert of_camera(description=words).caption == ""


@pytest.mark.parametrize(
    "words",
    [
        "Samsung présente sa montre à Barcelone.", "Sony a équipé l’hôpital de caméras.",
        "IMG d’un cerveau.", "Digital camera en main, un élève filme.",
    ],
)  # fmt: skip
def test_a_caption_that_begins_like_a_camera_is_kept(words: str) -> None:
    described = f"<dc:description><rdf:Alt><rdf:li>{words}</rdf:li></rdf:Alt></dc:description>"
    assert said(described).caption == words
    assert read(iptc_jpeg([(2, 120, words.encode())])).caption == words
    plain = words.replace("’", "'").encode("ascii", "replace").decode()
    assert of_camera(description=plain).caption == plain


def test_a_camera_s_name_is_a_caption_when_an_agency_writes_it() -> None:
    assert read(iptc_jpeg([(2, 120, b"Samsung")])).caption == "Samsung"


def test_the_whole_name_wins_over_one_that_iptc_cut() -> None:
    name = "Maximilienne de la Tour-Landry-Villeneuve"
    data = iptc_jpeg([(2, 80, name[:32].encode())])
    whole = packet(f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>")
    app1 = b"http://ns.adobe.com/xap/1.0/\0" + whole
    segment = b"\xff\xe1" + (len(app1) + 2).to_bytes(2, "big") + app1
    assert read(data[:2] + segment + data[2:]).photographer == name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("© Zoé Müller", "Zoé Müller"),
        ("(Crédit : AFP)", "AFP"),
        ("Crédits photos : AFP", "AFP"),
        ("Photo : Zoé", "Zoé"),
        ("(c) Zoé", "Zoé"),
        ("Copyright AFP", "AFP"),
        ("Crédit photo : © AFP", "AFP"),
        ("(Crédit photo : © AFP)", "AFP"),
        ("Crédit AFP", "AFP"),
        ("Crédit Agricole", "Crédit Agricole"),
        ("Photothèque AFP", "Photothèque AFP"),
        ("AFP (Paris)", "AFP (Paris)"),
        ("Agence © Été", "Agence © Été"),
    ],
)
def test_the_form_of_a_credit_is_taken_off_its_parts(written: str, kept: str) -> None:
    assert said(f"<photoshop:Credit>{written}</photoshop:Credit>").credit == kept


def test_a_caption_is_proposed_without_the_credit_at_its_end() -> None:
    written = "La salle, mardi. (Crédit : Agence Été)"
    assert read(iptc_jpeg([(2, 120, written.encode())])).caption == "La salle, mardi."


@pytest.mark.parametrize(
    "kind", ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"]
)
def test_a_picture_that_says_that_an_ai_made_it_is_proposed_as_such(kind: str) -> None:
    seen = said(
        f"<ext:DigitalSourceType>{SOURCE_TYPES}{kind}</ext:DigitalSourceType>"
        "<ext:AISystemUsed>Pinceau 3</ext:AISystemUsed>"
    )
    assert (seen.generated, seen.generator) == (True, "Pinceau 3")


def test_the_tool_of_a_photograph_is_not_an_ai() -> None:
    seen = said(
        "<xmp:CreatorTool>Retouche 12</xmp:CreatorTool>",
        f'ext:DigitalSourceType="{SOURCE_TYPES}digitalCapture"',
    )
    assert (seen.generated, seen.generator) == (False, "")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://x/", "https://", "//x", "http://[", "https://" + "a" * 400],
)
def test_the_address_of_a_licence_is_one_of_the_web(address: str) -> None:
    assert said(f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement>").licence_url == ""


@pytest.mark.parametrize(
    "written", ["2025", "2025-02", "20251399", "0000:00:00", "hier", "2025-02-30"]
)
def test_a_day_that_is_none_is_left_out(written: str) -> None:
    assert said(attributes=f'photoshop:DateCreated="{written}"').taken_on is None


def test_every_text_fits_its_column_and_is_cut_at_a_word() -> None:
    long = "mot " * 1000
    seen = said(
        FULL.replace("Agence Été", long).replace("Anne Roux", long).replace("Besançon", long)
    )
    for name in ("caption", "credit", "copyright", "people_shown", "place", "alt", "photographer"):
        column = Image._meta.get_field(name).max_length  # type: ignore[union-attr]
        assert len(getattr(seen, name)) <= (column or 0)
    assert seen.credit.endswith("mot…")
    assert (
        len(said(f"<photoshop:Instructions>{long * 4}</photoshop:Instructions>").rights_note)
        == 2000
    )


def test_signs_that_nobody_reads_are_dropped() -> None:
    seen = read(iptc_jpeg([(2, 120, "La\x07 sal\u202ele\u200b\r\n\x00 mardi.".encode())]))
    assert seen.caption == "La salle mardi."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"\xff\xfe\0",
        b"a" * 20,
        packet()[:120],
        packet("<photoshop:Credit>AFP</photoshop:Credit>") + b" " * (xmp.MOST_BYTES + 1),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + packet("<dc:rights>&a;</dc:rights>"),
        b'<?xml version="1.0" encoding="inconnu"?><x/>',
    ],
)
def test_a_packet_that_cannot_be_read_says_nothing(data: bytes) -> None:
    assert xmp.properties(data) == {}


def test_a_packet_may_be_a_text_or_absent() -> None:
    assert xmp.properties(None) == {}
    found = xmp.properties(packet("<photoshop:Credit>É</photoshop:Credit>").decode())
    assert found == {"photoshop:Credit": ["É"]}


def test_the_words_of_a_file_without_any_are_empty() -> None:
    with Pillow.open(io.BytesIO(picture_bytes(form="PNG"))) as picture:
        found = words.words_of(picture)
    assert not any(found.values())
