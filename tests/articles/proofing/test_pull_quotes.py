"""A pull quote is of the text word for word, or says that it is not."""

import pytest
from django.contrib.auth.models import User

from articles.body import render
from articles.desk.proofing import check
from prose.sanitise import clean
from tests.factories import make_article

pytestmark = pytest.mark.django_db

SAID = "<p>« Rien n’est joué, dit-elle. Le comité attend 1\u202f000 réponses. »</p>"


def aside(words: str, more: str = "") -> str:
    quote = f"<blockquote><p>{words}</p></blockquote><footer>Odile Sérignac</footer>"
    return f'<aside class="exergue"{more}>{quote}</aside>'


def found(body: str) -> list[str]:
    codes = [one.code for one in check(make_article(body=body))]
    return [code for code in codes if code == "pullquote-not-in-body"]


@pytest.mark.parametrize(
    "words",
    [
        "Rien n’est joué",
        "« Rien n'est joué »",
        "«\u00a0Rien  n’est joué.\u00a0»",
        "Le comité attend 1 000 réponses",
    ],
)
def test_spaces_apostrophes_and_guillemets_aside_it_is_in_the_text(words: str) -> None:
    assert found(SAID + aside(words)) == []
    assert found(aside(words) + SAID) == []


@pytest.mark.parametrize("words", ["Tout est joué", "Rien n’est jou", "Le comité attend"[::-1]])
def test_other_words_are_found(words: str) -> None:
    assert len(found(SAID + aside(words))) == 1


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("10 % des patients attendent", True),
        ("10\u202f% des patients attendent", True),
        ("10% des patients attendent", True),
        ("10 des patients attendent", False),
        ("un vis-à-vis", True),
        ("un vis à vis", False),
        ("L'outil n'est pas un\u202fprogrès", True),
        ("L’outil n’est plus un progrès", False),
        ("- L’outil n’est pas un progrès -", True),
        ("outi", False),
    ],
)
def test_it_is_in_the_text_to_the_word_and_to_the_sign_that_is_read(
    words: str, there: bool
) -> None:
    text = (
        "<p>Chez nous, 10\u00a0% des patients attendent un vis-à-vis.</p>"
        "<p>Pour elle, « l’outil <em>n’est</em>\u00a0pas un progrès ».</p>"
    )
    assert (found(text + aside(words)) == []) is there


@pytest.mark.parametrize(
    "text",
    [
        '<figure data-image="1"><figcaption>Rien n’est joué ici</figcaption></figure>',
        "<h2>Rien n’est joué ici</h2>",
        "<p>Rien n’est</p><h2>Joué</h2><p>ici</p>",
        "<p>Il n’y a rien. Rien n’est</p><p>joué ici, dit-elle.</p>",
        "<blockquote><p>Oui.</p><footer>Rien n’est joué ici</footer></blockquote>",
    ],
)
def test_captions_subheads_and_words_across_paragraphs_vouch_for_nothing(text: str) -> None:
    assert len(found(text + aside("Rien n’est joué ici"))) == 1


@pytest.mark.parametrize(
    "text", ["<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>", "<section>{}</section>"]
)
def test_lists_quotations_and_boxes_are_of_the_text(text: str) -> None:
    paragraph = "<p>Rien n’est joué ici.</p>" if "<p>" not in text else "Rien n’est joué ici."
    assert found(text.format(paragraph) + aside("Rien n’est joué ici")) == []


def test_a_pull_quote_does_not_vouch_for_another() -> None:
    assert len(found(SAID + aside("Tout est joué") * 2)) == 2


def test_words_from_elsewhere_say_so() -> None:
    body = SAID + aside("Tout est joué", ' data-hors-article="1"')
    assert 'data-hors-article="1"' in clean(body)
    assert found(clean(body)) == []


@pytest.mark.parametrize("value", ["0", "oui", "javascript:1"])
def test_the_flag_has_one_value(value: str) -> None:
    assert "hors-article" not in clean(aside("Mots", f' data-hors-article="{value}"'))


def test_readers_do_not_get_the_flag(editor: User) -> None:
    html = render(SAID + aside("Tout est joué", ' data-hors-article="1"'), {}).html
    assert "Tout est joué" in html
    assert "hors-article" not in html
