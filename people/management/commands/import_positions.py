from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from people.importing import Outcome, UnreadableFileError, import_positions
from people.printed import as_lines


class Command(BaseCommand):
    help = "Read a CSV table of positions and say what it would do; with --confirm, do it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--confirm", action="store_true", help="record what is read")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        try:
            report = import_positions(data=data, dry_run=not options["confirm"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for line in report.lines:
            self.stdout.write(f"{line.number}: {line.text}")
            if line.printed:
                self.stdout.write("\n".join(as_lines(line.printed)))
        if report.dry_run:
            self.stdout.write(_("Nothing is recorded yet: add --confirm."))
        refused = report.count(Outcome.REFUSED)
        if refused:
            self.stderr.write(_("Lines refused: %(count)s") % {"count": refused})
