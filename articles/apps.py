from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from articles import guards


def install_guards(using: str, **kwargs: Any) -> None:
    guards.install(using)


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # Not in a migration: SQLite drops triggers whenever Django rebuilds a table.
        post_migrate.connect(install_guards, sender=self)
