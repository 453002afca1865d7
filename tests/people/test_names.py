"""People and organisations are found by any form of their name, and known when they come twice."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from people.models import Organisation, Person
from people.names import alike, fold, searchable
from tests.factories import client_of, make_organisation, make_person


@pytest.mark.parametrize(
    "typed",
    [
        "Neuder", "NEUDER Yannick", "Dr Neuder", "Yannick Neuder", "yan neu", "Docteur Neud",
        "Jean-Loup", "jean loup", "jeanloup", "Neuder-Élan", "elan",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_person_is_found_by_any_form_of_the_name(typed: str) -> None:
    found = make_person("Yannick", "Neuder", honorific="Dr", other_names="Jean-Loup Neuder-Élan")
    make_person("Anne", "Lys", honorific="Dr")
    assert list(Person.objects.named(typed)) == [found]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("oeuvrard", "Œuvrard"), ("ŒUVRARD", "Oeuvrard"), ("nguyen", "N’Guyen"),
        ("N'Guyen", "Nguyen"), ("lhopital", "L’Hôpital"), ("l hopital", "L’Hôpital"),
        ("Muñoz", "Munoz"), ("Lukasz", "Łukasz"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_signs_within_a_name_do_not_hide_it(typed: str, name: str) -> None:
    found = make_person("Anne", name)
    assert list(Person.objects.named(typed)) == [found]


@pytest.mark.django_db
def test_a_word_is_found_from_its_beginning_only() -> None:
    make_person("Yannick", "Neuder")
    assert not Person.objects.named("euder").exists()
    assert not Person.objects.named("Neuder Anne").exists()
    assert not Person.objects.named("%").exclude(family_name="Neuder").exists()


@pytest.mark.django_db
def test_a_title_alone_finds_who_bears_it() -> None:
    doctor = make_person("Anne", "Lys", honorific="Dr")
    make_person("Paul", "Vidal")
    assert list(Person.objects.named("Dr")) == [doctor]


@pytest.mark.django_db
def test_an_organisation_is_found_by_its_initials_and_its_former_name() -> None:
    agency = make_organisation(
        "Agence du numérique en santé", short_name="ANS", other_names="Asip Santé"
    )
    make_organisation("Agence de la biomédecine", short_name="ABM")
    for typed in ("ans", "asip", "numerique sante", "ANS"):
        assert list(Organisation.objects.named(typed)) == [agency]


@pytest.mark.django_db
def test_a_name_is_found_once_it_has_changed_and_in_bulk() -> None:
    person = make_person("Anne", "Lys")
    person.family_name = "Roux"
    person.save()
    Person.objects.bulk_create([Person(family_name="Ferré", slug="ferre")])
    assert Person.objects.named("roux").get() == person
    assert not Person.objects.named("lys").exists()
    assert Person.objects.named("ferre").get().family_name == "Ferré"


def test_the_autocompletes_of_the_desk_find_any_form(journalist: User) -> None:
    make_person("Jean-Noël", "Œuvrard", honorific="Pr")
    answer = client_of(journalist).get(
        reverse("admin:autocomplete"),
        {"term": "pr oeuvrard", "app_label": "articles", "model_name": "mention",
         "field_name": "person"},
    )  # fmt: skip
    assert [row["text"] for row in answer.json()["results"]] == ["Jean-Noël Œuvrard"]


# Likeness -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clara Chappaz", "Clara Chapaz"),
        ("Clara Chappaz", "CHAPPAZ Clara"),
        ("Dr Yannick Neuder", "Yannick Neuder"),
        ("Y. Neuder", "Yannick Neuder"),
        ("Jean-Pierre Dupont", "Jean Pierre Dupont"),
        ("Hélène Œuvrard", "Helene Oeuvrard"),
        ("Agence du numérique en santé", "L’Agence numérique de santé"),
    ],
)
def test_what_may_be_one_person_is_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clara Chappaz", "Clara Martin"),
        ("Anne Lys", "Paul Lys"),
        ("Jean Martin", "Jean Marchand"),
        ("A. Lys", "B. Lys"),
        ("ANS", "ARS"),
        ("", "Anne Lys"),
        ("Dr", "Dr"),
    ],
)
def test_what_is_plainly_two_is_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(max_size=40))
@example("🄐")
@example("A.N.S.")
def test_folding_is_idempotent_and_never_raises(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert searchable([text]) == searchable([text, text])
