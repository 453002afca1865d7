"""Whether a process can serve."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings


@pytest.mark.django_db
def test_a_process_that_can_serve_says_so(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = reader.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_a_process_without_its_database_says_so_and_nothing_more(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> object:
        raise OperationalError("could not connect to 10.0.0.7 as newsroom")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = reader.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "database unreachable"}
    assert "no-store" in answer["Cache-Control"]


def test_only_reading_is_allowed(reader: Client) -> None:
    assert reader.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_the_load_balancer_is_not_sent_to_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/robots.txt").status_code == 301
