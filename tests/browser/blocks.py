"""How a person handles the blocks of a text."""

import re
from typing import TYPE_CHECKING, Any

from images.models import Image
from people.models import Person
from prose.sanitise import clean
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, editor_of
from tests.factories import make_article

if TYPE_CHECKING:
    from playwright.sync_api import Page


DIALOG = "dialog[open]"


OPTION = f"{DIALOG} [role=option]"


FOCUSED = f"{EDITOR} .cke_widget_focused"


CHORDS = {"photo": "P", "exergue": "E", "citation": "Q", "encadre": "B", "lien": "L"}


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


def focus_block(page: "Page", number: int = 0) -> None:
    """Select the block of that number, as a click beside its words does."""
    page.evaluate(
        "number => { const editor = Object.values(CKEDITOR.instances)[0]; editor.focus();"
        "const found = editor.editable().find('.cke_widget_wrapper');"
        "editor.widgets.getByElement(found.getItem(number)).focus() }",
        number,
    )


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


# What the dialogs of CKEditor have in them that does nothing, and that the browser refuses aloud
# (spec/editor-and-libraries.md §1.8): an address that is a script, and a script.
REFUSED_ALOUD = (
    r"^(Running the JavaScript URL|Executing inline script) violates the following "
    r"Content Security Policy directive 'script-src 'self''"
)


def pass_over_dialogs(visits: Visits) -> None:
    visits.expect_console(REFUSED_ALOUD)


def signed_by_cimino(page: "Page") -> None:
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)
