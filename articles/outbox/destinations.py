"""Where messages to the outside go, and who is on the line: one lane of a worker to a destination.

A machine that takes its time, or never answers, then keeps one lane busy, and the others serve
everybody else.
"""

import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.models import Q

from articles.models import OutboxItem, Webhook

Kind = OutboxItem.Kind


class Destinations:
    """The destinations that a lane is sending to, for all lanes of one worker."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.engaged: set[str] = set()

    @contextmanager
    def line(self, item: OutboxItem) -> Iterator[bool]:
        """Hold the item's destination within the block; False when another lane holds it."""
        name = destination(item)
        with self.lock:
            free = name not in self.engaged
            if free and name:
                self.engaged.add(name)
        try:
            yield free
        finally:
            if free:
                with self.lock:
                    self.engaged.discard(name)

    def busy(self) -> Q:
        """The items that another lane's destination would make wait."""
        with self.lock:
            engaged = set(self.engaged)
        if not engaged:
            return Q(pk__in=[])
        hooks = [hook.pk for hook in Webhook.objects.all() if host(hook.url) in engaged]
        busy = Q(kind=Kind.WEBHOOK, webhook__in=hooks)
        return busy | Q(kind=Kind.WEBSUB) if host(settings.WEBSUB_HUB) in engaged else busy


def destination(item: OutboxItem) -> str:
    """The machine that `item` is sent to; "" for what stays here or goes by the mail server."""
    if item.kind == Kind.WEBSUB:
        return host(settings.WEBSUB_HUB)
    return host(item.webhook.url) if item.webhook else ""


def host(url: str) -> str:
    """The machine and port of an address."""
    return urllib.parse.urlsplit(url).netloc.rpartition("@")[2].lower()
