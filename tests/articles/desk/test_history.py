"""An article's history: every decision with its note, every save with its author."""

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, JournalEntry
from prose.dates import moment
from tests.articles.desk.pages import ADD, page, signing
from tests.clock import Clock
from tests.factories import client_of, make_article, make_section
from tests.forms import send

pytestmark = pytest.mark.django_db


def words_of(user: User, article: Article) -> str:
    return client_of(user).get(page(article, "history")).content.decode()


def test_every_decision_is_told_with_who_and_when(
    journalist: User, editor: User, clock: Clock
) -> None:
    editor.first_name, editor.last_name = "Karim", "Belhadj"
    editor.save()
    article = make_article(by=journalist)
    publishing.submit(article, journalist)
    clock.forward(hours=1)
    publishing.send_back(article, editor, "Nommez la source.")
    sent_back = clock.now()
    clock.forward(hours=1)
    publishing.submit(article, journalist)
    publishing.approve(article, editor)
    edition = publishing.publish(article, editor, at=clock.after(days=1))
    publishing.reschedule(edition, editor, clock.after(days=2))
    publishing.cancel(edition, editor)
    words = words_of(journalist, article)
    for verb in ("SUBMITTED", "SENT_BACK", "APPROVED", "SCHEDULED", "RESCHEDULED", "CANCELLED"):
        assert str(JournalEntry.Verb[verb].label) in words
    assert "Nommez la source." in words
    assert "Karim Belhadj" in words
    assert moment(sent_back) in words


def test_decisions_are_the_newest_first(journalist: User, editor: User, clock: Clock) -> None:
    article = make_article(by=journalist)
    publishing.submit(article, journalist)
    for note in ("La première note.", "La deuxième note."):
        clock.forward(hours=1)
        publishing.send_back(article, editor, note)
        publishing.submit(article, journalist)
    words = words_of(journalist, article)
    assert words.index("La deuxième note.") < words.index("La première note.")


def test_every_save_is_told(journalist: User, clock: Clock) -> None:
    signing(journalist)
    desk = client_of(journalist)
    send(desk, ADD, title="Premier jet", section=make_section().pk)
    article = Article.objects.get()
    first = clock.now()
    clock.forward(minutes=20)
    send(desk, page(article), title="Deuxième jet")
    words = words_of(journalist, article)
    assert moment(first) in words
    assert moment(clock.now()) in words


def test_an_article_that_was_just_begun_has_a_history(journalist: User) -> None:
    article = make_article(by=journalist)
    assert client_of(journalist).get(page(article, "history")).status_code == 200


def test_a_note_is_words_and_never_markup(journalist: User, editor: User) -> None:
    article = make_article(by=journalist)
    publishing.submit(article, journalist)
    publishing.send_back(article, editor, "<script>alert(1)</script>")
    for name in ("history", "change"):
        words = client_of(journalist).get(page(article, name)).content.decode()
        assert "<script>alert(1)" not in words


def test_who_decided_is_forgotten_when_the_login_goes_and_the_decision_stays(
    journalist: User, editor: User, chief: User, clock: Clock
) -> None:
    article = make_article(by=journalist)
    publishing.submit(article, journalist)
    publishing.send_back(article, editor, "À revoir de près.")
    editor.delete()
    assert "À revoir de près." in words_of(chief, article)
