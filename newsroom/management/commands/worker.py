import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from articles.outbox import working
from images import renditions
from newsroom.lanes import lanes

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds between two looks when there is nothing to do


class Command(BaseCommand):
    help = "Announce what appears, encode pictures. Publishing itself needs no worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what waits, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        given_up: set[int] = set()
        if options["once"]:
            while working.work():
                pass
        else:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
            for lane in lanes(stop):
                lane.start()
        while not stop.is_set():
            close_old_connections()
            worked = self.encode_one(given_up)
            if not worked and options["once"]:
                return
            if not worked:
                stop.wait(PAUSE)

    def encode_one(self, given_up: set[int]) -> bool:
        """Encode the newest picture that waits; one that fails is logged and left for later."""
        image = renditions.pending().exclude(pk__in=given_up).first()
        if image is None:
            return False
        try:
            renditions.make(image, renditions.LATER)
        except (OSError, ValueError):
            given_up.add(image.pk)
            logger.exception("Picture %s could not be encoded", image.pk)
        return True
