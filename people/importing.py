"""Positions from a table (CSV), with what became of each line.

One function, which the admin and the command call. A wrong line stops no other; the same file
twice changes nothing the second time.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.duplicates import MOST_SHOWN
from people.models import Organisation, Person, Position
from people.names import fold, key_of, keys_alike
from people.printed import Printed, printed_in
from prose.dates import MONTHS
from prose.slugs import slug_of
from prose.typography import typeset

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 5000

# What a column may be called, folded -> what it is.
COLUMNS = {
    "personne": "person", "nom complet": "person",
    "prenom": "given_name", "nom": "family_name", "nom de famille": "family_name",
    "civilite": "honorific", "adresse": "slug",
    "fonction": "title", "titre": "title", "intitule": "title", "poste": "title",
    "organisation": "organisation", "organisme": "organisation", "structure": "organisation",
    "du": "start", "debut": "start", "depuis": "start", "date de debut": "start",
    "au": "end", "fin": "end", "jusqu au": "end", "date de fin": "end",
    "rang": "rank", "source": "source",
}  # fmt: skip

# Empty lines, and the one by which Excel names its separator.
ABOVE_THE_TABLE = re.compile(r'\n*(?:"?sep=(?P<separator>[;,\t])"?\n)?\n*', re.I)
NUMERIC_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")
WRITTEN_DATE = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})\Z")
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, start=1)}


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """What became of a line of the file, in a sentence. `number`: as an editor counts, from 1."""

    number: int
    outcome: Outcome
    text: str
    # The live and scheduled texts that print the position which the line changes.
    printed: tuple[Printed, ...] = ()


@dataclass
class Report:
    dry_run: bool
    lines: list[Line] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        return sum(1 for line in self.lines if line.outcome == outcome)


class UnreadableFileError(Exception):
    """The file as a whole cannot be read, in a sentence for who sent it."""


class LineError(Exception):
    """A line that cannot be imported, in a sentence that says what to do."""


def import_positions(*, data: bytes, dry_run: bool) -> Report:
    """Record the positions of the table `data`; with `dry_run` say only what would be done.

    Raises UnreadableFileError when there is no table in it.
    """
    rows = list(table(text_of_file(data)))
    report = Report(dry_run)
    with transaction.atomic():
        directory = Directory()
        for number, row in rows:
            try:
                with transaction.atomic():
                    line = import_row(number, row, directory)
            except LineError as error:
                line = Line(number, Outcome.REFUSED, str(error))
            report.lines.append(line)
        transaction.set_rollback(dry_run)
    return report


# The file -------------------------------------------------------------------------------------


def text_of_file(data: bytes) -> str:
    """The words of the file, whichever of the usual encodings it is written in."""
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(_("This file is larger than 2 MB. Cut it into several."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def table(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that say something, each with its line in the file."""
    if "\0" in text:
        raise UnreadableFileError(_("This is no CSV file. Save the sheet as CSV, then send it."))
    # Old spreadsheets of Macintosh end a line with a bare return.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = ABOVE_THE_TABLE.match(text)
    above = head[0] if head else ""
    before, text = above.count("\n"), text[len(above) :]
    first = text.split("\n", 1)[0]
    separator = (head and head["separator"]) or max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        header = next(reader, [])
        names = [COLUMNS.get(fold(name), "") for name in header]
        refuse_header(names)
        for count, cells in enumerate(reader, start=1):
            if count > MOST_LINES:
                raise UnreadableFileError(
                    _("This file has more than %(count)s lines. Cut it into several.")
                    % {"count": MOST_LINES}
                )
            if any(cell.strip() for cell in cells):
                pairs = zip(names, cells, strict=False)
                yield (
                    before + reader.line_num,
                    {name: " ".join(cell.split()) for name, cell in pairs if name},
                )
    except csv.Error as error:
        raise UnreadableFileError(
            _("Line %(number)s cannot be read: a quotation mark is not closed, or a cell is huge.")
            % {"number": before + reader.line_num}
        ) from error


def refuse_header(names: list[str]) -> None:
    if "title" not in names or not {"person", "family_name", "slug"} & set(names):
        raise UnreadableFileError(
            _(
                "The first line must name the columns: prénom, nom, fonction, organisation, du, "
                "au, rang, source. At least nom (or personne) and fonction are needed."
            )
        )


# A line ---------------------------------------------------------------------------------------


class Directory:
    """Who and what is on record, by the words of each form of their names."""

    def __init__(self) -> None:
        self.people: dict[str, list[Person]] = defaultdict(list)
        self.organisations: dict[str, list[Organisation]] = defaultdict(list)
        for person in Person.objects.standing():
            self.add_person(person)
        for organisation in Organisation.objects.standing():
            self.add_organisation(organisation)

    def add_person(self, person: Person) -> None:
        for key in {key_of(form) for form in person.name_forms}:
            self.people[key].append(person)

    def add_organisation(self, organisation: Organisation) -> None:
        for key in {key_of(form) for form in organisation.name_forms}:
            self.organisations[key].append(organisation)

    def like(self, name: str, records: Mapping[str, list[Any]]) -> list[Any]:
        key = key_of(name)
        found = [record for other in records if keys_alike(key, other) for record in records[other]]
        return found[:MOST_SHOWN]


def likeness(name: str, near: list[Any]) -> str:
    return _(
        "%(name)s is not on record, but is like %(others)s. Mend the name, or make the record."
    ) % {"name": name, "others": ", ".join(str(record) for record in near)}


