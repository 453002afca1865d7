"""A message has its time from its first to its last byte, whatever the other side makes of it."""

import threading
import time

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from articles.models import OutboxItem, Webhook
from articles.outbox import sinks
from tests.articles.outbox.hands import work
from tests.articles.outbox.sink import dripping, never_answering, smtp, until
from tests.clock import Clock
from tests.factories import make_edition

pytestmark = pytest.mark.django_db
State = OutboxItem.State
SHORT = 0.3  # seconds that a message may take here


def test_a_mail_server_without_a_timeout_of_its_own_ends_within_the_message_s_time(
    clock: Clock, author: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sinks, "SECONDS", SHORT)
    settings.EMAIL_TIMEOUT = 60
    with never_answering() as server:
        smtp(settings, server)
        make_edition(by=author)
        work(clock)
    assert "SinkFailed" in OutboxItem.objects.get(kind="mail").error


def test_a_webhook_that_drips_its_answer_is_cut_off_in_time(
    clock: Clock, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sinks, "SECONDS", SHORT)
    threads = threading.active_count()
    with dripping(every=SHORT / 6) as address:
        Webhook.objects.create(name="Lettre", url=address)
        make_edition(by=author)
        begun = time.monotonic()
        work(clock)
        assert time.monotonic() - begun < SHORT * 5
        # The conversation is over on our side too: nothing goes on listening.
        assert until(lambda: threading.active_count() <= threads + 1)
    item = OutboxItem.objects.get(kind="webhook")
    assert item.state == State.WAITING
    assert "n’avait pas répondu" in item.error
