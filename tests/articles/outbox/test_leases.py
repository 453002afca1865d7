"""A lease belongs to one worker, and a worker that dies loses it."""

from datetime import timedelta

import pytest

from articles.models import Notice, OutboxItem
from articles.outbox import leasing, working
from tests.clock import Clock
from tests.factories import author_of, make_edition, make_user

pytestmark = pytest.mark.django_db
State = OutboxItem.State


def leased(clock: Clock) -> list[OutboxItem]:
    return list(leasing.due(clock.now, [*working.WITHIN, *working.OUTSIDE], 10))


def test_of_two_workers_one_gets_the_item(clock: Clock) -> None:
    make_edition()
    assert len(leased(clock)) == 1
    assert leased(clock) == []


def test_two_that_saw_the_same_item_do_not_both_lease_it(clock: Clock) -> None:
    make_edition()
    first, second = OutboxItem.objects.get(), OutboxItem.objects.get()
    assert leasing.lease(first, clock.now())
    assert not leasing.lease(second, clock.now())


def test_the_item_of_a_worker_that_was_killed_is_taken_up_after_its_lease(clock: Clock) -> None:
    make_edition()
    leased(clock)
    clock.set(clock.now() + leasing.LEASE - timedelta(milliseconds=1))
    assert leased(clock) == []
    clock.forward(milliseconds=1)
    [again] = leased(clock)
    assert again.attempts == 2


def test_a_worker_that_comes_back_after_its_lease_may_not_finish(clock: Clock) -> None:
    make_edition()
    [slow] = leased(clock)
    clock.set(clock.now() + leasing.LEASE)
    [quick] = leased(clock)
    assert not leasing.finish(slow, State.DONE, clock.now())
    assert leasing.finish(quick, State.DONE, clock.now())


def test_a_worker_that_lost_its_lease_announces_nothing_twice(clock: Clock) -> None:
    user = make_user("journalist")
    make_edition(authors=[author_of(user)])
    [slow] = leased(clock)
    clock.set(clock.now() + leasing.LEASE)
    [quick] = leased(clock)
    working.attempt(quick, clock.now)
    working.attempt(slow, clock.now)
    working.work(clock.now)
    assert Notice.objects.filter(to=user).count() == 1


def test_an_item_that_kills_each_worker_is_given_up(clock: Clock) -> None:
    make_edition()
    for _ in range(len(leasing.PAUSES) + 1):
        assert len(leased(clock)) == 1
        clock.set(clock.now() + leasing.LEASE)
    assert leased(clock) == []
    assert OutboxItem.objects.get().state == State.FAILED


def test_the_items_tried_least_come_first(clock: Clock) -> None:
    poison = make_edition()
    leased(clock)
    clock.set(clock.now() + leasing.LEASE)
    fresh = make_edition()
    assert [item.edition_id for item in leased(clock)] == [fresh.pk, poison.pk]
