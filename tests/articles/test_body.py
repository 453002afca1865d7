"""From the source that the desk keeps to the HTML that is printed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import image_ids, pieces, render
from images.models import Image

LIBRARY = {pk: Image(pk=pk, alt=f"Vue {pk}.", caption=f"Légende {pk}.") for pk in (1, 2)}


def test_a_figure_leaves_a_mark_and_its_words() -> None:
    body = render('<p>Avant.</p><figure data-image="2"></figure><p>Après.</p>', LIBRARY)
    assert body.html == "<p>Avant.</p><!--figure 0--><p>Après.</p>"
    assert body.figures == [{"image": 2, "alt": "Vue 2.", "caption": "Légende 2."}]


def test_figures_are_numbered_in_the_order_of_the_text() -> None:
    body = render(
        '<figure data-image="2"></figure><p>A.</p><figure data-image="1"></figure>', LIBRARY
    )
    assert [figure["image"] for figure in body.figures] == [2, 1]
    assert list(pieces(body.html)) == [("", 0), ("<p>A.</p>", 1), ("", None)]


def test_the_caption_of_a_use_is_plain_text() -> None:
    caption = "<figcaption>La <em>tribune</em> &amp; la salle</figcaption>"
    source = f'<figure data-image="1">{caption}</figure>'
    assert render(source, LIBRARY).figures[0]["caption"] == "La tribune & la salle"


def test_a_box_and_a_subhead_without_a_word_print_no_heading() -> None:
    box = '<section class="encadre" data-kind="reperes"><h2> </h2><p>Un.</p></section>'
    assert render(f"<h2>\u00a0</h2>{box}<h3></h3>", LIBRARY).html == "<p>Un.</p>"


def test_a_quotation_that_was_never_written_is_not_printed() -> None:
    empty = '<blockquote data-person="3"><p> </p></blockquote>'
    assert render(f"<p>Un.</p>{empty}<p>Deux.</p>", LIBRARY).html == "<p>Un.</p><p>Deux.</p>"


def test_a_decorative_picture_has_no_alternative_text() -> None:
    plain = {1: Image(pk=1, alt="Oublié", decorative=True)}
    assert render('<figure data-image="1"></figure>', plain).figures[0]["alt"] == ""


@pytest.mark.parametrize(
    "figure",
    [
        '<figure data-image="99"></figure>',
        '<figure data-image="99"><figcaption>Perdue</figcaption></figure>',
        "<figure></figure>",
        '<figure data-image="1 onerror=alert(1)"></figure>',
    ],
)
def test_a_figure_without_a_known_picture_is_left_out(figure: str) -> None:
    body = render(f"<p>Avant.</p>{figure}<p>Après.</p>", LIBRARY)
    assert body.html == "<p>Avant.</p><p>Après.</p>"
    assert body.figures == []


def test_a_figure_within_a_figure_leaves_no_stray_tag() -> None:
    body = render('<figure data-image="1"><figure data-image="2"></figure></figure>', LIBRARY)
    assert "<figure" not in body.html
    assert "</figure" not in body.html


def test_a_mark_that_was_typed_is_not_a_figure() -> None:
    body = render("<p>Avant.<!--figure 0-->Après.</p>", LIBRARY)
    assert list(pieces(body.html)) == [("<p>Avant.Après.</p>", None)]
    escaped = render("<p>&lt;!--figure 0--&gt;</p>", LIBRARY)
    assert len(list(pieces(escaped.html))) == 1


def test_subheads_have_anchors_that_are_ascii_stable_and_unique() -> None:
    body = render("<h2>L’été à Œnone</h2><h3>Suite</h3><h2>Suite</h2><h2>!?</h2>", LIBRARY)
    assert re.findall(r'id="([^"]*)"', body.html) == [
        "l-ete-a-oenone", "suite", "suite-2", "intertitre",
    ]  # fmt: skip


def test_a_subhead_cannot_choose_its_anchor() -> None:
    assert render('<h2 id="contenu">Titre</h2>', LIBRARY).html == '<h2 id="titre">Titre</h2>'


def test_a_foreign_subhead_keeps_its_language() -> None:
    assert render('<h2 lang="en">Open data</h2>', LIBRARY).html == (
        '<h2 id="open-data" lang="en">Open data</h2>'
    )


def test_a_pull_quote_becomes_a_figure_with_its_signatory_outside_the_quotation() -> None:
    source = (
        '<aside class="exergue"><blockquote><p>Tout change.</p></blockquote>'
        "<footer>Camille Dupont</footer></aside>"
    )
    assert render(source, LIBRARY).html == (
        '<figure class="exergue" id="citation-tout-change"><blockquote><p>Tout change.</p>'
        "</blockquote>"
        "<figcaption>Camille Dupont</figcaption></figure>"
    )


def test_what_is_printed_went_through_the_fence() -> None:
    html = render('<p onclick="x()">Un<script>alert(1)</script> mot</p>', LIBRARY).html
    assert html == "<p>Un mot</p>"


def test_identifiers_are_found_known_or_not() -> None:
    source = '<figure data-image="7"></figure><p data-image="8"></p><figure></figure>'
    assert image_ids(source) == {7}


FRAGMENTS = st.sampled_from(
    [
        "<p>mot", "</p>", '<figure data-image="1">', '<figure data-image="9">', "</figure>",
        "<figcaption>légende", "</figcaption>", "<h2>titre", "</h2>", '<aside class="exergue">',
        "</aside>", "<footer>nom", "</footer>", "<!--figure 0-->", "<blockquote>", "</blockquote>",
        "&lt;", "<", ">", "texte",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_marks_and_figures_agree_whatever_the_source(source: str) -> None:
    body = render(source, LIBRARY)
    marks = [number for _html, number in pieces(body.html) if number is not None]
    assert marks == list(range(len(body.figures)))
    assert "data-image" not in body.html
