"""Names that the directory knows and does not print: of records merged away, and other names."""

from typing import TypeVar

import pytest

from articles.desk.proofing import Finding, check
from people.merging import merge
from people.models import Organisation, Person
from tests.factories import (
    make_article,
    make_organisation,
    make_person,
    make_position,
    make_user,
)

pytestmark = pytest.mark.django_db

CODES = {"name-variant", "organisation-variant", "person-unknown", "position-mismatch", "agreement"}


def found(text: str) -> list[Finding]:
    return [one for one in check(make_article(body=f"<p>{text}</p>")) if one.code in CODES]


def said(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.excerpt, one.fix) for one in found(text)]


@pytest.fixture
def cimino() -> Person:
    person = make_person("Mariane", "Cimino", grammatical_gender="f")
    make_position(person, "déléguée au numérique en santé")
    return person


Record = TypeVar("Record", Person, Organisation)


def merged(kept: Record, gone: Record) -> None:
    merge(kept=kept, gone=gone, by=make_user("chief"))


def test_a_person_merged_away_is_a_variant_of_the_one_who_stands(cimino: Person) -> None:
    merged(cimino, make_person("Marie-Anne", "Cimino"))
    assert said("Marie-Anne Cimino, déléguée au numérique en santé, attend.") == [
        ("name-variant", "Marie-Anne Cimino", "Mariane Cimino")
    ]
    assert said("Mariane Cimino, délégué au numérique en santé, attend.") == [
        ("agreement", "délégué", "déléguée")
    ]


def test_a_slip_is_told_when_the_slip_itself_was_recorded_and_merged() -> None:
    chappaz = make_person("Clara", "Chappaz")
    make_position(chappaz, "ministre déléguée")
    gone = make_person("Clara", "Chapaz")
    merged(chappaz, gone)
    # An editor tidied the list of other names: the record that went says it still.
    Person.objects.filter(pk=chappaz.pk).update(other_names="")
    assert said("Clara Chapaz, ministre déléguée, attend.") == [
        ("name-variant", "Clara Chapaz", "Clara Chappaz")
    ]


def test_another_name_is_told_and_never_unknown(cimino: Person) -> None:
    Person.objects.filter(pk=cimino.pk).update(
        other_names="Dr Mariane Roux-Delmas\nMariane Cimino Roux\nLa Roussette"
    )
    assert said("Mariane Roux-Delmas, présidente du groupe, attend.") == [
        ("name-variant", "Mariane Roux-Delmas", "Mariane Cimino")
    ]
    assert said("Selon Mariane Cimino Roux, rien ne presse.") == [
        ("name-variant", "Mariane Cimino Roux", "Mariane Cimino")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mariane Cimino attend, puis Mme Cimino repart.",
        "Paul Cimino attend, la voisine de Mariane Cimino aussi.",
        "Le Dr Mariane Cimino attend.",
        "Des Roussettes passent.",
    ],
)
def test_the_printed_name_is_no_other_name(cimino: Person, text: str) -> None:
    Person.objects.filter(pk=cimino.pk).update(other_names="Dr Cimino\nCimino\nRoussettes")
    # Without its person in the text, a single word is a word.
    assert said(text) == []


def test_a_single_other_name_counts_beside_its_person(cimino: Person) -> None:
    Person.objects.filter(pk=cimino.pk).update(other_names="Delmas")
    assert said("Mariane Cimino attend. Mme Delmas repart.") == [
        ("name-variant", "Delmas", "Cimino")
    ]


def test_the_name_of_somebody_else_is_hers(cimino: Person) -> None:
    make_position(make_person("Marie-Anne", "Cimino"), "maire")
    Person.objects.filter(pk=cimino.pk).update(other_names="Marie-Anne Cimino")
    assert said("Marie-Anne Cimino, maire, attend.") == []


def test_an_organisation_merged_away_is_a_variant_of_the_one_that_stands() -> None:
    numeum = make_organisation("Numeum")
    merged(numeum, make_organisation("Numéum"))
    merged(numeum, make_organisation("Syntec Numérique", short_name="SN"))
    assert said("Le syndicat Numéum attend, comme Syntec Numérique. Numeum aussi.") == [
        ("organisation-variant", "Numéum", "Numeum"),
        ("organisation-variant", "Syntec Numérique", "Numeum"),
    ]


def test_another_name_of_an_organisation_is_told_with_the_one_to_print() -> None:
    make_organisation(
        "Haute Autorité de santé",
        short_name="HAS",
        other_names="Anaes\nAutorité de santé\nHaute Autorité sanitaire",
    )
    assert said("La haute Autorité sanitaire, dite Anaes, attend.") == [
        ("organisation-variant", "haute Autorité sanitaire", "haute Autorité de santé"),
        ("organisation-variant", "Anaes", "Haute Autorité de santé"),
    ]
    # What is a part of a right name is no other name.
    assert said("La Haute Autorité de santé attend, la HAS aussi.") == []


def test_an_organisation_merged_away_is_no_unknown_person() -> None:
    merged(make_organisation("Numeum"), make_organisation("Syntec Numérique"))
    codes = {one.code for one in found("Syntec Numérique, président du collectif, attend.")}
    assert codes == {"organisation-variant"}


def test_a_slip_in_the_one_name_of_somebody_mentioned_is_seen() -> None:
    """The text says no word of the name as it is on record: the mention alone tells whom."""
    person = make_person("Odile", "Sérignac")
    body = "<p>Mme Sérignak attend la suite.</p>"
    slips = [
        [(one.excerpt, one.fix) for one in check(article) if one.code == "name-variant"]
        for article in (make_article(body=body), make_article(body=body, mentions=[person]))
    ]
    assert slips == [[], [("Sérignak", "Sérignac")]]