def import_row(number: int, row: dict[str, str], directory: Directory) -> Line:
    title = typeset(row.get("title", ""))
    if not title:
        raise LineError(_("No title: fill the column “fonction”."))
    start, end = day_in(row, "start"), day_in(row, "end")
    if start and end and end < start:
        raise LineError(_("The position ends before it starts."))
    person, made = person_of(row, directory)
    organisation, founded = organisation_of(row.get("organisation", ""), directory)
    values = {"end": end, "rank": rank_in(row), "source": row.get("source", "")}
    held = Position.objects.filter(person=person, organisation=organisation, start=start)
    position = next((one for one in held if one.is_called(title)), None)
    if position is not None:
        return change(number, position, values)
    position = Position(
        person=person,
        organisation=organisation,
        title=title,
        start=start,
        **{name: value for name, value in values.items() if value is not None},
    )
    save(position)
    # Only now: had the line been refused, the records made for it would have gone with it.
    if made:
        directory.add_person(person)
    if founded and organisation:
        directory.add_organisation(organisation)
    notes = [note for note in (made, founded) if note]
    text = _("Added: %(person)s, %(position)s") % {
        "person": person.name,
        "position": said(position),
    }
    return Line(number, Outcome.ADDED, ". ".join([text, *notes]))


def said(position: Position) -> str:
    return f"{position.as_printed} ({position.when})" if position.when else position.as_printed


def change(number: int, position: Position, values: dict[str, Any]) -> Line:
    """What the file says anew is written; what it leaves empty stays."""
    person = position.person.name
    anew = {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value != getattr(position, name)
    }
    if not anew:
        text = _("Already there: %(person)s, %(position)s")
        return Line(number, Outcome.SAME, text % {"person": person, "position": said(position)})
    for name, value in anew.items():
        setattr(position, name, value)
    save(position)
    return Line(
        number,
        Outcome.CHANGED,
        _("Changed: %(person)s, %(position)s") % {"person": person, "position": said(position)},
        tuple(printed_in(position.person, [position.pk])),
    )


def save(position: Position) -> None:
    try:
        position.full_clean()
    except ValidationError as error:
        raise LineError(" ".join(error.messages)) from error
    position.save()


def person_of(row: dict[str, str], directory: Directory) -> tuple[Person, str]:
    """The person of the line, made when nobody is like them; and what to say of it."""
    if row.get("slug"):
        known = Person.objects.standing().filter(slug=row["slug"]).first()
        if known is None:
            raise LineError(_("No person has the address “%(slug)s”.") % {"slug": row["slug"]})
        return known, ""
    given, family = row.get("given_name", ""), row.get("family_name", "")
    name = row.get("person", "") or f"{given} {family}".strip()
    if not name:
        raise LineError(_("No name: fill the columns “prénom” and “nom”."))
    found = directory.people.get(key_of(name), [])
    if len(found) > 1:
        raise LineError(
            _("Several people are called %(name)s. Say which in a column “adresse”: %(slugs)s.")
            % {"name": name, "slugs": ", ".join(person.slug for person in found)}
        )
    if found:
        return found[0], ""
    near = directory.like(name, directory.people)
    if near:
        raise LineError(likeness(name, near))
    if not (given and family):
        raise LineError(
            _("%(name)s is not on record. To make the record, use two columns “prénom” and “nom”.")
            % {"name": name}
        )
    person = Person(
        given_name=given,
        family_name=family,
        honorific=row.get("honorific", ""),
        slug=free_slug(Person, name),
    )
    valid(person)
    return person, _("The person is new on record")


def organisation_of(name: str, directory: Directory) -> tuple[Organisation | None, str]:
    if not name:
        return None, ""
    found = directory.organisations.get(key_of(name), [])
    if len(found) > 1:
        raise LineError(_("Several organisations are called %(name)s.") % {"name": name})
    if found:
        return found[0], ""
    near = directory.like(name, directory.organisations)
    if near:
        raise LineError(likeness(name, near))
    organisation = Organisation(name=name, slug=free_slug(Organisation, name))
    valid(organisation)
    return organisation, _("The organisation is new on record")


def valid(record: Person | Organisation) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise LineError(" ".join(error.messages)) from error
    record.save()


def free_slug(model: "type[Person] | type[Organisation]", name: str) -> str:
    slug = slug_of(name) or "fiche"
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    candidate, number = slug, 2
    while candidate in taken:
        candidate, number = f"{slug}-{number}", number + 1
    return candidate


def day_in(row: dict[str, str], name: str) -> date | None:
    """The date of the cell: "2025-02-11", "11/02/2025" or "11 février 2025"."""
    text = row.get(name, "")
    if not text:
        return None
    try:
        return parsed(text)
    except ValueError as error:
        raise LineError(
            _("“%(text)s” is no date. Write 11/02/2025, 11 février 2025 or 2025-02-11.")
            % {"text": text}
        ) from error


def parsed(text: str) -> date:
    numeric = NUMERIC_DATE.match(text)
    if numeric:
        return date(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    written = WRITTEN_DATE.match(fold(text))
    if written and written[2] in MONTH_NUMBERS:
        return date(int(written[3]), MONTH_NUMBERS[written[2]], int(written[1]))
    return date.fromisoformat(text)


def rank_in(row: dict[str, str]) -> int | None:
    text = row.get("rank", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) > 100:
        raise LineError(_("“%(text)s” is no rank: write a number from 0 to 100.") % {"text": text})
    return int(text)
