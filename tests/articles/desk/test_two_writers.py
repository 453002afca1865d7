"""Two people on one article: nobody covers the other's text, and nothing typed is lost."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, Edition, Status
from prose.dates import moment
from tests.articles.desk.pages import page, page_of_edition
from tests.clock import Clock
from tests.factories import client_of, make_article, make_edition, make_ready, make_section
from tests.forms import Answer, errors_of, form_of, send, sentence

pytestmark = pytest.mark.django_db

STALE = (
    "%(who)s changed this article on %(when)s while you were writing. Nothing was "
    "saved, and your text is still below: copy it, reload the page, then merge."
)
CHANGED = "Somebody changed this article meanwhile. Reload the page and read it again."


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    return make_article(by=journalist, title="Le texte de départ", status=Status.IN_REVIEW)


def late(mine: Client, theirs: Client, address: str, **typed: str) -> Answer:
    """The answer to a form that was opened before the other one saved."""
    opened = form_of(mine.get(address))
    assert send(theirs, address, title="Le texte de l’autre").status_code == 302
    return mine.post(address, opened.with_typed(typed))


def test_the_second_writer_is_told_who_saved_and_when(
    article: Article, journalist: User, editor: User, clock: Clock
) -> None:
    editor.first_name, editor.last_name = "Karim", "Belhadj"
    editor.save()
    clock.forward(minutes=3)
    answer = late(client_of(journalist), client_of(editor), page(article), title="Le mien")
    assert answer.status_code == 200
    expected = sentence(STALE, who="Karim Belhadj", when=moment(clock.now()))
    assert errors_of(answer)["__all__"] == expected


def test_nothing_of_the_second_text_is_saved_and_all_of_it_is_given_back(
    article: Article, journalist: User, editor: User
) -> None:
    other = make_section()
    typed = {
        "title": "Le mien", "kicker": "Santé", "standfirst": "Mon chapô.",
        "body": "<p>Mon corps de texte.</p>", "section": str(other.pk), "slug": "le-mien",
    }  # fmt: skip
    answer = late(client_of(journalist), client_of(editor), page(article), **typed)
    article.refresh_from_db()
    assert article.title == "Le texte de l’autre"
    assert article.section != other
    assert article.revisions.count() == 1
    assert {name: form_of(answer)[name] for name in typed} == typed


def test_sending_the_same_form_again_is_refused_again(
    article: Article, journalist: User, editor: User
) -> None:
    mine = client_of(journalist)
    answer = late(mine, client_of(editor), page(article), title="Le mien")
    assert mine.post(page(article), form_of(answer).values).status_code == 200
    assert Article.objects.get().title == "Le texte de l’autre"


def test_after_a_reload_the_second_writer_saves(
    article: Article, journalist: User, editor: User
) -> None:
    mine = client_of(journalist)
    late(mine, client_of(editor), page(article), title="Le mien")
    assert send(mine, page(article), title="Les deux ensemble").status_code == 302
    assert Article.objects.get().title == "Les deux ensemble"


def test_one_s_own_second_tab_is_no_exception(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    answer = late(mine, mine, page(article), title="L’autre onglet")
    assert answer.status_code == 200
    assert Article.objects.get().title == "Le texte de l’autre"


def test_a_decision_in_between_is_a_change_too(
    article: Article, journalist: User, editor: User
) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(page(article)))
    publishing.send_back(Article.objects.get(), editor, "À reprendre.")
    assert mine.post(page(article), opened.with_typed({"title": "Trop tard"})).status_code == 200
    assert Article.objects.get().title == "Le texte de départ"


@pytest.mark.parametrize("typed", [None, "", "0", "99"])
def test_a_form_that_does_not_say_what_it_saw_saves_nothing(
    article: Article, journalist: User, editor: User, typed: str | None
) -> None:
    send(client_of(editor), page(article), title="Le texte de l’autre")
    answer = send(client_of(journalist), page(article), seen_version=typed, title="Le mien")
    assert answer.status_code == 200
    assert Article.objects.get().title == "Le texte de l’autre"


# Decisions taken on a text that has changed since ---------------------------------------------


@pytest.mark.parametrize("name", ["publish", "send_back"])
def test_an_editor_does_not_decide_on_a_text_that_changed_since(
    editor: User, chief: User, name: str, clock: Clock
) -> None:
    article = make_ready(title="Le texte lu")
    mine = client_of(editor)
    opened = form_of(mine.get(page(article, name)))
    send(client_of(chief), page(article), title="Un texte que personne n’a relu")
    answer = mine.post(page(article, name), opened.with_typed({"note": "Ma longue note."}))
    assert answer.status_code == 200
    assert errors_of(answer)["__all__"] == sentence(CHANGED)
    assert "Ma longue note." in answer.content.decode() or name == "publish"
    assert Article.objects.get().status == Status.READY
    assert not Edition.objects.exists()


def test_an_editor_does_not_withdraw_what_was_mended_meanwhile(
    editor: User, chief: User, clock: Clock
) -> None:
    article = make_edition(publisher=chief).article
    mine = client_of(editor)
    opened = form_of(mine.get(page(article, "withdraw")))
    send(client_of(chief), page(article), title="Le nom est corrigé")
    mine.post(page(article, "withdraw"), opened.with_typed({"note": "Nom faux."}))
    assert Edition.objects.visible().exists()


def test_two_editors_move_one_schedule_and_the_second_is_told(
    editor: User, chief: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(days=1))
    address = page_of_edition(edition, "reschedule")
    mine = client_of(editor)
    opened = form_of(mine.get(address))
    send(client_of(chief), address, at="2025-02-20T08:00")
    answer = mine.post(address, opened.with_typed({"at": "2025-02-21T08:00"}))
    assert errors_of(answer)["__all__"] == sentence(CHANGED)
    assert form_of(answer)["at"] == "2025-02-21T08:00"
    assert Edition.objects.get().live_from.day == 20
