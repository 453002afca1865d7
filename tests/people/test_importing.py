"""Positions from a table: each line says what became of it, and a wrong one stops no other."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from people.importing import Outcome, Report, UnreadableFileError, import_positions
from people.models import Organisation, Person, Position
from tests.factories import client_of, make_organisation, make_person, make_position
from tests.forms import form_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/people/person/import/"
HEADER = "Prénom;Nom;Fonction;Organisation;Du;Au;Rang;Source\n"
NEUDER = "Yannick;Neuder;ministre de la Santé;;23/12/2024;5 octobre 2025;0;https://exemple.fr/a\n"


def run(text: str, *, dry_run: bool = False, encoding: str = "utf-8") -> Report:
    return import_positions(data=text.encode(encoding), dry_run=dry_run)


def outcomes(report: Report) -> list[tuple[int, str]]:
    return [(line.number, str(line.outcome)) for line in report.lines]


def test_a_line_becomes_a_position_of_a_person_on_record() -> None:
    person = make_person("Yannick", "Neuder", honorific="Dr")
    assert outcomes(run(HEADER + NEUDER)) == [(2, "added")]
    held = person.positions.get()
    assert (held.title, held.start, held.end) == (
        "ministre de la Santé", date(2024, 12, 23), date(2025, 10, 5)
    )  # fmt: skip
    assert held.source == "https://exemple.fr/a"


def test_a_person_and_an_organisation_that_nobody_is_like_are_made() -> None:
    report = run(HEADER + "Anne;Lys;directrice;Hôpital de Valbrune;2024;;;\n".replace("2024", ""))
    assert outcomes(report) == [(2, "added")]
    held = Position.objects.get()
    assert (held.person.name, held.person.slug) == ("Anne Lys", "anne-lys")
    assert held.organisation is not None
    assert held.organisation.slug == "hopital-de-valbrune"


def test_a_dry_run_says_the_same_and_records_nothing() -> None:
    text = HEADER + NEUDER + "Anne;Lys;;;;;;\n"
    dry = run(text, dry_run=True)
    assert (Person.objects.count(), Position.objects.count()) == (0, 0)
    assert run(text).lines == dry.lines


def test_the_same_file_twice_changes_nothing() -> None:
    text = HEADER + NEUDER + "Anne;Lys;directrice;Valbrune;;;;\n"
    run(text)
    again = run(text)
    assert outcomes(again) == [(2, "same"), (3, "same")]
    assert (Person.objects.count(), Position.objects.count()) == (2, 2)


def test_what_the_file_says_anew_is_written_and_what_it_leaves_empty_stays() -> None:
    person = make_person("Yannick", "Neuder")
    held = make_position(person, "ministre de la Santé", date(2024, 12, 23), source="https://a.fr/")
    report = run(HEADER + "Yannick;Neuder;ministre de la Santé;;2024-12-23;05/10/2025;;\n")
    assert outcomes(report) == [(2, "changed")]
    held.refresh_from_db()
    assert (held.end, held.source) == (date(2025, 10, 5), "https://a.fr/")


def test_a_wrong_line_stops_no_other() -> None:
    text = (
        HEADER + "Anne;Lys;directrice;;31/02/2025;;;\n" + "\n" + ";;directeur;;;;;\n"
        + "Anne;Lys;directrice;;2025-03-01;2025-02-01;;\n" + "Anne;Lys;directrice;;;;beaucoup;\n"
        + "Anne;Lys;directrice;;;;;pas une adresse\n" + NEUDER
    )  # fmt: skip
    report = run(text)
    assert outcomes(report) == [
        (2, "refused"), (4, "refused"), (5, "refused"), (6, "refused"), (7, "refused"),
        (8, "added"),
    ]  # fmt: skip
    assert "31/02/2025" in report.lines[0].text
    # Nothing is left of a person who was made for a line that was then refused.
    assert [person.name for person in Person.objects.all()] == ["Yannick Neuder"]


def test_a_name_that_is_like_one_on_record_is_refused_with_that_name() -> None:
    make_person("Clara", "Chappaz")
    report = run(HEADER + "Clara;Chapaz;ministre;;;;;\n")
    assert report.count(Outcome.REFUSED) == 1
    assert "Clara Chappaz" in report.lines[0].text
    assert Position.objects.count() == 0


def test_homonyms_are_told_apart_by_their_address() -> None:
    first = make_person("Paul", "Vidal", slug="paul-vidal")
    make_person("Paul", "Vidal", slug="paul-vidal-2")
    refused = run(HEADER + "Paul;Vidal;maire;;;;;\n")
    assert "paul-vidal, paul-vidal-2" in refused.lines[0].text
    run("adresse;fonction\npaul-vidal;maire\n")
    assert first.positions.get().title == "maire"


def test_a_position_over_the_same_days_is_refused() -> None:
    make_position(make_person("Paul", "Vidal"), "maire", date(2020, 1, 1))
    report = run(HEADER + "Paul;Vidal;maire;;01/06/2021;;;\n")
    assert outcomes(report) == [(2, "refused")]
    assert "maire" in report.lines[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_encodings_and_separators_of_spreadsheets_are_read(
    encoding: str, separator: str
) -> None:
    text = "Prénom;Nom;Intitulé;Début\nÉlodie;Déchelette;déléguée;1er mars 2024\n"
    report = run(text.replace(";", separator), encoding=encoding)
    assert outcomes(report) == [(2, "added")]
    held = Position.objects.get()
    assert (held.person.name, held.title, held.start) == (
        "Élodie Déchelette", "déléguée", date(2024, 3, 1)
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "n’importe quoi", "Nom;Prénom\nLys;Anne\n", "a\0b;c"])
def test_a_file_without_the_columns_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        run(text)


def test_the_title_of_an_organisation_keeps_its_commas() -> None:
    run('personne,fonction,organisation\n"Anne Lys","directrice, par intérim",Valbrune\n')
    assert not Position.objects.exists()
    make_person("Anne", "Lys")
    run('personne,fonction,organisation\n"Anne Lys","directrice, par intérim",Valbrune\n')
    assert Position.objects.get().title == "directrice, par intérim"


# The doors ------------------------------------------------------------------------------------


def test_an_editor_reads_the_report_then_records_it(editor: User) -> None:
    client = client_of(editor)
    file = SimpleUploadedFile("postes.csv", (HEADER + NEUDER).encode("latin-1"))
    read = client.post(PAGE, {"file": file})
    assert "Yannick Neuder" in read.content.decode()
    assert Position.objects.count() == 0
    form = form_of(read)
    done = client.post(PAGE, form.with_typed({"_confirm": "1"}))
    assert done.status_code == 200
    assert Position.objects.get().person.name == "Yannick Neuder"


@pytest.mark.parametrize("carried", ["", "pas du base64", "AA=="])
def test_a_report_that_did_not_arrive_whole_is_refused(editor: User, carried: str) -> None:
    page = client_of(editor).post(PAGE, {"_confirm": "1", "carried": carried})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert Position.objects.count() == 0


def test_a_journalist_does_not_import(journalist: User) -> None:
    assert client_of(journalist).get(PAGE).status_code == 403


def test_the_command_records_only_when_it_is_told_to(tmp_path: Path) -> None:
    file = tmp_path / "postes.csv"
    file.write_text(HEADER + NEUDER + ";;x;;;;;\n")
    said, refused = StringIO(), StringIO()
    call_command("import_positions", str(file), stdout=said, stderr=refused)
    assert Position.objects.count() == 0
    assert said.getvalue().startswith("2: ")
    assert "1" in refused.getvalue()
    call_command("import_positions", str(file), "--confirm", stdout=StringIO(), stderr=StringIO())
    assert Position.objects.count() == 1
    with pytest.raises(CommandError):
        call_command("import_positions", str(tmp_path / "absent.csv"))


def test_an_organisation_is_known_by_its_short_name() -> None:
    agency = make_organisation("Agence du numérique en santé", short_name="ANS")
    make_person("Anne", "Lys")
    run(HEADER + "Anne;Lys;directrice;ANS;;;;\n")
    assert Position.objects.get().organisation == agency
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    "title",
    ["directrice de l'innovation", "Directrice de l’Innovation", "DIRECTRICE DE L’INNOVATION"],
)
def test_a_title_is_known_whatever_its_apostrophes_and_capitals(title: str) -> None:
    held = make_position(make_person("Odile", "Brannec"), "directrice de l’innovation")
    report = run(f"Nom complet;Fonction\nOdile Brannec;{title}\n")
    assert outcomes(report) == [(2, "same")]
    assert Position.objects.get() == held


def test_a_new_title_is_written_with_french_apostrophes() -> None:
    make_person("Odile", "Brannec")
    run("Nom complet;Fonction\nOdile Brannec;directrice de l'innovation\n")
    assert Position.objects.get().title == "directrice de l’innovation"


@pytest.mark.parametrize("word", ["Mme", "M.", "Dr"])
def test_a_form_of_address_is_no_given_name(word: str) -> None:
    report = run(f"Prénom;Nom;Fonction\n{word};Kerlavec;conseillère\n")
    assert outcomes(report) == [(2, "refused")]
    assert "Civilité" in report.lines[0].text
    assert not Person.objects.exists()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("above", ["", "sep=;\n", '"sep=;"\n\n'])
def test_what_spreadsheets_put_above_and_between_the_lines_is_understood(
    end: str, above: str
) -> None:
    make_person("Yannick", "Neuder")
    report = run((above + HEADER + NEUDER).replace("\n", end))
    assert outcomes(report) == [(2 + above.count("\n"), "added")]
