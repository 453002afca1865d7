"""Two editors at once, each on a connection of their own: one wins, the other is told."""

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article, Edition
from articles.publishing import (
    PublishingError,
    approve,
    cancel,
    publish,
    reschedule,
    submit,
    withdraw,
)
from tests.articles.history import chain, journal
from tests.clock import Clock
from tests.factories import make_article, make_edition, make_published, make_ready, make_section

pytestmark = [pytest.mark.needs_postgres, pytest.mark.django_db(transaction=True)]

Act = Callable[[], object]
ROUNDS = 5


def at_once(*acts: Act) -> list[object]:
    """Does each act in a thread of its own, from the same moment on; their results or refusals."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def do(position: int, act: Act) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            results[position] = act()
        except Exception as error:  # noqa: BLE001  the test looks at it
            results[position] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return results


def refusals(results: list[object]) -> list[PublishingError]:
    """The refusals among `results`; any other error fails the test."""
    found = []
    for result in results:
        if isinstance(result, PublishingError):
            found.append(result)
        elif isinstance(result, Exception):
            raise AssertionError from result
    return found


def copies(article: Article) -> list[Article]:
    return [Article.objects.get(pk=article.pk) for _ in range(2)]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_publish_one_wins_and_the_other_is_told(
    editor: User, chief: User, _round: int
) -> None:
    article = make_ready()
    one, other = copies(article)
    told = refusals(at_once(lambda: publish(one, editor), lambda: publish(other, chief)))
    assert len(told) == 1
    assert str(told[0]).strip()
    assert Edition.objects.filter(article=article).count() == 1
    assert journal(article) == ["published"]


def test_of_two_who_publish_an_update_one_wins(editor: User, chief: User) -> None:
    article = make_published()
    one, other = copies(article)
    told = refusals(at_once(lambda: publish(one, editor), lambda: publish(other, chief)))
    assert len(told) == 1
    assert [number for number, *_ in chain(article)] == [1, 2]
    assert Edition.objects.visible().filter(article=article).count() == 1


def test_of_two_who_submit_and_of_two_who_approve_one_wins(editor: User, chief: User) -> None:
    article = make_article()
    one, other = copies(article)
    assert len(refusals(at_once(lambda: submit(one, editor), lambda: submit(other, chief)))) == 1
    one, other = copies(article)
    assert len(refusals(at_once(lambda: approve(one, editor), lambda: approve(other, chief)))) == 1
    assert journal(article) == ["submitted", "approved"]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_update_published_while_a_schedule_is_cancelled_leaves_one_line_of_time(
    editor: User, chief: User, clock: Clock, _round: int
) -> None:
    article = make_published()
    begun, update = clock.now(), make_edition(article=article, at=clock.after(hours=2))
    now = clock.forward(hours=1)
    copy = Article.objects.get(pk=article.pk)
    results = at_once(lambda: publish(copy, editor), lambda: cancel(update, chief))
    told = refusals(results)
    # The cancellation holds whoever was first; the publication is told if the article moved.
    assert not isinstance(results[1], Exception)
    wanted = [(1, begun, None)] if told else [(1, begun, now), (3, now, None)]
    assert chain(article) == wanted


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_move_a_schedule_the_second_is_told_where_it_went(
    editor: User, chief: User, clock: Clock, _round: int
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    one, other = (Edition.objects.get(pk=edition.pk) for _ in range(2))
    early, late = clock.after(hours=2), clock.after(hours=3)
    told = refusals(
        at_once(lambda: reschedule(one, editor, early), lambda: reschedule(other, chief, late))
    )
    assert len(told) == 1
    edition.refresh_from_db()
    assert edition.live_from in {early, late}
    assert chain(edition.article) == [(1, edition.live_from, None)]


def test_of_two_who_cancel_a_schedule_the_second_is_told(
    editor: User, chief: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    one, other = (Edition.objects.get(pk=edition.pk) for _ in range(2))
    assert len(refusals(at_once(lambda: cancel(one, editor), lambda: cancel(other, chief)))) == 1
    assert journal(edition.article) == ["scheduled", "cancelled"]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_withdrawal_and_a_publication_at_once_end_as_the_winner_said(
    editor: User, chief: User, clock: Clock, _round: int
) -> None:
    article = make_published()
    clock.forward(hours=1)
    one, other = copies(article)
    results = at_once(
        lambda: publish(one, editor), lambda: withdraw(other, chief, "Erreur sur la personne.")
    )
    assert len(refusals(results)) == 1
    live = Edition.objects.visible(clock.after(seconds=1)).filter(article=article).exists()
    assert live is not isinstance(results[0], PublishingError)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_articles_that_want_an_address_at_once_one_gets_it(
    editor: User, chief: User, _round: int
) -> None:
    section = make_section()
    one, other = (make_ready(section=section, slug="accord") for _ in range(2))
    told = refusals(at_once(lambda: publish(one, editor), lambda: publish(other, chief)))
    assert len(told) == 1
    assert Edition.objects.filter(section=section).count() == 1
    statuses = sorted(Article.objects.filter(section=section).values_list("status", flat=True))
    assert statuses == ["issued", "ready"]
