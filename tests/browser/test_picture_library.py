"""Sending pictures, one or fifty: each result is said, nothing sent or typed is lost."""

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session

from images.models import Image, PendingPicture
from newsroom.checks import DEMO_PASSWORD
from tests.browser.conftest import Visits
from tests.factories import make_picture, picture_bytes
from tests.forms import sentence
from tests.images.files import jpeg_saying

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEND = "/admin/images/image/send/"
CARD = ".photo-card"
ROW = ".photo-queue-row"
ENTER = "#photo-enter"


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def sending(visits: Visits, role: str = "picture_editor", **options: Any) -> "Page":
    page = visits.desk(role, **options)
    page.goto(SEND)
    page.wait_for_function("() => document.querySelector('#photo-enter').textContent")
    return page


def choose(page: "Page", *files: Any) -> None:
    page.locator("#photo-files").set_input_files(list(files))


def card(page: "Page", name: str) -> "Locator":
    return page.locator(f'{CARD}[data-name="{name}"]')


def field(page: "Page", name: str, field_name: str) -> "Locator":
    return card(page, name).locator(f'[data-field="{field_name}"] [name]')


def describe(page: "Page", name: str, **typed: str) -> None:
    card(page, name).wait_for()
    for key, value in typed.items():
        field(page, name, key).fill(value)


def test_each_file_of_a_sending_has_its_result(visits: Visits) -> None:
    known = make_picture(caption="Le hall, mardi.")
    with known.file.open() as stored:
        same = stored.read()
    page = sending(visits)
    visits.expect_console("status of 400")
    choose(
        page,
        file("texte.jpg", b"rien d'une image"),
        file("nue.jpg", picture_bytes()),
        file("la-meme.jpg", same),
        file("coupee.jpg", picture_bytes(640, 360)[:400]),
        file("agence.jpg", jpeg_saying(caption="La façade rénovée.", credit="Agence Été")),
    )
    for name, state in (
        ("texte.jpg", "refused"), ("nue.jpg", "received"), ("la-meme.jpg", "known"),
        ("coupee.jpg", "refused"), ("agence.jpg", "received"),
    ):  # fmt: skip
        page.locator(f'{ROW}[data-state="{state}"]', has_text=name).wait_for()
    assert page.locator(f"{ROW}[data-state=known] a").inner_text() == "Le hall, mardi."
    assert page.locator(f"{ROW}[data-state=refused]", has_text="coupee").inner_text().count(".") > 1
    assert page.locator(CARD).count() == 2
    assert field(page, "agence.jpg", "caption").input_value() == "La façade rénovée."
    assert "description" in card(page, "agence.jpg").locator(".photo-card-state").inner_text()
    assert "crédit" not in card(page, "agence.jpg").locator(".photo-card-state").inner_text()
    assert Image.objects.filter(pk__gt=known.pk).count() == 0


def test_only_what_is_complete_enters(visits: Visits) -> None:
    before = Image.objects.count()
    page = sending(visits)
    choose(page, file("un.jpg", picture_bytes()), file("deux.jpg", picture_bytes()))
    describe(page, "un.jpg", alt="Un hall vide.", credit="Studio Exemple", caption="Le hall.")
    card(page, "deux.jpg").wait_for()
    assert page.locator(ENTER).inner_text() == "Ajouter la photo prête"
    page.click(ENTER)
    page.locator(f"{ROW}[data-state=entered]", has_text="Le hall.").wait_for()
    assert page.locator(CARD).count() == 1
    picture = Image.objects.latest("pk")
    assert (picture.alt, picture.credit) == ("Un hall vide.", "Studio Exemple")
    assert Image.objects.count() == before + 1
    assert PendingPicture.objects.get().filename == "deux.jpg"


def test_what_the_server_refuses_is_said_at_its_field(visits: Visits) -> None:
    page = sending(visits)
    visits.expect_console("status of 400")
    choose(page, file("un.jpg", picture_bytes()))
    describe(page, "un.jpg", alt="Le hall, mardi.", caption="Le hall, mardi.", credit="Studio")
    page.click(ENTER)
    wrong = card(page, "un.jpg").locator('[data-field="alt"] .photo-error')
    wrong.wait_for()
    assert field(page, "un.jpg", "alt").get_attribute("aria-invalid") == "true"
    assert page.evaluate("() => document.activeElement.name").endswith("-alt")
    state = card(page, "un.jpg").locator(".photo-card-state")
    assert state.inner_text() == "À corriger"
    assert page.inner_text(ENTER) == "Aucune photo n’est prête"
    describe(page, "un.jpg", alt="Un hall vide.")
    assert state.inner_text() == "Prête"
    page.click(ENTER)
    page.locator(f"{ROW}[data-state=entered]").wait_for()


