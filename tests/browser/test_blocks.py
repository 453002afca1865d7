"""The blocks of the body: what is stored of them does not move."""

import re
from typing import TYPE_CHECKING

import pytest

from articles.models import Article
from people.models import Person
from tests.browser.blocks import (
    CHORDS,
    DIALOG,
    chord,
    data,
    every_block,
    flat,
    gone,
    look_up,
    opened,
    pass_over_dialogs,
    put_caret,
    signed_by_cimino,
)
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, editor_of, save
from tests.factories import make_article, make_picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_stored_comes_back_as_it_was(visits: Visits) -> None:
    blocks = every_block(make_picture(), Person.objects.all()[0])
    page = opened(visits, "<p>Un.</p>")
    for name, html in blocks.items():
        for text in (html, f"<p>Avant.</p>{html}<p>Après.</p>", html * 2):
            assert flat(text) == text
            page.evaluate(
                "html => new Promise(done => Object.values(CKEDITOR.instances)[0]"
                ".setData(html, done))",
                text,
            )
            assert data(page) == text, name


def test_five_saves_move_nothing(visits: Visits) -> None:
    image, person = make_picture(), Person.objects.all()[0]
    body = "<p>Au début.</p>" + "<p>Entre.</p>".join(every_block(image, person).values())
    page = opened(visits, body + "<p>À la fin.</p>")
    stored = Article.objects.get(title="Un essai de blocs").body
    for _ in range(5):
        assert data(page) == flat(stored)
        assert not page.evaluate("() => Object.values(CKEDITOR.instances)[0].checkDirty()")
        save(page)
        editor_of(page)
        assert flat(Article.objects.get(title="Un essai de blocs").body) == flat(stored)


def test_the_pictures_of_a_text_are_asked_for_once(visits: Visits) -> None:
    figures = "".join(
        f'<figure data-image="{make_picture().pk}"><figcaption></figcaption></figure>'
        for _ in range(3)
    )
    page = visits.desk("editor")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "/pictures/" in sent.url else None)
    article = make_article(body=f"<p>Un.</p>{figures}")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(page)
    page.locator(f"{EDITOR} .photo-vue img").nth(2).wait_for()
    assert len([url for url in asked if "pictures/?ids" in url]) == 1


def test_the_editors_dialogs_are_dark_by_night(visits: Visits) -> None:
    page = opened(visits, "<p>Un.</p>", color_scheme="dark")
    pass_over_dialogs(visits)
    put_caret(page, "Un.")
    page.keyboard.press("Control+k")
    dialog = page.locator(".cke_dialog_body")
    dialog.wait_for()
    shades = dialog.evaluate(
        """dialog => [dialog, dialog.querySelector('.cke_dialog_title'),
          dialog.querySelector('input'), dialog.querySelector('.cke_dialog_footer')]
          .map(part => getComputedStyle(part).backgroundColor.match(/[\\d.]+/g).slice(0, 3)
            .reduce((sum, shade) => sum + Number(shade), 0))"""
    )
    assert max(shades) < 3 * 90
    page.keyboard.press("Escape")


@pytest.mark.parametrize(("key", "tag"), [("2", "h2"), ("3", "h3")])
def test_a_chord_makes_a_subhead_and_undoes_it(visits: Visits, key: str, tag: str) -> None:
    page = opened(visits, "<p>Avant.</p><p>Former.</p>")
    put_caret(page, "Former.")
    page.keyboard.press(f"Control+Alt+{key}")
    assert data(page) == f"<p>Avant.</p><{tag}>Former.</{tag}>"
    page.keyboard.press(f"Control+Alt+{key}")
    assert data(page) == "<p>Avant.</p><p>Former.</p>"


def test_a_dialog_that_is_left_changes_nothing_and_gives_the_caret_back(visits: Visits) -> None:
    page = opened(visits, "<p>Un mot.</p>")
    for name in CHORDS:
        put_caret(page, "Un mot")
        chord(page, name)
        page.locator(DIALOG).wait_for()
        page.keyboard.press("Escape")
        gone(page)
        page.keyboard.type("x")
        assert data(page) == "<p>Un mot.x</p>", name
        page.keyboard.press("Backspace")


def saved_and_reopened(page: "Page") -> str:
    """What the editor has after a save, which the article has too."""
    save(page)
    editor_of(page)
    page.wait_for_function("() => !document.body.textContent.includes('La photo arrive')")
    assert flat(Article.objects.get(title="Un essai de blocs").body) == data(page)
    return data(page)


def test_each_block_is_inserted_edited_saved_and_reopened_where_it_was(visits: Visits) -> None:
    make_picture(caption="Le hall.")
    page = opened(visits, "<p>Un.</p>")
    put_caret(page, "Un.")
    chord(page, "photo")
    look_up(page, "hall")
    gone(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Le hall vide.")
    page.keyboard.press("Enter")
    page.keyboard.type("Deux.")
    chord(page, "exergue")
    page.locator(f"{DIALOG} textarea").fill("Fort.")
    signed_by_cimino(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Trois.")
    chord(page, "encadre")
    page.keyboard.press("Enter")
    gone(page)
    page.keyboard.type("Un repère.")
    page.keyboard.press("Tab")
    page.keyboard.type("Des mots.")
    chord(page, "citation")
    signed_by_cimino(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Selon ")
    chord(page, "lien")
    look_up(page, "cimino")
    gone(page)
    page.keyboard.type(".")
    written = data(page)
    kinds = re.findall(r"<(figure|aside|section|blockquote data-person|a data-person)", written)
    assert kinds == ["figure", "aside", "section", "blockquote data-person", "a data-person"]
    assert saved_and_reopened(page) == written
    edited = written
    for place, words in (
        ("figcaption", "Le hall vide."),
        ("aside blockquote p", "«\u00a0Fort."),
        (".encadre-texte p", "Un repère."),
        (".citation-texte p", "Des mots."),
    ):
        page.locator(f"{EDITOR} {place}").click(position={"x": 40, "y": 8})
        page.keyboard.press("Home")
        page.keyboard.type("Bis")
        edited = edited.replace(words, f"Bis{words}")
    assert data(page) == edited
    assert saved_and_reopened(page) == edited
