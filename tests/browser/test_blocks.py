"""The blocks of the body, as a person places, edits, moves and removes them."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Edition, Status
from events.models import Event
from images.models import Image
from people.models import Person
from prose.sanitise import clean
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, choose, drop, editor_of, save
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_edition,
    make_event,
    make_person,
    make_picture,
    make_position,
    picture_bytes,
)
from tests.images.files import jpeg_saying

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHORDS = {"photo": "P", "exergue": "E", "citation": "Q", "encadre": "B", "lien": "L"}
DIALOG = "dialog[open]"
OPTION = f"{DIALOG} [role=option]"
FOCUSED = f"{EDITOR} .cke_widget_focused"
QUOTE = "<blockquote><p>«\u00a0Un mot.\u00a0»</p></blockquote>"


def flat(html: str) -> str:
    """`html` as the server would store it, without the line breaks of CKEditor's writer."""
    return re.sub(r"\s*\n\s*", "", re.sub(r">\s*\n\s*<", "><", clean(html)))


def data(page: "Page") -> str:
    """What the editor would send."""
    return flat(page.evaluate("() => Object.values(CKEDITOR.instances)[0].getData()"))


def opened(visits: Visits, body: str, role: str = "editor", **options: Any) -> "Page":
    """The form of a new article with that text, its editor ready and its pictures shown."""
    page = visits.desk(role, **options)
    article = make_article(title="Un essai de blocs", body=body)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(page)
    page.wait_for_function("() => !document.body.textContent.includes('La photo arrive')")
    return page


def chord(page: "Page", name: str) -> None:
    page.keyboard.press(f"Control+Alt+{CHORDS[name]}")


def put_caret(page: "Page", words: str) -> None:
    """Click at the end of the paragraph that holds `words`."""
    page.locator(f"{EDITOR} p", has_text=words).first.click()
    page.keyboard.press("End")


def select(page: "Page", words: str) -> None:
    """Select `words`, which stand in one piece of text."""
    page.locator(EDITOR).focus()
    found = page.evaluate(
        """([root, words]) => {
            const walker = document.createTreeWalker(
                document.querySelector(root), NodeFilter.SHOW_TEXT)
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words)
                if (at < 0) continue
                getSelection().setBaseAndExtent(node, at, node, at + words.length)
                return true
            }
            return false
        }""",
        [EDITOR, words],
    )
    assert found, words


def look_up(page: "Page", words: str) -> None:
    """Type in the dialog's search, and take the first row with Enter."""
    page.locator(f"{DIALOG} .dialogue-search").fill(words)
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("Enter")


def gone(page: "Page") -> None:
    page.locator("dialog").wait_for(state="detached")