def test_each_card_that_is_refused_says_why(visits: Visits) -> None:
    page = sending(visits)
    visits.expect_console("status of 400")
    choose(page, file("un.jpg", picture_bytes()), file("deux.jpg", picture_bytes(width=40)))
    describe(page, "un.jpg", alt="Le hall, mardi.", caption="Le hall, mardi.", credit="Studio")
    describe(page, "deux.jpg", alt="Un hall vide.", credit="DR")
    page.click(ENTER)
    for name, wrong in (("un.jpg", "alt"), ("deux.jpg", "credit")):
        card(page, name).locator(f'[data-field="{wrong}"] .photo-error').wait_for()
        assert card(page, name).locator(".photo-card-state").inner_text() == "À corriger"


def test_what_is_read_in_a_picture_is_asked_for_in_words(visits: Visits) -> None:
    page = sending(visits)
    choose(page, file("affiche.jpg", picture_bytes()))
    describe(page, "affiche.jpg", alt="Une affiche bleue.", credit="Studio")
    state = card(page, "affiche.jpg").locator(".photo-card-state")
    assert state.inner_text() == "Prête"
    card(page, "affiche.jpg").locator(".photo-more summary").click()
    field(page, "affiche.jpg", "text_inside").check()
    assert state.inner_text() == "À compléter : description détaillée"
    describe(page, "affiche.jpg", long_description="« Entrée par la cour. »")
    assert state.inner_text() == "Prête"
    page.click(ENTER)
    page.locator(f"{ROW}[data-state=entered]").wait_for()
    assert Image.objects.latest("pk").long_description == "«\u00a0Entrée par la cour.\u00a0»"


def test_credit_and_rights_are_typed_once_for_all(visits: Visits) -> None:
    page = sending(visits)
    choose(
        page, file("un.jpg", picture_bytes()),
        file("agence.jpg", jpeg_saying(caption="Un.", credit="Agence Été")),
    )  # fmt: skip
    card(page, "un.jpg").wait_for()
    card(page, "agence.jpg").wait_for()
    page.click("#photo-together summary")
    page.fill("#photo-together [data-field=credit] input", "Studio Exemple")
    page.select_option("#photo-together [data-field=rights] select", "licence")
    page.click("#photo-together-apply")
    assert field(page, "un.jpg", "credit").input_value() == "Studio Exemple"
    # What the file says stays, until one asks otherwise.
    assert field(page, "agence.jpg", "credit").input_value() == "Agence Été"
    assert field(page, "agence.jpg", "rights").input_value() == "licence"
    page.check("#photo-together-over")
    page.click("#photo-together-apply")
    assert field(page, "agence.jpg", "credit").input_value() == "Studio Exemple"


def test_a_page_that_is_reloaded_loses_neither_files_nor_words(visits: Visits) -> None:
    page = sending(visits)
    choose(page, file("un.jpg", picture_bytes()), file("deux.jpg", picture_bytes()))
    describe(page, "deux.jpg", alt="Un hall vide.")
    page.locator(f"{ROW}[data-state=received]").nth(1).wait_for()
    field(page, "deux.jpg", "caption").fill("Le hall.")
    field(page, "deux.jpg", "caption").blur()
    page.reload()
    page.locator(CARD).nth(1).wait_for()
    assert field(page, "deux.jpg", "alt").input_value() == "Un hall vide."
    assert field(page, "deux.jpg", "caption").input_value() == "Le hall."
    # From the contact sheet, too, one finds the way back.
    page.goto("/admin/images/image/")
    assert page.locator(f'.object-tools a[href="{SEND}"]').count() == 2


def test_a_connection_that_is_cut_holds_the_files_and_takes_them_up_again(visits: Visits) -> None:
    page = sending(visits)
    visits.expect_console("net::ERR|Failed to load resource")
    page.context.set_offline(True)
    choose(page, *(file(f"{rank}.jpg", picture_bytes()) for rank in range(5)))
    page.locator("#photo-pause button").wait_for()
    assert page.locator(CARD).count() == 0
    page.context.set_offline(False)
    page.locator(CARD).nth(4).wait_for()
    assert PendingPicture.objects.count() == 5
    assert not page.locator("#photo-pause").is_visible()


def test_a_session_that_ended_is_resumed_with_what_was_typed(visits: Visits) -> None:
    page = sending(visits)
    visits.expect_console("status of 403")
    choose(page, file("un.jpg", picture_bytes()))
    describe(page, "un.jpg", alt="Un hall vide.", credit="Studio Exemple")
    Session.objects.all().delete()
    page.click(ENTER)
    page.locator("#photo-pause", has_text="Votre session a expiré").wait_for()
    with page.context.expect_page() as opened:
        page.click("#photo-pause a")
    login = opened.value
    login.fill("#id_username", "picture_editor")
    login.fill("#id_password", DEMO_PASSWORD)
    login.press("#id_password", "Enter")
    login.wait_for_url("**/admin/images/image/")
    assert field(page, "un.jpg", "alt").input_value() == "Un hall vide."
    page.click("#photo-pause button")
    page.locator(f"{ROW}[data-state=entered]").wait_for()
    assert Image.objects.latest("pk").alt == "Un hall vide."


