"""The event's form: times are typed on the clocks of the place, and a change says why."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.appointment import Appointment
from events.models import EventChange
from images.desk.choosing import PictureField
from prose.dates import PARIS, local
from prose.fields import LocalDateTimeInput, TypesetField, refuse_clock_change, within_reach

TIMES = ("starts_at", "ends_at")
FIRST, LAST = time(0, 0), time(23, 59)


class WallTimeField(forms.DateTimeField):
    """A time as a clock on a wall shows it, naive: another field says where the wall stands."""

    widget = LocalDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        # Clocks never change there, so that no time is refused or moved before its zone is known.
        with timezone.override(UTC):
            found = super().to_python(value)
        if found is not None and not within_reach(found):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found.replace(tzinfo=None) if found else None


class EventForm(forms.ModelForm):
    note = TypesetField(
        label=_("What changes, for readers"),
        required=False,
        max_length=300,
        help_text=_("A sentence, printed on the page of the event: why it moved, what becomes of "
                    "tickets."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )  # fmt: skip
    is_correction = forms.BooleanField(
        label=_("We had it wrong"),
        required=False,
        help_text=_("The organisers changed nothing: the page does not announce a change."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        field_classes = {"picture": PictureField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            zone = self.instance.appointment.zone
            for name in TIMES:
                there = local(getattr(self.instance, name), zone)
                self.initial[name] = there.replace(second=0, microsecond=0, tzinfo=None)
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def clean(self) -> dict[str, Any]:
        """Times become instants of the event's zone; errors are said at their field."""
        super().clean()
        cleaned = self.cleaned_data
        zone = ZoneInfo(cleaned.get("time_zone") or PARIS.key)
        for name in TIMES:
            if cleaned.get(name):
                self.set_instant(name, cleaned[name], zone)
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("This event ends before it starts."))
        if self.instance.pk is not None and not self.errors:
            self.clean_change(cleaned)
        return cleaned

    def set_instant(self, name: str, naive: datetime, zone: ZoneInfo) -> None:
        """Put the instant that was typed; whole days go from their first to their last minute.

        A time that nobody touched keeps its seconds, which the form does not show.
        """
        touched = {name, "all_day", "time_zone"} & set(self.changed_data)
        if self.instance.pk is not None and not touched:
            self.cleaned_data[name] = getattr(self.instance, name)
        elif self.cleaned_data.get("all_day"):
            whole = datetime.combine(naive, FIRST if name == "starts_at" else LAST)
            self.cleaned_data[name] = whole.replace(tzinfo=zone)
        else:
            self.cleaned_data[name] = naive.replace(tzinfo=zone)
            try:
                refuse_clock_change(naive, zone)
            except ValidationError as refusal:
                self.add_error(name, refusal)

    def clean_change(self, cleaned: dict[str, Any]) -> None:
        """An event that moves says why; one that somebody else changed is not overwritten."""
        if cleaned.get("seen") != self.instance.updated_at.isoformat():
            raise ValidationError(
                _("Somebody changed this event meanwhile. Reload the page and read it again."),
                code="stale",
            )
        before: Appointment = self.instance.appointment
        known = {name: cleaned[name] for name in vars(before) if name in cleaned}
        after = replace(before, **known)
        told = cleaned.get("note") or cleaned.get("is_correction")
        if EventChange.between(before, after).upsets and not told:
            self.add_error(
                "note",
                _("This event moves. Tell readers why in a sentence, or tick “we had it wrong”."),
            )
        if before.same_as(after) and cleaned.get("note"):
            self.add_error(
                "note",
                _("Neither date, place nor status changes: no reader would see this sentence."),
            )
