"""Webhooks: signed, tried again with growing pauses, never in each other's way."""

import hashlib
import hmac

import pytest

from articles.models import OutboxItem, Webhook
from articles.outbox import leasing
from tests.articles.outbox.hands import work
from tests.articles.outbox.sink import listening
from tests.clock import Clock
from tests.factories import make_edition

pytestmark = pytest.mark.django_db
State = OutboxItem.State


def test_a_message_is_signed_with_the_webhook_s_secret(clock: Clock) -> None:
    with listening() as sink:
        hook = Webhook.objects.create(name="Lettre", url=sink.url)
        edition = make_edition(title="Un décret attendu")
        work(clock)
    [headers], [body] = sink.headers, sink.bodies
    stamp, said = (part.split("=")[1] for part in headers["X-Newsroom-Signature"].split(","))
    expected = hmac.new(hook.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    assert said == expected.hexdigest()
    assert int(stamp) == int(clock.now().timestamp())
    [message] = sink.received
    assert message["title"] == "Un décret attendu"
    assert message["url"].endswith(edition.get_absolute_url())
    assert message["id"] == headers["Idempotency-Key"]


def test_every_attempt_sends_the_same_bytes_under_the_same_key(clock: Clock) -> None:
    with listening(answer=500) as sink:
        Webhook.objects.create(name="Lettre", url=sink.url)
        make_edition()
        work(clock)
        clock.forward(seconds=10)
        work(clock)
    assert len(sink.bodies) == 2
    assert len(set(sink.bodies)) == len(set(sink.keys)) == 1


def test_the_pauses_grow_and_the_last_failure_is_kept(clock: Clock) -> None:
    with listening(answer=500) as sink:
        Webhook.objects.create(name="Lettre", url=sink.url)
        make_edition()
        work(clock)
        for number, pause in enumerate(leasing.PAUSES, 1):
            assert len(sink.bodies) == number
            clock.set(clock.now() + pause * 0.99)
            work(clock)
            assert len(sink.bodies) == number, "tried before its pause was over"
            clock.set(clock.now() + pause * 0.01)
            work(clock)
        clock.forward(days=30)
        work(clock)
    assert len(sink.bodies) == len(leasing.PAUSES) + 1
    item = OutboxItem.objects.get(kind="webhook")
    assert item.state == State.FAILED
    assert "HTTP 500 in a bad mood" in item.error
    assert len(item.log) == len(leasing.PAUSES) + 1


def test_a_failed_item_is_done_again_on_demand_under_its_key(clock: Clock) -> None:
    with listening(answer=500) as sink:
        Webhook.objects.create(name="Lettre", url=sink.url)
        make_edition()
        work(clock)
        for pause in leasing.PAUSES:
            clock.set(clock.now() + pause)
            work(clock)
        sink.answer = 204
        item = OutboxItem.objects.get(kind="webhook")
        assert leasing.replay(item, clock.now())
        work(clock)
    item.refresh_from_db()
    assert (item.state, item.error) == (State.DONE, "")
    assert len(set(sink.keys)) == 1


def test_what_waits_cannot_be_replayed(clock: Clock) -> None:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition()
    assert not leasing.replay(OutboxItem.objects.get(kind="live"), clock.now())


def test_one_that_fails_delays_no_other(clock: Clock) -> None:
    with listening(answer=500) as bad, listening() as good:
        Webhook.objects.create(name="A, en panne", url=bad.url)
        Webhook.objects.create(name="B", url=good.url)
        for _ in range(3):
            make_edition()
        work(clock)
        assert len(good.received) == 3
        make_edition()
        work(clock)
        assert len(good.received) == 4


def test_a_signed_message_follows_no_redirection(clock: Clock) -> None:
    with listening(answer=302) as sink:
        Webhook.objects.create(name="Lettre", url=sink.url)
        make_edition()
        work(clock)
    assert "HTTP 302" in OutboxItem.objects.get(kind="webhook").error


def test_a_webhook_that_is_off_is_told_nothing(clock: Clock) -> None:
    with listening() as sink:
        Webhook.objects.create(name="Lettre", url=sink.url, active=False)
        make_edition()
        work(clock)
    assert sink.bodies == []


def test_an_address_nobody_answers_at_is_an_error_with_its_reason(clock: Clock) -> None:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition()
    work(clock)
    item = OutboxItem.objects.get(kind="webhook")
    assert item.state == State.WAITING
    assert "refused" in item.error


def test_the_hub_is_told_of_the_feed_when_there_is_one(
    clock: Clock, settings: pytest.FixtureRequest
) -> None:
    with listening() as hub:
        settings.WEBSUB_HUB = hub.url  # type: ignore[attr-defined]
        make_edition()
        work(clock)
    assert any(b"hub.mode=publish" in body and b"rss.xml" in body for body in hub.bodies)
