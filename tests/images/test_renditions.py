"""The files that readers get."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings
from PIL import Image as Pillow
from PIL import ImageDraw

from images import library, renditions
from images.figures import showable
from images.jsonld import image_object
from images.models import Crop, Image, Rendition
from images.source_types import COMPOSITE, GENERATED, VOCABULARY
from tests.clock import Clock
from tests.factories import make_picture, make_shown_picture, picture_bytes
from tests.images.files import ORIENTED, marked_bytes
from tests.images.test_intake_words import packet as xmp_packet

pytestmark = pytest.mark.django_db

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


def made(image: Image, crop: str, form: str = "jpeg") -> list[tuple[int, int]]:
    rows = image.renditions.filter(crop=crop, format=form).order_by("width")
    return list(rows.values_list("width", "height"))


def opened(rendition: Rendition) -> Pillow.Image:
    with default_storage.open(str(rendition.file.name)) as file:
        picture = Pillow.open(io.BytesIO(file.read()))
        picture.load()
    return picture


def close(colour: object, wanted: tuple[int, int, int]) -> bool:
    """Whether a pixel is of the colour `wanted`, but for what a codec loses."""
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= 6 for one, other in zip(colour, wanted, strict=True))


def reddish(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return colour[0] > 180 and max(colour[1:]) < 90


def bluish(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return colour[2] > 180 and max(colour[:2]) < 90


def add(data: bytes, **fields: object) -> Image:
    words = {"alt": "Une salle.", "credit": "Studio"} | fields
    return library.add(file=ContentFile(data, name="x"), by=None, **words)


def test_a_large_picture_is_made_in_steps_and_never_blown_up() -> None:
    image = make_picture(width=1000, height=750)
    assert made(image, Crop.WHOLE) == [(320, 240), (480, 360), (720, 540), (960, 720)]
    assert made(image, Crop.WIDE) == [(320, 180), (480, 270), (720, 405), (960, 540)]
    assert made(image, Crop.CLASSIC) == [(480, 360)]
    assert made(image, Crop.SQUARE) == [(480, 480)]
    assert made(image, Crop.WHOLE, "webp") == made(image, Crop.WHOLE)


def test_a_small_picture_keeps_its_own_width() -> None:
    assert made(make_picture(width=32, height=24), Crop.WHOLE) == [(32, 24)]


def test_cards_of_networks_are_of_their_size_and_in_jpeg_alone() -> None:
    image = make_picture(width=1300, height=700)
    assert made(image, Crop.SOCIAL) == [(1200, 630)]
    assert made(image, Crop.SOCIAL, "webp") == []


def test_the_card_of_a_small_picture_is_of_that_shape_and_not_blown_up() -> None:
    assert made(make_picture(width=400, height=400), Crop.SOCIAL) == [(400, 210)]


def test_a_picture_that_must_stay_whole_is_never_cut() -> None:
    data = io.BytesIO()
    Pillow.new("RGB", (300, 600), "navy").save(data, "PNG")
    image = add(data.getvalue(), keep_whole=True)
    assert set(image.renditions.values_list("crop", flat=True)) == {Crop.WHOLE, Crop.SOCIAL}
    shown = showable([image.pk])[image.pk]
    assert shown.wide == shown.whole
    assert shown.shapes == [shown.whole]
    card = opened(image.renditions.get(crop=Crop.SOCIAL))
    assert card.size == (1142, 600)
    assert card.getpixel((5, 300)) == (255, 255, 255)
    assert close(card.getpixel((571, 5)), (0, 0, 128))


def test_a_picture_that_must_no_longer_be_cut_loses_its_crops_at_once() -> None:
    image = make_picture(width=60, height=60)
    renditions.make(image, renditions.LATER)
    image.keep_whole = True
    library.amend(image=image, changed={"keep_whole"})
    assert set(image.renditions.values_list("crop", flat=True)) == {Crop.WHOLE, Crop.SOCIAL}
    assert list(renditions.pending()) == [image]


def test_a_strip_is_not_sent_at_the_width_of_a_screen() -> None:
    data = io.BytesIO()
    Pillow.new("RGB", (1600, 16_000)).save(data, "PNG")
    assert made(add(data.getvalue()), Crop.WHOLE) == [(320, 3200)]


def test_a_name_is_not_to_be_guessed_from_the_original() -> None:
    data = picture_bytes()
    first = add(data)
    names = set(first.renditions.values_list("file", flat=True))
    Image.objects.all().delete()
    with override_settings(SECRET_KEY="another key, of another newsroom than ours"):
        other = add(data)
    assert names.isdisjoint(other.renditions.values_list("file", flat=True))


def test_the_same_picture_made_again_has_the_same_names() -> None:
    image = make_picture()
    names = set(image.renditions.values_list("file", flat=True))
    renditions.forget(image)
    renditions.make(image)
    assert names == set(image.renditions.values_list("file", flat=True))


def test_a_file_that_a_crash_cut_short_is_written_again() -> None:
    image = make_picture()
    row = image.renditions.get(crop=Crop.WHOLE, format="jpeg")
    default_storage.delete(str(row.file.name))
    default_storage.save(str(row.file.name), ContentFile(b"half"))
    row.delete()
    renditions.make(image)
    again = image.renditions.get(crop=Crop.WHOLE, format="jpeg")
    assert again.file.name == row.file.name
    assert default_storage.size(str(again.file.name)) == again.size


def test_what_was_encoded_while_the_picture_changed_is_thrown_away(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    image = make_picture()
    late = Image.objects.get(pk=image.pk)
    image.credit = "Un autre crédit"
    library.amend(image=image, changed={"credit"})
    before = set(image.renditions.values_list("file", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        renditions.make(late, renditions.LATER)
    assert before == set(image.renditions.values_list("file", flat=True))
    assert list(renditions.pending()) == [image]


@pytest.mark.parametrize("size", [(960, 540), (1, 1), (3, 700), (1700, 1), (16, 9)])
def test_a_picture_of_any_shape_is_made(size: tuple[int, int]) -> None:
    image = make_picture(width=size[0], height=size[1])
    for crop in Crop.values:
        assert made(image, crop)
    for rendition in image.renditions.all():
        assert opened(rendition).size == (rendition.width, rendition.height)


def test_every_file_is_what_its_row_says() -> None:
    for rendition in make_picture(width=500, height=400).renditions.all():
        assert default_storage.size(str(rendition.file.name)) == rendition.size
        assert opened(rendition).size == (rendition.width, rendition.height)
        assert (opened(rendition).format or "").lower() == rendition.format


def test_two_crops_of_one_shape_are_two_files() -> None:
    image = make_picture(width=480, height=270)
    names = list(image.renditions.values_list("file", flat=True))
    assert len(names) == len(set(names))
    assert {"whole", "16x9"} <= set(image.renditions.values_list("crop", flat=True))


def test_two_pictures_that_look_the_same_have_files_of_their_own() -> None:
    one = add(picture_bytes(form="PNG"))
    data = io.BytesIO()
    with one.file.open() as file:
        Pillow.open(file).save(data, "PNG", compress_level=0)
    other = add(data.getvalue())
    assert one.pk != other.pk
    assert not set(one.renditions.values_list("file")) & set(other.renditions.values_list("file"))


def test_the_same_bytes_are_one_picture() -> None:
    data = picture_bytes()
    assert add(data) == add(data, credit="Un autre")
    assert Image.objects.count() == 1


def test_making_again_makes_only_what_is_missing() -> None:
    image = make_picture()
    before = set(image.renditions.values_list("pk", flat=True))
    image.renditions.filter(crop=Crop.WIDE, format="webp").delete()
    kept = set(image.renditions.values_list("pk", flat=True))
    renditions.make(image)
    assert kept < set(image.renditions.values_list("pk", flat=True))
    assert image.renditions.count() == len(before)


def test_avif_waits_for_the_worker() -> None:
    image = make_picture()
    assert list(renditions.pending()) == [image]
    renditions.make(image, renditions.LATER)
    assert list(renditions.pending()) == []
    assert made(image, Crop.WHOLE, "avif") == [(32, 18)]


def test_a_reader_does_not_learn_where_a_picture_was_taken() -> None:
    exif = Pillow.Exif()
    exif[271] = "Appareil secret"
    exif.get_ifd(0x8825)[1] = "N"
    image = add(picture_bytes(form="JPEG", exif=exif))
    for rendition in image.renditions.all():
        assert not opened(rendition).getexif()


def test_every_file_carries_the_credit() -> None:
    image = make_picture(credit="Zoé & Cie", photographer="Zoé <Müller>")
    for rendition in image.renditions.all():
        described = opened(rendition).getxmp()["xmpmeta"]["RDF"]["Description"]
        assert described["Credit"] == "Zoé <Müller> / Zoé & Cie"
        assert described["creator"]["Seq"]["li"] == "Zoé <Müller>"


# Where the first rows of the file are seen, and its last columns, by orientation.
SIDES = {
    1: ("top", "right"), 2: ("top", "left"), 3: ("bottom", "left"), 4: ("bottom", "right"),
    5: ("left", "bottom"), 6: ("right", "bottom"), 7: ("right", "top"), 8: ("left", "top"),
}  # fmt: skip


@pytest.mark.parametrize("form", ORIENTED)
@pytest.mark.parametrize("orientation", SIDES)
def test_a_picture_is_upright_and_whole_to_its_edges(form: str, orientation: int) -> None:
    image = add(marked_bytes(form, orientation))
    (size,) = made(image, Crop.WHOLE)
    assert size == ((30, 40) if orientation > 4 else (40, 30))
    width, height = size
    edges = {
        "top": (width // 2, 1), "bottom": (width // 2, height - 2),
        "left": (1, height // 2), "right": (width - 2, height // 2),
    }  # fmt: skip
    whole = opened(image.renditions.get(crop=Crop.WHOLE, format="jpeg"))
    seen = {side: whole.getpixel(point) for side, point in edges.items()}
    red, blue = SIDES[orientation]
    assert reddish(seen.pop(red))
    assert bluish(seen.pop(blue))
    assert not any(reddish(colour) or bluish(colour) for colour in seen.values())


def test_a_picture_is_on_white() -> None:
    data = io.BytesIO()
    Pillow.new("RGBA", (20, 10), (0, 0, 0, 0)).save(data, "PNG")
    whole = add(data.getvalue()).renditions.get(crop=Crop.WHOLE, format="jpeg")
    assert opened(whole).getpixel((5, 5)) == (255, 255, 255)


def test_a_new_focal_point_moves_the_crops() -> None:
    data = io.BytesIO()
    Pillow.linear_gradient("L").save(data, "PNG")
    image = add(data.getvalue(), focal_y=0.0)
    top = opened(image.renditions.get(crop=Crop.WIDE, format="jpeg")).convert("L").getpixel((9, 9))
    image.focal_y = 1.0
    library.amend(image=image, changed={"focal_y"})
    low = opened(image.renditions.get(crop=Crop.WIDE, format="jpeg")).convert("L").getpixel((9, 9))
    assert isinstance(top, int)
    assert isinstance(low, int)
    assert low - top > 60


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_every_kind_of_colour_is_printed(mode: str) -> None:
    data = io.BytesIO()
    source = Pillow.new("RGB" if mode in {"P", "CMYK"} else "L", (20, 10), 0)
    picture = Pillow.new("I;16", (20, 10)) if mode == "I;16" else source.convert(mode)
    picture.save(data, "TIFF" if mode == "CMYK" else "PNG")
    whole = add(data.getvalue()).renditions.get(crop=Crop.WHOLE, format="jpeg")
    assert opened(whole).mode == "RGB"


def test_a_crop_keeps_the_focal_point() -> None:
    data = io.BytesIO()
    picture = Pillow.new("RGB", (400, 1200), "white")
    ImageDraw.Draw(picture).rectangle((0, 1000, 400, 1200), fill="black")
    picture.save(data, "PNG")
    image = add(data.getvalue(), focal_x=0.5, focal_y=1.0)
    wide = opened(image.renditions.get(crop=Crop.WIDE, format="jpeg"))
    dark = wide.getpixel((wide.width // 2, wide.height - 5))
    assert isinstance(dark, tuple)
    assert max(dark) < 40


@pytest.mark.parametrize("kind", [GENERATED, COMPOSITE])
def test_every_file_says_how_much_of_it_a_machine_made(kind: str) -> None:
    said = f"<ext:DigitalSourceType>{VOCABULARY}{kind}</ext:DigitalSourceType>"
    image = add(picture_bytes(xmp=xmp_packet(said)), generator="Pinceau 3")
    for rendition in image.renditions.all():
        described = opened(rendition).getxmp()["xmpmeta"]["RDF"]["Description"]
        assert described["DigitalSourceType"] == VOCABULARY + kind
    shown = showable([image.pk])[image.pk]
    assert shown.whole is not None
    found = image_object(shown, shown.whole)["digitalSourceType"]
    assert found == f"https://schema.org/{kind[0].upper()}{kind[1:]}DigitalSource"


@pytest.mark.parametrize(
    "change",
    [
        {"credit": "Le bon crédit"},
        {"alt": "Une autre salle."},
        {"copyright": "© 2026 Studio"},
        {"licence_url": "https://licences.example/by"},
        {"rights": "generated", "credit_form": "generated", "generator": "Pinceau"},
    ],
)
def test_what_the_files_say_remakes_them(
    change: dict[str, str], django_capture_on_commit_callbacks: OnCommit
) -> None:
    image = make_picture(width=60, height=60)
    before = set(image.renditions.values_list("file", flat=True))
    for name, value in change.items():
        setattr(image, name, value)
    with django_capture_on_commit_callbacks(execute=True):
        library.amend(image=image, changed=set(change))
    after = set(image.renditions.values_list("file", flat=True))
    assert len(after) == len(before)
    assert not after & before


def test_what_was_superseded_keeps_its_address_until_the_rights_end(
    reader: Client, clock: Clock, django_capture_on_commit_callbacks: OnCommit
) -> None:
    image = make_shown_picture(rights_until=clock.after(days=2))
    before = [row.address for row in image.renditions.all()]
    image.alt = "Une autre salle."
    with django_capture_on_commit_callbacks(execute=True):
        library.amend(image=image, changed={"alt"})
    assert not set(before) & {row.address for row in image.renditions.all()}
    shown = showable([image.pk])[image.pk]
    assert not set(before) & {shown.whole.src if shown.whole else ""}
    assert {reader.get(address).status_code for address in before} == {200}
    clock.forward(days=2)
    assert {reader.get(address).status_code for address in before} == {404}


def test_a_picture_put_back_as_it_was_has_its_files_of_then() -> None:
    image = make_picture(alt="Une salle.")
    before = set(image.renditions.values_list("pk", "file"))
    for alt in ("Une autre salle.", "Une salle."):
        image.alt = alt
        library.amend(image=image, changed={"alt"})
    assert set(image.renditions.values_list("pk", "file")) == before
    assert Rendition.everything.filter(image=image).count() == 2 * len(before)


def test_no_cut_stays_of_a_picture_whose_author_asks_that_there_be_none(
    reader: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    image = make_shown_picture(width=60, height=60)
    cuts = list(image.renditions.exclude(crop=Crop.WHOLE))
    for name, value in (("alt", "Une autre salle."), ("keep_whole", True)):
        setattr(image, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            library.amend(image=image, changed={name})
    assert {reader.get(row.address).status_code for row in cuts} == {404}
    assert not any(default_storage.exists(str(row.file.name)) for row in cuts)


def test_what_is_forgotten_takes_what_was_superseded_with_it(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    image = make_picture()
    names = set(image.renditions.values_list("file", flat=True))
    image.alt = "Une autre salle."
    with django_capture_on_commit_callbacks(execute=True):
        library.amend(image=image, changed={"alt"})
        renditions.forget(image)
    assert not Rendition.everything.filter(image=image).exists()
    assert not any(default_storage.exists(name) for name in names)


def test_words_and_rights_are_kept_when_the_original_is_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    image = make_picture()
    default_storage.delete(str(image.file.name))
    image.credit = "Le bon crédit"
    library.amend(image=image, changed={"credit"})
    assert Image.objects.get().credit == "Le bon crédit"
    # The old files stay for readers; the next rebuild finds them outdated.
    assert image.renditions.exists()
    assert f"picture {image.pk}" in caplog.text


def test_a_page_offers_the_smallest_format_first_and_every_browser_a_jpeg() -> None:
    image = make_picture(width=1000, height=750)
    renditions.make(image, renditions.LATER)
    whole = showable([image.pk])[image.pk].whole
    assert whole is not None
    assert [source.type for source in whole.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert whole.src.endswith(".jpeg")
    assert (whole.width, whole.height) == (960, 720)
    assert [part.split(" ")[1] for part in whole.sources[0].srcset.split(", ")] == [
        "320w",
        "480w",
        "720w",
        "960w",
    ]


def test_a_picture_that_is_refused_leaves_nothing_behind() -> None:
    with pytest.raises(Exception, match="crédit|credit"):
        add(picture_bytes(), credit="")
    assert not Image.objects.exists()
    assert not Rendition.objects.exists()
