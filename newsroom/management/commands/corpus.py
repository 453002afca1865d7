from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom import corpus


class Command(BaseCommand):
    help = "Add a synthetic press corpus: published articles, in bulk, always the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        corpus.make(options["articles"], self.stdout.write, options["seed"])
