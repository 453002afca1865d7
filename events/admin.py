from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event, Organiser, Participation
from prose.fields import LocalDateTimeField, LocalDateTimeInput
from prose.kept import KeptWhenUsed


class EventForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """What the database refuses too, said at its field."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("This event ends before it starts."))
        return cleaned


class OrganiserInline(admin.StackedInline):
    model = Organiser
    extra = 0
    autocomplete_fields = ("organisation",)


class ParticipationInline(admin.StackedInline):
    model = Participation
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Event)
class EventAdmin(KeptWhenUsed):
    form = EventForm
    inlines = (OrganiserInline, ParticipationInline)
    list_display = ("name", "when", "place", "status")
    list_filter = ("status",)
    search_fields = ("name", "venue", "city")
    search_help_text = _("Name, venue or city")
    autocomplete_fields = ("parent", "picture")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = {
        models.DateTimeField: {"form_class": LocalDateTimeField, "widget": LocalDateTimeInput}
    }
    fields = (
        "name",
        "slug",
        ("starts_at", "ends_at", "all_day"),
        ("venue", "city"),
        "status",
        "parent",
        "summary",
        "picture",
    )
