"""What typography changed at a save is told, and can be undone for good."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.desk.typography_report import changes, count, report, visible
from articles.models import Article, Revision, Status
from prose.typography import typeset
from tests.articles.desk.pages import ADD, page
from tests.clock import Clock
from tests.factories import client_of, make_user
from tests.forms import said, send, sentence

pytestmark = pytest.mark.django_db

TYPED = 'L\'IA : "oui" ?'
SET = "L’IA\u00a0: «\u00a0oui\u00a0»\u202f?"


@pytest.fixture
def desk(journalist: User, clock: Clock) -> Client:
    return client_of(journalist)


def written(desk: Client, **typed: Any) -> Article:
    assert send(desk, ADD, **{"title": "Un titre", "_continue": "1"} | typed).status_code == 302
    return Article.objects.get()


def undo(client: Client, article: Article, number: int, version: int | None = None) -> Any:
    where = reverse("admin:articles_article_undo_typography", args=[article.pk, number])
    seen = Article.objects.get(pk=article.pk).version if version is None else version
    return client.post(where, {"seen_version": seen})


# What is told ---------------------------------------------------------------------------------


def test_each_place_is_told_with_the_words_around() -> None:
    found = list(changes("Il l'a dit : non", "Il l’a dit\u00a0: non"))
    assert [(change.before, change.after) for change in found] == [("'", "’"), (" : ", "\u00a0: ")]
    assert (found[0].lead, found[0].tail) == ("Il l", "a dit\u00a0: non")


def test_the_kinds_of_space_are_made_visible() -> None:
    assert visible("a b\u00a0c\u202fd") == "a␣b⍽c⎵d"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Etat des lieux", [("Etat", "État")]),
        ("La 2ème fois, au coeur", [("ème", "e"), ("coeur", "cœur")]),
        ("L'Etat, dit-il : oui.", [("'", "’"), ("Etat", "État"), (" : ", "\u00a0: ")]),
        ("La 1ère fois : 10000 €", [
            ("ère", "re"), (" : ", "\u00a0: "), ("", "\u202f"), (" €", "\u00a0€"),
        ]),
    ],
)  # fmt: skip
def test_a_change_of_letters_is_told_by_the_word(typed: str, told: list[tuple[str, str]]) -> None:
    assert [(one.before, one.after) for one in changes(typed, typeset(typed))] == told


def test_a_text_without_one_word_in_common_is_told(desk: Client) -> None:
    assert [(one.before, one.after) for one in changes("un", "deux")] == [("un", "deux")]


def test_letters_put_right_are_kept_told_and_undone(desk: Client) -> None:
    body = "<p>La 2ème fois.</p><p>Rien ici, rien là.</p>"
    article = written(desk, title="Etat des lieux", body=body)
    assert (article.title, article.body) == ("État des lieux", body.replace("2ème", "2e"))
    revision = Revision.objects.get()
    assert revision.typed == {"title": "Etat des lieux", "body": body}
    assert [[(one.before, one.after) for one in field.changes] for field in report(revision)] == [
        [("Etat", "État")],
        [("ème", "e")],
    ]
    assert "desk-typography" in desk.get(page(article)).content.decode()
    undo(desk, article, 1)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Etat des lieux", body)


def test_a_long_text_is_told_quickly() -> None:
    assert sum(1 for _ in changes("mot : " * 50_000, "mot\u00a0: " * 50_000)) == 50_000


def test_a_save_keeps_what_was_typed(desk: Client) -> None:
    article = written(desk, title=TYPED, body="<p>C'est dit !</p><p>Rien ici.</p>", kicker="Santé")
    assert article.title == SET
    revision = Revision.objects.get()
    assert revision.typed == {"title": TYPED, "body": "<p>C'est dit !</p><p>Rien ici.</p>"}
    assert count(revision) == 5
    assert [field.label for field in report(revision)] == ["Titre", "Corps"]


def test_nothing_is_kept_when_typesetting_changed_nothing(desk: Client) -> None:
    article = written(desk, title=SET, body="<p>Rien ici.</p>")
    assert Revision.objects.get().typed is None
    assert "desk-typography" not in desk.get(page(article)).content.decode()


def test_what_the_fence_drops_is_no_typography(desk: Client) -> None:
    written(desk, body='<p style="color: red">Rien <span>ici</span>.</p><p></p>')
    assert Revision.objects.get().typed is None


def test_the_writer_is_told_on_the_article_s_page(desk: Client, editor: User) -> None:
    article = written(desk, title=TYPED)
    words = desk.get(page(article)).content.decode()
    where = reverse("admin:articles_article_typography", args=[article.pk, 1])
    assert f'href="{where}"' in words
    assert 'form="undo-typography"' in words
    assert "desk-typography" not in client_of(editor).get(page(article)).content.decode()
    shown = desk.get(where).content.decode()
    assert "<del>&#x27;</del>" in shown
    assert "<ins>⍽:␣«⍽</ins>" in shown


# Undoing --------------------------------------------------------------------------------------


def test_undoing_gives_back_what_was_typed(desk: Client, journalist: User) -> None:
    article = written(desk, title=TYPED, body="<p>C'est dit !</p>")
    undo(desk, article, 1)
    article.refresh_from_db()
    assert (article.title, article.body) == (TYPED, "<p>C'est dit !</p>")
    last = article.revisions.get(number=2)
    assert (last.number, last.by, last.content["title"]) == (2, journalist, TYPED)
    assert count(last) == 0


def test_the_next_save_leaves_it_alone_until_it_is_written_in(desk: Client) -> None:
    article = written(desk, title=TYPED, body="<p>C'est dit !</p>")
    undo(desk, article, 1)
    for kicker in ("Santé", "Hôpital"):
        send(desk, page(article), kicker=kicker)
    article.refresh_from_db()
    assert (article.title, article.body) == (TYPED, "<p>C'est dit !</p>")
    send(desk, page(article), title=TYPED + " Non !")
    article.refresh_from_db()
    assert article.title == SET + " Non\u202f!"
    assert article.body == "<p>C'est dit !</p>"


def test_only_the_last_save_is_undone(desk: Client) -> None:
    article = written(desk, title=TYPED)
    send(desk, page(article), kicker="Santé")
    undo(desk, article, 1)
    article.refresh_from_db()
    assert (article.title, article.kicker) == (SET, "Santé")


def test_what_somebody_saved_meanwhile_is_not_undone(desk: Client, editor: User) -> None:
    article = written(desk, title=TYPED)
    seen = article.version
    send(client_of(editor), page(article), standfirst="Un chapô.")
    answer = undo(desk, article, 1, version=seen)
    article.refresh_from_db()
    assert (article.title, article.standfirst) == (SET, "Un chapô.")
    assert sentence("Something else was saved since: the typography stays as it is.") in [
        " ".join(words.split()) for words in said(answer)
    ]


def test_a_save_without_typography_has_nothing_to_undo(desk: Client) -> None:
    article = written(desk, title="Un titre")
    undo(desk, article, 1)
    assert Revision.objects.count() == 1


def test_who_may_not_change_the_article_undoes_nothing(desk: Client) -> None:
    article = written(desk, title=TYPED)
    assert undo(client_of(make_user("journalist")), article, 1).status_code == 404
    Article.objects.update(status=Status.READY)
    undo(desk, article, 1)
    assert Article.objects.get().title == SET


def test_undoing_is_a_post(desk: Client) -> None:
    article = written(desk, title=TYPED)
    where = reverse("admin:articles_article_undo_typography", args=[article.pk, 1])
    assert desk.get(where).status_code == 405


# The words around -----------------------------------------------------------------------------


def test_a_change_is_shown_among_whole_words_of_its_line() -> None:
    typed = "Une administration centrale attend : les établissements hospitaliers aussi"
    (change,) = changes(typed, typed.replace(" :", "\u00a0:"))
    assert (change.lead, change.before, change.after) == ("…centrale attend", " : ", "\u00a0: ")
    assert change.tail == "les établissements…"
    (first,) = changes("Fin\nC'est dit\nSuite", "Fin\nC’est dit\nSuite")
    assert (first.lead, first.tail) == ("C", "est dit")
