"""What readers see of an event: what changed, the programme by day, who was there, as what."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import escape

from events import changing
from events.models import Event, EventChange
from events.told import sentences
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
)

pytestmark = pytest.mark.django_db

DAY = datetime(2025, 6, 11, 9, 0, tzinfo=PARIS)
HOUR = timedelta(hours=1)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture
def forum(clock: Clock) -> Event:
    return make_event(
        "Forum", starts_at=DAY, ends_at=DAY + 3 * HOUR, venue="Halle", city="Lille",
        status="confirmed",
    )  # fmt: skip


def change(event: Event, note: str = "", *, is_correction: bool = False, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    changing.save(event=event, by=None, note=note, is_correction=is_correction)


def page(reader: Client, event: Event) -> str:
    answer = reader.get(event.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def data(reader: Client, event: Event) -> dict[str, Any]:
    """The event as machines read it on its page."""
    (script,) = SCRIPT.findall(page(reader, event))
    (found,) = json.loads(script)["@graph"]
    assert found["@type"] == "Event"
    return dict(found)


# For people -----------------------------------------------------------------------------------


def test_an_event_that_moved_says_when_it_was_planned_and_why(reader: Client, forum: Event) -> None:
    change(forum, "La salle ferme.", starts_at=DAY + 9 * HOUR * 24, ends_at=DAY + 10 * HOUR * 24)
    words = page(reader, forum)
    (kept,) = EventChange.objects.all()
    assert escape(sentences(kept)[0]) in words
    assert "11\u00a0juin 2025" in words
    assert "La salle ferme." in words


def test_what_changed_is_told_newest_first(reader: Client, forum: Event, clock: Clock) -> None:
    change(forum, "La salle ferme.", venue="Palais")
    clock.forward(days=1)
    change(forum, "Faute d’orateurs.", status="cancelled")
    words = page(reader, forum)
    assert words.index("Faute d’orateurs.") < words.index("La salle ferme.")


def test_a_mistake_of_ours_is_not_announced_as_a_change(reader: Client, forum: Event) -> None:
    change(forum, is_correction=True, starts_at=DAY - HOUR)
    assert "changements" not in page(reader, forum)
    assert data(reader, forum)["eventStatus"].endswith("/EventScheduled")


def test_an_event_put_off_without_a_date_no_longer_gives_the_old_one_as_its_own(
    reader: Client, forum: Event
) -> None:
    change(forum, "La salle ferme.", status="postponed")
    words = page(reader, forum)
    assert f'<time datetime="{forum.machine_start}">' not in words
    assert f'/evenements/{forum.slug}.ics">' not in words.split("<body>")[1]
    change(forum, starts_at=DAY + 24 * HOUR, ends_at=DAY + 25 * HOUR)
    assert f'<time datetime="{forum.machine_start}">' in page(reader, forum)


def test_the_programme_is_by_day_and_in_order(reader: Client, clock: Clock) -> None:
    summit = make_event("Sommet", starts_at=DAY, ends_at=DAY + 33 * HOUR, all_day=True)
    for name, start in (("Bilan", 26), ("Ouverture", 0), ("Atelier", 2), ("Clôture", 30)):
        make_event(name, parent=summit, starts_at=DAY + start * HOUR,
                   ends_at=DAY + (start + 1) * HOUR)  # fmt: skip
    make_event("Salon", parent=summit, starts_at=DAY, ends_at=DAY + 24 * HOUR, all_day=True,
               status="cancelled")  # fmt: skip
    words = page(reader, summit).split('id="programme"')[1]
    order = [
        "Mercredi 11\u00a0juin 2025", "Ouverture", "9\u00a0h–10\u00a0h", "Atelier",
        "Jeudi 12\u00a0juin 2025", "Bilan", "Clôture",
    ]  # fmt: skip
    places = [words.index(f"{each}<") for each in order]
    assert places == sorted(places)
    assert words.count("<h3>") == 4
    assert 'class="statut"' in words


def test_a_part_put_off_without_a_date_ends_the_programme(reader: Client, clock: Clock) -> None:
    summit = make_event("Sommet", starts_at=DAY, ends_at=DAY + 33 * HOUR, all_day=True)
    make_event("Atelier", parent=summit, starts_at=DAY, ends_at=DAY + HOUR, status="postponed")
    make_event("Ouverture", parent=summit, starts_at=DAY + HOUR, ends_at=DAY + 2 * HOUR)
    words = page(reader, summit).split('id="programme"')[1]
    places = [words.index(each) for each in ("Ouverture", "Date à venir", "Atelier", "Reporté")]
    assert places == sorted(places)
    assert "9\u00a0h–10\u00a0h" not in words


def test_the_pages_of_people_and_organisations_know_no_date_of_what_was_put_off(
    reader: Client, forum: Event
) -> None:
    person, firm = make_person("Anne", "Lys"), make_organisation("Numeum")
    forum.participations.create(person=person, role="intervenante")
    forum.organisers.add(firm)
    change(forum, status="postponed")
    for owner in (person, firm):
        words = reader.get(owner.get_absolute_url()).content.decode()
        assert forum.machine_start not in words
        assert words.index("Date à venir") < words.index("Forum") < words.index("Reporté")


def test_a_role_an_hour_and_a_place_are_told_apart_without_the_colour_of_the_type(
    reader: Client, forum: Event
) -> None:
    forum.participations.create(person=make_person("Anne", "Lys"), role="intervenante")
    for name, place in (("Atelier", "Salle 2"), ("Bilan", "")):
        make_event(name, parent=forum, starts_at=DAY, ends_at=DAY + HOUR, venue=place)
    words = " ".join(re.sub(r"<[^>]*>", "", page(reader, forum)).split())
    assert "Anne Lys (intervenante)" in words
    assert "Atelier, 9 h–10 h, Salle 2 Bilan, 9 h–10 h" in words


def test_participants_keep_the_title_of_the_day_and_their_order(
    reader: Client, forum: Event
) -> None:
    guest, chair = make_person("Anne", "Lys"), make_person("Paul", "Roy")
    make_position(guest, "directrice", date(2024, 1, 1), DAY.date())
    make_position(guest, "présidente", DAY.date() + timedelta(days=1))
    forum.participations.create(person=guest, role="oratrice", rank=2)
    forum.participations.create(person=chair, role="animateur", rank=1)
    words = page(reader, forum)
    assert "Anne Lys</a>, directrice" in words
    assert "présidente" not in words
    assert words.index("Paul Roy") < words.index("Anne Lys")


def test_a_title_is_that_of_the_day_where_the_event_is_held(reader: Client, clock: Clock) -> None:
    # In Paris it is the morrow already.
    at = datetime(2025, 6, 12, 1, 0, tzinfo=PARIS)
    talk = make_event(starts_at=at, ends_at=at, time_zone="America/New_York")
    guest = make_person()
    make_position(guest, "directrice", end=date(2025, 6, 11))
    talk.participations.create(person=guest, role="oratrice")
    assert "directrice" in page(reader, talk)
    assert "heure de New York" in page(reader, talk)


def test_a_picture_comes_with_its_credit(reader: Client, clock: Clock) -> None:
    event = make_event(picture=make_picture(credit="Studio Exemple"))
    assert "(Crédit\u00a0: Studio Exemple)" in page(reader, event)
    assert {one["creditText"] for one in data(reader, event)["image"]} == {
        "(Crédit\u00a0: Studio Exemple)"
    }


def test_a_picture_whose_rights_are_over_is_nowhere(reader: Client, clock: Clock) -> None:
    picture = make_picture(credit="Studio Exemple", rights_until=clock.after(hours=1))
    event = make_event(picture=picture)
    assert "Studio Exemple" in page(reader, event)
    clock.forward(hours=2)
    assert "Studio Exemple" not in page(reader, event)


# For machines (row M08) -----------------------------------------------------------------------


def test_machines_read_the_whole_of_an_event(reader: Client, forum: Event) -> None:
    cercle = make_organisation("Cercle", website="https://cercle.example/")
    forum.organisers.add(cercle, make_organisation("Ville"))
    forum.participations.create(person=make_person("Anne", "Lys"), role="oratrice")
    part = make_event("Atelier", parent=forum, starts_at=DAY, ends_at=DAY + HOUR)
    found = data(reader, forum)
    assert found["@id"] == settings.SITE_URL + forum.get_absolute_url()
    assert (found["startDate"], found["endDate"]) == (
        "2025-06-11T09:00:00+02:00",
        "2025-06-11T12:00:00+02:00",
    )
    assert found["location"] == [
        {
            "@type": "Place",
            "name": "Halle",
            "address": {"@type": "PostalAddress", "addressLocality": "Lille"},
        }
    ]
    assert found["organizer"][0]["url"] == "https://cercle.example/"
    assert found["organizer"][1]["url"].startswith(settings.SITE_URL)
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert [each["name"] for each in found["performer"]] == ["Anne Lys"]
    assert [each["name"] for each in found["subEvent"]] == ["Atelier"]
    assert "previousStartDate" not in found
    assert data(reader, part)["superEvent"]["@id"] == found["@id"]


@pytest.mark.parametrize(
    ("attendance", "mode", "kinds"),
    [
        ("on_site", "Offline", ["Place"]),
        ("online", "Online", ["VirtualLocation"]),
        ("mixed", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_machines_know_where_to_attend(
    reader: Client, forum: Event, attendance: str, mode: str, kinds: list[str]
) -> None:
    Event.objects.update(attendance=attendance)
    found = data(reader, forum)
    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [each["@type"] for each in found["location"]] == kinds


LATER = {"starts_at": DAY + 24 * HOUR, "ends_at": DAY + 25 * HOUR}


@pytest.mark.parametrize(
    ("steps", "state", "previous"),
    [
        ([], "EventScheduled", None),
        ([{"status": "announced"}], "EventScheduled", None),
        ([{"status": "cancelled"}], "EventCancelled", None),
        ([{"status": "postponed"}], "EventPostponed", None),
        ([LATER], "EventRescheduled", ["2025-06-11T09:00:00+02:00"]),
        ([LATER | {"status": "postponed"}], "EventRescheduled", ["2025-06-11T09:00:00+02:00"]),
        ([{"status": "postponed"}, LATER | {"status": "confirmed"}], "EventRescheduled",
         ["2025-06-11T09:00:00+02:00"]),
        ([LATER, {"status": "cancelled"}], "EventCancelled", ["2025-06-11T09:00:00+02:00"]),
        # Back to its first date: the one in between was announced and no longer holds.
        ([LATER, {"starts_at": DAY}], "EventRescheduled", ["2025-06-12T09:00:00+02:00"]),
    ],
)  # fmt: skip
def test_machines_know_what_became_of_it(
    reader: Client,
    forum: Event,
    clock: Clock,
    steps: list[dict[str, Any]],
    state: str,
    previous: list[str] | None,
) -> None:
    for step in steps:
        clock.forward(hours=1)
        change(forum, **step)
    found = data(reader, forum)
    assert found["eventStatus"] == f"https://schema.org/{state}"
    assert found.get("previousStartDate") == previous


def test_whole_days_are_days_for_machines(reader: Client, forum: Event) -> None:
    Event.objects.update(all_day=True)
    assert data(reader, forum)["startDate"] == "2025-06-11"


def test_no_name_of_an_event_closes_the_script(reader: Client, clock: Clock) -> None:
    event = make_event("</script><script>alert(1)</script>")
    assert data(reader, event)["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in page(reader, event)


def test_an_event_that_is_nowhere_has_no_page(reader: Client, editor: User) -> None:
    assert reader.get("/evenements/rien/").status_code == 404
