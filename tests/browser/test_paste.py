"""What is pasted keeps its structure and loses the rest, wherever it comes from."""

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visits
from tests.browser.hands import editor_of
from tests.factories import make_edition, picture_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CLIPS = Path(__file__).parent / "clips"
ADD = "/admin/articles/article/add/"
DATA = "CKEDITOR.instances.id_body.getData().replace(/\\s*\\n\\s*/g, '')"
# What an application puts on the clipboard, given as Ctrl+V gives it; Chromium would clean it
# on the way through `navigator.clipboard`.
PASTE = """([html, text]) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  data.setData("text/plain", text)
  document.querySelector(".cke_wysiwyg_div").dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""

TITLE = "<h2>Le numérique en santé change d’échelle</h2>"
SITTING = "<p>Le <strong>comité</strong> s’est <em>réuni</em> mardi à Paris"
PROJECTS = "<h3>Trois chantiers</h3>"
LIST = "<ul><li>Les hôpitaux</li><li>Les éditeurs</li></ul>"
LINK = '<p>Le texte <a href="https://www.example.fr/rapport">du rapport</a> '


def writing(visits: Visits) -> "Page":
    page = visits.desk("journalist")
    # What is being typed here need not be kept: the next test has another database.
    page.route(re.compile(r"/unsaved/"), lambda route: route.fulfill(json={}))
    page.goto(ADD)
    editor_of(page).click()
    return page


def paste(page: "Page", html: str, text: str = "texte") -> str:
    """The body after pasting into an empty one."""
    page.evaluate("CKEDITOR.instances.id_body.setData('')")
    editor_of(page).click()
    return paste_here(page, html, text)


def paste_here(page: "Page", html: str, text: str = "texte") -> str:
    """The body after pasting at the caret."""
    page.evaluate(
        "() => { window.pasted = false;"
        " CKEDITOR.instances.id_body.once('afterPaste', () => { window.pasted = true }) }"
    )
    page.evaluate(PASTE, [html, text])
    page.wait_for_function("() => window.pasted")
    found: str = page.evaluate(DATA)
    return found.replace("\u00a0", "&nbsp;")


def test_a_text_of_each_application_keeps_its_structure_alone(visits: Visits) -> None:
    page = writing(visits)
    clip = {path.stem: path.read_text() for path in CLIPS.glob("*.html")}
    assert paste(page, clip["word"]) == (
        f"{TITLE}{SITTING}, selon Numeum.</p>{PROJECTS}{LIST}"
        "<ul><li>Un premier faux point</li><li>Un second</li></ul>"
        f"{LINK}tient en 12&nbsp;pages.</p>"
    )
    assert paste(page, clip["docs"]) == (
        f"{TITLE}{SITTING}.</p>{PROJECTS}{LIST}{LINK}tient en 12 pages.</p>"
    )
    assert paste(page, clip["libreoffice"]) == (
        f"{TITLE}{SITTING}.</p>{PROJECTS}{LIST}{LINK}tient en 12 pages.</p>"
    )
    assert page.locator(".cke_notification").count() == 0
    assert paste(page, clip["web"]) == (
        f"{TITLE}{SITTING}.</p>"
        '<p>Il se reverra, dit son <span lang="en">chief of staff</span>.</p>'
        f"<p>La tribune, mardi.</p>{PROJECTS}{LINK}tient en 12 pages.</p>"
        "<table><tbody><tr><th>Année</th><th>Projets</th></tr>"
        "<tr><td>2026</td><td>14</td></tr></tbody></table>"
    )
    # Two pictures are missed; the pixel that counts readers is not.
    said = page.locator(".cke_notification_message").inner_text()
    assert said.startswith("2 images n’ont pas été collées")
    assert "Ajouter cette photo…" in said


REVISED = (
    "<p>La ministre a promis un calendrier aux éditeurs{mark}.</p>"
    "<ul><li>Les hôpitaux<ul><li>publics</li><li>privés</li></ul></li><li>Les éditeurs</li></ul>"
    "<p>Deux étapes suivent.</p>"
    "<ol><li>L’essai<ol><li>à Lille</li></ol></li><li>La généralisation</li></ol>"
    '<table><tbody><tr><{cell} colspan="2"><strong>Crédits</strong></{cell}></tr>'
    '<tr><td rowspan="2">Public</td><td>2026</td></tr><tr><td>2027</td></tr></tbody></table>'
    "<p>{note} Source : le cabinet.</p>"
)


@pytest.mark.parametrize(
    ("clip", "mark", "note", "cell"),
    [
        ("word-revu", "[1]", "[1]", "td"),
        ("libreoffice-revu", "<sup>1</sup>", "1", "th"),
        ("docs-revu", "<sup>[1]</sup>", "[1]", "td"),
    ],
)
def test_a_revised_text_keeps_its_lists_table_and_notes_but_no_remark(
    visits: Visits, clip: str, mark: str, note: str, cell: str
) -> None:
    page = writing(visits)
    html = (CLIPS / f"{clip}.html").read_text()
    assert paste(page, html) == REVISED.format(mark=mark, note=note, cell=cell)
    assert page.locator(".cke_notification").count() == 1
    said = page.locator(".cke_notification_message")
    assert said.inner_text().startswith("Une image n’a pas été collée")
    # Said in a corner: the next click in the text is not stopped by it.
    editor_of(page).click(timeout=5000)
    # No address that leads to the picture: somebody has the file.
    page.get_by_role("button", name="Choisir ou envoyer une photo…").wait_for()


SELECT = """selector => {
  const range = document.createRange()
  range.selectNodeContents(document.querySelector(selector))
  const chosen = getSelection()
  chosen.removeAllRanges()
  chosen.addRange(range)
}"""


def test_what_the_browser_itself_copies_from_a_page_is_a_text(visits: Visits) -> None:
    """Through the real clipboard: Ctrl+C on a public page, with the styles that Chromium adds."""
    body = (
        "<h2>Les chiffres</h2><p>Le <strong>comité</strong> a dit&nbsp;: «&nbsp;Oui&nbsp;».</p>"
        "<ul><li>Les hôpitaux</li><li>Les éditeurs</li></ul>"
    )
    edition = make_edition(body=body)
    page = writing(visits)
    read = page.context.new_page()
    read.goto(edition.get_absolute_url())
    read.evaluate(SELECT, ".corps")
    read.keyboard.press("Control+c")
    read.close()
    editor_of(page).click()
    page.keyboard.press("Control+v")
    page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('Les éditeurs')")
    assert page.evaluate(DATA).replace("\u00a0", "&nbsp;") == body


def test_a_plain_text_keeps_its_lines(visits: Visits) -> None:
    page = writing(visits)
    lines = (CLIPS / "plain.txt").read_text()
    # Its quotes are left as they came: they are settled on save.
    assert paste(page, "", lines) == (
        "<p>Le comité s’est réuni mardi à Paris.</p><p>Trois chantiers sont ouverts :</p>"
        '<ul><li>les hôpitaux</li><li>les éditeurs</li></ul><p>Il dit "oui".</p>'
    )
    assert paste(page, "", "Un mot") == "<p>Un mot</p>"
    assert paste(page, "", "Un.\nDeux.\n\nTrois.") == "<p>Un.<br />Deux.</p><p>Trois.</p>"
    # A reply is not a list.
    assert paste(page, "", "Il répondit :\n– Non.\nRien.") == (
        "<p>Il répondit :</p><p>– Non.</p><p>Rien.</p>"
    )


def test_a_paragraph_sign_and_replies_are_no_list(visits: Visits) -> None:
    page = writing(visits)
    for kept in (
        "<p>§ 3 du contrat</p>",
        "<p>§ du contrat</p><p>§ de l’annexe</p>",
        "<p>Il se tait.</p><p>– Oui.</p><p>– Non.</p>",
    ):
        assert paste(page, kept) == kept
    assert paste(page, "<p>Deux pistes :</p><p>– écrire ;</p><p>– lire.</p>") == (
        "<p>Deux pistes :</p><ul><li>écrire ;</li><li>lire.</li></ul>"
    )
    word = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word">'
        "<meta name=Generator content='Microsoft Word 15'>"
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
        "<span style='font-family:Wingdings;mso-list:Ignore'>§<span>&nbsp;&nbsp; </span></span>"
        "Les hôpitaux</p><p class=MsoNormal>§ 3 du contrat</p></html>"
    )
    assert paste(page, word) == "<ul><li>Les hôpitaux</li></ul><p>§ 3 du contrat</p>"


def test_lines_that_were_set_one_by_one_stay_lines(visits: Visits) -> None:
    page = writing(visits)
    assert paste(page, "<pre>Un vers\nun autre\n</pre><p>Fin.</p>") == (
        "<p>Un vers<br />un autre</p><p>Fin.</p>"
    )


def test_a_bare_span_of_docs_does_not_lose_the_paste(visits: Visits) -> None:
    page = writing(visits)
    for span in ("<span>", '<span style="">', '<span style="background-color:transparent">'):
        docs = f'<b id="docs-internal-guid-1"><p>{span}Tout</span> est là.</p></b>'
        assert paste(page, docs) == "<p>Tout est là.</p>"


def test_a_filter_that_fails_loses_nothing(visits: Visits) -> None:
    page = writing(visits)
    word = '<html xmlns:o="x"><meta name=Generator content="Microsoft Word 15"><p>Tout.</p></html>'
    assert paste(page, word) == "<p>Tout.</p>"
    page.evaluate("() => { CKEDITOR.pasteFilters.word = () => { throw Error('x') } }")
    page.evaluate("() => { CKEDITOR.cleanWord = CKEDITOR.pasteFilters.word }")
    assert paste(page, word) == "<p>Tout.</p>"


def test_hostile_mark_up_leaves_only_its_words(visits: Visits) -> None:
    page = writing(visits)
    page.evaluate("() => { window.alert = () => { window.fired = true } }")
    hostile = (
        '<p onclick="alert(1)">Un<img src=x onerror=alert(1)></p><svg onload=alert(1)></svg>'
        '<a href="javascript:alert(1)">deux</a><p style="position:fixed" class="x" id="y">trois</p>'
    )
    assert paste(page, hostile) == "<p>Un</p><p>deux</p><p>trois</p>"
    assert page.evaluate("window.fired") is None


def test_what_is_cut_here_is_pasted_as_it_was(visits: Visits) -> None:
    page = writing(visits)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    kept = "<h2>Un</h2><p>Deux <em>trois</em></p>"
    page.evaluate("html => CKEDITOR.instances.id_body.setData(html)", kept)
    editor_of(page).click()
    for keys in ("Control+a", "Control+x", "Control+v"):
        page.keyboard.press(keys)
    page.wait_for_function(f"() => {DATA}.length > 10")
    assert page.evaluate(DATA) == kept


def test_a_picture_from_elsewhere_is_refused_with_the_library_offered(visits: Visits) -> None:
    page = writing(visits)
    # Nothing is asked of the address: the visit would complain.
    pasted = '<p>Un</p><img src="https://images.example.com/a.jpg"><p>Deux</p>'
    assert paste(page, pasted) == "<p>Un</p><p>Deux</p>"
    page.get_by_role("button", name="Choisir ou envoyer une photo…").click()
    page.locator("dialog[open] .photo-depot").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.type(".")
    assert page.evaluate(DATA) == "<p>Un</p><p>Deux.</p>"


def test_a_picture_that_came_with_the_text_is_offered_to_be_added(visits: Visits) -> None:
    page = writing(visits)
    # What the file does not say is asked after an answer 400, an error for the console.
    visits.expect_console("status of 400")
    bytes_ = base64.b64encode(picture_bytes()).decode()
    pasted = f'<p>Un</p><img src="data:image/jpeg;base64,{bytes_}">'
    assert paste(page, pasted) == "<p>Un</p>"
    page.get_by_role("button", name="Ajouter cette photo…").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[data-field=alt] [name]").fill("Un hall vide.")
    dialog.locator("[data-field=caption] [name]").fill("Le hall, mardi.")
    dialog.locator("[data-field=credit] [name]").fill("Studio Exemple")
    dialog.locator("[type=submit]").click()
    page.locator("dialog").wait_for(state="detached")
    assert re.fullmatch(
        r'<p>Un</p><figure data-image="\d+"><figcaption></figcaption></figure>(<p>&nbsp;</p>)?',
        page.evaluate(DATA),
    )


def test_signs_that_do_not_show_go_and_no_break_spaces_stay(visits: Visits) -> None:
    page = writing(visits)
    pasted = "<p>nu\u00admé\u200brique, 12\u00a0%</p><p>\u00a0</p>"
    assert paste(page, pasted) == "<p>numérique, 12&nbsp;%</p>"


def test_a_whole_paste_of_docs_in_one_bare_span_is_kept(visits: Visits) -> None:
    page = writing(visits)
    for span in ("<span>", '<span style="font-weight:400">'):
        docs = (
            '<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-2">'
            f"{span}Tout est là.</span></b>"
        )
        assert paste(page, docs) == "<p>Tout est là.</p>"


def test_the_frame_of_one_cell_gives_back_its_blocks(visits: Visits) -> None:
    page = writing(visits)
    word = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">'
        "<meta name=Generator content='Microsoft Word 15'><table class=MsoTableGrid><tr><td>"
        "<p class=MsoNormal><b>Encadré</b></p><p class=MsoNormal>Premier paragraphe.</p>"
        "<p class=MsoNormal>Second paragraphe.</p></td></tr></table>"
        "<p class=MsoNormal>Suite.</p></html>"
    )
    assert paste(page, word) == (
        "<p><strong>Encadré</strong></p><p>Premier paragraphe.</p><p>Second paragraphe.</p>"
        "<p>Suite.</p>"
    )
    blocks = "<h2>Clés</h2><p>Un.</p><ul><li>Deux</li><li>Trois</li></ul><p>Quatre.</p>"
    docs = (
        '<b style="font-weight:normal" id="docs-internal-guid-3"><div dir="ltr"><table><tbody>'
        f"<tr><td>{blocks}</td></tr></tbody></table></div></b>"
    )
    assert paste(page, docs) == blocks
    lines = "<div>Bonjour,</div><div><br></div><div>Le texte.</div>"
    framed = f"<table><tr><td>{lines}</td></tr></table>"
    assert paste(page, framed) == "<p>Bonjour,</p><p>Le texte.</p>"
    # A frame in a frame, around a table that is one, and what names it.
    table = "<table><tbody><tr><td>2026</td><td>14</td></tr></tbody></table>"
    within = f"<table><tr><td>{framed}{table}</td></tr></table>"
    assert paste(page, within) == f"<p>Bonjour,</p><p>Le texte.</p>{table}"
    named = "<table><caption>Titre</caption><tr><td>Un.<br><br>Deux.</td></tr></table>"
    assert paste(page, named) == "<p>Titre</p><p>Un.</p><p>Deux.</p>"


def test_two_line_breaks_part_words_that_no_block_holds(visits: Visits) -> None:
    page = writing(visits)
    parted = "<p>Ligne 1<br />Ligne 2</p><p>Para 2</p>"
    assert paste(page, "Ligne 1<br>Ligne 2<br><br>Para 2") == parted
    span = '<meta charset="utf-8"><span style="color:#000">Un.<br><br>Deux.</span>'
    assert paste(page, span) == "<p>Un.</p><p>Deux.</p>"
    assert paste(page, "<p>Un.<br><br>Deux.<br><br><br>Trois.</p>") == (
        "<p>Un.</p><p>Deux.</p><p>Trois.</p>"
    )
    strong = "<b>Un.<br><br>Deux</b>, <i>trois</i>.<br>\n<br>Quatre."
    assert paste(page, strong) == (
        "<p><strong>Un.</strong></p><p><strong>Deux</strong>, <em>trois</em>.</p><p>Quatre.</p>"
    )


def test_words_without_two_line_breaks_stay_at_the_caret(visits: Visits) -> None:
    page = writing(visits)
    for words, text in (
        ("<span>un <b>mot</b></span>", "<p>Avant un <strong>mot</strong>après</p>"),
        ("un<br>mot", "<p>Avant un<br />motaprès</p>"),
        ("un mot<br><br>", "<p>Avant un motaprès</p>"),
    ):
        page.evaluate(
            "() => new Promise(done => CKEDITOR.instances.id_body"
            ".setData('<p>Avant après</p>', done))"
        )
        editor_of(page).locator("p").click()
        page.keyboard.press("Home")
        for _ in "Avant ":
            page.keyboard.press("ArrowRight")
        assert paste_here(page, words).replace("&nbsp;", " ") == text


def test_a_plain_text_has_its_lists_whatever_their_marks(visits: Visits) -> None:
    page = writing(visits)
    two = "<ul><li>un</li><li>deux</li></ul>"
    assert paste(page, "", "Voici :\n* un\n* deux") == f"<p>Voici :</p>{two}"
    assert paste(page, "", "Voici :\n\n* un\n* deux") == f"<p>Voici :</p>{two}"
    for mark in ("→ ", "✔ ", "✔\ufe0f ", "o\t", "o   "):
        assert paste(page, "", f"Voici.\n{mark}un\n{mark}deux") == f"<p>Voici.</p>{two}"
    assert paste(page, "", "Voici :\n- un\n- deux\n* trois\n• quatre\nFin.") == (
        "<p>Voici :</p><ul><li>un</li><li>deux</li><li>trois</li><li>quatre</li></ul><p>Fin.</p>"
    )


def test_a_star_an_arrow_or_a_letter_alone_is_no_list(visits: Visits) -> None:
    page = writing(visits)
    for lines in (
        ["Les prix*.", "* Hors taxes.", "Fin."],
        ["Fin.", "→ Lire aussi notre dossier"],
        ["o\tun", "Fin."],
        ["o un", "o deux"],
        ["Un.", "* * *", "Deux."],
    ):
        kept = "".join(f"<p>{line}</p>" for line in lines).replace("\t", " ")
        assert paste(page, "", "\n".join(lines)) == kept
    # A reply is not of the list before it.
    assert paste(page, "", "Vu.\n• un\n• deux\n– Non.") == (
        "<p>Vu.</p><ul><li>un</li><li>deux</li></ul><p>– Non.</p>"
    )


@pytest.mark.parametrize("place", [".encadre-texte p", "section h2"])
def test_blocks_pasted_in_a_box_go_after_it(visits: Visits, place: str) -> None:
    page = writing(visits)
    box = '<section class="encadre" data-kind="chiffres"><h2>Un</h2><p>Mot.</p></section>'
    pasted = (
        '<section class="encadre" data-kind="reperes"><h2>X</h2><p>dans</p></section>'
        '<aside class="exergue"><blockquote><p>Fort.</p></blockquote><footer>Anne</footer></aside>'
        "<p>Suite.</p>"
    )
    for after in ("", "<p>Fin.</p>"):
        page.evaluate(
            "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
            box + after,
        )
        editor_of(page).locator(place).first.click()
        page.keyboard.press("End")
        assert paste_here(page, pasted) == box + pasted + after
        page.keyboard.press("Control+z")
        assert page.evaluate(DATA) == box + after


def test_a_box_copied_here_and_pasted_in_another_goes_after_it(visits: Visits) -> None:
    page = writing(visits)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first, second = (
        f'<section class="encadre" data-kind="reperes"><h2>{name}</h2><p>Mot.</p></section>'
        for name in ("Un", "Deux")
    )
    page.evaluate(
        "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
        f"{first}<p>Entre.</p>{second}<p>Fin.</p>",
    )
    editor_of(page).locator("section h2", has_text="Deux").click()
    for keys in ("Escape", "Control+x"):
        page.keyboard.press(keys)
    page.wait_for_function(f"() => !{DATA}.includes('Deux')")
    editor_of(page).locator(".encadre-texte p").click()
    page.keyboard.press("Control+v")
    page.wait_for_function(f"() => {DATA}.includes('Deux')")
    assert page.evaluate(DATA) == f"{first}{second}<p>Entre.</p><p>Fin.</p>"


def test_words_pasted_in_a_box_stay_in_it(visits: Visits) -> None:
    page = writing(visits)
    box = '<section class="encadre" data-kind="chiffres"><h2>Un</h2><p>{}</p></section><p>Fin.</p>'
    page.evaluate(
        "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
        box.format("Mot."),
    )
    editor_of(page).locator(".encadre-texte p").click()
    page.keyboard.press("End")
    assert paste_here(page, "<p>Suite.</p><p>Puis.</p>") == box.format(
        "Mot.</p><p>Suite.</p><p>Puis."
    )
