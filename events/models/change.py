"""What became of an announcement: its dates, its place or its status, as they were and became."""

from dataclasses import fields
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.appointment import Appointment
from events.models.event import Event, Status
from prose import zones

PLACE = 160


class EventChangeQuerySet(models.QuerySet["EventChange"]):
    def told_to_readers(self) -> Self:
        return self.filter(is_correction=False)


class EventChange(models.Model):
    """One change that readers and the desk are told of. Written by `events.changing` alone."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("announced"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(_("note for readers"), max_length=300, blank=True)
    # The announcement was right and our record of it was wrong: the page does not call it a change.
    is_correction = models.BooleanField(_("our own mistake"), default=False)

    old_starts_at = models.DateTimeField()
    old_ends_at = models.DateTimeField()
    old_all_day = models.BooleanField()
    old_time_zone = models.CharField(max_length=40, default=zones.PARIS.key)
    old_venue = models.CharField(max_length=PLACE, blank=True)
    old_city = models.CharField(max_length=80, blank=True)
    old_status = models.CharField(max_length=10, choices=Status.choices)

    new_starts_at = models.DateTimeField()
    new_ends_at = models.DateTimeField()
    new_all_day = models.BooleanField()
    new_time_zone = models.CharField(max_length=40, default=zones.PARIS.key)
    new_venue = models.CharField(max_length=PLACE, blank=True)
    new_city = models.CharField(max_length=80, blank=True)
    new_status = models.CharField(max_length=10, choices=Status.choices)

    objects = EventChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        ordering = ("-at", "-id")
        default_permissions = ()
        indexes = [
            # The page of an event.
            models.Index(fields=["event", "-at"], name="event_change_of_event")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(
                    old_starts_at=F("new_starts_at"),
                    old_ends_at=F("new_ends_at"),
                    old_all_day=F("new_all_day"),
                    old_time_zone=F("new_time_zone"),
                    old_venue=F("new_venue"),
                    old_city=F("new_city"),
                    old_status=F("new_status"),
                ),
                name="event_change_changes_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.at:%Y-%m-%d %H:%M})"

    @classmethod
    def between(cls, before: Appointment, after: Appointment) -> Self:
        """Both states side by side, not saved."""
        columns = {}
        for field in fields(Appointment):
            columns[f"old_{field.name}"] = getattr(before, field.name)
            columns[f"new_{field.name}"] = getattr(after, field.name)
        return cls(**columns)

    @property
    def before(self) -> Appointment:
        return Appointment(
            starts_at=self.old_starts_at,
            ends_at=self.old_ends_at,
            all_day=self.old_all_day,
            time_zone=self.old_time_zone,
            venue=self.old_venue,
            city=self.old_city,
            status=self.old_status,
        )

    @property
    def after(self) -> Appointment:
        return Appointment(
            starts_at=self.new_starts_at,
            ends_at=self.new_ends_at,
            all_day=self.new_all_day,
            time_zone=self.new_time_zone,
            venue=self.new_venue,
            city=self.new_city,
            status=self.new_status,
        )

    @property
    def upsets(self) -> bool:
        """Whether what was written before may be wrong now. "Confirmed" upsets nobody."""
        off = {Status.POSTPONED, Status.CANCELLED}
        status = self.old_status != self.new_status and {self.old_status, self.new_status} & off
        return bool(status) or self.moved or not self.before.same_place_as(self.after)

    @property
    def moved(self) -> bool:
        """Whether the days or the hours changed."""
        return not self.before.same_time_as(self.after)
