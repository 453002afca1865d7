import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from images.models import Image
from images.renditions import making, rebuilding

INTERRUPTED = 130  # what a shell expects of a command that Ctrl-C ended


class Command(BaseCommand):
    help = (
        "Make derived data again where it is missing or outdated. Stopped at any moment, it goes "
        "on from there when it is run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--renditions", action="store_true", help="The files that readers get of pictures."
        )
        parser.add_argument(
            "--prune", action="store_true", help="Delete the files that nothing names any more."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done and change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            failed = self.renditions(dry)
            if options["prune"]:
                self.prune(dry)
        except KeyboardInterrupt:
            raise CommandError(
                "Interrompu. Ce qui est fait est gardé : relancez la commande pour continuer.",
                returncode=INTERRUPTED,
            ) from None
        finally:
            signal.signal(signal.SIGTERM, before)
        if failed:
            raise CommandError(f"{len(failed)} image(s) en échec : {', '.join(failed)}.")

    def renditions(self, dry: bool) -> list[str]:
        """Returns the pictures that could not be made again."""
        present = rebuilding.stored()
        work = list(rebuilding.to_do(present))
        self.stdout.write(f"Déclinaisons : {len(work)} image(s) à refaire.")
        failed = []
        for rank, found in enumerate(work, start=1):
            said = f"  {rank}/{len(work)} image {found.image.pk} : "
            said += f"{found.missing} à faire, {found.outdated} périmée(s)"
            if dry:
                self.stdout.write(said)
                continue
            try:
                made = rebuilding.remake(found.image, present)
            except Image.DoesNotExist:
                self.stdout.write(f"{said}, supprimée entre-temps")
            except Exception as error:
                # Whatever a decoder or a store raises: the others must still be made.
                failed.append(str(found.image.pk))
                self.stderr.write(f"{said}, échec : {error}")
            else:
                self.stdout.write(f"{said}, {made} faite(s)")
        return failed

    def prune(self, dry: bool) -> None:
        old = rebuilding.expired()
        self.stdout.write(f"Déclinaisons remplacées il y a plus d’un mois : {old.count()}.")
        if not dry:
            making.drop(old)
        names = list(rebuilding.left_over())
        self.stdout.write(f"Fichiers que rien ne nomme : {len(names)}.")
        for name in names:
            if dry:
                self.stdout.write(f"  {name}")
            elif rebuilding.prune(name):
                self.stdout.write(f"  {name} supprimé")
