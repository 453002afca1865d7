"""A picture in the text, from the library or from a file, with the caption of this use."""

from typing import TYPE_CHECKING, Any

import pytest

from images.models import Image
from tests.browser.blocks import (
    DIALOG,
    FOCUSED,
    chord,
    data,
    gone,
    look_up,
    opened,
    put_caret,
)
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, drop
from tests.factories import make_picture, picture_bytes
from tests.images.files import HEIC, jpeg_saying

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_photo_is_chosen_from_the_library_by_keyboard(visits: Visits) -> None:
    picture = make_picture(caption="Le hall, mardi.", credit="Studio Exemple", alt="Un hall.")
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    put_caret(page, "Avant.")
    chord(page, "photo")
    look_up(page, "hall")
    gone(page)
    expected = f'<figure data-image="{picture.pk}"><figcaption></figcaption></figure>'
    assert data(page) == f"<p>Avant.</p>{expected}<p>Après.</p>"
    assert "(Crédit\u00a0: Studio Exemple)" in page.locator(FOCUSED).inner_text()
    assert page.locator(f"{FOCUSED} figcaption").get_attribute("data-cke-hint") == "Le hall, mardi."
    # Tab enters the caption, Enter leaves the block for the text.
    page.keyboard.press("Tab")
    page.keyboard.type("Le hall vide.")
    assert page.locator(f"{EDITOR} .photo-modifiee").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("Et : ")
    written = f'<figure data-image="{picture.pk}"><figcaption>Le hall vide.</figcaption></figure>'
    assert written in data(page)
    page.locator(f"{EDITOR} .photo-modifiee button").click()
    assert expected in data(page)
    assert not page.locator(f"{EDITOR} .photo-modifiee").is_visible()


def test_the_caret_stays_in_a_caption_to_its_last_letter(visits: Visits) -> None:
    picture = make_picture(credit="Studio Exemple")
    photo = f'<figure data-image="{picture.pk}"><figcaption>Ici.</figcaption></figure>'
    body = f"<p>Avant.</p>{photo}<p>Après.</p>"
    page = opened(visits, body)
    for presses, keys, written in (
        (["End"], "!", body.replace("Ici.", "Ici.!")),
        (["Home"], "!", body.replace("Ici.", "!Ici.")),
        # Past its end it is in the line that follows, and what is typed is there.
        (["End", "ArrowRight"], "!", body.replace("Après", "!Après")),
        # Before its beginning the block itself is selected, and a line is made after it.
        (["Home", "ArrowLeft", "Enter"], "!", body.replace("<p>Après", "<p>!</p><p>Après")),
    ):
        page.evaluate(
            "html => new Promise(done => Object.values(CKEDITOR.instances)[0].setData(html, done))",
            body,
        )
        page.locator(f"{EDITOR} figcaption").click()
        for press in presses:
            page.keyboard.press(press)
        page.keyboard.type(keys)
        assert data(page) == written, presses


def test_a_caption_shows_the_plain_words_that_are_printed(visits: Visits) -> None:
    caption = "<figcaption>Une du <em>Monde</em>, 1<sup>er</sup></figcaption>"
    page = opened(visits, f'<figure data-image="{make_picture().pk}">{caption}</figure>')
    for part in ("em", "sup"):
        look = page.locator(f"{EDITOR} figcaption {part}").evaluate(
            "node => [node, node.closest('figcaption')].map(getComputedStyle)"
            ".map(style => [style.fontStyle, style.fontSize, style.verticalAlign])"
        )
        assert look[0] == look[1]


def test_the_credit_is_not_editable(visits: Visits) -> None:
    picture = make_picture(credit="Studio Exemple")
    body = f'<p>Un.</p><figure data-image="{picture.pk}"><figcaption></figcaption></figure>'
    page = opened(visits, body)
    page.locator(f"{EDITOR} .photo-credit").click()
    page.keyboard.type("x")
    assert page.locator(f"{EDITOR} .photo-credit").inner_text() == "(Crédit\u00a0: Studio Exemple)"
    assert data(page) == body


