"""A block that is selected: nothing replaces it, one writes and moves beside it."""

import re
from typing import TYPE_CHECKING

import pytest

from people.models import Person
from tests.browser.blocks import (
    CHORDS,
    DIALOG,
    QUOTE,
    chord,
    data,
    every_block,
    focus_block,
    gone,
    look_up,
    opened,
    pass_over_dialogs,
    paste,
    put_caret,
)
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, editor_of, save
from tests.factories import make_article, make_picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_arrows_walk_through_the_lines_of_a_block(visits: Visits) -> None:
    page = opened(visits, f'<aside class="exergue">{QUOTE}<footer>Anne</footer></aside><p>Fin.</p>')
    page.locator(f"{EDITOR} blockquote p").click()
    for press in ("End", "ArrowRight", "a", "Home", "ArrowLeft", "!"):
        page.keyboard.press(press)
    quote = QUOTE.replace("</p>", "!</p>")
    walked = f'<aside class="exergue">{quote}<footer>aAnne</footer></aside><p>Fin.</p>'
    assert data(page) == walked


def test_a_block_that_is_selected_is_never_replaced(visits: Visits) -> None:
    image, person = make_picture(caption="Le hall."), Person.objects.all()[0]
    blocks = every_block(image, person)
    kept = [blocks[name] for name in ("photo", "signed exergue", "block quotation", "box")]
    page = opened(visits, "<p>Avant.</p>" + "".join(kept) + "<p>Après.</p>")
    for number in range(len(kept)):
        for name in CHORDS:
            # On a quotation, the chord undoes it: that is another test.
            if (name, number) == ("citation", 2):
                continue
            focus_block(page, number)
            chord(page, name)
            page.locator(DIALOG).wait_for()
            if name == "photo":
                look_up(page, "hall")
            elif name == "lien":
                look_up(page, "sommet")
            else:
                if name == "exergue":
                    page.locator(f"{DIALOG} textarea").fill("Fort.")
                page.locator(f"{DIALOG} [type=submit]").click()
            gone(page)
            found = data(page)
            for block in kept:
                assert block in found, (name, number)
            assert len(found) > sum(map(len, kept)) + 35
            # One step back, and the text is as it was.
            page.evaluate(
                "html => new Promise(done => Object.values(CKEDITOR.instances)[0]"
                ".setData(html, done))",
                "<p>Avant.</p>" + "".join(kept) + "<p>Après.</p>",
            )


@pytest.mark.parametrize("how", ["table", "special character", "no-break space", "paste", "link"])
def test_what_the_editor_inserts_goes_after_the_block_that_is_selected(
    visits: Visits, how: str
) -> None:
    picture = make_picture(caption="Le hall.")
    photo = f'<figure data-image="{picture.pk}"><figcaption>Ici.</figcaption></figure>'
    page = opened(visits, f"<p>Avant.</p>{photo}<p>Après.</p>")
    pass_over_dialogs(visits)
    focus_block(page)
    if how == "table":
        page.click(".cke_button__table")
        page.locator(".cke_dialog_ui_button_ok").click()
    elif how == "special character":
        page.click(".cke_button__specialchar")
        page.locator("a.cke_specialchar", has_text="†").click()
    elif how == "no-break space":
        page.keyboard.press("Control+Shift+Space")
        page.keyboard.type("%")
    elif how == "link":
        page.keyboard.press("Control+k")
        page.locator(".cke_dialog input:focus").fill("https://example.com/")
        page.keyboard.press("Enter")
    else:
        paste(page, "<p>Collé.</p>")
    shown, written = {
        "table": ("table", "<table>.*</table>"),
        "special character": ("p:text('†')", "<p>†</p>"),
        "no-break space": ("p:text('%')", "<p>\u00a0%</p>"),
        "paste": ("p:text('Collé.')", "<p>Collé.</p>"),
        "link": ("p a", '<p><a href="https://example.com/">https://example.com/</a></p>'),
    }[how]
    page.locator(f"{EDITOR} > {shown}").wait_for()
    assert re.fullmatch(f"<p>Avant.</p>{photo}{written}<p>Après.</p>", data(page))


