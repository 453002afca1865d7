"""Notices in the admin, how a person chooses to be told, and the worker's health."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Notice, NoticeChoice, OutboxItem, Webhook
from articles.outbox import leasing, working
from tests.clock import Clock
from tests.factories import client_of, make_edition

pytestmark = pytest.mark.django_db


def home(user: User) -> str:
    return client_of(user).get(reverse("admin:index")).content.decode()


def test_the_header_counts_what_is_unread_until_it_is_read(clock: Clock, journalist: User) -> None:
    make_edition(by=journalist, title="Un décret attendu")
    working.work(clock.now)
    working.work(clock.now)
    assert '<span class="desk-count">1</span>' in home(journalist)
    page = client_of(journalist).get(reverse("admin:notices")).content.decode()
    assert "Un décret attendu" in page
    assert 'class="desk-count"' not in home(journalist)


def test_nobody_reads_the_notices_of_another(clock: Clock, journalist: User, editor: User) -> None:
    make_edition(by=journalist, title="Un décret attendu")
    working.work(clock.now)
    working.work(clock.now)
    assert (
        "Un décret attendu" not in client_of(editor).get(reverse("admin:notices")).content.decode()
    )
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_person_says_how_to_be_told(journalist: User) -> None:
    answer = client_of(journalist).post(reverse("admin:notices"), {"in_admin": "on"})
    assert answer.status_code == 302
    choice = NoticeChoice.objects.get(user=journalist)
    assert (choice.in_admin, choice.by_mail) == (True, False)


def test_the_dashboard_says_that_no_worker_has_run(clock: Clock, editor: User) -> None:
    assert "Aucun service des annonces n’a tourné" in home(editor)


def test_the_dashboard_says_when_the_worker_was_last_alive(clock: Clock, editor: User) -> None:
    working.beat("machine:1", clock.now(), clock.now())
    assert "En ordre" in home(editor)
    clock.forward(seconds=21)
    assert "Arrêté" in home(editor)


def test_the_dashboard_counts_what_waits_and_what_failed(clock: Clock, editor: User) -> None:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition()
    clock.forward(minutes=2)
    assert "1 annonce attend" in home(editor)
    assert "1 est en retard" in home(editor)
    while working.work(clock.now):
        pass
    for pause in leasing.PAUSES:
        clock.set(clock.now() + pause + timedelta(seconds=1))
        working.work(clock.now)
    page = home(editor)
    assert "1 a échoué" in page
    assert "« Lettre »" in page


def test_a_journalist_is_not_shown_the_worker(clock: Clock, journalist: User) -> None:
    assert "desk-worker" not in home(journalist)


def test_an_admin_does_a_failed_announcement_again(clock: Clock, admin_user: User) -> None:
    make_edition()
    item = OutboxItem.objects.get()
    OutboxItem.objects.update(state="failed", attempts=8)
    page = reverse("admin:articles_outboxitem_changelist")
    client_of(admin_user).post(page, {"action": "replay", "_selected_action": [item.pk]})
    item.refresh_from_db()
    assert (item.state, item.attempts) == ("waiting", 0)


def test_an_editor_reads_the_log_and_replays_nothing(clock: Clock, editor: User) -> None:
    make_edition()
    OutboxItem.objects.update(state="failed")
    page = reverse("admin:articles_outboxitem_changelist")
    assert client_of(editor).get(page).status_code == 200
    item = OutboxItem.objects.get()
    client_of(editor).post(page, {"action": "replay", "_selected_action": [item.pk]})
    item.refresh_from_db()
    assert item.state == "failed"


def test_only_an_admin_sees_the_secret_of_a_webhook(
    clock: Clock, chief: User, admin_user: User
) -> None:
    hook = Webhook.objects.create(name="Lettre", url="https://example.org/")
    page = reverse("admin:articles_webhook_change", args=[hook.pk])
    assert client_of(chief).get(page).status_code == 403
    assert hook.secret in client_of(admin_user).get(page).content.decode()