@pytest.mark.parametrize(("answered", "state"), [(413, "refused"), (502, "held")])
def test_what_a_proxy_answers_is_said_and_can_be_tried_again(
    visits: Visits, answered: int, state: str
) -> None:
    page = sending(visits)
    visits.expect_console(f"status of {answered}")
    note = visits.note_answer
    visits.note_answer = (  # type: ignore[method-assign]
        lambda status, url: None if status == answered else note(status, url)
    )

    def refuse(route: "Route") -> None:
        route.fulfill(status=answered, content_type="text/html", body="<h1>Non</h1>")

    page.route("**/send/file/", refuse)
    choose(page, file("un.jpg", picture_bytes()))
    row = page.locator(f'{ROW}[data-state="{state}"]')
    row.wait_for()
    page.unroute("**/send/file/")
    if state == "held":
        row.locator("button").click()
        card(page, "un.jpg").wait_for()
    else:
        assert "40 Mo" in row.inner_text()


def test_a_picture_is_given_up(visits: Visits) -> None:
    page = sending(visits)
    choose(page, file("un.jpg", picture_bytes()))
    card(page, "un.jpg").wait_for()
    page.click(".photo-card-discard")
    page.locator("#photo-said", has_text="un.jpg").wait_for()
    assert page.locator(CARD).count() == 0
    assert not PendingPicture.objects.exists()


def test_dropped_files_are_sent(visits: Visits) -> None:
    page = sending(visits)
    page.evaluate(
        """bytes => {
            const transfer = new DataTransfer()
            transfer.items.add(new File([new Uint8Array(bytes)], "hall.jpg", {type: "image/jpeg"}))
            for (const type of ["dragenter", "dragover", "drop"])
                document.querySelector("#photo-drop").dispatchEvent(
                    new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}))
        }""",
        list(picture_bytes()),
    )
    card(page, "hall.jpg").wait_for()


def test_fifty_files_are_sent_a_few_at_a_time(visits: Visits) -> None:
    page = sending(visits)
    page.evaluate(
        """() => {
            window.most = 0
            new MutationObserver(() => {
                const now = document.querySelectorAll("[data-state=sending]").length
                window.most = Math.max(window.most, now)
            }).observe(document.getElementById("photo-queue"), {
                subtree: true, attributes: true, childList: true,
            })
        }"""
    )
    choose(page, *(file(f"{rank}.jpg", picture_bytes()) for rank in range(50)))
    page.locator(CARD).nth(49).wait_for()
    assert PendingPicture.objects.count() == 50
    assert page.evaluate("window.most") == 3


def test_the_contact_sheet_narrows_by_what_one_remembers(visits: Visits) -> None:
    make_picture(caption="Le hall, mardi.", credit="Studio Très Rare", alt="Un hall.")
    page = visits.desk("picture_editor")
    page.goto("/admin/images/image/")
    assert page.locator(".photo-tile").count() > 10
    page.fill("#searchbar", "tres rare")
    with page.expect_navigation():
        page.press("#searchbar", "Enter")
    assert page.locator(".photo-tile-credit").all_inner_texts() == [
        "(Crédit\u00a0: Studio Très Rare)"
    ]
    assert page.locator(".photo-tile .state").inner_text() == sentence("rights hold")


def test_a_picture_that_must_not_be_cropped_is_seen_whole_on_the_sheet(visits: Visits) -> None:
    make_picture(width=40, height=80, caption="Le kakémono.", keep_whole=True)
    page = visits.desk("picture_editor")
    page.goto("/admin/images/image/?q=kakemono")
    shown = page.locator(".photo-tile img").evaluate(
        "image => [image.naturalHeight / image.naturalWidth, getComputedStyle(image).objectFit]"
    )
    assert shown == [2, "contain"]


TELEPHONE = {"viewport": {"width": 360, "height": 640}}
SPILL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_on_a_telephone_one_button_of_a_picture_follows_and_the_others_do_not(
    visits: Visits,
) -> None:
    picture = make_picture()
    page = visits.desk("picture_editor", **TELEPHONE)
    page.goto(f"/admin/images/image/{picture.pk}/change/")
    page.locator("[name=_save]").wait_for()
    low = page.locator("[name=_save]").bounding_box()
    assert low
    assert low["y"] + low["height"] <= 640
    assert low["height"] < 60
    other = page.locator("[name=_continue]").bounding_box()
    assert other
    assert other["y"] > 640
    page.locator("[name=_continue]").scroll_into_view_if_needed()
    assert page.locator("[name=_continue]").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.evaluate(SPILL) <= 0


def test_on_a_telephone_what_one_searches_for_is_readable_and_nothing_spills(
    visits: Visits,
) -> None:
    page = visits.desk("picture_editor", **TELEPHONE)
    page.goto("/admin/images/image/")
    box = page.locator("#searchbar").bounding_box()
    assert box
    assert box["width"] > 200
    page.goto(SEND)
    choose(page, file("un.jpg", picture_bytes()))
    page.locator("#photo-bar").wait_for()
    assert page.evaluate(SPILL) <= 0
    bar = page.locator("#photo-bar").bounding_box()
    assert bar
    assert bar["x"] >= 0
    assert bar["x"] + bar["width"] <= 360
