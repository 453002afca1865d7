"""A machine whose own clock is two minutes off announces neither early nor late."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Notice, OutboxItem
from articles.outbox import working
from articles.outbox.instants import database_now
from newsroom.lanes import LONGEST_PAUSE, until_next
from tests.clock import Clock
from tests.factories import author_of, make_scheduled, make_user

OFF = timedelta(minutes=2)
State = OutboxItem.State


def scheduled(at: datetime) -> None:
    make_scheduled(at, authors=[author_of(make_user("journalist"))])


def work(now: Callable[[], datetime] = database_now) -> None:
    while working.work(now):
        pass


@pytest.fixture
def own_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets this machine's clock off by so much; that of the database stays."""
    right = timezone.now

    def off(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: right() + by)

    return off


@pytest.mark.django_db
@pytest.mark.parametrize("off", [OFF, -OFF])
def test_a_worker_asks_no_clock_but_the_one_that_all_agree_on(off: timedelta, clock: Clock) -> None:
    agreed = Clock(clock.after(minutes=10))
    scheduled(agreed.now())
    agreed.set(agreed.now() - timedelta(seconds=1))
    clock.set(agreed.now() + off)
    work(agreed.now)
    assert OutboxItem.objects.get().state == State.WAITING
    agreed.forward(seconds=1)
    clock.set(agreed.now() + off)
    work(agreed.now)
    assert Notice.objects.get().at == agreed.now()
    assert OutboxItem.objects.get(kind="live").lateness == 0


@pytest.mark.needs_postgres
@pytest.mark.django_db
def test_a_machine_that_is_fast_announces_nothing_early(
    own_clock: Callable[[timedelta], None],
) -> None:
    scheduled(database_now() + OFF / 2)
    own_clock(OFF)
    work()
    assert OutboxItem.objects.get().state == State.WAITING
    assert not Notice.objects.exists()
    # It does not spin either until the instant has come.
    assert until_next() == LONGEST_PAUSE


@pytest.mark.needs_postgres
@pytest.mark.django_db
def test_a_machine_that_is_slow_misses_nothing(own_clock: Callable[[timedelta], None]) -> None:
    own_clock(-OFF)
    # For this machine it is still to come by a minute.
    scheduled(database_now() - OFF / 2)
    work()
    assert OutboxItem.objects.get(kind="live").state == State.DONE
    assert Notice.objects.count() == 1
