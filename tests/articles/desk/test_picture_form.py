"""A picture enters the library: the file fills the form, and what is wrong is said."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from articles.desk.picture_uses import holders_of, uses_of
from images.models import Image, Rendition
from images.source_types import COMPOSITE, GENERATED, VOCABULARY
from tests.articles.desk.pages import desk_of
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_person,
    make_picture,
    make_published,
    picture_bytes,
)
from tests.forms import Answer, errors_of, form_of, send, sentence
from tests.images.test_intake_words import packet

pytestmark = pytest.mark.django_db

ADD = "/admin/images/image/add/"
LIST = "/admin/images/image/"
WORDS = {
    "alt": "Une salle pleine, vue du fond.",
    "caption": "La salle, mardi soir.",
    "credit": "Studio Exemple",
    "photographer": "Inès Morvan",
}


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def uploaded(data: bytes | None = None, name: str = "salle.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes() if data is None else data, "image/jpeg")


def sent(desk: Client, file: SimpleUploadedFile | None, **typed: Any) -> Answer:
    return send(desk, ADD, **({"file": file} if file else {}), **typed)


def iptc(**fields: str) -> bytes:
    """A JPEG that says these things of itself, as agencies write them."""
    numbers = {"caption": 120, "credit": 110, "photographer": 80}
    records = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
    for name, value in fields.items():
        words = value.encode()
        records += b"\x1c\x02" + bytes([numbers[name]]) + struct.pack(">H", len(words)) + words
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records
    resource += b"\x00" * (len(records) % 2)
    segment = b"Photoshop 3.0\x00" + resource
    plain = picture_bytes()
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]


def refused(answer: Answer, field: str) -> str:
    assert answer.status_code == 200
    errors = errors_of(answer)
    assert set(errors) == {field}
    assert not Image.objects.exclude(caption__startswith="Déjà là").exists()
    return errors[field]


def test_a_picture_is_stored_with_the_files_that_readers_get(
    desk: Client, journalist: User
) -> None:
    assert sent(desk, uploaded(), **WORDS).status_code == 302
    picture = Image.objects.get()
    assert {name: getattr(picture, name) for name in WORDS} == WORDS
    assert picture.uploaded_by == journalist
    assert (picture.width, picture.height) == (32, 18)
    assert Rendition.objects.filter(image=picture, crop="16x9").exists()


def test_what_the_file_says_fills_what_was_left_empty(desk: Client) -> None:
    file = uploaded(iptc(caption="La façade rénovée.", credit="Agence Été", photographer="É. Roy"))
    assert sent(desk, file, alt="Un bâtiment clair.").status_code == 302
    picture = Image.objects.get()
    assert picture.caption == "La façade rénovée."
    assert picture.credit == "Agence Été"
    assert picture.photographer == "É. Roy"


def test_a_credit_typed_in_a_caption_does_not_enter_the_library(desk: Client) -> None:
    typed = WORDS | {"caption": "La salle, mardi soir. (Crédit : Agence Fausse)"}
    answer = sent(desk, uploaded(), **typed)
    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)][0]
    assert "(Crédit\u00a0: Agence Fausse)" in said
    assert Image.objects.get().caption == "La salle, mardi soir."


@pytest.mark.parametrize("kind", [GENERATED, COMPOSITE])
@pytest.mark.parametrize("rights", ["own", "licence", "free"])
def test_a_file_that_an_ai_made_does_not_enter_as_something_else(
    desk: Client, kind: str, rights: str
) -> None:
    said = f"<ext:DigitalSourceType>{VOCABULARY}{kind}</ext:DigitalSourceType>"
    data = picture_bytes(xmp=packet(said))
    others = {"rights": rights, "licence": "CC BY 4.0"}
    words = refused(sent(desk, uploaded(data), **WORDS, **others), "rights")
    assert "Générée par IA" in words
    generated = {"rights": "generated", "credit_form": "generated", "generator": "Pinceau 3"}
    assert sent(desk, uploaded(data), **WORDS | generated).status_code == 302
    assert Image.objects.get().composite == (kind == COMPOSITE)


def test_what_was_typed_wins_over_what_the_file_says(desk: Client) -> None:
    file = uploaded(iptc(caption="DSC_0042", credit="Appareil"))
    sent(desk, file, **WORDS)
    picture = Image.objects.get()
    assert (picture.caption, picture.credit) == (WORDS["caption"], WORDS["credit"])


def test_a_picture_without_a_credit_is_refused(desk: Client) -> None:
    typed = WORDS | {"credit": ""}
    answer = sent(desk, uploaded(), **typed)
    assert refused(answer, "credit") == sentence(
        "A picture without a credit is not published: name it."
    )
    assert {name: form_of(answer)[name] for name in WORDS} == typed


def test_a_picture_that_nobody_describes_is_refused_at_its_description(desk: Client) -> None:
    answer = sent(desk, uploaded(), **WORDS | {"alt": ""})
    assert refused(answer, "alt") == sentence(
        "Describe the picture in the alternative text, or tick “decorative”."
    )
    assert form_of(answer)["caption"] == WORDS["caption"]


def test_a_decorative_picture_needs_no_description(desk: Client) -> None:
    assert sent(desk, uploaded(), **WORDS | {"alt": ""}, decorative="on").status_code == 302


@pytest.mark.parametrize("caption", ["La salle mardi.", "LA SALLE  MARDI."])
def test_a_description_that_repeats_the_caption_is_refused(desk: Client, caption: str) -> None:
    typed = WORDS | {"alt": "La salle mardi.", "caption": caption}
    answer = sent(desk, uploaded(), **typed)
    assert refused(answer, "alt") == sentence(
        "This repeats the caption: say here what one sees in the picture."
    )
    assert form_of(answer)["alt"] == "La salle mardi."


def test_the_same_file_again_is_refused_with_the_name_of_the_first(desk: Client) -> None:
    data = picture_bytes()
    sent(desk, uploaded(data), **WORDS | {"caption": "Déjà là, mardi."})
    answer = sent(desk, uploaded(data, "copie.jpg"), **WORDS)
    assert refused(answer, "file") == sentence(
        "This very picture is in the library already: “%(picture)s”.", picture="Déjà là, mardi."
    )
    assert form_of(answer)["credit"] == WORDS["credit"]


def bomb() -> bytes:
    """A PNG of a few bytes that claims sixty thousand pixels by sixty thousand."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    pixels = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


