"""Choosing a picture from the article's form and from the text, by mouse or without one."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from articles.models import Article
from images.desk import picking
from images.models import Image, PendingPicture
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, choose_picture, drop, editor_of, save, tab_to
from tests.factories import make_article, make_picture, picture_bytes
from tests.images.files import jpeg_saying

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIALOG = "dialog[open]"
OPTION = f"{DIALOG} [role=option]"
CHOOSE = ".photo-choice-choose"
CAPTION = "#id_hero_caption"
SAID = {"caption": "La façade rénovée.", "credit": "Agence Été", "alt": "Un bâtiment clair."}


def opened(visits: Visits, **fields: Any) -> "tuple[Page, Article]":
    page = visits.desk("editor")
    article = make_article(**({"title": "Un essai de photo"} | fields))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(page)
    return page, article


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def part(page: "Page", name: str) -> "Locator":
    return page.locator(f".photo-choice-{name}")


def shows(page: "Page", name: str, words: str) -> None:
    """The form draws what was chosen in its own time."""
    page.wait_for_function(
        "([selector, words]) => document.querySelector(selector).innerText === words",
        arg=[f".photo-choice-{name}", words],
    )


def gone(page: "Page") -> None:
    """Every dialog is closed: one may stand on another."""
    page.wait_for_function("() => !document.querySelector('dialog[open]')")


def test_found_by_its_credit_and_used_with_another_caption(visits: Visits) -> None:
    """Two page loads, four clicks."""
    picture = make_picture(caption="Le hall, mardi.", credit="Studio Très Rare", alt="Un hall.")
    article = make_article(title="Un essai de photo")
    page = visits.desk("editor")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.evaluate("sessionStorage.clicks = 0")
    page.context.add_init_script(
        "addEventListener('click', event => { if (event.isTrusted && event.detail) "
        "sessionStorage.clicks = Number(sessionStorage.clicks) + 1 }, true)"
    )
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(page)
    page.click(CHOOSE)
    page.keyboard.type("tres rare")
    page.locator(f"{OPTION}[aria-selected=true]", has_text="Studio Très Rare").click()
    gone(page)
    page.click(CAPTION)
    page.keyboard.type("Le hall, vide, mercredi.")
    save(page)
    article.refresh_from_db()
    assert article.hero_image == picture
    assert article.hero_caption == "Le hall, vide, mercredi."
    shows(page, "credit", "(Crédit\u00a0: Studio Très Rare)")
    page.wait_for_load_state()
    assert len(loads) == 2
    assert page.evaluate("Number(sessionStorage.clicks)") == 4


def test_the_picture_of_an_article_is_chosen_changed_and_removed(visits: Visits) -> None:
    make_picture(caption="Le hall, mardi.", credit="Studio Un")
    second = make_picture(caption="La façade, mercredi.", credit="Studio Deux")
    page, article = opened(visits)
    assert part(page, "view").is_hidden()
    page.click(CHOOSE)
    choose_picture(page, "Le hall, mardi")
    shows(page, "caption", "Le hall, mardi.")
    shows(page, "credit", "(Crédit\u00a0: Studio Un)")
    assert page.evaluate("document.activeElement.className").endswith("photo-choice-choose")
    page.click(CHOOSE)
    choose_picture(page, "La façade, mercredi")
    shows(page, "credit", "(Crédit\u00a0: Studio Deux)")
    save(page)
    article.refresh_from_db()
    assert article.hero_image == second
    page.click(".photo-choice-remove")
    assert part(page, "view").is_hidden()
    save(page)
    article.refresh_from_db()
    assert article.hero_image is None


def test_the_caption_of_this_use_differs_in_sight_and_goes_back(visits: Visits) -> None:
    picture = make_picture(caption="Le hall, mardi.")
    page, article = opened(visits, hero_image=picture)
    differs = page.locator(".photo-choice-differs")
    assert differs.is_hidden()
    assert "Le hall, mardi." in page.locator(".photo-choice-note").inner_text()
    page.fill(CAPTION, "Le hall, vide.")
    assert differs.is_visible()
    shows(page, "caption", "Le hall, vide.")
    differs.locator("button").click()
    assert page.input_value(CAPTION) == ""
    shows(page, "caption", "Le hall, mardi.")
    assert differs.is_hidden()


def test_the_caption_of_the_library_is_beside_that_of_the_text(visits: Visits) -> None:
    picture = make_picture(caption="Le hall, mardi.")
    body = f'<p>Un.</p><figure data-image="{picture.pk}"><figcaption>Vide.</figcaption></figure>'
    page, _article = opened(visits, body=body)
    mark = page.locator(f"{EDITOR} .photo-modifiee")
    mark.wait_for()
    assert "Le hall, mardi." in mark.inner_text()
    mark.locator("button").click()
    assert mark.is_hidden()


def test_a_picture_outside_its_rights_is_shown_and_not_taken(visits: Visits) -> None:
    make_picture(caption="Le hall fini.", rights_until=timezone.now() - timedelta(days=1))
    page, article = opened(visits)
    page.click(CHOOSE)
    page.keyboard.type("hall fini")
    option = page.locator(f"{OPTION}[aria-selected=true]", has_text="Le hall fini.")
    option.wait_for()
    assert option.get_attribute("aria-disabled") == "true"
    assert option.locator("img").evaluate("image => image.decode().then(() => true)")
    page.keyboard.press("Enter")
    page.locator(f"{DIALOG} .dialogue-status", has_text="ne peut pas être choisie").wait_for()
    # The browser tool waits for what is disabled; a hand does not.
    option.click(force=True)
    page.keyboard.press("Escape")
    gone(page)
    assert page.input_value("#id_hero_image") == ""


def test_what_follows_the_first_pictures_is_had_without_a_mouse(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "MOST_ROWS", 3)
    for rank in range(4):
        make_picture(caption=f"Le hangar {rank}.")
    make_picture(caption="Le hangar fini.", rights_until=timezone.now() - timedelta(days=1))
    page, _article = opened(visits)
    page.click(CHOOSE)
    first = page.locator(f"{DIALOG} .dialogue-status", has_text="Les 3 premiers résultats")
    first.wait_for()
    page.keyboard.type("hangar")
    # What was offered before those letters is offered no more.
    first.wait_for()
    more = page.locator(f"{DIALOG} .dialogue-finder button")
    more.focus()
    page.keyboard.press("Enter")
    page.locator(f"{DIALOG} .dialogue-status", has_text="5 résultats").wait_for()
    assert more.is_hidden()
    assert "Le hangar fini." in page.locator(OPTION).last.inner_text()
    assert "Le hangar 0." in page.locator(f"{OPTION}[aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    gone(page)
    shows(page, "caption", "Le hangar 0.")


def test_rights_that_end_between_choosing_and_saving_are_said(visits: Visits) -> None:
    picture = make_picture(caption="Le hall, mardi.")
    page, article = opened(visits)
    page.click(CHOOSE)
    choose_picture(page, "Le hall, mardi")
    page.fill("#id_title", "Un titre que l’on garde")
    Image.objects.filter(pk=picture.pk).update(rights_until=timezone.now())
    save(page)
    assert page.locator(".field-hero_image .errorlist").is_visible()
    assert page.input_value("#id_title") == "Un titre que l’on garde"
    article.refresh_from_db()
    assert article.hero_image is None


def test_the_picker_is_used_without_a_mouse(visits: Visits) -> None:
    for rank in range(8):
        make_picture(caption=f"La salle n° {rank}.")
    page, article = opened(visits)
    page.focus("#id_signature")
    tab_to(page, CHOOSE, back=True)
    page.keyboard.press("Enter")
    page.locator(OPTION).nth(7).wait_for()
    # Escape closes, and gives the focus back.
    page.keyboard.press("Escape")
    gone(page)
    assert page.evaluate("document.activeElement.className").endswith("photo-choice-choose")
    page.keyboard.press("Enter")
    page.locator(OPTION).nth(7).wait_for()
    # The focus stays inside.
    for _ in range(8):
        page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(inside)
    page.locator(f"{DIALOG} .dialogue-search").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    active = page.locator(f"{OPTION}[aria-selected=true]")
    assert "La salle n° 6." in active.inner_text()
    named = page.locator(f"{DIALOG} .dialogue-search").get_attribute("aria-activedescendant")
    assert named == active.get_attribute("id")
    page.keyboard.press("Enter")
    gone(page)
    shows(page, "caption", "La salle n° 6.")


def test_a_file_is_sent_from_the_form_without_leaving_it(visits: Visits) -> None:
    page, article = opened(visits)
    page.fill("#id_title", "Un titre que l’on garde")
    page.click(CHOOSE)
    page.locator(f"{DIALOG} input[type=file]").set_input_files(file("hall.jpg", picture_bytes()))
    complete = page.locator(".photo-complete")
    complete.wait_for()
    # What the file does not say is asked, the rest is folded away.
    assert complete.locator("[data-field=alt] [name]").is_visible()
    assert complete.locator("[data-field=credit] [name]").is_visible()
    assert complete.locator("[data-field=rights] [name]").is_hidden()
    complete.locator("[data-field=alt] [name]").fill("Un hall vide.")
    complete.locator("[data-field=caption] [name]").fill("Le hall, mardi.")
    complete.locator("[data-field=credit] [name]").fill("Studio Exemple")
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    shows(page, "caption", "Le hall, mardi.")
    save(page)
    article.refresh_from_db()
    assert article.hero_image == Image.objects.latest("pk")
    assert article.title == "Un titre que l’on garde"


def test_a_file_whose_rights_are_over_enters_and_is_not_placed(visits: Visits) -> None:
    page, _article = opened(visits)
    page.click(CHOOSE)
    page.locator(f"{DIALOG} input[type=file]").set_input_files(file("hall.jpg", picture_bytes()))
    complete = page.locator(".photo-complete")
    complete.wait_for()
    complete.locator("details > summary").click()
    for name, words in {
        "alt": "Un hall vide.", "caption": "Le hall échu.", "credit": "Studio Exemple",
        "rights_until": "2020-01-31T18:00",
    }.items():  # fmt: skip
        complete.locator(f"[data-field={name}] [name]").fill(words)
    page.locator(f"{DIALOG} .photo-complete").evaluate(
        "body => body.closest('dialog').querySelector('[type=submit]').click()"
    )
    complete.wait_for(state="detached")
    page.locator(f"{DIALOG} .dialogue-error", has_text="ne peut pas être choisie").wait_for()
    page.keyboard.press("Escape")
    gone(page)
    assert page.input_value("#id_hero_image") == ""
    assert Image.objects.filter(caption="Le hall échu.").exists()


def test_a_file_that_is_left_half_described_waits_in_the_library(visits: Visits) -> None:
    page, _article = opened(visits)
    page.click(CHOOSE)
    page.locator(f"{DIALOG} input[type=file]").set_input_files(file("hall.jpg", picture_bytes()))
    page.locator(".photo-complete").wait_for()
    page.keyboard.press("Escape")
    page.locator(".photo-complete").wait_for(state="detached")
    page.locator(f"{DIALOG} .dialogue-error", has_text="vous attend").wait_for()
    assert PendingPicture.objects.get().filename == "hall.jpg"


def test_a_dropped_file_that_says_everything_is_the_picture_at_once(visits: Visits) -> None:
    page, _article = opened(visits, body="<p>Avant.</p><p>Après.</p>")
    drop(page, f"{EDITOR} p", jpeg_saying(**SAID))
    page.locator(f"{EDITOR} .photo-credit", has_text="Agence Été").wait_for()
    assert page.locator(DIALOG).count() == 0
    picture = Image.objects.latest("pk")
    assert {name: getattr(picture, name) for name in SAID} == SAID
    source = page.evaluate("Object.values(CKEDITOR.instances)[0].getData()")
    assert re.search(rf'<figure data-image="{picture.pk}">', source)


def test_a_dropped_file_asks_only_what_it_does_not_say(visits: Visits) -> None:
    page, _article = opened(visits, body="<p>Avant.</p><p>Après.</p>")
    drop(page, f"{EDITOR} p", jpeg_saying(caption=SAID["caption"], credit=SAID["credit"]))
    page.locator(".photo-complete").wait_for()
    shown = page.locator(".photo-complete [data-field]:visible")
    assert [row.get_attribute("data-field") for row in shown.all()] == ["alt", "decorative"]
    page.locator(".photo-complete [data-field=alt] [name]").fill(SAID["alt"])
    page.locator(f"{DIALOG} [type=submit]").click()
    page.locator(f"{EDITOR} .photo-credit", has_text="Agence Été").wait_for()


def test_a_server_that_is_out_of_reach_loses_nothing(visits: Visits) -> None:
    page, _article = opened(visits)
    visits.expect_console("Failed to load")
    page.click(CHOOSE)
    page.locator(OPTION).first.wait_for()
    page.route("**/send/file/", lambda route: route.abort())
    chooser = page.locator(f"{DIALOG} input[type=file]")
    chooser.set_input_files(file("hall.jpg", jpeg_saying(**SAID)))
    page.locator(f"{DIALOG} .dialogue-error", has_text="réessayez").wait_for()
    page.unroute("**/send/file/")
    chooser.set_input_files(file("hall.jpg", jpeg_saying(**SAID)))
    gone(page)
    shows(page, "caption", SAID["caption"])
