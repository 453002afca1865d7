from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events import changing
from events.forms import EventForm, WallTimeField
from events.models import Event, Organiser, Participation
from events.told import sentences
from prose.autocomplete import WithAutocompletes
from prose.dates import local
from prose.fields import LocalDateTimeInput
from prose.kept import KeptWhenUsed
from prose.searched import SearchedByWords


class OrganiserInline(WithAutocompletes, admin.StackedInline):
    model = Organiser
    extra = 0
    autocomplete_fields = ("organisation",)
    fields = (("organisation", "rank"),)


class ParticipationInline(WithAutocompletes, admin.StackedInline):
    model = Participation
    extra = 0
    autocomplete_fields = ("person",)
    fields = (("person", "role", "rank"), "held")
    readonly_fields = ("held",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return (
            super()
            .get_queryset(request)
            .select_related("person", "event")
            .prefetch_related("person__positions__organisation")
        )

    @admin.display(description=_("position on the event’s day"))
    def held(self, participation: Participation) -> str:
        """What is printed, whatever they became since."""
        if participation.person_id is None:
            return "—"
        position = participation.person.position_on(participation.event.first_day)
        return position.as_printed if position else "—"


def name_of(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else "—"


@admin.register(Event)
class EventAdmin(SearchedByWords, KeptWhenUsed):
    form = EventForm
    inlines = (OrganiserInline, ParticipationInline)
    list_display = ("name", "when", "place", "status")
    list_filter = ("status",)
    search_fields = ("name", "venue", "city")
    search_help_text = _("Name, venue or city")
    autocomplete_fields = ("parent", "picture")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("programme", "changes")
    formfield_overrides = {
        models.DateTimeField: {"form_class": WallTimeField, "widget": LocalDateTimeInput}
    }

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """A change is asked about, and the programme shown, once the event exists."""
        may_change = obj is not None and self.has_change_permission(request, obj)
        status: list[str | tuple[str, ...]] = ["status"]
        if may_change:
            status += ["note", "is_correction", "seen"]
        return [
            (None, {"fields": ["name", "slug"]}),
            (_("Date"), {"fields": [("starts_at", "ends_at"), ("all_day", "time_zone")]}),
            (_("Place"), {"fields": [("venue", "city"), "attendance"]}),
            (_("Status"), {"fields": [*status, *(["changes"] if obj else [])]}),
            (_("Programme"), {"fields": ["parent", *(["programme"] if obj else [])]}),
            (_("Presentation"), {"fields": ["summary", "picture"]}),
        ]

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        kept = changing.save(
            event=obj,
            by=request.user if request.user.is_authenticated else None,
            note=form.cleaned_data.get("note", ""),
            is_correction=form.cleaned_data.get("is_correction", False),
        )
        if kept is not None and kept.upsets:
            self.speak_of_parts(request, obj)

    def speak_of_parts(self, request: HttpRequest, event: Event) -> None:
        """Its programme does not move by itself: each part has its own hours and its own page."""
        count = len(event.parts.values_list("pk"))
        if count:
            words = ngettext(
                "%(count)d part of the programme keeps its date, place and status: check it.",
                "%(count)d parts of the programme keep their dates, places and statuses: check "
                "them.",
                count,
            )
            messages.warning(request, words % {"count": count})

    @admin.display(description=_("programme"))
    def programme(self, event: Event) -> SafeString:
        """The parts in order, each leading to its page, and a way to add one on the same day."""
        parts = format_html_join(
            "",
            '<li><a href="{}">{}</a> · {} · {}</li>',
            (
                (
                    reverse("admin:events_event_change", args=[part.pk]),
                    part.name,
                    part.when,
                    part.get_status_display(),
                )
                for part in event.parts.order_by("starts_at", "id")
            ),
        )
        address = reverse("admin:events_event_add", query=self.same_day_as(event))
        add = format_html('<p><a href="{}">{}</a></p>', address, _("Add a part to the programme"))
        return format_html("<ul>{}</ul>{}", parts, add) if parts else add

    def same_day_as(self, event: Event) -> dict[str, Any]:
        """What the form of a new part is filled with."""
        start = local(event.starts_at, event.appointment.zone)
        return {
            "parent": event.pk,
            "starts_at": f"{start:%Y-%m-%dT%H:%M}",
            "ends_at": f"{start:%Y-%m-%dT%H:%M}",
            "time_zone": event.time_zone,
            "venue": event.venue,
            "city": event.city,
            "status": event.status,
        }

    @admin.display(description=_("what changed"))
    def changes(self, event: Event) -> SafeString | str:
        """What was announced, newest first, by whom, and what readers were told."""
        rows = [
            (" ".join([*sentences(change), change.note]).strip(), name_of(change.by), own_mistake)
            for change in event.changes.select_related("by")
            for own_mistake in [_(" · our own mistake") if change.is_correction else ""]
        ]
        if not rows:
            return gettext("Nothing so far.")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} ({}{})</li>", rows))
