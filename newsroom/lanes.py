"""The worker's lanes: threads that each do one sort of work, so that none waits for another's."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, connections

from articles.outbox import working
from articles.outbox.destinations import Destinations
from articles.outbox.instants import database_now

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 0.5  # seconds without a look at the outbox
BEAT = 5.0  # seconds between two signs of life
SENDERS = 3  # requests to the outside at the same time


class Lane(threading.Thread):
    """Calls `turn` until told to stop; waits when it had nothing to do, or failed."""

    def __init__(
        self, name: str, turn: Callable[[], bool], stop: threading.Event, pause: Callable[[], float]
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.turn, self.halted, self.pause = turn, stop, pause

    def run(self) -> None:
        while not self.halted.is_set():
            close_old_connections()
            try:
                busy = self.turn()
            except Exception:
                # The database may be away for a moment: the lane outlives it.
                logger.exception("Lane %s failed", self.name)
                busy = False
            if not busy:
                self.halted.wait(self.safe_pause())
        connections.close_all()

    def safe_pause(self) -> float:
        try:
            return self.pause()
        except Exception:
            logger.exception("Lane %s failed", self.name)
            return LONGEST_PAUSE


def lanes(stop: threading.Event) -> list[Lane]:
    """The lanes of announcements and of the sign of life."""
    name, started = f"{socket.gethostname()}:{os.getpid()}", database_now()
    destinations = Destinations()

    def within() -> bool:
        return working.work(kinds=working.WITHIN) > 0

    def mail() -> bool:
        return working.work(kinds=working.MAIL) > 0

    def requests() -> bool:
        return working.work(kinds=working.REQUESTS, destinations=destinations) > 0

    def beat() -> bool:
        working.beat(name, started, database_now())
        return False

    return [
        Lane("beat", beat, stop, lambda: BEAT),
        Lane("within", within, stop, until_next),
        Lane("mail", mail, stop, until_next),
        *(Lane(f"requests-{rank}", requests, stop, until_next) for rank in range(SENDERS)),
    ]


def until_next() -> float:
    """Seconds to wait: to the next instant asked for, half a second at most."""
    now = database_now()
    return seconds_between(now, working.next_due(now))


def seconds_between(now: datetime, due: datetime | None) -> float:
    ahead = (due - now) / timedelta(seconds=1) if due else LONGEST_PAUSE
    return min(max(ahead, 0.0), LONGEST_PAUSE)
