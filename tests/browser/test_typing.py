"""Typing in the body: French under the fingers, undone by Ctrl+Z, counted beside the text."""

import re
from typing import TYPE_CHECKING

import pytest

from articles.models import Status
from prose.plain import reading_minutes, signs
from prose.sanitise import clean
from tests.browser.conftest import Visits
from tests.browser.hands import editor_of, save
from tests.factories import make_article, make_edition, make_picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/articles/article/add/"
DATA = "CKEDITOR.instances.id_body.getData()"
NBSP = "\u00a0"


def writing(visits: Visits, role: str = "journalist") -> "Page":
    page = visits.desk(role)
    # What is being typed here need not be kept: the next test has another database.
    page.route(re.compile(r"/unsaved/"), lambda route: route.fulfill(json={}))
    page.goto(ADD)
    editor_of(page).click()
    return page


def body(page: "Page") -> str:
    """The text of the editor, line ends apart, no-break spaces as characters."""
    found: str = page.evaluate(DATA)
    return found.replace("&nbsp;", NBSP).replace("\n", "").replace("\t", "")


def typed(page: "Page", text: str) -> str:
    """The body after typing `text` in an empty one."""
    page.evaluate("CKEDITOR.instances.id_body.setData('')")
    editor_of(page).click()
    page.keyboard.type(text)
    return body(page)


def test_quotes_and_apostrophes_are_french_as_they_are_typed(visits: Visits) -> None:
    page = writing(visits)
    for keys, text in (
        ('Il dit "bonjour", puis "oui".', "Il dit « bonjour », puis « oui »."),
        ('"Il a dit "non" hier"', "« Il a dit “non” hier »"),
        ('" Oui ", dit-elle.', "« Oui », dit-elle."),
        ('l\'été "France 2030"', "l’été « France 2030 »"),
        ("Un écran de 12\" et ('oui')", "Un écran de 12\" et ('oui')"),
        ("Il dit 'oui' hier.", "Il dit 'oui' hier."),
        ("aujourd'hui, qu'il a l'1 et presqu'île", "aujourd’hui, qu’il a l’1 et presqu’île"),
        ('("l\'an 2000")', "(« l’an 2000 »)"),
    ):
        wanted = text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
        assert typed(page, keys) == f"<p>{wanted}</p>"


def test_a_quote_opens_after_a_change_of_letters_or_of_line(visits: Visits) -> None:
    page = writing(visits)
    for keys, text in (
        (
            ["Il cite ", "Control+i", '"Le Monde"', "Control+i", " hier."],
            "<p>Il cite <em>« Le Monde »</em> hier.</p>",
        ),
        (
            ["Il cite ", "Control+b", '"Le Monde" ', "Control+b", '"Oui" et "Non".'],
            "<p>Il cite <strong>« Le Monde » </strong>« Oui » et « Non ».</p>",
        ),
        (["Adresse :", "Shift+Enter", '"Paris"'], "<p>Adresse :<br />« Paris »</p>"),
        (
            ["Control+b", "Vraiment ?", "Enter", '"Oui"'],
            "<p><strong>Vraiment ?</strong></p><p><strong>« Oui »</strong></p>",
        ),
        (['Il dit "', "Control+i", "oui", "Control+i", '".'], "<p>Il dit « <em>oui</em> ».</p>"),
    ):
        page.evaluate("CKEDITOR.instances.id_body.setData('')")
        editor_of(page).click()
        for key in keys:
            if key in ("Enter", "Shift+Enter") or key.startswith("Control+"):
                page.keyboard.press(key)
            else:
                page.keyboard.type(key)
        assert body(page) == text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")


MARKED = ('<span lang="en">chief of staff</span>', "<q>oui</q>", '<q data-person="3">oui</q>')


