"""The directory in a real browser: a second record is asked about, merged; a table is read."""

import re
from typing import TYPE_CHECKING

import pytest

from people.models import Person
from tests.browser.hands import look_up
from tests.factories import make_person, make_position

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLE = (
    "Prénom;Nom;Fonction;Organisation;Du;Au\n"
    "Maud;Kerlavec;conseillère municipale;;1er mars 2024;\n"
    "Maud;Kerlavek;maire;;;\n"
)


def test_a_second_record_is_shown_the_first_before_it_is_made(visits: "Visits") -> None:
    page = visits.desk("editor")
    page.goto("/admin/people/person/add/")
    page.fill("#id_given_name", "Maude")
    page.fill("#id_family_name", "Kerlavec")
    page.click('[name="_save"]')
    page.locator("#id_is_another").wait_for()
    assert "Maud Kerlavec" in page.locator(".field-is_another").inner_text()
    assert page.input_value("#id_family_name") == "Kerlavec"
    page.check("#id_is_another")
    page.click('[name="_save"]')
    page.wait_for_url(re.compile(r"/admin/people/person/$"))
    assert Person.objects.filter(family_name="Kerlavec").count() == 2


def test_the_title_of_a_position_is_read_whole_in_its_field(visits: "Visits") -> None:
    person = make_person("Yannick", "Neuder")
    make_position(person, "ministre de la Santé et de l’Accès aux soins, porte-parole")
    page = visits.desk("editor")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/admin/people/person/{person.pk}/change/")
    title = page.locator("#id_positions-0-title")
    assert title.evaluate("field => field.scrollWidth <= field.clientWidth")
    assert page.locator("#positions-0 h3 b").inner_text() == "Fonction\u00a0:"
    assert page.locator("label[for=id_honorific]").inner_text().startswith("Civilité")


def test_a_chief_merges_two_records_of_a_person(visits: "Visits") -> None:
    gone = make_person("Maude", "Kerlavec", slug="maude-kerlavec")
    kept = Person.objects.get(slug="maud-kerlavec")
    page = visits.desk("chief")
    page.goto(f"/admin/people/person/{kept.pk}/merge/")
    page.click(".select2-selection")
    look_up(page, "Maude")
    page.click('.decision-form button[type="submit"]')
    page.click('button[name="_confirm"]')
    page.wait_for_url(re.compile(rf"/person/{kept.pk}/change/"))
    reader = visits.visitor()
    answer = reader.goto(gone.get_absolute_url())
    assert answer is not None
    assert answer.ok
    assert reader.url.endswith(kept.get_absolute_url())


def test_a_table_is_read_then_recorded(visits: "Visits") -> None:
    page = visits.desk("editor")
    page.goto("/admin/people/person/import/")
    file = {"name": "postes.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1252")}
    page.set_input_files("#id_file", file)  # type: ignore[arg-type]
    page.click('.decision-form button[type="submit"]')
    rows = page.locator(".import-report tbody tr")
    assert rows.count() == 2
    assert "Maud Kerlavec" in rows.nth(1).inner_text()
    maud = Person.objects.get(slug="maud-kerlavec")
    assert not maud.positions.filter(title="conseillère municipale").exists()
    page.click('button[name="_confirm"]')
    page.locator("#id_file").wait_for()
    assert maud.positions.get(title="conseillère municipale").start is not None
