from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import PersonForm
from people.models import Organisation, Person, Position
from prose.dates import in_paris
from prose.kept import KeptWhenUsed

# A web address typed without its scheme is an https one.
HTTPS: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    models.URLField: {"assume_scheme": "https"}
}


class PositionForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """What the database refuses too, said at its field."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("This position ends before it starts."))
        return cleaned


class PositionInline(admin.StackedInline):
    model = Position
    formfield_overrides = HTTPS
    form = PositionForm
    extra = 0
    autocomplete_fields = ("organisation",)
    fields = (
        "title",
        ("organisation", "print_organisation"),
        ("start", "end", "rank"),
        "source",
    )


@admin.register(Person)
class PersonAdmin(KeptWhenUsed):
    form = PersonForm
    inlines = (PositionInline,)
    list_display = ("__str__", "held_today")
    search_fields = ("family_name", "given_name", "slug")
    search_help_text = _("Family name or given name")
    autocomplete_fields = ("portrait",)
    prepopulated_fields = {"slug": ("given_name", "family_name")}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("honorific", "given_name", "family_name"),
                    "slug",
                    "grammatical_gender",
                    "biography",
                    "portrait",
                    "user",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("positions__organisation")

    @admin.display(description=_("position today"))
    def held_today(self, person: Person) -> str:
        position = person.position_on(in_paris(timezone.now()).date())
        return position.as_printed if position else "—"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "user" and field is not None:
            # A login is linked here, never made or changed.
            field.widget.can_add_related = False
            field.widget.can_change_related = False
        return field


@admin.register(Organisation)
class OrganisationAdmin(KeptWhenUsed):
    formfield_overrides = HTTPS
    list_display = ("name", "short_name", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "short_name")
    prepopulated_fields = {"slug": ("name",)}
