import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from articles.outbox import working
from images import renditions
from newsroom.lanes import lanes

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds between two looks when there is nothing to do
# Seconds before a picture that failed is tried again: at first, and at most. The store may only
# have been away; a picture that always fails must cost next to nothing.
FIRST_WAIT, LONGEST_WAIT = 60.0, 86_400.0


class Command(BaseCommand):
    help = "Announce what appears, encode pictures. Publishing itself needs no worker."

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # By picture: how long it was left alone, and when it is tried again.
        self.failed: dict[int, tuple[float, float]] = {}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what waits, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if options["once"]:
            while working.work():
                pass
        else:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
            for lane in lanes(stop):
                lane.start()
        while not stop.is_set():
            if not options["once"]:
                # It outlives the connections that a database lets idle.
                close_old_connections()
            worked = self.encode_one()
            if not worked and options["once"]:
                return
            if not worked:
                stop.wait(PAUSE)

    def encode_one(self) -> bool:
        """Encode the newest picture that waits; one that fails is logged and left for later."""
        now = time.monotonic()
        left_alone = [pk for pk, (_waited, until) in self.failed.items() if until > now]
        image = renditions.pending().exclude(pk__in=left_alone).first()
        if image is None:
            return False
        try:
            renditions.make(image, renditions.LATER)
        except Exception:
            # Whatever a decoder or a store raises: the others must still be encoded.
            logger.exception("Picture %s could not be encoded", image.pk)
            self.leave_alone(image.pk, now)
        else:
            self.failed.pop(image.pk, None)
        return True

    def leave_alone(self, pk: int, now: float) -> None:
        """Twice as long at each failure."""
        waited = self.failed.get(pk, (0.0, 0.0))[0]
        wait = min(LONGEST_WAIT, waited * 2 or FIRST_WAIT)
        self.failed[pk] = (wait, now + wait)
