"""What the picker shows: pictures as they print, and which of them may not be chosen."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from images.desk import picking
from images.desk.rows import rights_line
from tests.factories import client_of, make_picture, make_user

pytestmark = pytest.mark.django_db

PICTURES = "/admin/images/image/pictures/"


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def rows(desk: Client, **asked: Any) -> list[dict[str, Any]]:
    answer = desk.get(PICTURES, asked)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_a_reader_is_told_to_log_in_and_staff_without_a_role_is_refused(reader: Client) -> None:
    answer = reader.get(PICTURES)
    assert (answer.status_code, answer.json()["login"]) == (403, True)
    assert client_of(make_user()).get(PICTURES).status_code == 403


def test_it_is_read_only(desk: Client) -> None:
    assert desk.post(PICTURES).status_code == 405


def test_pictures_come_newest_first_as_they_print(desk: Client) -> None:
    make_picture(caption="La première.")
    make_picture(caption="La seconde.", credit="Ministère de la Santé", alt="Une salle pleine.")
    first, second = rows(desk)
    assert first["caption"] == "La seconde."
    assert first["credit"] == "(Crédit\u00a0: Ministère de la Santé)"
    assert first["alt"] == "Une salle pleine."
    assert desk.get(first["thumb"]["src"]).status_code == 200
    assert second["caption"] == "La première."


@pytest.mark.parametrize("query", ["sante", "Durand", "scene", "reunion ministere", "cimino"])
def test_pictures_are_found_by_all_their_words(desk: Client, query: str) -> None:
    wanted = make_picture(
        caption="La réunion de mardi.", credit="Ministère de la Santé",
        photographer="Élise Durand", alt="Une scène.", people_shown="Mariane Cimino",
    )  # fmt: skip
    make_picture(caption="Autre chose.", credit="Studio", alt="Un couloir.")
    assert [row["id"] for row in rows(desk, q=query)] == [wanted.pk]


def test_a_picture_outside_its_rights_says_why_it_cannot_be_chosen(desk: Client) -> None:
    now = timezone.now()
    ended = make_picture(rights_until=now)
    later = make_picture(rights_from=now + timedelta(days=1))
    held = make_picture()
    found = {row["id"]: row for row in rows(desk)}
    assert {key for key, row in found.items() if row["showable"]} == {held.pk}
    for picture in (ended, later):
        row = found[picture.pk]
        assert row["rights"] == rights_line(picture)
        assert row["picture"] is None
        # Not the readers' address, which answers 404 now.
        assert row["thumb"]["src"].startswith("/admin/")
        assert desk.get(row["thumb"]["src"]).status_code == 200


def test_pictures_already_in_a_text_are_told_whatever_their_rights(desk: Client) -> None:
    ended, held = make_picture(rights_until=timezone.now()), make_picture()
    found = {row["id"]: row for row in rows(desk, ids=f"{ended.pk},{held.pk},999,x,-1")}
    assert set(found) == {ended.pk, held.pk}
    assert found[held.pk]["showable"]
    assert not found[ended.pk]["showable"]


def test_two_dozen_rows_at_most(desk: Client) -> None:
    for _ in range(26):
        make_picture()
    assert len(rows(desk)) == 24


def test_the_pictures_of_a_long_text_are_told_at_once(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    keys = [make_picture().pk for _ in range(15)]
    with django_assert_max_num_queries(8):
        found = rows(desk, ids=",".join(map(str, keys)))
    assert {row["id"] for row in found} == set(keys)


@pytest.mark.parametrize(
    ("until", "words"),
    [("2026-12-31T00:00+01:00", "31\u00a0décembre 2026 à 0"), ("2025-01-01T18:30+01:00", "à 18")],
)
def test_the_hour_at_which_the_rights_end_is_said(until: str, words: str) -> None:
    picture = make_picture(rights_until=datetime.fromisoformat(until))
    assert words in rights_line(picture)


def test_what_the_rights_permit_stands_beside_them() -> None:
    uses: dict[str, Any] = {
        "permitted_uses": "Presse en ligne, trois mois",
        "rights_note": "Pas de recadrage.",
    }
    picture = make_picture(**uses)
    page = client_of(make_user("editor")).get("/admin/images/image/").content.decode()
    for words in uses.values():
        assert words in rights_line(picture)
        assert words in page
    assert "·" not in rights_line(make_picture())


def test_what_may_not_be_chosen_comes_last_and_the_rest_follows_on_demand(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "MOST_ROWS", 2)
    old, *others = [make_picture() for _ in range(2)]
    closed = make_picture(rights_until=timezone.now() - timedelta(days=1))
    first = desk.get(PICTURES).json()
    assert [row["id"] for row in first["rows"]] == [others[0].pk, old.pk]
    assert first["more"] is True
    rest = desk.get(PICTURES, {"from": "2"}).json()
    assert [row["id"] for row in rest["rows"]] == [closed.pk]
    assert rest["more"] is False
    assert desk.get(PICTURES, {"from": "-1 OR 1"}).json() == first
