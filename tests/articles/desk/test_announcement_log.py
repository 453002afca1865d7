"""The log of announcements, as an editor reads it."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import OutboxItem, Webhook
from articles.outbox import working
from tests.clock import Clock
from tests.factories import client_of, make_edition

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_outboxitem_changelist")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


@pytest.fixture
def failing(clock: Clock) -> OutboxItem:
    Webhook.objects.create(name="Lettre", url="http://127.0.0.1:9/")
    make_edition(title="Un décret attendu")
    while working.work(clock.now):
        pass
    return OutboxItem.objects.get(kind="webhook")


def read(item: OutboxItem, user: User) -> str:
    page = reverse("admin:articles_outboxitem_change", args=[item.pk])
    return words(client_of(user).get(page).content.decode())


def test_an_announcement_is_read_in_french_and_without_code(
    failing: OutboxItem, admin_user: User
) -> None:
    page = read(failing, admin_user)
    for label in ("Edition", "Recipient", "Payload", "Leased", "Log :"):
        assert label not in page
    assert "{" not in page.split("Nature")[0].split("Message")[-1]
    assert "Webhook" in page
    assert "titre Un décret attendu" in page
    assert "première publication 11 février 2025 à 9 h 30" in page
    assert "tentatives, une à une" in page.lower()
    assert "11 février 2025 à 9 h 30 SinkFailed" in page


def test_an_announcement_that_is_done_says_so_in_french(clock: Clock, admin_user: User) -> None:
    make_edition()
    working.work(clock.now)
    page = read(OutboxItem.objects.get(kind="live"), admin_user)
    assert "11 février 2025 à 9 h 30 Fait" in page


def test_the_list_says_what_went_where_and_the_beginning_of_an_error(
    failing: OutboxItem, admin_user: User
) -> None:
    OutboxItem.objects.filter(pk=failing.pk).update(error="Panne " * 50)
    page = client_of(admin_user).get(LIST).content.decode()
    assert "Webhook, Lettre" in words(page)
    assert "Panne" in page
    assert "Panne " * 20 not in page