def complete(page: "Page", **typed: Any) -> None:
    for name, value in typed.items():
        page.locator(f"{DIALOG} [data-field={name}] [name]").fill(value)
    with page.expect_response("**/send/*/"):
        page.locator(f"{DIALOG} [type=submit]").click()
    page.wait_for_function("() => !document.querySelector('dialog[aria-busy]')")


def test_a_dropped_file_becomes_a_picture(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    visits.expect_console("Failed to load resource: .* status of 400")
    drop(page, f"{EDITOR} p", picture_bytes())
    page.locator(DIALOG).wait_for()
    assert page.locator(f"{DIALOG} .photo-error:visible").count() >= 1
    complete(page, alt="Un hall vide.", caption="Le hall, mardi.")
    page.locator(f"{DIALOG} [data-field=credit] [aria-invalid=true]").wait_for()
    complete(page, credit="Studio Exemple")
    gone(page)
    picture = Image.objects.latest("pk")
    assert (picture.alt, picture.credit) == ("Un hall vide.", "Studio Exemple")
    assert f'<figure data-image="{picture.pk}"><figcaption></figcaption></figure>' in data(page)


@pytest.mark.parametrize("where", ["#id_title", ".desk-publication", "#header"])
def test_a_file_let_fall_beside_the_text_becomes_a_picture_of_it(
    visits: Visits, where: str
) -> None:
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    visits.expect_console("Failed to load resource: .* status of 400")
    put_caret(page, "Avant.")
    drop(page, where, jpeg_saying(caption="Le hall.", credit="Agence", alt="Un hall."))
    page.locator(f"{EDITOR} figure[data-image]").wait_for()
    picture = Image.objects.latest("pk")
    figure = f'<figure data-image="{picture.pk}"><figcaption></figcaption></figure>'
    assert data(page).replace("<p>\u00a0</p>", "").startswith("<p>Avant.</p>")
    assert figure in data(page)
    left = page.evaluate(
        """selector => {
            const data = new DataTransfer()
            data.items.add(new File(["texte"], "note.txt", {type: "text/plain"}))
            const kind = {bubbles: true, cancelable: true, dataTransfer: data}
            const target = document.querySelector(selector)
            return ["dragover", "drop"].map(type => target.dispatchEvent(new DragEvent(type, kind)))
        }""",
        where,
    )
    # The browser is not left to show the file in the place of the page.
    assert left == [False, False]
    page.locator(".cke_notification_warning", has_text="note.txt").wait_for()
    assert data(page).count("<figure") == 1


def test_a_file_is_sent_from_the_picker(visits: Visits) -> None:
    known = make_picture()
    page = opened(visits, "<p>Avant.</p>")
    put_caret(page, "Avant.")
    chord(page, "photo")
    with known.file.open() as file:
        content = file.read()
    page.locator(f"{DIALOG} input[type=file]").set_input_files(
        {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": content}
    )
    gone(page)
    assert f'<figure data-image="{known.pk}">' in data(page)


def test_what_is_no_picture_is_refused_with_a_sentence(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p>")
    visits.expect_console("Failed to load resource: .* status of 400")
    drop(page, f"{EDITOR} p", b"rien d'une image")
    page.locator(".cke_notification_warning").wait_for()
    assert data(page) == "<p>Avant.</p>"


@pytest.mark.parametrize("kind", ["", "application/pdf"])
def test_a_file_of_an_unknown_kind_is_for_the_library_to_judge(visits: Visits, kind: str) -> None:
    """Systems that do not know HEIC give its files no kind."""
    page = opened(visits, "<p>Avant.</p>")
    visits.expect_console("Failed to load resource: .* status of 400")
    drop(page, f"{EDITOR} p", b"%PDF-1.7", name="dossier.pdf", kind=kind)
    warning = page.locator(".cke_notification_warning", has_text="dossier.pdf")
    warning.wait_for()
    assert "JPEG, PNG, WebP, AVIF, GIF, TIFF" in warning.inner_text()
    drop(page, f"{EDITOR} p", HEIC, name="IMG_0042.HEIC", kind="")
    page.locator(DIALOG).wait_for()
    assert "IMG_0042.HEIC" in page.locator(DIALOG).inner_text()
