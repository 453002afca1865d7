"""What a page of the desk costs in queries: the same for ten rows and for a thousand, and pinned.

The pages are found by looking at the addresses: a list that is added is covered by itself. With a
hundred thousand articles the same pages are asked by `make bench ARTICLES=100000`.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from articles.models import Article
from newsroom import corpus, corpus_desk
from newsroom.bench import DESK
from tests.factories import client_of, make_user
from tests.newsroom.public_addresses import named

pytestmark = pytest.mark.django_db

Costs = dict[str, int]
ROLES = ("journalist", "chief", "admin")
FEW, MANY = 10, 1_000
PINNED = {page: queries for page, (_name, queries) in DESK.items()}


def pages() -> list[str]:
    """The pages of the desk that need no number to be opened."""
    return [
        name
        for name, entry in named(get_resolver())
        if name.startswith("admin:") and not entry.pattern.converters
        and not entry.pattern.regex.groups and not name.endswith(("logout", "autocomplete"))
    ]  # fmt: skip


def costs(desk: Client) -> Costs:
    """How many queries each page that shows itself makes. Asked twice: what is kept is warm."""
    found = {}
    for name in pages():
        address = reverse(name)
        if desk.get(address).status_code == 200:
            with CaptureQueriesContext(connection) as seen:
                desk.get(address)
            found[name] = len(seen)
    return found


@pytest.fixture(scope="module", autouse=True)
def few(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Costs]]:
    """A thousand rows for this file alone, taken back after it; what each role’s pages cost
    when there were ten."""
    with django_db_blocker.unblock(), transaction.atomic():
        users = {role: make_user(role, username=role) for role in ROLES}
        # The journalist’s own, so that none of the lists is empty for anybody.
        filled(FEW, users["journalist"])
        found = {role: costs(client_of(user)) for role, user in users.items()}
        filled(MANY, users["journalist"], first=FEW)
        yield found
        transaction.set_rollback(True)


def filled(count: int, by: User, first: int = 0) -> None:
    corpus.make(count, lambda progress: None)
    corpus_desk.make(count, by, first)


def desk(role: str) -> Client:
    return client_of(User.objects.get(username=role))


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_the_desk_costs_more_with_a_thousand_rows(
    role: str, few: dict[str, Costs]
) -> None:
    assert {"admin:index", "admin:articles_article_changelist", "admin:board"} <= few[role].keys()
    assert Article.objects.count() == 3 * (FEW + MANY)
    assert costs(desk(role)) == few[role]


def test_the_pages_most_opened_keep_to_their_ceiling(few: dict[str, Costs]) -> None:
    # A server of databases is asked the time as well.
    more = {"admin:index": int(connection.vendor == "postgresql")}
    dear = {
        name: few["admin"][name]
        for name in PINNED
        if few["admin"][name] > PINNED[name] + more.get(name, 0)
    }
    assert not dear


@pytest.mark.parametrize("query", ["?q=texte", "?status__exact=draft", "?o=1", "?p=2", "?o=-2.4"])
def test_searching_sorting_and_leafing_cost_no_more(query: str) -> None:
    editor = desk("chief")
    address = reverse("admin:articles_article_changelist")
    editor.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert editor.get(address + query).status_code == 200
    assert len(seen) <= PINNED["admin:articles_article_changelist"]
