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
