"""Who: people, organisations, and the positions that the ones held at the others, with dates."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.models import Image


class Gender(models.TextChoices):
    """The grammatical gender in which a person is written of."""

    FEMININE = "f", _("Feminine")
    MASCULINE = "m", _("Masculine")
    UNKNOWN = "", _("Not said")


class Person(models.Model):
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    honorific = models.CharField(_("honorific"), max_length=20, blank=True, help_text=_("Dr, Pr…"))
    grammatical_gender = models.CharField(
        _("grammatical gender"), max_length=1, choices=Gender.choices, blank=True
    )
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayed",
        verbose_name=_("portrait"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("login"),
        help_text=_("For those who write: their articles are signed with this name."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("family_name", "given_name", "id")
        indexes = [
            # The admin's list and its autocompletes.
            models.Index(fields=["family_name", "given_name"], name="person_by_name")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(family_name=""),
                name="person_has_a_family_name",
                violation_error_message=_("A person needs a family name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.slug])

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def position_on(self, day: date) -> "Position | None":
        """The position to print for `day`: the first by rank, then the one begun last."""
        held = [position for position in self.positions.all() if position.held_on(day)]
        return min(held, key=Position.precedence, default=None)

    def attribution_on(self, day: date) -> str:
        """Name, title and organisation as printed for `day`; the name alone without a position."""
        position = self.position_on(day)
        return f"{self.name}, {position.as_printed}" if position else self.name


class Organisation(models.Model):
    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        TRADE_BODY = "trade_body", _("Trade body")
        HOSPITAL = "hospital", _("Hospital")
        COMPANY = "company", _("Company")
        AGENCY = "agency", _("Public agency")
        MEDIA = "media", _("Media")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=160, unique=True)
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("As it is printed after a title.")
    )
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.slug])

    @property
    def printed_name(self) -> str:
        return self.short_name or self.name


class Position(models.Model):
    """What a person was, where, from when to when. Both days are included; either may be open."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="positions", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("As it is printed for this person.")
    )
    print_organisation = models.BooleanField(
        _("print the organisation"),
        default=True,
        help_text=_("Untick when the title says it already: “ministre de la Santé”."),
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to (included)"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=0, help_text=_("When several are held at once, the lowest is printed.")
    )
    source = models.URLField(_("source"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = (F("start").desc(nulls_last=True), "rank", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="position_ends_after_it_starts",
                violation_error_message=_("This position ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "title", "start"],
                name="position_is_said_once",
                violation_error_message=_("This position is already recorded for this person."),
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed

    @property
    def as_printed(self) -> str:
        """Title and organisation, as they follow the name."""
        if self.organisation and self.print_organisation:
            return f"{self.title}, {self.organisation.printed_name}"
        return self.title

    def held_on(self, day: date) -> bool:
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day <= self.end)

    def precedence(self) -> tuple[int, int, int]:
        """Sorts what is printed first: rank, then the latest begun (a hand-over day has two)."""
        begun = self.start.toordinal() if self.start else 0
        return (self.rank, -begun, self.pk or 0)

    def clean(self) -> None:
        """Refuses the same title at the same place twice over the same days."""
        if self.person_id is None:
            return
        same = Position.objects.filter(
            person=self.person, organisation=self.organisation, title=self.title
        ).exclude(pk=self.pk)
        if any(self.overlaps(other) for other in same):
            raise ValidationError(
                _("%(title)s is already recorded over a part of these days.")
                % {"title": self.title},
                code="overlap",
            )

    def overlaps(self, other: "Position") -> bool:
        starts_before = not other.end or not self.start or self.start <= other.end
        ends_after = not self.end or not other.start or other.start <= self.end
        return starts_before and ends_after
