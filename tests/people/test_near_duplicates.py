"""Before a second record of somebody is made, the desk shows the first."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from people.models import Organisation, Person
from tests.factories import client_of, make_organisation, make_person, make_position
from tests.forms import errors_of, form_of, send

pytestmark = pytest.mark.django_db

ADD_PERSON = "/admin/people/person/add/"
ADD_ORGANISATION = "/admin/people/organisation/add/"


def test_the_records_that_are_like_it_are_shown_and_nothing_typed_is_lost(editor: User) -> None:
    known = make_person("Clara", "Chappaz")
    make_position(known, "ministre déléguée")
    page = send(
        client_of(editor), ADD_PERSON, given_name="Clara", family_name="Chapaz",
        slug="clara-chapaz", honorific="Mme", biography="<p>Née à Annecy.</p>",
    )  # fmt: skip
    assert Person.objects.count() == 1
    assert "Clara Chappaz, ministre déléguée" in errors_of(page)["is_another"]
    assert reverse("admin:people_person_change", args=[known.pk]) in page.content.decode()
    form = form_of(page)
    assert (form["family_name"], form["honorific"]) == ("Chapaz", "Mme")
    assert "Née à Annecy." in form["biography"]


def test_with_the_tick_the_second_record_is_made(editor: User) -> None:
    make_person("Clara", "Chappaz")
    client = client_of(editor)
    typed = {"given_name": "Clara", "family_name": "Chappaz", "slug": "clara-chappaz-2"}
    refused = send(client, ADD_PERSON, **typed)
    assert 'type="checkbox" name="is_another"' in refused.content.decode()
    sent = form_of(refused).with_typed({"is_another": "on"})
    assert client.post(ADD_PERSON, sent).status_code == 302
    assert Person.objects.count() == 2


def test_the_tick_stays_when_something_else_is_wrong(editor: User) -> None:
    make_person("Clara", "Chappaz", slug="prise")
    page = send(
        client_of(editor), ADD_PERSON, given_name="Clara", family_name="Chappaz", slug="prise",
        is_another="on",
    )  # fmt: skip
    assert "slug" in errors_of(page)
    assert form_of(page)["is_another"] == "on"


def test_a_name_that_nobody_has_is_saved_at_once(editor: User) -> None:
    make_person("Clara", "Chappaz")
    answer = send(
        client_of(editor), ADD_PERSON, given_name="Paul", family_name="Vidal", slug="paul-vidal"
    )
    assert answer.status_code == 302


def test_saving_a_record_without_renaming_it_asks_nothing(editor: User) -> None:
    make_person("Clara", "Chappaz")
    twin = make_person("Clara", "Chappaz")
    address = reverse("admin:people_person_change", args=[twin.pk])
    assert send(client_of(editor), address, honorific="Mme").status_code == 302


def test_another_name_that_is_somebody_s_is_asked_about(editor: User) -> None:
    known = make_person("Clara", "Chappaz")
    typed = {"given_name": "Anne", "family_name": "Lys", "slug": "anne-lys"}
    others = "A. L. d’Autrefois\nClara Chapaz"
    page = send(client_of(editor), ADD_PERSON, **typed, other_names=others)
    assert "Clara Chappaz" in errors_of(page)["is_another"]
    assert not Person.objects.exclude(pk=known.pk).exists()
    sent = form_of(page).with_typed({"is_another": "on"})
    assert client_of(editor).post(ADD_PERSON, sent).status_code == 302


def test_another_name_of_an_organisation_is_asked_about(editor: User) -> None:
    make_organisation("Agence du numérique en santé", short_name="ANS")
    page = send(
        client_of(editor), ADD_ORGANISATION, name="Délégation", slug="delegation",
        other_names="A.N.S.",
    )  # fmt: skip
    assert "Agence du numérique en santé" in errors_of(page)["is_another"]
    assert Organisation.objects.count() == 1


def test_a_name_that_is_added_to_a_record_is_asked_about_and_those_it_has_are_not(
    editor: User,
) -> None:
    make_person("Clara", "Chappaz")
    make_person("Paul", "Vidal")
    twin = make_person("Clara", "Chappaz", other_names="Claire Chappaz")
    address = reverse("admin:people_person_change", args=[twin.pk])
    page = send(client_of(editor), address, other_names="Claire Chappaz\nPaul Vidal")
    assert "Paul Vidal" in errors_of(page)["is_another"]
    assert "Clara Chappaz" not in errors_of(page)["is_another"]
    answer = send(client_of(editor), address, other_names="Claire Chappaz\nClara de Lys")
    assert answer.status_code == 302


def test_an_organisation_is_recognised_by_its_short_name(editor: User) -> None:
    make_organisation("Agence du numérique en santé", short_name="ANS")
    page = send(client_of(editor), ADD_ORGANISATION, name="A.N.S.", slug="a-n-s")
    assert "Agence du numérique en santé" in errors_of(page)["is_another"]
    assert Organisation.objects.count() == 1


def test_the_very_same_name_is_refused_even_with_the_tick(editor: User) -> None:
    make_organisation("Numeum")
    page = send(client_of(editor), ADD_ORGANISATION, name="Numeum", slug="n-2", is_another="on")
    assert "name" in errors_of(page)
    assert Organisation.objects.count() == 1


def test_who_may_only_look_sees_no_tick(journalist: User) -> None:
    person = make_person()
    page = client_of(journalist).get(reverse("admin:people_person_change", args=[person.pk]))
    assert page.status_code == 200
    assert "is_another" not in page.content.decode()
