"""Who changes or ends a position is shown the live and scheduled articles that print it."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.attributions import printing
from articles.models import Edition
from people.models import Person, Position
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_edition,
    make_person,
    make_position,
    make_ready,
    make_scheduled,
    make_withdrawn,
)
from tests.forms import form_of, said

pytestmark = pytest.mark.django_db

ENDED = b"Prenom;Nom;Fonction;Du;Au\nAnne;Lys;directrice;01/01/2024;10/02/2025\n"


@pytest.fixture
def anne(db: None) -> Person:
    return make_person("Anne", "Lys")


@pytest.fixture
def post(anne: Person) -> Position:
    return make_position(anne, "directrice", date(2024, 1, 1))


def page_of(person: Person) -> str:
    return reverse("admin:people_person_change", args=[person.pk])


def change(client: Client, person: Person, **typed: str) -> list[str]:
    form = form_of(client.get(page_of(person)))
    answer = client.post(page_of(person), form.with_typed(typed))
    assert answer.status_code == 302
    return said(answer)


def test_ending_a_position_names_the_articles_that_print_it(
    anne: Person, post: Position, editor: User, clock: Clock
) -> None:
    live = make_edition(mentions=[anne], title="Le bilan")
    make_scheduled(clock.now() + timedelta(days=1), mentions=[anne], title="La suite")
    make_edition(mentions=[make_person()], title="Sans elle")
    messages = change(client_of(editor), anne, **{"positions-0-end": "10/02/2025"})
    (warning,) = [message for message in messages if "Le bilan" in message]
    assert "La suite" in warning
    assert "Sans elle" not in warning
    assert reverse("admin:articles_article_change", args=[live.article_id]) in warning
    assert Edition.objects.get(pk=live.pk).printed["people"][0]["attribution"] == "directrice"


def test_a_position_that_is_taken_away_is_said_too(
    anne: Person, post: Position, editor: User
) -> None:
    edition = make_edition(mentions=[anne], title="Le bilan")
    messages = change(client_of(editor), anne, **{"positions-0-DELETE": "on"})
    assert any("Le bilan" in message for message in messages)
    assert edition.people.get(as_author=False).position is None
    assert Edition.objects.get().printed["people"][0]["attribution"] == "directrice"


def test_a_table_that_ends_a_position_names_the_articles_that_print_it(
    anne: Person, post: Position, editor: User, clock: Clock
) -> None:
    live = make_edition(mentions=[anne], title="Le bilan")
    make_scheduled(clock.now() + timedelta(days=1), mentions=[anne], title="La suite")
    make_edition(mentions=[make_person()], title="Sans elle")
    desk, address = client_of(editor), reverse("admin:people_person_import")
    read = desk.post(address, {"file": SimpleUploadedFile("postes.csv", ENDED)})
    # Before anything is recorded, and again once it is.
    for page in (read, desk.post(address, form_of(read).with_typed({"_confirm": "1"}))):
        words = page.content.decode()
        assert "Le bilan" in words
        assert "La suite" in words
        assert "Sans elle" not in words
        assert reverse("admin:articles_article_change", args=[live.article_id]) in words
    post.refresh_from_db()
    assert post.end == date(2025, 2, 10)
    again = desk.post(address, {"file": SimpleUploadedFile("postes.csv", ENDED)})
    assert "Le bilan" not in again.content.decode()


def test_the_command_that_ends_a_position_names_them_too(
    anne: Person, post: Position, tmp_path: Path
) -> None:
    make_edition(mentions=[anne], title="Le bilan")
    file = tmp_path / "postes.csv"
    file.write_bytes(ENDED)
    said = StringIO()
    call_command("import_positions", str(file), "--confirm", stdout=said)
    (line,) = [line for line in said.getvalue().splitlines() if "Le bilan" in line]
    assert line.endswith("directrice")


def test_what_prints_no_changed_position_is_not_named(
    anne: Person, post: Position, editor: User, clock: Clock
) -> None:
    make_withdrawn(clock, mentions=[anne], title="Retiré")
    by_hand = make_ready(mentions=[anne], title="À la main")
    by_hand.mentions.update(attribution="rapporteure")
    make_edition(article=by_hand)
    messages = change(client_of(editor), anne, **{"positions-0-end": "10/02/2025"})
    assert not any("Retiré" in message or "À la main" in message for message in messages)


def test_changing_nothing_of_a_position_says_nothing(
    anne: Person, post: Position, editor: User
) -> None:
    make_edition(mentions=[anne], title="Le bilan")
    assert len(change(client_of(editor), anne, honorific="Dr")) == 1


def test_a_quotation_with_the_position_counts(anne: Person, post: Position) -> None:
    make_edition(body=f'<p>« Oui » : <q data-person="{anne.pk}">« Nous savons »</q>.</p>')
    (row,) = printing(anne, [post.pk])
    assert (row.printed, row.differs) == ("directrice", False)


def test_the_page_of_the_person_shows_what_no_longer_agrees(
    anne: Person, post: Position, editor: User
) -> None:
    make_edition(mentions=[anne], title="Le bilan")
    client = client_of(editor)
    assert "Le bilan" in client.get(page_of(anne)).content.decode()
    post.title = "présidente"
    post.save()
    (row,) = printing(anne, [post.pk])
    assert (row.printed, row.said_now, row.differs) == ("directrice", "présidente", True)
    assert "présidente" in client.get(page_of(anne)).content.decode()


def test_the_list_costs_the_same_for_one_article_and_for_ten(anne: Person, post: Position) -> None:
    make_edition(mentions=[anne])
    with CaptureQueriesContext(connection) as one:
        assert len(printing(anne, [post.pk])) == 1
    for _number in range(9):
        make_edition(mentions=[anne])
    with CaptureQueriesContext(connection) as ten:
        assert len(printing(anne, [post.pk])) == 10
    assert len(one) == len(ten)
