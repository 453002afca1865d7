from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from newsroom import drill


class Command(BaseCommand):
    help = "Rehearse an evening that goes wrong: workers are killed while articles fall due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, default=60)
        parser.add_argument("--seconds", type=float, default=90.0)
        parser.add_argument("--kills", type=int, default=50)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if Article.objects.exists():
            raise CommandError("This database holds articles: rehearse on an empty one.")
        evening = drill.play(options["articles"], options["seconds"], options["kills"])
        for line in drill.lines(evening):
            self.stdout.write(line)
        if not evening.holds:
            raise CommandError("A reader was late, or an announcement was missed or made twice.")