@pytest.mark.parametrize("button", ["bulletedlist", "numberedlist"])
def test_a_block_that_is_selected_is_not_put_into_a_list(visits: Visits, button: str) -> None:
    picture = make_picture(caption="Le hall.")
    photo = f'<figure data-image="{picture.pk}"><figcaption>Ici.</figcaption></figure>'
    body = f"<p>Avant.</p>{photo}<p>Après.</p>"
    page = opened(visits, body)
    focus_block(page)
    page.click(f".cke_button__{button}")
    assert data(page) == body
    put_caret(page, "Avant.")
    page.click(f".cke_button__{button}")
    assert data(page) != body


def test_a_block_is_moved_and_removed_by_keyboard(visits: Visits) -> None:
    quote = f'<aside class="exergue">{QUOTE}<footer>Anne Roux</footer></aside>'
    page = opened(visits, f"<p>Un.</p>{quote}<p>Deux.</p>")
    page.locator(f"{EDITOR} aside footer").click()
    page.keyboard.press("Control+Alt+ArrowUp")
    assert data(page) == f"{quote}<p>Un.</p><p>Deux.</p>"
    page.keyboard.press("Control+Alt+ArrowDown")
    page.keyboard.press("Control+Alt+ArrowDown")
    assert data(page) == f"<p>Un.</p><p>Deux.</p>{quote}"
    page.keyboard.press("Delete")
    assert data(page) == "<p>Un.</p><p>Deux.</p>"
    page.keyboard.press("Control+z")
    assert data(page) == f"<p>Un.</p><p>Deux.</p>{quote}"


def copied(page: "Page", keys: str) -> None:
    """Take what is selected; what was on the clipboard before is not taken for it."""
    page.evaluate("() => navigator.clipboard.writeText('')")
    page.keyboard.press(keys)
    page.wait_for_function(
        "async () => (await navigator.clipboard.read())[0].types.includes('text/html')"
    )


def test_blocks_are_copied_from_one_article_to_another(visits: Visits) -> None:
    blocks = every_block(make_picture(caption="Le hall."), Person.objects.all()[0])
    body = "<p>Avant.</p>" + "<p>Entre.</p>".join(blocks.values()) + "<p>Après.</p>"
    page = opened(visits, body)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(EDITOR).focus()
    page.keyboard.press("Control+a")
    copied(page, "Control+c")
    other = page.context.new_page()
    article = make_article(title="Un autre article", body="")
    other.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(other).click()
    other.keyboard.press("Control+v")
    other.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('Après')")
    # An empty line of a block is as good as none; what nobody knows has no other name.
    without = re.compile(r"<(figcaption|footer)></\1>")
    assert without.sub("", data(other)) == without.sub("", body)
    assert other.locator(".cke_notification").count() == 0


def test_a_block_cut_before_a_save_is_pasted_after_it(visits: Visits) -> None:
    picture = make_picture(caption="Le hall.")
    photo = f'<figure data-image="{picture.pk}"><figcaption>Ici.</figcaption></figure>'
    page = opened(visits, f"<p>Avant.</p>{photo}<p>Fin.</p>")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    focus_block(page)
    copied(page, "Control+x")
    assert data(page) == "<p>Avant.</p><p>Fin.</p>"
    save(page)
    editor_of(page)
    put_caret(page, "Fin.")
    page.keyboard.press("Control+v")
    page.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('figure')")
    assert data(page) == f"<p>Avant.</p><p>Fin.</p>{photo}"


def test_what_is_undone_and_done_again_is_the_same(visits: Visits) -> None:
    make_picture(caption="Le hall.")
    page = opened(visits, "<p>Un.</p>")
    put_caret(page, "Un.")
    chord(page, "photo")
    look_up(page, "hall")
    gone(page)
    placed = data(page)
    page.keyboard.press("Control+z")
    assert data(page) == "<p>Un.</p>"
    page.keyboard.press("Control+y")
    assert data(page) == placed
    assert page.locator(f"{EDITOR} .bloc-outils").count() == 1
    assert page.locator(f"{EDITOR} .photo-vue").count() == 1
