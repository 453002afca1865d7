"""A file sent to the library waits for its credit and its description, and nobody loses it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import gettext

from images import library
from images.intake import FORMATS
from images.models import Image, PendingPicture
from tests.factories import client_of, make_picture, make_user, picture_bytes
from tests.forms import send as typed
from tests.forms import sentence
from tests.images.files import jpeg_saying
from tests.images.test_intake_words import SOURCE_TYPES, packet

pytestmark = pytest.mark.django_db

SEND = "/admin/images/image/send/"


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def upload(content: bytes | None = None, name: str = "salle.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes() if content is None else content, "image/jpeg")


def send(desk: Client, file: SimpleUploadedFile | None, **more: Any) -> HttpResponse:
    sent = {"file": file} if file else {}
    return desk.post(f"{SEND}file/", sent | more)  # type: ignore[return-value]


def complete(desk: Client, pending: PendingPicture, **typed: str) -> HttpResponse:
    fields = {f"p{pending.pk}-{name}": value for name, value in typed.items()}
    return desk.post(f"{SEND}{pending.pk}/", fields)  # type: ignore[return-value]


def answer_of(response: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    return found


def waiting(desk: Client, content: bytes | None = None) -> PendingPicture:
    assert send(desk, upload(content)).status_code == 202
    return PendingPicture.objects.latest("pk")


DESCRIBED = {"alt": "Une salle pleine.", "caption": "La salle, mardi.", "credit": "Studio"}


# Who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["send/file/", "send/1/", "send/1/discard/"])
def test_who_is_logged_out_is_told_so_in_json(reader: Client, route: str) -> None:
    answer = reader.post(f"/admin/images/image/{route}")
    assert answer.status_code == 403
    assert answer.json()["login"]


@pytest.mark.parametrize("route", ["file/", "1/", "1/discard/"])
def test_staff_without_a_role_is_refused(route: str) -> None:
    answer = client_of(make_user()).post(f"{SEND}{route}")
    assert answer.status_code == 403
    assert "login" not in answer.json()


def test_the_page_is_for_those_who_may_add(desk: Client, reader: Client) -> None:
    assert desk.get(SEND).status_code == 200
    assert reader.get(SEND).status_code == 302
    assert client_of(make_user()).get(SEND).status_code == 403


def test_what_waits_is_seen_and_completed_by_its_sender_alone(
    desk: Client, picture_editor: User
) -> None:
    pending = waiting(desk)
    other = client_of(picture_editor)
    assert "salle.jpg" in desk.get(SEND).content.decode()
    assert "salle.jpg" not in other.get(SEND).content.decode()
    assert other.get(f"{SEND}{pending.pk}/thumbnail/").status_code == 404
    assert complete(other, pending, **DESCRIBED).status_code == 404
    assert other.post(f"{SEND}{pending.pk}/discard/").status_code == 404
    assert PendingPicture.objects.filter(pk=pending.pk).exists()


@pytest.mark.parametrize("route", ["file/", "1/", "1/discard/"])
def test_nothing_is_sent_by_a_mere_visit(desk: Client, route: str) -> None:
    assert desk.get(f"{SEND}{route}").status_code == 405


def test_nothing_is_sent_from_another_site(journalist: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(journalist)
    assert strict.post(f"{SEND}file/", {"file": upload()}).status_code == 403
    assert not PendingPicture.objects.exists()


# Sending --------------------------------------------------------------------------------------


def test_a_file_waits_with_what_it_says_of_itself(desk: Client) -> None:
    answer = send(desk, upload(jpeg_saying(caption="La façade rénovée.", credit="Agence Été")))
    assert answer.status_code == 202
    told = answer_of(answer)
    assert told["lacks"] == ["alt"]
    assert "La façade rénovée." in told["html"]
    pending = PendingPicture.objects.get()
    assert pending.said == {"caption": "La façade rénovée.", "credit": "Agence Été"}
    assert not Image.objects.exists()
    shown = desk.get(f"{SEND}{pending.pk}/thumbnail/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert b"Photoshop" not in shown.content


def test_the_same_file_waits_once(desk: Client) -> None:
    content = picture_bytes()
    first, second = (answer_of(send(desk, upload(content))) for _ in range(2))
    assert first["pending"] == second["pending"]


def test_a_file_that_the_library_has_is_told(desk: Client) -> None:
    picture = make_picture()
    with picture.file.open() as file:
        told = answer_of(send(desk, upload(file.read())))
    assert told["known"]
    assert told["picture"]["id"] == picture.pk
    assert not PendingPicture.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        None,
        upload(b"<script>alert(1)</script>", "page.jpg"),
        upload(picture_bytes(width=400, height=300)[:500], "coupe.jpg"),
        upload(b"", "vide.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    desk: Client, file: SimpleUploadedFile | None
) -> None:
    answer = send(desk, file)
    assert answer.status_code == 400
    assert answer_of(answer)["errors"]["file"]
    assert not PendingPicture.objects.exists()


def test_a_file_that_lacks_nothing_enters_at_once_when_asked(desk: Client) -> None:
    said = {"caption": "La façade.", "credit": "Agence Été", "alt": "Un bâtiment clair."}
    answer = send(desk, upload(jpeg_saying(**said)), enter="on")
    assert answer.status_code == 201
    picture = Image.objects.get()
    assert {name: getattr(picture, name) for name in said} == said
    assert answer_of(answer)["picture"]["id"] == picture.pk
    assert not PendingPicture.objects.exists()


def test_a_file_that_lacks_something_waits_even_so(desk: Client) -> None:
    answer = send(desk, upload(), enter="on")
    assert answer.status_code == 202
    assert answer_of(answer)["lacks"] == ["credit", "alt"]
    assert sentence("A picture without a credit is not published: name it.") in " ".join(
        answer_of(answer)["html"].split()
    )


def test_every_format_that_is_taken_is_offered(desk: Client) -> None:
    (page,) = re.findall(r'type="file"[^>]* accept="([^"]+)"', desk.get(SEND).content.decode())
    picker = (settings.BASE_DIR / "static/desk/library/picker.js").read_text()
    (kinds,) = re.findall(r'const KINDS =\s+"([^"]+)"', picker)
    assert kinds == page
    assert {f"image/{form.lower()}" for form in FORMATS} <= set(page.split(","))
    # Telephones call it so; most computers know its name alone.
    assert {"image/heic", ".heic"} <= set(page.split(","))


# Completing -----------------------------------------------------------------------------------


def test_a_described_file_enters_the_library(
    desk: Client, journalist: User, django_capture_on_commit_callbacks: Any
) -> None:
    pending = waiting(desk)
    kept = str(pending.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert complete(desk, pending, **DESCRIBED).status_code == 201
    picture = Image.objects.get()
    assert {name: getattr(picture, name) for name in DESCRIBED} == DESCRIBED
    assert picture.uploaded_by == journalist
    assert str(picture.file.name).startswith("originals/")
    assert default_storage.exists(str(picture.file.name))
    assert picture.renditions.exists()
    assert not PendingPicture.objects.exists()
    assert not default_storage.exists(kept)


def test_words_are_typeset(desk: Client) -> None:
    complete(desk, waiting(desk), **DESCRIBED | {"caption": "L'accord : signé."})
    assert Image.objects.get().caption == "L’accord\u00a0: signé."


@pytest.mark.parametrize("missing", ["credit", "alt"])
def test_what_lacks_is_said_by_field_and_the_file_still_waits(desk: Client, missing: str) -> None:
    answer = complete(desk, waiting(desk), **DESCRIBED | {missing: ""})
    assert answer.status_code == 400
    assert set(answer_of(answer)["errors"]) == {missing}
    assert PendingPicture.objects.exists()
    assert not Image.objects.exists()


def test_a_description_that_repeats_the_caption_is_said_at_the_description(desk: Client) -> None:
    answer = complete(desk, waiting(desk), **DESCRIBED | {"alt": DESCRIBED["caption"]})
    assert answer.status_code == 400
    assert set(answer_of(answer)["errors"]) == {"alt"}


def test_a_decorative_picture_needs_no_description(desk: Client) -> None:
    answer = complete(desk, waiting(desk), **DESCRIBED | {"alt": "", "decorative": "on"})
    assert answer.status_code == 201
    assert answer_of(answer)["picture"]["alt"] == ""


def test_a_picture_that_somebody_else_added_meanwhile_is_told(desk: Client) -> None:
    content = picture_bytes()
    pending = waiting(desk, content)
    other = client_of(make_user("editor"))
    complete(other, waiting(other, content), **DESCRIBED)
    answer = complete(desk, pending, **DESCRIBED)
    assert answer_of(answer)["known"]
    assert Image.objects.count() == 1
    assert not PendingPicture.objects.exists()


@pytest.mark.parametrize("refused", ["caption", "photographer"])
def test_what_a_file_proposes_may_be_refused(desk: Client, refused: str) -> None:
    said = {"caption": "La façade.", "credit": "Agence Été", "photographer": "É. Roy"}
    pending = waiting(desk, jpeg_saying(**said))
    answer = complete(desk, pending, **said | {"alt": "Un bâtiment clair.", refused: ""})
    assert answer.status_code == 201
    picture = Image.objects.get()
    assert {name: getattr(picture, name) for name in said} == said | {refused: ""}


def test_a_credit_that_is_taken_off_a_caption_is_said(desk: Client) -> None:
    typed = DESCRIBED | {"caption": "Le hall. © Jean M. Dupont/AFP"}
    said = answer_of(complete(desk, waiting(desk), **typed))
    assert said["picture"]["caption"] == "Le hall."
    assert "Dupont/AFP" in said["said"]
    assert answer_of(complete(desk, waiting(desk), **DESCRIBED))["said"] == ""


def test_what_was_not_asked_is_still_filled_from_the_file(desk: Client) -> None:
    pending = waiting(desk, jpeg_saying(caption="La façade.", photographer="É. Roy"))
    assert complete(desk, pending, alt="Un bâtiment.", credit="Studio").status_code == 201
    assert Image.objects.get().photographer == "É. Roy"


def test_a_person_may_say_that_no_machine_made_a_picture(desk: Client) -> None:
    fields = f"<ext:DigitalSourceType>{SOURCE_TYPES}trainedAlgorithmicMedia</ext:DigitalSourceType>"
    pending = waiting(desk, picture_bytes(xmp=packet(fields)))
    assert pending.said["rights"] == "generated"
    typed_over = DESCRIBED | {"rights": "handout", "credit_form": "house"}
    assert complete(desk, pending, **typed_over).status_code == 201
    assert Image.objects.get().rights == "handout"


def test_a_file_that_the_store_lost_is_told(desk: Client) -> None:
    pending = waiting(desk)
    default_storage.delete(str(pending.file.name))
    answer = complete(desk, pending, **DESCRIBED)
    assert answer.status_code == 400
    [said] = answer_of(answer)["errors"]["all"]
    assert said.replace("\u00a0", " ") == sentence("This file was lost: send it again.")


def test_a_file_that_is_given_up_is_removed(
    desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    pending = waiting(desk)
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(f"{SEND}{pending.pk}/discard/").status_code == 200
    assert not PendingPicture.objects.exists()
    assert not default_storage.exists(str(pending.file.name))


def test_a_name_of_a_file_is_only_text(desk: Client) -> None:
    send(desk, upload(name="<b>salle</b>.jpg"))
    words = desk.get(SEND).content.decode()
    assert "<b>salle" not in words


def test_the_contact_sheet_leads_to_what_waits(desk: Client) -> None:
    assert desk.get("/admin/images/image/").content.decode().count(f'href="{SEND}"') == 1
    waiting(desk, jpeg_saying(credit="AFP"))
    assert desk.get("/admin/images/image/").content.decode().count(f'href="{SEND}"') == 2


# What happens between the look and the library ------------------------------------------------


def test_a_picture_that_begins_another_format_too_is_taken_for_what_it_is(desk: Client) -> None:
    data = bytearray(picture_bytes(form="WEBP", xmp=b" " * 9000))
    # Where the discs of an old format begin: Pillow would open them, and find nothing.
    data[2048:2052] = b"PCD_"
    assert send(desk, upload(bytes(data), "disque.webp")).status_code == 202


def undecodable(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(_file: Any) -> None:
        raise OSError("broken data stream")

    monkeypatch.setattr("images.renditions.working_copy.decoded", decoded)


DAMAGED = "This picture is damaged or cut short: export it again, then send it."


def test_a_picture_that_cannot_be_decoded_to_its_end_is_said_to_be_damaged(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = waiting(desk)
    undecodable(monkeypatch)
    answer = send(desk, upload())
    assert answer.status_code == 400
    assert answer_of(answer)["errors"]["file"] == [gettext(DAMAGED)]
    answer = complete(desk, pending, **DESCRIBED)
    assert answer.status_code == 400
    assert answer_of(answer)["errors"]["all"] == [gettext(DAMAGED)]
    assert PendingPicture.objects.get() == pending
    assert not Image.objects.exists()


def entered_meanwhile(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Somebody else enters the same file once it was looked at, and found new."""
    same_as, looks = library.same_as, iter([True])
    library.add(file=ContentFile(content, name="a.jpg"), by=None, **DESCRIBED)

    def before_that(sha256: str) -> Image | None:
        return None if next(looks, False) else same_as(sha256)

    monkeypatch.setattr(library, "same_as", before_that)


def test_a_picture_that_somebody_else_adds_at_the_same_moment_is_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = picture_bytes()
    pending = waiting(desk, content)
    entered_meanwhile(monkeypatch, content)
    answer = complete(desk, pending, **DESCRIBED)
    assert answer.status_code == 200
    assert answer_of(answer)["known"]
    assert Image.objects.count() == 1
    assert not PendingPicture.objects.exists()


def test_the_form_of_the_library_leads_to_a_picture_added_at_the_same_moment(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = picture_bytes()
    entered_meanwhile(monkeypatch, content)
    answer = typed(desk, "/admin/images/image/add/", file=upload(content), **DESCRIBED)
    known = Image.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/admin/images/image/{known.pk}/change/"


def test_the_form_of_the_library_says_that_a_picture_cannot_be_decoded(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    undecodable(monkeypatch)
    answer = typed(desk, "/admin/images/image/add/", file=upload(), **DESCRIBED)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == [gettext(DAMAGED)]
    assert not Image.objects.exists()
