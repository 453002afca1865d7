"""Columns of our own: the search form of a name, and lists of one thing a line."""

from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _

from people.names import searchable


def lines(text: str) -> list[str]:
    """The lines of `text` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class FoldedField(models.TextField):
    """All forms of a row's name as `people.names.named` looks for them.

    Derived at each `save()` and `bulk_create()` from the row's `name_forms`, as `auto_now` derives
    an instant. Reading some thousands of short rows takes a few milliseconds on either database:
    there is no index, since none that both have would serve the middle of a text.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        forms = getattr(model_instance, "name_forms", None)
        if forms is None:
            # In a migration rows have columns and nothing else.
            return cast(str, super().pre_save(model_instance, add))
        folded = searchable(forms)
        setattr(model_instance, self.attname, folded)
        return folded


def web_addresses(text: str) -> None:
    """Each line is the address of a page. Raises ValidationError, which names the wrong line."""
    check = URLValidator(schemes=["http", "https"])
    for number, line in enumerate(lines(text), start=1):
        try:
            check(line)
        except ValidationError as error:
            raise ValidationError(
                _("Line %(number)s is not a web address: %(line)s. It starts with https://.")
                % {"number": number, "line": line},
                code="address",
            ) from error
