"""What the editor's blocks ask: who, which page."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.models import Person
from tests.articles.desk.pages import desk_of
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_position,
    make_published,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/article/desk/"
READS = ("people", "links")


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def rows(desk: Client, name: str, **asked: Any) -> list[dict[str, Any]]:
    answer = desk.get(f"{DESK}{name}/", asked)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


# Who may ask ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READS)
def test_a_reader_is_sent_to_the_login(reader: Client, name: str) -> None:
    answer = reader.get(f"{DESK}{name}/")
    assert answer.status_code == 302
    assert "/admin/login/" in answer.headers["Location"]


@pytest.mark.parametrize("name", READS)
def test_staff_without_a_role_is_refused(name: str) -> None:
    nobody = client_of(make_user())
    answer = nobody.get(f"{DESK}{name}/")
    assert answer.status_code == 403


@pytest.mark.parametrize("name", READS)
def test_a_lookup_only_reads(desk: Client, name: str) -> None:
    assert desk.post(f"{DESK}{name}/").status_code == 405


@pytest.mark.parametrize("name", READS)
def test_an_answer_is_not_kept(desk: Client, name: str) -> None:
    assert "no-store" in desk.get(f"{DESK}{name}/").headers["Cache-Control"]


# People ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["Anaïs", "anais", "ANAIS", "lefèvre", "Lefevre anais", "anaïs LEFÈVRE", "d’œuvre", "d'oeuv"],
)
def test_a_person_is_found_by_any_part_of_the_name(desk: Client, query: str) -> None:
    make_person("Anaïs", "Lefèvre d’Œuvre")
    make_person("Paul", "Vidal")
    assert [row["name"] for row in rows(desk, "people", q=query)] == ["Anaïs Lefèvre d’Œuvre"]


@pytest.mark.parametrize("query", ["R.z", "[a-z]ouz", "(Rouz", "x' OR 1=1", "Rou%z", "R_z"])
def test_signs_of_a_search_language_are_only_signs(desk: Client, query: str) -> None:
    make_person("Anne", "Roux")
    assert rows(desk, "people", q=query) == []


@pytest.mark.parametrize(
    ("given", "family", "query"),
    [
        ("Łukasz", "Sørensen", "sorensen lukasz"),
        ("Ileana", "Țepeș", "tepes"),
        # A name from another system: its accents are signs of their own.
        ("He\u0301le\u0300ne", "Be\u0301langer", "Bélanger hélène"),
        ("Hélène", "Bélanger", "be\u0301langer helene"),
        ("Jean\u2011François", "O’Connor", "o'connor jean francois"),
        ("Zoë", "L’Hermite", "l\u2019hermite zoe"),
    ],
)
def test_a_name_is_found_however_its_signs_are_written(
    desk: Client, given: str, family: str, query: str
) -> None:
    wanted = make_person(given, family)
    make_person("Paul", "Vidal")
    for name in ("people", "links"):
        assert [row["id"] for row in rows(desk, name, q=query)] == [wanted.pk]


def test_words_are_those_that_names_begin_with(desk: Client) -> None:
    for number in range(15):
        make_person("Alix", f"Leroux {number}")
    make_person("Anne", "Roux")
    make_person("Zoé", "de La Roux-Mesnil")
    found = [row["name"] for row in rows(desk, "people", q="roux")]
    assert found == ["Anne Roux", "Zoé de La Roux-Mesnil"]
    assert rows(desk, "links", q="roux")[0]["title"] == "Anne Roux"


def test_a_name_is_found_among_thousands_in_as_many_queries(
    desk: Client, django_assert_num_queries: Any
) -> None:
    numeum = make_organisation("Numeum")
    Person.objects.bulk_create(
        Person(given_name="Anaïs", family_name=f"Lefèvre {number}", slug=f"lefevre-{number}")
        for number in range(5_000)
    )
    for person in Person.objects.filter(family_name__startswith="Lefèvre 49")[:20]:
        make_position(person, "directrice", organisation=numeum)
    # The session, the login, its permissions twice; then people, positions, organisations.
    with django_assert_num_queries(7):
        assert len(rows(desk, "people", q="anais lefevre 49", on="2027-01-12")) == 12
    assert [row["name"] for row in rows(desk, "people", q="4999 lefevre")] == ["Anaïs Lefèvre 4999"]
    assert rows(desk, "people", q="personne de ce nom") == []


def test_the_position_is_that_of_the_day(desk: Client) -> None:
    person = make_person("Mariane", "Cimino")
    numeum = make_organisation("Numeum")
    make_position(
        person, "déléguée au numérique en santé", organisation=numeum, start=date(2024, 1, 1)
    )
    make_position(person, "consultante", end=date(2023, 12, 31))
    (now,) = rows(desk, "people", q="cimino", on="2025-02-11")
    assert now["attribution"] == "Mariane Cimino, déléguée au numérique en santé, Numeum"
    assert now["position"] == "déléguée au numérique en santé, Numeum"
    (then,) = rows(desk, "people", q="cimino", on="2023-06-01")
    assert then["attribution"] == "Mariane Cimino, consultante"


def test_the_day_is_that_of_the_article(desk: Client, clock: Clock) -> None:
    person = make_person("Anne", "Roux")
    published = make_published()
    make_position(person, "directrice", end=clock.now().date())
    clock.forward(days=30)
    assert rows(desk, "people", q="roux")[0]["position"] == ""
    assert rows(desk, "people", q="roux", article=published.pk)[0]["position"] == "directrice"


def test_the_day_is_that_of_the_events_chosen_before_they_are_saved(
    desk: Client, clock: Clock
) -> None:
    summit = make_event("Sommet", starts_at=clock.now(), ends_at=clock.now())
    person = make_person("Anne", "Roux")
    make_position(person, "directrice", end=clock.now().date())
    clock.forward(days=30)
    make_position(person, "consultante", start=clock.now().date())
    covering = make_published(events=[summit])

    def held(**asked: Any) -> str:
        return str(rows(desk, "people", q="roux", **asked)[0]["position"])

    assert held(article="") == "consultante"
    assert held(article="", events=summit.pk) == "directrice"
    assert held(article=covering.pk) == "directrice"
    assert held(article=covering.pk, events="") == "consultante"
    assert held(article="", events="x,0,999999") == "consultante"


def test_a_link_shows_the_function_of_the_article_s_day(desk: Client, clock: Clock) -> None:
    person, published = make_person("Anne", "Roux"), make_published()
    make_position(person, "directrice", end=clock.now().date())
    clock.forward(days=30)
    make_position(person, "consultante", start=clock.now().date())

    def told(**asked: Any) -> set[str]:
        found = rows(desk, "links", q="roux", **asked)
        found += rows(desk, "links", ids=f"person-{person.pk}", **asked)
        return {row["detail"] for row in found}

    assert told() == {"consultante"}
    assert told(article=published.pk) == {"directrice"}
    assert told(on="2025-02-11") == {"directrice"}


@pytest.mark.parametrize("day", ["", "demain", "2025-02-31", "99999999"])
def test_a_day_that_makes_no_sense_is_today(desk: Client, day: str) -> None:
    make_position(make_person("Anne", "Roux"), "directrice")
    assert rows(desk, "people", q="roux", on=day)[0]["position"] == "directrice"


def test_the_date_of_an_article_that_one_may_not_see_is_not_told(desk: Client) -> None:
    person = make_person("Anne", "Roux")
    hidden = make_article()
    make_position(person, "directrice")
    assert rows(desk, "people", q="roux", article=hidden.pk)[0]["position"] == "directrice"


def test_twelve_rows_at_most(desk: Client) -> None:
    for number in range(15):
        make_person("Anne", f"Martin {number}")
    assert len(rows(desk, "people", q="martin")) == 12
    assert len(rows(desk, "links", q="martin")) == 12


# Links ----------------------------------------------------------------------------------------


def test_articles_people_and_events_are_found_together(desk: Client) -> None:
    article = make_published(title="Santé : l’accord de Lyon")
    person = make_person("Anne", "Lyonnet")
    event = make_event("Rencontres de Lyon")
    found = [(row["kind"], row["id"]) for row in rows(desk, "links", q="lyon")]
    assert found == [("article", article.pk), ("person", person.pk), ("event", event.pk)]


def test_only_what_readers_see_is_proposed(clock: Clock) -> None:
    editor = desk_of("editor")
    make_article(title="Lyon, brouillon")
    make_withdrawn(clock, title="Lyon, retiré")
    make_scheduled(clock.after(hours=1), title="Lyon, demain")
    assert rows(editor, "links", q="lyon") == []


def test_a_scheduled_article_is_proposed_once_it_is_out(desk: Client, clock: Clock) -> None:
    make_scheduled(clock.after(hours=1), title="Lyon, demain")
    assert rows(desk, "links", q="lyon") == []
    clock.forward(hours=1)
    assert [row["title"] for row in rows(desk, "links", q="lyon")] == ["Lyon, demain"]


def test_links_already_in_the_text_are_told(desk: Client) -> None:
    article, hidden = make_published(title="Un accord"), make_article(title="Un secret")
    person = make_person("Anne", "Roux")
    asked = f"article-{article.pk},article-{hidden.pk},person-{person.pk},x-1,person-0"
    found = [(row["kind"], row["title"]) for row in rows(desk, "links", ids=asked)]
    assert found == [("article", "Un accord"), ("person", "Anne Roux")]


def test_all_the_links_of_a_long_text_are_told(desk: Client) -> None:
    keys = [make_person("Anne", f"Roux {number}").pk for number in range(20)]
    found = rows(desk, "links", ids=",".join(f"person-{key}" for key in keys))
    assert {row["id"] for row in found} == set(keys)


def test_no_kind_crowds_out_another(desk: Client) -> None:
    for number in range(15):
        make_person("Lyon", f"Martin {number}")
    make_event("Lyon en fête")
    found = rows(desk, "links", q="lyon")
    assert len(found) == 12
    assert found[-1]["kind"] == "event"
