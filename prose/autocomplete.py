"""Autocompletes of the admin: what is no key of a row is refused at its field, never looked up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from prose.finding import IDENTIFIER


def is_key(value: object) -> bool:
    """Whether a row of any database may have this key; others stop the query or the database."""
    return bool(IDENTIFIER.match(str(value)))


class Autocomplete(AutocompleteSelect):
    """Django's, which looks up whatever an address or a form brings in order to name it."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, list(filter(is_key, value)), attr)


class AutocompleteSeveral(AutocompleteSelectMultiple):
    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, list(filter(is_key, value)), attr)


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows. Django's field asks the database for a key that is beyond its numbers."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if not is_key(one):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one},
                )
        return super().clean(value)


class WithAutocompletes(BaseModelAdmin):
    """For every admin and inline that has `autocomplete_fields`: they are of the kind above."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault(
                "widget", Autocomplete(db_field, self.admin_site, using=kwargs.get("using"))
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
