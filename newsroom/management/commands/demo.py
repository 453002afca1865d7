from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import Article
from newsroom.demo.load import load


class Command(BaseCommand):
    help = "Fill an empty database with the demo newsroom."

    def handle(self, *args: Any, **options: Any) -> None:
        if Article.objects.exists():
            self.stdout.write("La base contient déjà des articles : rien n’est chargé.")
            return
        with transaction.atomic():
            load(self.stdout.write)
