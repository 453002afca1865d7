"""A worker at hand: it does what is due now, until nothing is."""

from articles.outbox import working
from tests.clock import Clock


def work(clock: Clock) -> None:
    while working.work(clock.now):
        pass