HOSTILE = [
    pytest.param(
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "unknown",
        id="svg",
    ),
    pytest.param(b"<!doctype html><script>alert(1)</script>", "unknown", id="html"),
    pytest.param(b"%PDF-1.7", "unknown", id="pdf"),
    pytest.param(bomb(), "pixels", id="bomb"),
    pytest.param(picture_bytes(640, 360)[:400], "damaged", id="cut short"),
]  # fmt: skip


def code_of(answer: Answer) -> str:
    """Why the file is refused; the sentence is that of `images.intake`."""
    form = answer.context["adminform"].form
    (error,) = form.errors.as_data()["file"]
    return str(error.code)


@pytest.mark.parametrize(("data", "code"), HOSTILE)
def test_a_file_that_is_no_picture_is_refused_with_a_sentence(
    desk: Client, data: bytes, code: str
) -> None:
    answer = sent(desk, uploaded(data), **WORDS)
    assert refused(answer, "file")
    assert code_of(answer) == code
    assert form_of(answer)["caption"] == WORDS["caption"]


def test_an_empty_file_and_no_file_are_refused(desk: Client) -> None:
    refused(sent(desk, uploaded(b""), **WORDS), "file")
    refused(sent(desk, None, **WORDS), "file")


def test_a_disguised_file_is_judged_by_what_it_holds(desk: Client) -> None:
    buffer = io.BytesIO()
    Pillow.new("RGB", (40, 30), "white").save(buffer, "BMP")
    answer = sent(desk, uploaded(buffer.getvalue()), **WORDS)
    assert refused(answer, "file")
    assert code_of(answer) == "unknown"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("caption", "A" * 501),
        ("alt", "A" * 301),
        ("credit", "A" * 201),
        ("focal_x", "3"),
        ("focal_y", "au milieu"),
        ("rights", "volé"),
        ("rights_from", "2027-03-28T02:30"),
        ("rights_until", "2026-10-25T02:30"),
    ],
)
def test_a_field_that_is_wrong_is_named_and_what_was_typed_comes_back(
    desk: Client, field: str, typed: str
) -> None:
    answer = sent(desk, uploaded(), **WORDS | {field: typed})
    refused(answer, field)
    form = form_of(answer)
    expected = {name: value for name, value in (WORDS | {field: typed}).items() if name != "rights"}
    assert {name: form[name] for name in expected} == expected


def test_rights_that_end_before_they_begin_are_refused_at_their_end(desk: Client) -> None:
    answer = sent(
        desk, uploaded(), **WORDS, rights_from="2026-02-02T10:00", rights_until="2026-02-01T10:00"
    )
    assert refused(answer, "rights_until") == sentence("The rights must end after they begin.")
    assert form_of(answer)["rights_until"] == "2026-02-01T10:00"


# In the library -------------------------------------------------------------------------------


