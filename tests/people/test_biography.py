"""The text on somebody is printed as it stands: without what only an article resolves."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from people.models import Person
from prose.sanitise import clean_note
from tests.factories import client_of, make_person
from tests.forms import form_of, send

pytestmark = pytest.mark.django_db

WRITTEN = (
    '<p>Voir <a data-person="3">Paul <em>Vidal</em></a> et <a href="https://example.com/">là</a>.'
    '</p><figure data-image="1"><figcaption>Le hall.</figcaption></figure>'
    '<aside class="exergue" data-person="3"><blockquote><p>«\u00a0Oui.\u00a0»</p></blockquote>'
    "<footer>Anne</footer></aside>"
    '<section class="encadre" data-kind="chiffres"><h2>Clés</h2><p>Un.</p></section>'
)
PRINTED = (
    '<p>Voir Paul <em>Vidal</em> et <a href="https://example.com/">là</a>.</p><p>Le hall.</p>'
    "<blockquote><p>«\u00a0Oui.\u00a0»</p></blockquote><p>Anne</p><h2>Clés</h2><p>Un.</p>"
)


def test_of_blocks_and_references_the_words_are_kept(editor: User) -> None:
    person = make_person("Anne", "Roux")
    where = reverse("admin:people_person_change", args=[person.pk])
    assert send(client_of(editor), where, biography=WRITTEN).status_code == 302
    assert Person.objects.get(pk=person.pk).biography == PRINTED
    assert clean_note(PRINTED) == PRINTED


def test_an_old_biography_is_shown_so_to_readers_and_to_the_desk(
    reader: Client, editor: User
) -> None:
    person = make_person("Anne", "Roux", biography=WRITTEN)
    assert PRINTED in reader.get(person.get_absolute_url()).content.decode()
    where = reverse("admin:people_person_change", args=[person.pk])
    assert form_of(client_of(editor).get(where))["biography"] == PRINTED
