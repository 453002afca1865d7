"""Who follows the feed or the home page finds the hub that tells of their changes."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from articles.models import OutboxItem
from articles.outbox import working
from tests.clock import Clock
from tests.factories import make_published

pytestmark = pytest.mark.django_db

HUB = "https://hub.example.org/"
LINK = "{http://www.w3.org/2005/Atom}link"


def linked(header: str) -> dict[str, str]:
    return {rel: address for address, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', header)}


@pytest.mark.parametrize("path", ["/", "/rss.xml"])
def test_a_reader_finds_the_hub_in_the_headers(
    path: str, reader: Client, clock: Clock, settings: Settings
) -> None:
    settings.WEBSUB_HUB = HUB
    found = linked(reader.get(path)["Link"])
    assert found == {"hub": HUB, "self": settings.SITE_URL + path}


def test_the_addresses_are_those_that_the_hub_is_told_of(
    reader: Client, clock: Clock, settings: Settings
) -> None:
    settings.WEBSUB_HUB = HUB
    make_published()
    working.work(clock.now, working.WITHIN)
    told = {item.payload["topic"] for item in OutboxItem.objects.filter(kind="websub")}
    assert told == {linked(reader.get(path)["Link"])["self"] for path in ("/", "/rss.xml")}


def test_the_feed_names_its_hub_and_itself(
    reader: Client, clock: Clock, settings: Settings
) -> None:
    settings.WEBSUB_HUB = HUB
    feed = ElementTree.fromstring(reader.get("/rss.xml").content)  # noqa: S314  our own
    links = [(link.get("rel"), link.get("href")) for link in feed.iter(LINK)]
    assert sorted(links) == [("hub", HUB), ("self", f"{settings.SITE_URL}/rss.xml")]


@pytest.mark.parametrize("path", ["/", "/rss.xml"])
def test_without_a_hub_none_is_named(path: str, reader: Client, clock: Clock) -> None:
    answer = reader.get(path)
    assert "Link" not in answer
    assert 'rel="hub"' not in answer.content.decode()
