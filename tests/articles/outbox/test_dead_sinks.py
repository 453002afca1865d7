"""A machine that takes a message and never answers keeps nobody else waiting."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from pytest_django import Settings

from articles.models import OutboxItem, Webhook
from articles.outbox import leasing, sinks, working
from articles.outbox.destinations import Destinations
from articles.outbox.health import health
from articles.outbox.instants import database_now
from newsroom.lanes import lanes
from tests.articles.outbox.hands import work
from tests.articles.outbox.sink import listening, never_answering, smtp, until
from tests.clock import Clock
from tests.factories import client_of, make_edition

State = OutboxItem.State
SHORT = 0.3  # seconds that a message may take here


def test_the_mail_server_has_less_time_than_a_lease() -> None:
    assert 0 < configured.EMAIL_TIMEOUT < sinks.SECONDS
    assert timedelta(seconds=sinks.SECONDS) < leasing.LEASE


def test_mail_for_a_server_that_never_greets_is_tried_again_later(
    clock: Clock, author: User, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = SHORT
    with never_answering() as server:
        smtp(settings, server)
        make_edition(by=author)
        work(clock)
    item = OutboxItem.objects.get(kind="mail")
    assert (item.state, item.attempts) == (State.WAITING, 1)
    assert "timed out" in item.error


def test_a_lane_leaves_the_destination_of_another_lane_alone(clock: Clock, author: User) -> None:
    with listening() as slow, listening() as quick:
        Webhook.objects.create(name="A, lente", url=slow.url)
        Webhook.objects.create(name="A bis, même machine", url=f"{slow.url}?other")
        Webhook.objects.create(name="B", url=quick.url)
        for _ in range(working.AT_ONCE):
            make_edition(by=author)
        working.work(clock.now, working.WITHIN)
        destinations = Destinations()
        first = OutboxItem.objects.filter(kind="webhook").order_by("id").first()
        assert first is not None
        with destinations.line(first) as free:
            assert free
            while working.work(clock.now, working.REQUESTS, destinations):
                pass
            assert (len(slow.bodies), len(quick.bodies)) == (0, working.AT_ONCE)
        while working.work(clock.now, working.REQUESTS, destinations):
            pass
        assert len(slow.bodies) == 2 * working.AT_ONCE


@pytest.mark.needs_postgres
@pytest.mark.django_db(transaction=True)
def test_a_healthy_webhook_gets_its_messages_while_mail_and_another_webhook_hang(
    author: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sinks, "SECONDS", 3)
    monkeypatch.setattr(working, "AT_ONCE", 1)
    settings.EMAIL_TIMEOUT = 2
    stop = threading.Event()
    with never_answering() as server, never_answering() as dead, listening() as sink:
        smtp(settings, server)
        Webhook.objects.create(name="A, morte", url=f"http://{dead[0]}:{dead[1]}/")
        Webhook.objects.create(name="B", url=sink.url)
        for _ in range(4):
            make_edition(by=author)
        crew = lanes(stop)
        for lane in crew:
            lane.start()
        try:
            assert until(lambda: len(sink.received) == 4)
            # None of the others has given up meanwhile, and each of the two keeps one lane busy.
            waiting = OutboxItem.objects.filter(state=State.WAITING)
            assert not waiting.exclude(log=[]).exists()
            hanging = waiting.exclude(leased_until=None).values_list("kind", flat=True)
            assert until(lambda: sorted(hanging) == ["mail", "webhook"])
            found = health(database_now() + timedelta(minutes=2))
            assert [(place.where, place.number) for place in found.behind] == [
                ("Courriel", 4), ("Webhook «\N{NO-BREAK SPACE}A, morte\N{NO-BREAK SPACE}»", 4),
            ]  # fmt: skip
        finally:
            stop.set()
            for lane in crew:
                lane.join(timeout=20)


def test_the_dashboard_says_where_announcements_are_late(
    clock: Clock, author: User, editor: User
) -> None:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition(by=author)
    working.work(clock.now, working.WITHIN)
    clock.forward(minutes=2)
    working.beat("machine:1", clock.now(), clock.now())
    page = client_of(editor).get("/admin/").content.decode()
    assert "Webhook «\N{NO-BREAK SPACE}Lettre\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: 1" in page
    assert "En ordre" not in page


def test_the_dashboard_is_not_in_order_while_an_announcement_fails(
    clock: Clock, author: User, editor: User
) -> None:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition(by=author)
    work(clock)
    working.beat("machine:1", clock.now(), clock.now())
    page = client_of(editor).get("/admin/").content.decode()
    assert "En ordre" not in page
    assert "À surveiller" in page
    OutboxItem.objects.filter(kind="webhook").delete()
    assert "En ordre" in client_of(editor).get("/admin/").content.decode()