@pytest.mark.parametrize("mark", MARKED)
def test_what_is_typed_after_marked_words_is_not_of_them(visits: Visits, mark: str) -> None:
    page = writing(visits)
    for keys, text in (
        (["End", " puis"], f"<p>Le {mark} puis</p>"),
        (["End", "s"], f"<p>Le {mark}s</p>"),
        (["End", ', "non"'], f"<p>Le {mark}, «{NBSP}non{NBSP}»</p>"),
        (["End", "Enter", "Puis"], f"<p>Le {mark}</p><p>Puis</p>"),
        (["End", "ArrowLeft", "ArrowRight", "."], f"<p>Le {mark}.</p>"),
    ):
        page.evaluate(
            "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
            f"<p>Le {mark}</p>",
        )
        editor_of(page).locator("p").first.click(position={"x": 4, "y": 8})
        for key in keys:
            if key[0].isupper() and key != "Puis":
                page.keyboard.press(key)
            else:
                page.keyboard.type(key)
        assert body(page) == text


def test_marked_words_are_written_and_mended_at_their_end(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Le ")
    page.evaluate("CKEDITOR.instances.id_body.execCommand('langue', 'en')")
    page.keyboard.type("chief of stav")
    page.keyboard.press("Backspace")
    page.keyboard.type("ff")
    assert body(page) == '<p>Le <span lang="en">chief of staff</span></p>'
    page.keyboard.press("End")
    page.keyboard.type(" dit")
    assert body(page) == '<p>Le <span lang="en">chief of staff</span> dit</p>'


def test_the_source_is_typed_like_any_field(visits: Visits) -> None:
    page = writing(visits, "editor")
    page.click(".cke_button__source")
    source = page.locator("textarea.cke_source")
    source.fill("")
    source.press_sequentially("<p>Un mot</p>")
    source.press("Home")
    source.press("ArrowRight")
    page.click(".cke_button__source")
    editor_of(page).get_by_text("Un mot").wait_for()
    assert body(page) == "<p>Un mot</p>"
    assert visits.complaints == []


@pytest.mark.parametrize("delay", [0, 15])
def test_the_caret_stays_where_one_types(visits: Visits, delay: int) -> None:
    page = writing(visits)
    box = '<section class="encadre" data-kind="reperes"><h2>Repères</h2><p>Un mot.</p></section>'
    keys = 'l\'un "et demi" d\'eux, "oui" ou "non" '
    wanted = f"l’un «{NBSP}et demi{NBSP}» d’eux, «{NBSP}oui{NBSP}» ou «{NBSP}non{NBSP}» "
    for place, presses, text in (
        ("> p", ["Home"], "{}Un mot."),
        ("> p", ["Home", "ArrowRight", "ArrowRight", "ArrowRight"], "Un {}mot."),
        ("> p", ["End"], "Un mot.{}"),
        ("section p >> nth=-1", ["Home", "ArrowRight", "ArrowRight", "ArrowRight"], "Un {}mot."),
    ):
        page.evaluate(
            "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
            f"<p>Un mot.</p>{box}<p>Fin.</p>",
        )
        editor_of(page).locator(place).first.click()
        for press in presses:
            page.keyboard.press(press)
        page.keyboard.type(keys, delay=delay)
        found = body(page)
        assert f"<p>{text.format(wanted).strip()}</p>" in found.replace(" </p>", "</p>"), found


def test_each_correction_is_undone_by_one_step(visits: Visits) -> None:
    page = writing(visits)
    assert typed(page, 'Il dit "') == f"<p>Il dit «{NBSP}</p>"
    page.keyboard.press("Control+z")
    assert body(page).rstrip() == '<p>Il dit "</p>'
    assert typed(page, "l'") == "<p>l’</p>"
    page.keyboard.press("Control+z")
    assert body(page) == "<p>l'</p>"


@pytest.mark.parametrize("place", ["td", "caption", "section h2", "figcaption", "aside footer"])
def test_quotes_and_apostrophes_are_french_in_every_line(visits: Visits, place: str) -> None:
    picture = make_picture()
    page = writing(visits)
    page.evaluate(
        "html => new Promise(done => CKEDITOR.instances.id_body.setData(html, done))",
        "<table><caption>Mot</caption><tbody><tr><td>Mot</td><td>x</td></tr></tbody></table>"
        '<section class="encadre" data-kind="reperes"><h2>Mot</h2><p>Un.</p></section>'
        f'<figure data-image="{picture.pk}"><figcaption>Mot</figcaption></figure>'
        '<aside class="exergue"><blockquote><p>Oui.</p></blockquote><footer>Mot</footer></aside>'
        "<p>Fin.</p>",
    )
    line = editor_of(page).locator(place).first
    line.click()
    page.keyboard.press("End")
    page.keyboard.type(', dit "l\'un "et" qu\'il" ')
    said = f"Mot, dit «{NBSP}l’un “et” qu’il{NBSP}»"
    assert line.inner_text().rstrip() == said
    assert said in body(page)
    page.keyboard.type('et "')
    assert line.inner_text() == f"{said} et «{NBSP}"
    page.keyboard.press("Control+z")
    assert line.inner_text() == f'{said} et "'
    page.keyboard.type(" d'")
    page.keyboard.press("Control+z")
    assert line.inner_text() == f"{said} et \" d'"


def test_foreign_words_keep_their_quotes_and_say_their_language(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Le chief of staff")
    for _ in range(len("chief of staff")):
        page.keyboard.press("Shift+ArrowLeft")
    page.click(".cke_button__langue")
    page.frame_locator(".cke_menu_panel iframe").get_by_text("Anglais").click()
    assert body(page) == '<p>Le <span lang="en">chief of staff</span></p>'
    marked = page.locator(".cke_wysiwyg_div span[lang=en]")
    assert marked.get_attribute("title") == "Anglais"
    assert marked.evaluate("node => getComputedStyle(node).textDecorationStyle") == "dotted"
    marked.click()
    page.keyboard.type('"')
    assert '"' in body(page)
    page.keyboard.press("Backspace")
    page.evaluate("CKEDITOR.instances.id_body.execCommand('langue', null)")
    assert body(page) == "<p>Le chief of staff</p>"


def test_marked_words_are_kept_as_they_are_through_a_save(visits: Visits) -> None:
    article = make_article(title="Une langue", body='<p>Le "chief of staff" dit "oui" ?</p>')
    # Not through the form yet: the quotes are still those that were typed.
    page = visits.desk("editor")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor_of(page).locator("p").click()
    page.keyboard.press("Home")
    for _ in "Le ":
        page.keyboard.press("ArrowRight")
    for _ in '"chief of staff"':
        page.keyboard.press("Shift+ArrowRight")
    page.click(".cke_button__langue")
    page.frame_locator(".cke_menu_panel iframe").get_by_text("Anglais").click()
    save(page)
    article.refresh_from_db()
    said = f"dit «{NBSP}oui{NBSP}»\u202f?</p>"
    assert article.body == f'<p>Le <span lang="en">"chief of staff"</span> {said}'
    marked = editor_of(page).locator("span[lang=en]")
    assert marked.inner_text() == '"chief of staff"'
    marked.click()
    page.click(".cke_button__langue")
    page.frame_locator(".cke_menu_panel iframe").get_by_text("Français").click()
    save(page)
    article.refresh_from_db()
    assert article.body == f"<p>Le «{NBSP}chief of staff{NBSP}» {said}"


def test_a_no_break_space_is_typed_and_shown_without_a_mark_in_the_text(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "12")
    page.keyboard.press("Control+Shift+Space")
    page.keyboard.type("% et")
    assert body(page) == f"<p>12{NBSP}% et</p>"
    before = page.evaluate(DATA), page.locator(".cke_wysiwyg_div").inner_html()
    page.click(".cke_button__voirinsecables")
    assert page.evaluate("CSS.highlights.get('insecables').size") == 1
    assert (page.evaluate(DATA), page.locator(".cke_wysiwyg_div").inner_html()) == before
    page.click(".cke_button__voirinsecables")
    assert page.evaluate("CSS.highlights.get('insecables').size") == 0


def test_enter_in_the_title_leads_to_the_standfirst(visits: Visits) -> None:
    page = writing(visits)
    page.fill("#id_title", "")
    page.focus("#id_title")
    page.keyboard.type("Un titre")
    page.keyboard.press("Enter")
    page.keyboard.type("Un chapô")
    assert page.input_value("#id_title") == "Un titre"
    assert page.input_value("#id_standfirst") == "Un chapô"


def test_a_chord_makes_a_subhead_and_unmakes_it(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Un calendrier")
    page.keyboard.press("Control+Shift+Digit2")
    assert body(page) == "<h2>Un calendrier</h2>"
    page.keyboard.press("Control+Shift+Digit3")
    assert body(page) == "<h3>Un calendrier</h3>"
    page.keyboard.press("Control+Shift+Digit3")
    assert body(page) == "<p>Un calendrier</p>"


def test_the_button_corrects_the_whole_text_in_one_step(visits: Visits) -> None:
    page = writing(visits)
    assert typed(page, "Pourquoi ? Pour 12 % !") == "<p>Pourquoi ? Pour 12 % !</p>"
    page.click(".cke_button__typographie")
    said = page.locator(".cke_notification_message")
    said.wait_for()
    assert said.inner_text() == "Typographie : 2 corrections. Ctrl+Z les annule."
    assert body(page) == f"<p>Pourquoi\u202f? Pour 12{NBSP}%\u202f!</p>"
    page.evaluate("CKEDITOR.instances.id_body.execCommand('undo')")
    assert body(page) == "<p>Pourquoi ? Pour 12 % !</p>"


def test_the_button_leaves_the_caret_at_its_word(visits: Visits) -> None:
    page = writing(visits)
    page.evaluate(
        "() => new Promise(done => CKEDITOR.instances.id_body"
        ".setData('<p>Quoi ?</p><p>Pour 12 % de plus !</p><p>Fin.</p>', done))"
    )
    editor_of(page).locator("p").nth(1).click()
    page.keyboard.press("End")
    for _ in "plus !":
        page.keyboard.press("ArrowLeft")
    page.click(".cke_button__typographie")
    page.locator(".cke_notification_message").wait_for()
    page.keyboard.type("x")
    plain = re.sub("[\u00a0\u202f]", " ", body(page))
    assert plain == "<p>Quoi ?</p><p>Pour 12 % de xplus !</p><p>Fin.</p>"


def test_the_button_mends_letters_and_leaves_the_caret_at_its_word(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Etat, coeur, la 2ème fois, la 3ème")
    for _ in "s, la 3ème":
        page.keyboard.press("ArrowLeft")
    page.click(".cke_button__typographie")
    said = page.locator(".cke_notification_message")
    said.wait_for()
    assert said.inner_text() == "Typographie : 4 corrections. Ctrl+Z les annule."
    page.wait_for_function(f"() => document.activeElement.matches('.cke_wysiwyg_div') && {DATA}")
    page.keyboard.type("x")
    assert body(page) == "<p>État, cœur, la 2e foixs, la 3e</p>"


def test_the_counts_are_those_of_the_server(visits: Visits) -> None:
    page = writing(visits)
    texts = (
        "<p>Le comité s’est réuni.</p><h2>Un</h2><ul><li>a</li><li>b c</li></ul>",
        "<p>R&amp;D &lt;3, aujourd’hui, porte-à-faux&nbsp;: 12&nbsp;% 🙂 cœur</p>",
        "<p>Un<br />deux</p><p>&nbsp;</p>"
        '<aside class="exergue"><blockquote><p>Oui.</p></blockquote></aside>',
        # A figure, a pull quote, a box, a quotation with its speaker, a table, entities.
        '<figure data-image="1"><figcaption>La&nbsp;salle &amp; le hall.</figcaption></figure>'
        '<aside class="exergue" data-person="1"><blockquote><p>«&nbsp;Fort.&nbsp;»</p></blockquote>'
        "<footer>Anne Roux</footer></aside><p>Il dit <q>«&nbsp;oui&nbsp;»</q>\u202f; 3 &lt; 4.</p>"
        '<section class="encadre" data-kind="chiffres"><h2>Clés</h2><p>119&nbsp;M€.</p><ul>'
        "<li>a&shy;b</li></ul></section><blockquote data-person='1'><p>Un.</p><p>Deux.</p>"
        "<footer>Anne</footer></blockquote><table><caption>T</caption><tbody><tr><th>A</th>"
        "<td>1&thinsp;2</td></tr></tbody></table><p>&eacute;&#8239;!&hellip; e&#769; 👩‍⚕️ &notin;"
        "&copy; &amp;lt; a&amp;amp;b</p>",
        '<aside class="embed"><a href="https://example.com/?a=1&amp;b=2">Une vidéo</a></aside>',
        f"<p>{'mot ' * 330}</p>",
        f"<p>{'mot ' * 550}</p>",
        "",
    )
    for html in texts:
        counted = page.evaluate(
            "async html => { const counters = await import("
            "document.querySelector('script[src*=\"desk/counters\"]').src);"
            " return [counters.signs(html), counters.readingMinutes(html)] }",
            html,
        )
        assert counted == [signs(clean(html)), reading_minutes(clean(html))], html


def test_lengths_are_shown_beside_the_text(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Dix signes")
    counts = page.locator("#desk-counters")
    counts.get_by_text("10 signes, espaces comprises").wait_for()
    page.fill("#id_title", "T" * 95)
    assert "long : 90 au plus" in counts.inner_text()
    page.fill("#id_standfirst", "C" * 200)
    assert "bonne longueur" in counts.inner_text()
    meters = counts.get_by_role("meter")
    assert meters.nth(0).get_attribute("aria-valuetext") == "95 / 90, long : 90 au plus"


def test_the_length_is_measured_against_the_one_commissioned(visits: Visits) -> None:
    page = writing(visits)
    typed(page, "Dix signes")
    counts = page.locator("#desk-counters")
    counts.get_by_text("10 signes, espaces comprises").wait_for()
    page.fill("#id_commissioned_length", "4500")
    counts.get_by_text(re.compile(r"10 signes sur 4.500 commandés")).wait_for()
    page.fill("#id_commissioned_length", "")
    counts.get_by_text("10 signes, espaces comprises").wait_for()


@pytest.mark.parametrize("role", ["journalist", "editor"])
def test_the_tools_stand_on_one_row_and_stay_within_three_on_a_telephone(
    visits: Visits, role: str
) -> None:
    page = writing(visits, role)
    rows = """() => new Set([...document.querySelectorAll('.cke_toolbox a.cke_button,'
      + '.cke_toolbox .cke_combo_button')].filter(one => one.offsetParent)
      .map(one => Math.round(one.getBoundingClientRect().top / 20))).size"""
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate(rows) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(rows) <= 3


def test_the_surface_is_french_and_only_editors_see_its_source(visits: Visits) -> None:
    page = writing(visits)
    surface = page.locator(".cke_wysiwyg_div")
    assert surface.get_attribute("lang") == "fr"
    assert surface.evaluate("node => node.spellcheck") is True
    assert page.locator(".cke_button__source").count() == 0
    assert writing(visits, "editor").locator(".cke_button__source").count() == 1


def test_the_surface_looks_like_the_page(visits: Visits) -> None:
    page = visits.desk("editor")
    page.goto("/admin/articles/article/?status__exact=issued")
    page.click("#result_list tbody th a")
    editor_of(page)
    look = """scope => ['p', 'h2', 'h3', 'li', 'blockquote'].map(name => {
      const node = document.querySelector(`${scope} > ${name}, ${scope} > ul > ${name}`)
      if (!node) return name
      const {fontSize, fontFamily, lineHeight, fontWeight, color} = getComputedStyle(node)
      return [name, fontSize, fontFamily, lineHeight, fontWeight, color].join(' ')
    })"""
    surface = page.evaluate(look, ".cke_wysiwyg_div")
    page.click(".object-tools .viewsitelink")
    page.wait_for_selector(".corps")
    page.wait_for_load_state("load")
    assert page.evaluate(look, ".corps") == surface


# Name: in the editor, on the page.
LIKE = {
    "title": ("#id_title", "h1"),
    "standfirst": ("#id_standfirst", ".chapo"),
    "caption": ("figure[data-image] figcaption", ".corps figure .legende"),
    "credit": (".photo-credit", ".corps figure .credit"),
    "pull quote": ("aside.exergue", ".corps figure.exergue"),
    "its words": ("aside.exergue blockquote p", ".corps .exergue blockquote p"),
    "its signatory": ("aside.exergue footer", ".corps .exergue figcaption"),
    "box": ("section.encadre", ".corps aside.encadre"),
    "its title": ("section.encadre h2", ".corps aside.encadre h2"),
    "its text": (".encadre-texte p", ".corps aside.encadre p"),
    "quotation": (".citation-texte", ".corps .citation blockquote"),
    "who speaks": (".citation-texte + footer", ".corps .citation figcaption"),
    "table": (".cke_wysiwyg_div td", ".corps td"),
    "its head": (".cke_wysiwyg_div th", ".corps th"),
    "link elsewhere": (".cke_wysiwyg_div aside.embed", ".corps .embed"),
}
LOOK = """([selector, names]) => {
  const node = document.querySelector(selector)
  if (!node) return {lacks: selector}
  const style = getComputedStyle(node)
  const values = names.map(name => [name, style[name]])
  return {...Object.fromEntries(values), fontFamily: style.fontFamily.split(",")[0]}
}"""
OF_WORDS = ["fontSize", "fontWeight", "lineHeight", "letterSpacing"]
# A field has a frame and an ink of the desk's own.
OF_A_BLOCK = [
    *OF_WORDS, "color", "textIndent", "backgroundColor", "borderTopWidth", "borderTopColor",
    "borderLeftWidth", "paddingTop", "paddingLeft",
]  # fmt: skip


def looks(page: "Page", side: int) -> dict[str, dict[str, str]]:
    """How each part of LIKE looks, in the editor (0) or on the page (1)."""
    return {
        name: page.evaluate(
            LOOK, [sides[side], OF_WORDS if sides[0].startswith("#") else OF_A_BLOCK]
        )
        for name, sides in LIKE.items()
    }


def test_the_blocks_and_the_title_look_as_they_will_print(visits: Visits) -> None:
    picture = make_picture(caption="Le hall.", credit="Studio Exemple")
    article = make_article(
        title="Un titre",
        standfirst="Un chapô.",
        status=Status.READY,
        body=f'<p>C’est «\u00a0Fort.\u00a0»</p><figure data-image="{picture.pk}">'
        "<figcaption>Ici.</figcaption></figure>"
        '<aside class="exergue"><blockquote><p>«\u00a0Fort.\u00a0»</p></blockquote>'
        '<footer>Anne</footer></aside><section class="encadre" data-kind="chiffres">'
        "<h2>Chiffres</h2><p>Un.</p></section><blockquote><p>Oui.</p><footer>Anne</footer>"
        "</blockquote><table><tbody><tr><th>A</th></tr><tr><td>b</td></tr></tbody></table>"
        '<aside class="embed"><a href="https://example.com/v">Une vidéo</a></aside>',
    )
    edition = make_edition(article=article)
    page = visits.desk("editor")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".photo-credit").wait_for()
    written = looks(page, 0)
    box = page.locator("section.encadre")
    # What sort of box it is shows with its tools, and is no word of the box.
    assert box.locator("> .bloc-outils .encadre-sorte").inner_text() == "Chiffres clés"
    assert box.locator("> [data-cke-ornament]").count() == 1
    page.goto(edition.get_absolute_url())
    assert looks(page, 1) == written
