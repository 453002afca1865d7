"""A withdrawn article is not read any more, from that second on."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Edition, Status
from articles.publishing import approve, publish, submit, withdraw
from tests.articles.history import around, chain, journal, last_entry, seen_twice, shown
from tests.articles.refusals import CANNOT_PUBLISH, STALE, refused
from tests.clock import Clock
from tests.factories import make_published, make_ready, make_scheduled, make_user, make_withdrawn

pytestmark = pytest.mark.django_db

NOTHING_ONLINE = "Nothing of this article is online. To give up a schedule, cancel it."


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_only_a_publisher_withdraws(role: str) -> None:
    article = make_published()
    with refused(CANNOT_PUBLISH):
        withdraw(article, make_user(role), "Erreur sur la personne.")
    assert shown(article) == 1


def test_nothing_is_visible_from_the_withdrawal_on(editor: User, clock: Clock) -> None:
    article, begun = make_published(), clock.now()
    end = clock.forward(hours=1)
    withdraw(article, editor, " Erreur sur la personne. ")
    assert around(article, end) == [1, None, None]
    assert chain(article) == [(1, begun, end)]
    assert article.status == Article.objects.get().status == Status.DRAFT
    entry = last_entry(article)
    assert (entry.verb, entry.by, entry.note) == ("withdrawn", editor, "Erreur sur la personne.")
    assert entry.edition == Edition.objects.get()


def test_what_is_scheduled_is_cancelled_with_it(editor: User, clock: Clock) -> None:
    article, later = make_published(), clock.after(hours=5)
    publish(article, editor, at=later)
    publish(article, editor, at=clock.after(hours=6))
    clock.forward(hours=1)
    withdraw(article, editor, "Erreur sur la personne.")
    assert around(article, later) == [None, None, None]
    assert [edition.cancelled for edition in Edition.objects.order_by("number")] == [
        False,
        True,
        True,
    ]
    assert Edition.objects.next_boundary() is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_required(editor: User, reason: str) -> None:
    article = make_published()
    with refused("Say why the article is withdrawn: the journal keeps it."):
        withdraw(article, editor, reason)
    assert shown(article) == 1


def test_a_schedule_is_not_withdrawn_but_cancelled(editor: User, clock: Clock) -> None:
    article = make_scheduled(clock.after(hours=1))
    with refused(NOTHING_ONLINE):
        withdraw(article, editor, "Trop tôt.")
    assert Article.objects.get().status == Status.ISSUED


def test_an_article_is_withdrawn_once(editor: User, clock: Clock) -> None:
    article = make_withdrawn(clock)
    with refused(NOTHING_ONLINE):
        withdraw(article, editor, "Encore.")
    assert journal(article) == ["published", "withdrawn"]


@pytest.mark.parametrize("status", list(Status))
def test_what_is_live_is_withdrawn_wherever_the_working_copy_stands(
    editor: User, clock: Clock, status: Status
) -> None:
    article = make_published()
    Article.objects.update(status=status)
    clock.forward(seconds=1)
    withdraw(article, editor, "Décision de justice.")
    assert shown(article) is None


def test_of_two_copies_the_second_is_told(editor: User, clock: Clock) -> None:
    first, second = seen_twice(make_published())
    clock.forward(seconds=1)
    publish(first, editor)
    with refused(STALE):
        withdraw(second, editor, "Erreur sur la personne.")
    assert shown(first) == 2


def test_other_articles_stay(editor: User, clock: Clock) -> None:
    other = make_published()
    make_withdrawn(clock)
    assert shown(other) == 1


def test_an_article_comes_back_under_its_first_date_and_address(editor: User, clock: Clock) -> None:
    promised = clock.now()
    article = make_withdrawn(clock)
    address = Edition.objects.get().path
    clock.forward(days=30)
    submit(article, editor)
    approve(article, editor)
    edition = publish(article, editor)
    assert (edition.number, edition.kind) == (2, "update")
    assert (edition.first_published_at, edition.path) == (promised, address)
    assert around(article, clock.now()) == [None, 2, 2]


def test_an_article_withdrawn_at_the_second_of_its_update_shows_neither(
    editor: User, clock: Clock
) -> None:
    article = make_ready()
    publish(article, editor)
    publish(article, editor, at=clock.after(hours=1))
    at = clock.forward(hours=1)
    withdraw(article, editor, "Erreur sur la personne.")
    assert around(article, at) == [1, None, None]
