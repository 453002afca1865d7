"""Readers see an article from its second on, wherever clocks and calendars turn a page.

The instants are written twice, as an editor types them on Paris clocks and in UTC, so that the
conversion of the one into the other is what is proved.
"""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Edition
from tests.articles.desk.pages import page
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import client_of, make_ready
from tests.forms import send

pytestmark = pytest.mark.django_db

TITLE = "Le calendrier des établissements est fixé"
# What is typed, which of two hours when there are two, the instant, the month of the address.
INSTANTS = [
    pytest.param("2027-03-28T01:59", "", "2027-03-28T00:59Z", "2027/03", id="before-summer"),
    pytest.param("2027-03-28T03:00", "", "2027-03-28T01:00Z", "2027/03", id="summer-begins"),
    pytest.param("2027-10-31T01:59", "", "2027-10-30T23:59Z", "2027/10", id="before-two-hours"),
    pytest.param("2027-10-31T02:00", "0", "2027-10-31T00:00Z", "2027/10", id="first-of-two"),
    pytest.param("2027-10-31T02:59", "1", "2027-10-31T01:59Z", "2027/10", id="second-of-two"),
    pytest.param("2027-10-31T03:00", "", "2027-10-31T02:00Z", "2027/10", id="winter-begins"),
    pytest.param("2027-04-30T23:59", "", "2027-04-30T21:59Z", "2027/04", id="month-ends"),
    pytest.param("2027-05-01T00:00", "", "2027-04-30T22:00Z", "2027/05", id="month-begins"),
    pytest.param("2027-12-31T23:59", "", "2027-12-31T22:59Z", "2027/12", id="year-ends"),
    pytest.param("2028-01-01T00:00", "", "2027-12-31T23:00Z", "2028/01", id="year-begins"),
    pytest.param("2028-02-29T00:00", "", "2028-02-28T23:00Z", "2028/02", id="leap-day"),
    pytest.param("2028-03-01T00:00", "", "2028-02-29T23:00Z", "2028/03", id="after-leap-day"),
]
twelve_instants = pytest.mark.parametrize(("typed", "which", "instant", "month"), INSTANTS)


def utc(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def pages_with_it(reader: Client, edition: Edition) -> dict[str, bool]:
    """On which pages of readers the article is."""
    section, year, month, _slug = edition.path.split("/")
    addresses = {
        "page": edition.get_absolute_url(),
        "home": "/",
        "section": f"/{section}/",
        "archive": f"/archives/{year}/{month}/",
        "feed": "/rss.xml",
    }
    return {name: TITLE in reader.get(url).content.decode() for name, url in addresses.items()}


@twelve_instants
def test_an_article_is_seen_from_its_second_and_not_from_the_one_before(
    typed: str, which: str, instant: str, month: str, editor: User, reader: Client, clock: Clock
) -> None:
    clock.set(utc("2027-01-04T09:00Z"))
    article = make_ready(title=TITLE)
    send(
        client_of(editor), page(article, "publish"), when="later", at=typed,
        **({"at_fold": which} if which else {}),
    )  # fmt: skip
    edition = Edition.objects.get()
    assert edition.live_from == utc(instant)
    assert f"/{month}/" in edition.path
    for before in (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), SECOND):
        clock.set(utc(instant) - before)
        assert not any(pages_with_it(reader, edition).values()), before
    for after in (timedelta(), SECOND, timedelta(hours=1), timedelta(days=1)):
        clock.set(utc(instant) + after)
        assert all(pages_with_it(reader, edition).values()), after


@twelve_instants
def test_an_article_is_withdrawn_at_its_second_and_not_at_the_one_before(
    typed: str, which: str, instant: str, month: str, editor: User, reader: Client, clock: Clock
) -> None:
    clock.set(utc("2027-01-04T09:00Z"))
    article = make_ready(title=TITLE)
    edition = publishing.publish(article, editor)
    clock.forward(hours=1)
    send(
        client_of(editor), page(article, "withdraw"), when="later", at=typed, note="Fin prévue.",
        **({"at_fold": which} if which else {}),
    )  # fmt: skip
    clock.set(utc(instant) - SECOND)
    assert all(pages_with_it(reader, edition).values())
    clock.set(utc(instant))
    assert not any(pages_with_it(reader, edition).values())


@twelve_instants
def test_an_update_takes_over_at_its_second(
    typed: str, which: str, instant: str, month: str, editor: User, reader: Client, clock: Clock
) -> None:
    clock.set(utc("2027-01-04T09:00Z"))
    article = make_ready(title=TITLE, standfirst="Ce que l’on savait en janvier.")
    edition = publishing.publish(article, editor)
    clock.forward(hours=1)
    article.standfirst = "Ce que l’on sait désormais."
    article.save()
    send(
        client_of(editor), page(article, "publish"), when="later", at=typed, kind="update",
        **({"at_fold": which} if which else {}),
    )  # fmt: skip

    def shown() -> list[bool]:
        words = reader.get(edition.get_absolute_url()).content.decode()
        return [said in words for said in ("savait en janvier", "sait désormais")]

    clock.set(utc(instant) - SECOND)
    assert shown() == [True, False]
    clock.set(utc(instant))
    assert shown() == [False, True]
