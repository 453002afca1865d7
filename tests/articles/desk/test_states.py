"""What the desk says of an article in a word, in its list and on its page."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article
from tests.articles.desk.pages import LIST, page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_published,
    make_scheduled,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
MARK = re.compile(r'<span class="state state-[a-z_]+">(.*?)</span>')


@pytest.fixture
def desk(editor: User) -> Client:
    return client_of(editor)


def said_of(desk: Client, article: Article) -> list[str]:
    """The same on the list, in the bar and in the box of publication."""
    listed = MARK.findall(desk.get(LIST).content.decode())
    both = MARK.findall(desk.get(page(article)).content.decode())
    assert both == listed * 2
    return listed


def test_what_readers_see_is_online(desk: Client) -> None:
    assert said_of(desk, make_published()) == ["En ligne"]


def test_what_is_to_come_is_scheduled_until_its_second(desk: Client, clock: Clock) -> None:
    article = make_scheduled(clock.after(hours=1))
    assert said_of(desk, article) == ["Programmé"]
    clock.forward(hours=1)
    assert said_of(desk, article) == ["En ligne"]


def test_an_update_to_come_is_said_beside(desk: Client, editor: User, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=1)
    make_edition(article=article, publisher=editor, at=clock.after(hours=1))
    assert said_of(desk, article) == ["En ligne", "Programmé"]


def test_a_withdrawal_that_was_planned_has_come(desk: Client, editor: User, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=1)
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=1))
    assert said_of(desk, article) == ["En ligne"]
    clock.forward(hours=1)
    assert said_of(desk, article) == ["Retiré"]


def test_withdrawn_at_once_it_is_a_draft_again(desk: Client, clock: Clock) -> None:
    assert said_of(desk, make_withdrawn(clock)) == ["Brouillon"]


def test_sent_back_while_readers_see_it_it_is_both(
    desk: Client, editor: User, clock: Clock
) -> None:
    article = make_published()
    publishing.send_back(article, editor, "À reprendre.")
    assert said_of(desk, article) == ["Brouillon", "En ligne"]


def test_a_draft_is_a_draft(desk: Client) -> None:
    assert said_of(desk, make_article()) == ["Brouillon"]
