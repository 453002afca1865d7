"""Rich text as words."""

import pytest

from prose.plain import reading_minutes, running_text_of, signs, text_of, words


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Un <strong>mot</strong>.</p>", "Un mot."),
        ("<p>Un.</p><p>Deux.</p>", "Un. Deux."),
        ("<h2>Titre</h2><p>Texte</p>", "Titre Texte"),
        ("<ul><li>un</li><li>deux</li></ul>", "un deux"),
        ("<p>ligne<br>suivante</p>", "ligne suivante"),
        ("<td>a</td><td>b</td>", "a b"),
        ("<p>A &amp; B &lt;c&gt;</p>", "A & B <c>"),
        ("<p>10\u00a0%\u202f!</p>\n\n<p>x</p>", "10 % ! x"),
        ("<p>&nbsp;</p>", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_text_on_one_line(source: str, text: str) -> None:
    assert text_of(source) == text


def test_inline_markup_does_not_cut_a_word() -> None:
    assert text_of("<p>1<sup>er</sup> H<sub>2</sub>O</p>") == "1er H2O"


def test_the_running_text_leaves_out_what_is_not_read_in_line() -> None:
    source = (
        '<p>Avant.</p><figure data-image="1"><figcaption>Légende</figcaption></figure>'
        '<aside class="exergue"><blockquote><p>Exergue</p></blockquote></aside><p>Après.</p>'
    )
    assert running_text_of(source) == "Avant. Après."


def test_signs_are_counted_as_a_newsroom_commissions_them() -> None:
    assert signs("<p>Un&nbsp;mot, <em>deux</em>.</p>") == len("Un mot, deux.")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("L’été", 1), ("porte-parole", 1), ("un deux, trois !", 3), ("10 % – 3", 2)],
)
def test_words_are_counted_as_they_are_read(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (220, 1), (440, 2), (2200, 10)])
def test_reading_takes_a_minute_at_least(count: int, minutes: int) -> None:
    assert reading_minutes(f"<p>{'mot ' * count}</p>") == minutes


def test_a_sign_in_an_attribute_or_a_stray_one_is_no_end_of_a_tag() -> None:
    assert text_of('<p><abbr title="a < b > c">ANS</abbr> fin</p>') == "ANS fin"
    assert text_of("<p>1 < 2</p><p>x</p>") == "1 < 2 x"


def test_a_long_hostile_text_is_read_in_reasonable_time() -> None:
    assert text_of("<" * 200_000) == "<" * 200_000
    assert text_of('<"' * 100_000).startswith("<")
    assert running_text_of("<figure>" * 500) == ""
