"""A person's private address of the calendar: what it shows, to whom, and until when."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from icalendar import Calendar

from articles import publishing
from articles.models import CalendarAddress, Plan
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import client_of, make_article, make_edition, make_event, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/calendar/address/"
UNKNOWN = "/calendrier/" + "a" * 43 + ".ics"


def address_of(user: User) -> str:
    """A new address, as the page shows it once."""
    page = client_of(user).post(PAGE).content.decode()
    found = re.search(r'id="calendar-address"[^>]*value="[^"]*(/calendrier/[^"]+)"', page)
    assert found
    return found[1]


def entries(reader: Client, address: str) -> dict[str, Any]:
    """The entries by what they say."""
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


def learnt(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
    return answer.status_code, answer.content, headers


def test_it_shows_what_the_calendar_shows(editor: User, reader: Client, clock: Clock) -> None:
    at = datetime(2025, 2, 12, 8, tzinfo=PARIS)
    edition = make_edition(at=at, title="Demain à huit heures")
    Plan.objects.create(title="Une enquête", created_by=editor, planned_on=at.date())
    make_article(title="Le rapport", embargo_until=at + timedelta(hours=2))
    make_event("Colloque", starts_at=at, ends_at=at + timedelta(hours=3))
    found = entries(reader, address_of(editor))
    assert {name.replace("\u00a0", " ") for name in found} == {
        "Programmé : Demain à huit heures", "Prévu : Une enquête", "Fin d’embargo : Le rapport",
        "Colloque",
    }  # fmt: skip
    scheduled = found["Programmé\u00a0: Demain à huit heures"]
    assert scheduled["dtstart"].dt == datetime(2025, 2, 12, 7, tzinfo=UTC)
    assert scheduled["url"].endswith(f"/admin/articles/article/{edition.article_id}/change/")
    assert found["Prévu\u00a0: Une enquête"]["dtstart"].dt == at.date()


def test_no_entry_ends_when_it_starts(editor: User, reader: Client, clock: Clock) -> None:
    at = clock.after(days=1)
    make_edition(at=at)
    make_article(embargo_until=at)
    make_event(starts_at=at, ends_at=at)
    found = entries(reader, address_of(editor)).values()
    assert len(found) == 3
    assert all("dtend" not in entry or entry["dtend"].dt > entry["dtstart"].dt for entry in found)


def test_an_edition_is_one_entry_before_and_after_it_is_out(
    editor: User, reader: Client, clock: Clock
) -> None:
    make_edition(at=clock.after(hours=1), title="Dans une heure")
    address = address_of(editor)
    (before,) = entries(reader, address).values()
    clock.forward(hours=2)
    (after,) = entries(reader, address).values()
    assert before["uid"] == after["uid"]
    assert str(after["summary"]) == "Publié\u00a0: Dans une heure"


def test_it_shows_what_its_person_may_see_now(
    journalist: User, reader: Client, clock: Clock
) -> None:
    make_article(title="D’une autre", embargo_until=clock.after(days=1))
    make_article(title="De moi", by=journalist, embargo_until=clock.after(days=1))
    address = address_of(journalist)
    assert list(entries(reader, address)) == ["Fin d’embargo\u00a0: De moi"]
    journalist.groups.clear()
    assert entries(reader, address) == {}


def test_the_address_is_shown_once_and_its_token_is_kept_nowhere(editor: User) -> None:
    token = address_of(editor).split("/")[2].removesuffix(".ics")
    assert len(token) == 43
    kept = str(list(CalendarAddress.objects.values()))
    assert token not in kept
    assert hashlib.sha256(token.encode()).hexdigest() in kept
    assert "/calendrier/" not in client_of(editor).get(PAGE).content.decode()


def test_no_cache_keeps_it_and_no_search_engine_finds_it(editor: User, reader: Client) -> None:
    answer = reader.get(address_of(editor))
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Disallow: /calendrier/\n" in reader.get("/robots.txt").content.decode()


def test_a_new_address_closes_the_one_before(editor: User, reader: Client) -> None:
    first = address_of(editor)
    second = address_of(editor)
    assert learnt(reader.get(first)) == learnt(reader.get(UNKNOWN))
    assert reader.get(second).status_code == 200
    assert CalendarAddress.objects.count() == 1


def test_a_revoked_address_answers_like_an_unknown_one(editor: User, reader: Client) -> None:
    address = address_of(editor)
    client_of(editor).post(PAGE, {"revoke": "1"})
    assert not CalendarAddress.objects.exists()
    assert learnt(reader.get(address)) == learnt(reader.get(UNKNOWN))
    assert reader.get(UNKNOWN).status_code == 404


@pytest.mark.parametrize("lost", ["is_active", "is_staff"])
def test_who_has_left_reads_nothing_any_more(lost: str, editor: User, reader: Client) -> None:
    address = address_of(editor)
    User.objects.filter(pk=editor.pk).update(**{lost: False})
    assert learnt(reader.get(address)) == learnt(reader.get(UNKNOWN))


def test_the_page_says_when_it_was_last_read(editor: User, reader: Client, clock: Clock) -> None:
    address = address_of(editor)
    clock.forward(hours=1)
    reader.get(address)
    assert CalendarAddress.objects.get().last_read_at == clock.now()
    assert "Dernière lecture" in client_of(editor).get(PAGE).content.decode()


def test_each_has_an_address_of_their_own(editor: User, chief: User, reader: Client) -> None:
    mine, theirs = address_of(editor), address_of(chief)
    client_of(chief).post(PAGE, {"revoke": "1"})
    assert reader.get(mine).status_code == 200
    assert reader.get(theirs).status_code == 404


def test_a_stranger_is_sent_to_the_login(reader: Client) -> None:
    assert reader.post(PAGE).status_code == 302
    assert not CalendarAddress.objects.exists()


def test_it_costs_the_same_for_one_and_for_twenty(
    editor: User, reader: Client, clock: Clock, django_assert_num_queries: Any
) -> None:
    address, publisher = address_of(editor), make_user("editor")
    for count in (1, 19):
        for rank in range(count):
            article = make_edition(at=clock.after(minutes=rank + 1), publisher=publisher).article
            publishing.cancel(article.editions.get(), publisher)
            make_edition(at=clock.after(minutes=rank + 1), publisher=publisher)
            make_event(starts_at=clock.now(), ends_at=clock.now())
            make_article(embargo_until=clock.after(days=1))
            Plan.objects.create(title="Une idée", created_by=editor, planned_on=clock.now().date())
        with django_assert_num_queries(9):
            reader.get(address)
