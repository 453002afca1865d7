"""When: what takes place, where, by whom, with whom, and what it is a part of."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from images.models import Image
from people.models import Organisation, Person
from prose import dates


class EventQuerySet(models.QuerySet["Event"]):
    def upcoming(self, at: datetime | None = None) -> Self:
        """What has not ended at `at` (now by default), soonest first."""
        return self.filter(ends_at__gte=at or timezone.now()).order_by("starts_at", "id")

    def past(self, at: datetime | None = None) -> Self:
        return self.filter(ends_at__lt=at or timezone.now()).order_by("-starts_at", "-id")


class Event(models.Model):
    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        CONFIRMED = "confirmed", _("Confirmed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(
        _("ends"), help_text=_("All day: any time of the last day, which is included.")
    )
    all_day = models.BooleanField(_("all day"), default=False)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    organisers = models.ManyToManyField(
        Organisation, through="Organiser", related_name="events", verbose_name=_("organisers")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    summary = models.TextField(_("summary"), blank=True, max_length=1000)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ANNOUNCED
    )
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("picture"),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-starts_at", "-id")
        indexes = [
            # The agenda: what has not ended, and the archive.
            models.Index(fields=["ends_at", "starts_at"], name="event_agenda")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("This event ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="event_is_not_its_own_part",
                violation_error_message=_("An event is not a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    def clean(self) -> None:
        """Refuses a circle of parts: the programme would never end."""
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen and above.pk is not None:
                raise ValidationError(
                    {"parent": _("%(event)s is already a part of this event.") % {"event": above}}
                )
            seen.add(above.pk)
            above = above.parent

    @property
    def when(self) -> str:
        """The date phrase, on Paris clocks."""
        return dates.span(self.starts_at, self.ends_at, all_day=self.all_day)

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.venue, self.city) if part)

    @property
    def machine_start(self) -> str:
        """For `<time datetime>`: a day when it is all day, else an instant with its offset."""
        return self.machine(self.starts_at)

    @property
    def machine_end(self) -> str:
        return self.machine(self.ends_at)

    def machine(self, instant: datetime) -> str:
        local = dates.in_paris(instant)
        return local.date().isoformat() if self.all_day else local.isoformat(timespec="seconds")


class Organiser(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation")
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ("rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="organiser_is_named_once",
                violation_error_message=_("This organiser is already named."),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Participation(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=80, help_text=_("Speaker, moderator…"))

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"],
                name="participant_has_a_role_once",
                violation_error_message=_("This person already has this role here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