PASTE = """html => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def paste(page: "Page", html: str) -> None:
    """What Ctrl+V does with `html` on the clipboard."""
    page.evaluate(PASTE, html)


# What the dialogs of CKEditor have in them that does nothing, and that the browser refuses aloud
# (spec/editor-and-libraries.md §1.8): an address that is a script, and a script.
REFUSED_ALOUD = re.compile(
    r"(Running the JavaScript URL|Executing inline script) violates the following "
    r"Content Security Policy directive 'script-src 'self''"
)


def pass_over_dialogs(visits: Visits) -> None:
    note = visits.note_console
    visits.note_console = (  # type: ignore[method-assign]
        lambda kind, text: None if REFUSED_ALOUD.match(text) else note(kind, text)
    )


def focus_block(page: "Page", number: int = 0) -> None:
    """Select the block of that number, as a click beside its words does."""
    page.evaluate(
        "number => { const editor = Object.values(CKEDITOR.instances)[0]; editor.focus();"
        "const found = editor.editable().find('.cke_widget_wrapper');"
        "editor.widgets.getByElement(found.getItem(number)).focus() }",
        number,
    )


# What is stored does not move -----------------------------------------------------------------


def every_block(image: Image, person: Person) -> dict[str, str]:
    return {
        "photo": f'<figure data-image="{image.pk}"><figcaption></figcaption></figure>',
        "photo with a caption": f'<figure data-image="{image.pk}"><figcaption>La <em>salle</em>'
        "\u00a0: mardi.</figcaption></figure>",
        "photo without": f'<figure data-image="{image.pk}"></figure>',
        "unknown photo": '<figure data-image="99999"><figcaption></figcaption></figure>',
        "exergue": f'<aside class="exergue">{QUOTE}<footer>Anne Roux</footer></aside>',
        "signed exergue": f'<aside class="exergue" data-person="{person.pk}">{QUOTE}'
        "<footer>Anne Roux, élue</footer></aside>",
        "unsigned exergue": f'<aside class="exergue">{QUOTE}</aside>',
        "inline quotation": f'<p>Il dit <q data-person="{person.pk}">«\u00a0oui\u00a0»</q>, puis '
        "<q>«\u00a0non\u00a0»</q>.</p>",
        "block quotation": f'<blockquote data-person="{person.pk}"><p>Un.</p><p>Deux.</p>'
        "<footer>Anne Roux</footer></blockquote>",
        "quotation without a footer": f'<blockquote data-person="{person.pk}"><p>Un.</p>'
        "</blockquote>",
        "plain quotation": "<blockquote><p>Un.</p></blockquote>",
        "box": '<section class="encadre" data-kind="chiffres"><h2>Chiffres <em>clés</em></h2>'
        "<p>Un.</p><ul><li>Deux.</li><li>Trois.</li></ul></section>",
        "box with a photo": '<section class="encadre" data-kind="reperes"><h3>Repères</h3>'
        f'<p>Un.</p><figure data-image="{image.pk}"><figcaption>Ici.</figcaption></figure>'
        "</section>",
        "box without a title": '<section class="encadre"><p>Un.</p></section>',
        "links": '<p>Un <a data-article="3">article</a>, <a data-person="4">une personne</a>, '
        '<a data-event="5">un <em>événement</em></a>, <a href="https://example.com/">loin</a>.</p>',
        "embed": '<aside class="embed"><a href="https://example.com/v">Une vidéo</a></aside>',
    }


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


# Placing --------------------------------------------------------------------------------------


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


def test_arrows_walk_through_the_lines_of_a_block(visits: Visits) -> None:
    page = opened(visits, f'<aside class="exergue">{QUOTE}<footer>Anne</footer></aside><p>Fin.</p>')
    page.locator(f"{EDITOR} blockquote p").click()
    for press in ("End", "ArrowRight", "a", "Home", "ArrowLeft", "!"):
        page.keyboard.press(press)
    quote = QUOTE.replace("</p>", "!</p>")
    walked = f'<aside class="exergue">{quote}<footer>aAnne</footer></aside><p>Fin.</p>'
    assert data(page) == walked


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


def test_a_pull_quote_starts_from_the_selection(visits: Visits) -> None:
    page = opened(visits, "<p>Elle ajoute que personne ne sera remplacé demain.</p><p>Fin.</p>")
    person = Person.objects.get(family_name="Cimino")
    select(page, "personne ne sera remplacé")
    chord(page, "exergue")
    look_up(page, "mariane cimi")
    page.keyboard.press("Enter")
    gone(page)
    assert data(page) == (
        "<p>Elle ajoute que personne ne sera remplacé demain.</p>"
        f'<aside class="exergue" data-person="{person.pk}"><blockquote>'
        "<p>«\u00a0personne ne sera remplacé\u00a0»</p></blockquote>"
        "<footer>Mariane Cimino, déléguée au numérique en santé, Numeum</footer></aside><p>Fin.</p>"
    )


def test_words_quoted_in_pieces_are_not_quoted_again(visits: Visits) -> None:
    page = opened(visits, "<p>Un.</p>")
    put_caret(page, "Un.")
    chord(page, "exergue")
    page.locator(f"{DIALOG} textarea").fill('"Oui", dit-il, "non"')
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert '<blockquote><p>"Oui", dit-il, "non"</p></blockquote>' in data(page)


def test_the_function_offered_is_that_of_the_event_just_chosen(
    visits: Visits, clock: Clock
) -> None:
    page = opened(visits, "<p>Elle ajoute que personne ne sera remplacé demain.</p>")
    person = make_person("Odile", "Sérignac")
    before = clock.now() - timedelta(days=40)
    eve = make_event("Veillée", starts_at=before, ends_at=before)
    make_position(person, "rapporteure", end=(clock.now() - timedelta(days=30)).date())
    make_position(person, "présidente", start=(clock.now() - timedelta(days=29)).date())
    choose(page, "event_choices", eve.name)
    select(page, "personne ne sera remplacé")
    chord(page, "exergue")
    look_up(page, "odile sérignac")
    page.keyboard.press("Enter")
    gone(page)
    assert "<footer>Odile Sérignac, rapporteure</footer>" in data(page)


def test_a_quotation_is_marked_in_the_sentence_and_unmarked(visits: Visits) -> None:
    body = "<p>Il faut, dit-elle, «\u00a0des preuves\u00a0» et du temps.</p>"
    page = opened(visits, body)
    person = Person.objects.get(family_name="Cimino")
    select(page, "des preuves")
    chord(page, "citation")
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)
    marked = f'<q data-person="{person.pk}">«\u00a0des preuves\u00a0»</q>'
    assert data(page) == f"<p>Il faut, dit-elle, {marked} et du temps.</p>"
    select(page, "preuves")
    chord(page, "citation")
    assert data(page) == body


def test_a_quotation_without_guillemets_gets_them(visits: Visits) -> None:
    page = opened(visits, "<p>Elle veut des preuves maintenant.</p>")
    select(page, "des preuves ")
    chord(page, "citation")
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert data(page) == "<p>Elle veut <q>«\u00a0des preuves\u00a0»</q> maintenant.</p>"


def test_a_paragraph_becomes_a_quotation_and_a_paragraph_again(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Des <em>mots</em> cités.</p><p>Après.</p>")
    person = Person.objects.get(family_name="Cimino")
    put_caret(page, "cités")
    chord(page, "citation")
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)
    signed = "Mariane Cimino, déléguée au numérique en santé, Numeum"
    assert data(page) == (
        f'<p>Avant.</p><blockquote data-person="{person.pk}"><p>Des <em>mots</em> cités.</p>'
        f"<footer>{signed}</footer></blockquote><p>Après.</p>"
    )
    chord(page, "citation")
    assert data(page) == (
        f"<p>Avant.</p><p>Des <em>mots</em> cités.</p><p>{signed}</p><p>Après.</p>"
    )


def test_a_box_is_written_by_keyboard(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    put_caret(page, "Avant.")
    chord(page, "encadre")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    gone(page)
    page.keyboard.type("119 millions.")
    page.keyboard.press("Enter")
    page.keyboard.type("Deux appels.")
    page.keyboard.press("Tab")
    page.keyboard.type("Suite. ")
    assert data(page) == (
        '<p>Avant.</p><section class="encadre" data-kind="chiffres"><h2>Chiffres clés</h2>'
        "<p>119 millions.</p><p>Deux appels.</p></section><p>Suite. Après.</p>"
    )


def test_selected_paragraphs_go_into_the_box(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><ul><li>Un.</li><li>Deux.</li></ul><p>Après.</p>")
    select(page, "Un.")
    chord(page, "encadre")
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert data(page) == (
        '<p>Avant.</p><section class="encadre" data-kind="reperes"><h2>Repères</h2>'
        "<ul><li>Un.</li><li>Deux.</li></ul></section><p>Après.</p>"
    )


def test_a_link_within_the_site_is_set_changed_and_removed(visits: Visits) -> None:
    page = opened(visits, "<p>Selon Mariane Cimino, il faut attendre.</p>")
    person = Person.objects.get(family_name="Cimino")
    select(page, "Mariane Cimino")
    chord(page, "lien")
    page.locator(OPTION, has_text="Personne").first.click()
    gone(page)
    linked = "<p>Selon <a {}>Mariane Cimino</a>, il faut attendre.</p>"
    assert data(page) == linked.format(f'data-person="{person.pk}"')
    page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .lien-actuel", has_text="Mariane Cimino (Personne)").wait_for()
    page.locator(f"{DIALOG} .dialogue-search").fill("sommet")
    page.locator(OPTION, has_text="Article").first.click()
    gone(page)
    assert re.search(r'<a data-article="\d+">Mariane Cimino</a>', data(page))
    page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .dialogue-quiet").click()
    gone(page)
    assert data(page) == "<p>Selon Mariane Cimino, il faut attendre.</p>"


@pytest.mark.parametrize("words", ["Mariane", '<a data-article="1">Mariane</a>'])
def test_the_function_follows_a_link_that_is_set_on_words_or_changed(
    visits: Visits, words: str
) -> None:
    page = opened(visits, f"<p>Selon {words}, il faut attendre.</p>")
    person = Person.objects.get(family_name="Cimino")
    if words == "Mariane":
        select(page, words)
        chord(page, "lien")
    else:
        page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .dialogue-search").fill("cimino")
    page.locator(f"{OPTION} .lien-fonction").click()
    gone(page)
    assert data(page) == (
        f'<p>Selon <a data-person="{person.pk}">Mariane</a>, déléguée au numérique en santé, '
        "Numeum, il faut attendre.</p>"
    )


def test_links_within_the_site_lead_there_once_published(visits: Visits) -> None:
    target, person = Edition.objects.visible()[0].article, Person.objects.get(family_name="Cimino")
    event = Event.objects.all()[0]
    page = opened(visits, "<p>Selon UnArticle, puis UnePersonne et UnRendezvous.</p>")
    for words, kind, found in (
        ("UnArticle", "Article", target.title),
        ("UnePersonne", "Personne", "Mariane Cimino"),
        ("UnRendezvous", "Événement", event.name),
    ):
        select(page, words)
        chord(page, "lien")
        page.locator(f"{DIALOG} .dialogue-search").fill(found)
        page.locator(OPTION, has_text=kind).filter(has_text=found).first.click()
        gone(page)
    save(page)
    article = Article.objects.get(title="Un essai de blocs")
    assert article.body == (
        f'<p>Selon <a data-article="{target.pk}">UnArticle</a>, puis '
        f'<a data-person="{person.pk}">UnePersonne</a> et '
        f'<a data-event="{event.pk}">UnRendezvous</a>.</p>'
    )
    Article.objects.filter(pk=article.pk).update(status=Status.READY)
    article.refresh_from_db()
    page.goto(make_edition(article=article).get_absolute_url())
    for words in ("UnArticle", "UnePersonne", "UnRendezvous"):
        page.locator(".corps a", has_text=words).click()
        page.wait_for_load_state()
        assert page.title()
        assert page.locator("h1").count() == 1
        page.go_back()


def test_what_is_typed_after_a_link_is_not_of_it(visits: Visits) -> None:
    page = opened(visits, "<p>Selon Mariane</p><p>Avec</p>")
    person = Person.objects.get(family_name="Cimino")
    put_caret(page, "Selon")
    for _ in "Mariane":
        page.keyboard.press("Shift+ArrowLeft")
    chord(page, "lien")
    look_up(page, "cimino")
    gone(page)
    page.keyboard.type(" il faut")
    put_caret(page, "Avec")
    page.keyboard.type(" ")
    chord(page, "lien")
    look_up(page, "cimino")
    gone(page)
    page.keyboard.type(" il")
    link = f'<a data-person="{person.pk}">'
    assert data(page) == (
        f"<p>Selon {link}Mariane</a> il faut</p><p>Avec {link}Mariane Cimino</a> il</p>"
    )


@pytest.mark.parametrize("how", ["chord", "button"])
def test_a_link_to_elsewhere_is_set_on_what_was_just_selected(visits: Visits, how: str) -> None:
    page = opened(visits, "<p>Selon Mariane</p>")
    pass_over_dialogs(visits)
    put_caret(page, "Selon")
    page.keyboard.press("Control+Shift+ArrowLeft")
    if how == "chord":
        page.keyboard.press("Control+k")
    else:
        page.click(".cke_button__link")
    page.locator(".cke_dialog input:focus").fill("https://example.com/")
    page.keyboard.press("Enter")
    page.locator(".cke_dialog").wait_for(state="hidden")
    assert data(page) == '<p>Selon <a href="https://example.com/">Mariane</a></p>'


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


def signed_by_cimino(page: "Page") -> None:
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)


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


# Beside another block -------------------------------------------------------------------------


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


# From one text to another -----------------------------------------------------------------------


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


# Files ----------------------------------------------------------------------------------------


def expect_refusals(visits: Visits) -> None:
    """The console calls an answer 400 an error; here it is what we came for."""
    note = visits.note_console
    known = re.compile(r"Failed to load resource: .* status of 400")
    visits.note_console = (  # type: ignore[method-assign]
        lambda kind, text: None if known.search(text) else note(kind, text)
    )


def complete(page: "Page", **typed: Any) -> None:
    for name, value in typed.items():
        page.locator(f"{DIALOG} [data-field={name}] [name]").fill(value)
    with page.expect_response("**/send/*/"):
        page.locator(f"{DIALOG} [type=submit]").click()
    page.wait_for_function("() => !document.querySelector('dialog[aria-busy]')")


def test_a_dropped_file_becomes_a_picture(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    expect_refusals(visits)
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
    expect_refusals(visits)
    drop(page, f"{EDITOR} p", b"rien d'une image")
    page.locator(".cke_notification_warning").wait_for()
    assert data(page) == "<p>Avant.</p>"