def test_a_credit_that_is_mended_is_mended_in_every_file(picture_editor: User) -> None:
    picture = make_picture(credit="Mal écrit")
    before = set(picture.renditions.values_list("file", flat=True))
    address = f"/admin/images/image/{picture.pk}/change/"
    assert send(client_of(picture_editor), address, credit="Bien écrit").status_code == 302
    picture.refresh_from_db()
    assert picture.credit == "Bien écrit"
    assert before.isdisjoint(picture.renditions.values_list("file", flat=True))


def test_the_file_of_a_picture_is_given_once(picture_editor: User) -> None:
    picture = make_picture()
    address = f"/admin/images/image/{picture.pk}/change/"
    desk = client_of(picture_editor)
    assert 'type="file"' not in desk.get(address).content.decode()
    before = picture.sha256, picture.file.name
    send(desk, address, file=uploaded(), sha256="0" * 64, width=1)
    picture.refresh_from_db()
    assert (picture.sha256, picture.file.name) == before


def test_the_library_is_a_list_of_pictures(desk: Client) -> None:
    pictures = [make_picture(caption=f"La salle {rank}.") for rank in range(3)]
    words = desk.get(LIST).content.decode()
    for picture in pictures:
        assert picture.caption in words
        assert picture.renditions.filter(crop="16x9", format="jpeg").get().file.url in words


def kept(picture: Image) -> str:
    """The page that refuses to delete `picture`."""
    desk = desk_of("picture_editor")
    address = f"/admin/images/image/{picture.pk}/delete/"
    words = desk.get(address).content.decode()
    assert 'name="post"' not in words
    desk.post(address, {"post": "yes"})
    assert Image.objects.filter(pk=picture.pk).exists()
    return words


def test_the_picture_of_an_article_is_kept_and_the_page_names_the_article() -> None:
    picture = make_picture()
    article = make_article(hero_image=picture)
    assert article.title in kept(picture)


def test_a_picture_in_a_body_is_kept_and_the_page_names_the_article(journalist: User) -> None:
    picture = make_picture()
    article = make_article(by=journalist)
    body = f'<p>Un.</p><figure data-image="{picture.pk}"></figure>'
    send(client_of(journalist), f"/admin/articles/article/{article.pk}/change/", body=body)
    assert article.title in kept(picture)


def test_a_picture_that_readers_saw_is_kept_and_the_page_names_the_article() -> None:
    picture = make_picture()
    article = make_published(hero_image=picture)
    article.hero_image = None
    article.save()
    assert article.title in kept(picture)


def test_a_portrait_is_kept_and_the_page_names_the_person() -> None:
    picture = make_picture()
    make_person("Anne", "Roux", portrait=picture)
    assert "Anne Roux" in kept(picture)


def test_a_portrait_that_was_printed_is_kept_once_the_person_has_another() -> None:
    picture = make_picture()
    person = make_person("Anne", "Roux", portrait=picture)
    article = make_published(mentions=[person], title="Une nomination")
    person.portrait = make_picture()
    person.save()
    assert "Une nomination" in kept(picture)
    page = desk_of("editor").get(f"{LIST}{picture.pk}/change/").content.decode()
    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert sentence("In no article.") not in page


def test_a_picture_says_whose_page_shows_it() -> None:
    picture = make_picture()
    person, event = make_person("Anne", "Roux", portrait=picture), make_event(picture=picture)
    page = desk_of("editor").get(f"{LIST}{picture.pk}/change/").content.decode()
    assert f'<a href="/admin/people/person/{person.pk}/change/">Anne Roux</a>' in page
    assert f'<a href="/admin/events/event/{event.pk}/change/">{event.name}</a>' in page
    assert sentence("In no article.") not in page


def test_where_a_picture_is_used_costs_the_same_however_often_it_is(
    django_assert_num_queries: Any,
) -> None:
    picture = make_picture()
    for _ in range(3):
        person = make_person(portrait=picture)
        make_published(mentions=[person], hero_image=picture)
        make_event(picture=picture)
    with django_assert_num_queries(6):
        assert len(uses_of(picture)) == 6
        assert len(holders_of(picture)) == 6


def test_a_picture_in_use_is_not_deleted_from_the_list() -> None:
    used, free = make_picture(), make_picture()
    make_article(hero_image=used)
    desk_of("picture_editor").post(
        LIST,
        {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"},
    )
    assert Image.objects.filter(pk=used.pk).exists()


def test_what_would_be_better_said_is_remarked_and_stops_nothing(desk: Client) -> None:
    answer = sent(desk, uploaded(), **WORDS | {"caption": "La salle, mardi soir"})
    assert answer.status_code == 302
    assert Image.objects.get().caption == "La salle, mardi soir"
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "Légende\u00a0: Une légende se termine par un point." in said
