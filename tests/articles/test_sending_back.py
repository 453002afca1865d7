"""An editor returns a text to its author, with a note."""

import pytest
from django.contrib.auth.models import User

from articles import permissions
from articles.models import Article, Status
from articles.publishing import send_back
from tests.articles.history import journal, last_entry, seen_twice, shown
from tests.articles.refusals import STALE, WRONG_STATUS, refused
from tests.clock import Clock
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.READY, Status.ISSUED])
def test_an_editor_sends_back_with_a_note(editor: User, status: Status) -> None:
    article = make_article(status=status)
    send_back(article, editor, "  Sourcer le deuxième chiffre. ")
    assert article.status == Article.objects.get().status == Status.DRAFT
    entry = last_entry(article)
    assert (entry.verb, entry.by, entry.note) == (
        "sent_back",
        editor,
        "Sourcer le deuxième chiffre.",
    )


def test_the_author_can_write_again(editor: User, journalist: User) -> None:
    article = make_article(by=journalist, status=Status.READY)
    assert not permissions.can_change(journalist, article)
    send_back(article, editor, "À reprendre.")
    assert permissions.can_change(journalist, article)


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_note_is_required(editor: User, note: str) -> None:
    article = make_article(status=Status.IN_REVIEW)
    with refused("Tell the author what to change."):
        send_back(article, editor, note)
    assert Article.objects.get().status == Status.IN_REVIEW


def test_a_draft_is_not_sent_back(editor: User) -> None:
    with refused(WRONG_STATUS, status=Status.DRAFT.label):
        send_back(make_article(), editor, "Encore.")


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_nobody_else_sends_back(role: str) -> None:
    user = make_user(role)
    with refused("Your role cannot send an article back."):
        send_back(make_article(by=user, status=Status.IN_REVIEW), user, "À reprendre.")


def test_readers_keep_what_is_live(editor: User, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=1)
    send_back(article, editor, "Mettre à jour les chiffres.")
    assert shown(article) == 1


def test_of_two_copies_the_second_is_told(editor: User) -> None:
    first, second = seen_twice(make_article(status=Status.IN_REVIEW))
    Article.objects.update(version=7)
    with refused(STALE):
        send_back(second, editor, "À reprendre.")
    assert journal(first) == []
