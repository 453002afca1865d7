"""When: what takes place, where, by whom, with whom, and what it is a part of."""

from datetime import date, datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.appointment import Appointment
from images.models import Image
from people.models import Organisation
from prose import dates, zones

# Other addresses under /evenements/.
RESERVED = ("archives", "calendrier")


class Status(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    CONFIRMED = "confirmed", _("Confirmed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Attendance(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("On site and online")


def not_reserved(slug: str) -> None:
    if slug in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is already an address of the agenda: choose another one."),
            code="reserved",
            params={"slug": slug},
        )


class EventQuerySet(models.QuerySet["Event"]):
    def upcoming(self, at: datetime | None = None) -> Self:
        """What has not ended at `at` (now by default), soonest first."""
        return self.filter(ends_at__gte=at or timezone.now()).order_by("starts_at", "id")

    def past(self, at: datetime | None = None) -> Self:
        return self.filter(ends_at__lt=at or timezone.now()).order_by("-starts_at", "-id")

    def begun_in(self, year: int) -> Self:
        """What begins in `year` on Paris clocks, in order."""
        begin = datetime(year, 1, 1, tzinfo=dates.PARIS)
        end = datetime(year + 1, 1, 1, tzinfo=dates.PARIS)
        return self.filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "id")


class Event(models.Model):
    Status = Status
    Attendance = Attendance

    name = models.CharField(
        _("name"), max_length=160, help_text=_("As its organisers write it, without the year.")
    )
    slug = models.SlugField(_("address"), max_length=120, unique=True, validators=[not_reserved])
    starts_at = models.DateTimeField(
        _("starts"), help_text=_("On the clocks of the place where it is held.")
    )
    ends_at = models.DateTimeField(
        _("ends"), help_text=_("All day: any time of the last day, which is included.")
    )
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the days are printed.")
    )
    time_zone = models.CharField(
        _("clocks"),
        max_length=40,
        choices=zones.choices,
        default=zones.PARIS.key,
        help_text=_("Readers are told when it is not Paris time."),
    )
    venue = models.CharField(
        _("venue"), max_length=160, blank=True, help_text=_("Hall, hospital, “En ligne”…")
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    attendance = models.CharField(
        _("attendance"), max_length=8, choices=Attendance.choices, default=Attendance.ON_SITE
    )
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
        help_text=_("The event whose programme this one belongs to."),
    )
    summary = models.TextField(_("summary"), blank=True, max_length=1000)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status.choices,
        default=Status.ANNOUNCED,
        help_text=_(
            "Postponed without a new date: leave the old one, readers see that it no longer holds."
        ),
    )
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("picture"),
    )
    # When the record was last written: calendars compare it with theirs.
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # Of the events of `events.lists` alone: put off without a new date.
    awaits_a_date: bool

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-starts_at", "-id")
        indexes = [
            # The agenda: what has not ended.
            models.Index(fields=["ends_at", "starts_at"], name="event_agenda"),
            # The archive of a year.
            models.Index(fields=["starts_at"], name="event_archive"),
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
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="event_status_is_known",
                violation_error_message=_("This status does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    @classmethod
    def seen_by_readers(cls, at: datetime) -> "EventQuerySet":
        """See images.showing: the page of an event is there from the moment it is written."""
        return cls.objects.all()

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

    def with_its_parts(self) -> list[int]:
        """The keys of the event and of its programme, parts of parts too. A query a level."""
        found, level = [self.pk], [self.pk]
        while level:
            parts = Event.objects.filter(parent__in=level).exclude(pk__in=found)
            level = list(parts.values_list("pk", flat=True))
            found += level
        return found

    @property
    def appointment(self) -> Appointment:
        return Appointment(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            all_day=self.all_day,
            time_zone=self.time_zone,
            venue=self.venue,
            city=self.city,
            status=self.status,
        )

    @property
    def first_day(self) -> date:
        """Where it takes place: the day whose positions the participants are printed with."""
        return self.appointment.days[0]

    @property
    def when(self) -> str:
        """The date phrase, on the clocks of the place."""
        return self.appointment.when

    @property
    def place(self) -> str:
        return self.appointment.place

    @property
    def machine_start(self) -> str:
        return self.appointment.machine_start

    @property
    def machine_end(self) -> str:
        return self.appointment.machine_end
