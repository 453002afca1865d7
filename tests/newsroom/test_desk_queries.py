"""What a page of the desk costs in queries: the same for ten rows and for a thousand, and pinned.

The pages are found by looking at the addresses: a list that is added is covered by itself. With a
hundred thousand articles the same pages are asked by `make bench ARTICLES=100000`.
"""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from articles.models import Article
from newsroom import corpus, corpus_desk
from newsroom.bench import DESK
from tests.clock import Clock
from tests.factories import client_of, make_user
from tests.newsroom.public_addresses import named

pytestmark = pytest.mark.django_db

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


def costs(desk: Client) -> dict[str, int]:
    """How many queries each page that shows itself makes. Asked twice: what is kept is warm."""
    found = {}
    for name in pages():
        address = reverse(name)
        if desk.get(address).status_code == 200:
            with CaptureQueriesContext(connection) as seen:
                desk.get(address)
            found[name] = len(seen)
    return found


def filled(count: int, by: User, first: int = 0) -> None:
    corpus.make(count, lambda progress: None)
    corpus_desk.make(count, by, first)


@pytest.mark.parametrize("role", ["journalist", "chief", "admin"])
def test_no_page_of_the_desk_costs_more_with_a_thousand_rows(role: str, clock: Clock) -> None:
    user = make_user(role)
    desk = client_of(user)
    filled(FEW, user)
    few = costs(desk)
    assert {"admin:index", "admin:articles_article_changelist"} <= few.keys()
    filled(MANY, user, first=FEW)
    assert Article.objects.count() == 3 * (FEW + MANY)
    assert costs(desk) == few


def test_the_pages_most_opened_keep_to_their_ceiling(clock: Clock) -> None:
    chief = make_user("admin")
    filled(FEW, chief)
    found = costs(client_of(chief))
    # A server of databases is asked the time as well.
    more = {"admin:index": int(connection.vendor == "postgresql")}
    dear = {name: found[name] for name in PINNED if found[name] > PINNED[name] + more.get(name, 0)}
    assert not dear


@pytest.mark.parametrize("query", ["?q=texte", "?status__exact=draft", "?o=1", "?p=2", "?o=-2.4"])
def test_searching_sorting_and_leafing_cost_no_more(query: str, clock: Clock) -> None:
    editor = make_user("editor")
    desk = client_of(editor)
    filled(MANY, editor)
    address = reverse("admin:articles_article_changelist")
    desk.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert desk.get(address + query).status_code == 200
    assert len(seen) <= PINNED["admin:articles_article_changelist"]
