"""The pages of people and organisations: what each is now and was before, for readers and machines.

What they lead to (articles, quotations, events) is in tests/articles/test_all_of_it.py.
"""

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import Organisation, Person
from prose.jsonld import absolute
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_scheduled,
)

pytestmark = pytest.mark.django_db

WIKIDATA = "https://www.wikidata.org/wiki/Q1"


@pytest.fixture
def numeum(db: None) -> Organisation:
    return make_organisation(
        "Numeum, syndicat du numérique", slug="numeum", short_name="Numeum",
        website="https://numeum.example/", same_as=f"{WIKIDATA}\nhttps://x.example/numeum",
    )  # fmt: skip


@pytest.fixture
def mariane(numeum: Organisation, clock: Clock) -> Person:
    """Two functions today at one place, one elsewhere before, one still to come."""
    person = make_person(
        "Mariane", "Cimino", slug="mariane-cimino", honorific="Dr",
        biography="<p>Elle suit le <strong>numérique</strong>.</p>",
        same_as=WIKIDATA, portrait=make_picture(credit="Studio Portrait"),
    )  # fmt: skip
    make_position(person, "déléguée", date(2024, 1, 1), organisation=numeum)
    make_position(person, "porte-parole", date(2024, 6, 1), organisation=numeum, rank=1)
    agency = make_organisation("Agence", slug="agence")
    make_position(person, "chargée de mission", date(2020, 1, 1), date(2023, 12, 31),
                  organisation=agency)  # fmt: skip
    make_position(person, "présidente", date(2027, 1, 1), organisation=agency)
    return person


def page_of(reader: Client, found: Person | Organisation) -> str:
    answer = reader.get(found.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def graph(page: str) -> dict[str, dict[str, Any]]:
    """What machines read, by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    return {part["@type"]: part for part in json.loads(found[1])["@graph"]}


def text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def under(page: str, heading: str) -> str:
    """The words of the section whose heading has that identifier."""
    found = re.search(rf'<h2[^>]* id="{heading}">.*?</h2>(.*?)</section>', page, re.S)
    return text(found[1]) if found else ""


def test_a_person_s_page_says_what_they_are_and_were(reader: Client, mariane: Person) -> None:
    page = page_of(reader, mariane)
    head = text(page.partition("<header>")[2].partition("</header>")[0])
    assert "Dr Mariane Cimino" in head
    assert head.index("Déléguée, Numeum") < head.index("Porte-parole, Numeum")
    assert "Studio Portrait" in page
    before = under(page, "parcours")
    assert "Chargée de mission, Agence" in before
    assert "Déléguée" not in before
    assert "résidente" not in page


def test_machines_read_what_a_person_is_today(reader: Client, mariane: Person) -> None:
    found = graph(page_of(reader, mariane))
    assert set(found) == {"Person"}
    person = found["Person"]
    assert person["name"] == "Mariane Cimino"
    assert person["url"] == absolute("/personnes/mariane-cimino/")
    assert person["jobTitle"] == ["déléguée", "porte-parole"]
    assert [(one["@type"], one["name"], one["@id"]) for one in person["worksFor"]] == [
        ("Organization", "Numeum, syndicat du numérique", absolute("/organisations/numeum/"))
    ]
    assert person["sameAs"] == [WIKIDATA]
    assert person["description"] == "Elle suit le numérique."
    assert person["image"][0]["creditText"]


def test_a_title_that_ended_is_one_of_before_from_the_next_day(
    reader: Client, mariane: Person, clock: Clock
) -> None:
    mariane.positions.filter(end=None, start__lte=clock.now()).update(end=clock.now().date())
    assert graph(page_of(reader, mariane))["Person"]["jobTitle"] == ["déléguée", "porte-parole"]
    clock.forward(days=1)
    page = page_of(reader, mariane)
    assert not {"jobTitle", "worksFor"} & set(graph(page)["Person"])
    assert "Déléguée, Numeum" in under(page, "parcours")


def test_the_page_of_one_who_signs_is_an_author_s_profile(
    reader: Client, mariane: Person, clock: Clock
) -> None:
    make_scheduled(clock.after(hours=1), authors=[mariane])
    assert "ProfilePage" not in graph(page_of(reader, mariane))
    clock.forward(hours=1)
    make_edition(mentions=[mariane])
    found = graph(page_of(reader, mariane))
    assert found["ProfilePage"]["mainEntity"] == {"@id": found["Person"]["@id"]}
    assert found["ProfilePage"]["url"] == found["Person"]["url"]


def test_an_organisation_s_page_says_who_is_there_and_who_was(
    reader: Client, mariane: Person, numeum: Organisation
) -> None:
    left = make_person("Paul", "Vidal")
    make_position(left, "délégué", date(2020, 1, 1), date(2023, 12, 31), organisation=numeum)
    page = page_of(reader, numeum)
    assert "Mariane Cimino, déléguée" in under(page, "personnes")
    assert "Paul Vidal" not in under(page, "personnes")
    assert "Paul Vidal, délégué" in under(page, "anciens")
    agency = page_of(reader, Organisation.objects.get(slug="agence"))
    assert "Mariane Cimino, chargée de mission" in under(agency, "anciens")
    assert "présidente" not in agency


def test_the_years_of_a_position_are_told_apart_from_it_without_the_colour_of_the_type(
    reader: Client, mariane: Person, numeum: Organisation
) -> None:
    make_position(mariane, "cheffe", date(2010, 1, 1), date(2011, 12, 31), organisation=numeum)
    years = "du 1er janvier 2010 au 31 décembre 2011"
    assert f"Cheffe, Numeum, {years}" in under(page_of(reader, mariane), "parcours")
    assert f"Mariane Cimino, cheffe, {years}" in under(page_of(reader, numeum), "anciens")


def test_machines_read_what_an_organisation_is(reader: Client, numeum: Organisation) -> None:
    found = graph(page_of(reader, numeum))
    assert set(found) == {"Organization"}
    organisation = found["Organization"]
    assert organisation["@id"] == absolute("/organisations/numeum/")
    assert organisation["name"] == "Numeum, syndicat du numérique"
    assert organisation["alternateName"] == "Numeum"
    assert organisation["url"] == "https://numeum.example/"
    assert organisation["sameAs"] == [WIKIDATA, "https://x.example/numeum"]
