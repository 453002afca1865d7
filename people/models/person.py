"""Who: people. What each was, where and when, is a `Position`."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.models import Image
from people.fields import lines
from people.models.named import Named
from people.models.position import Position
from people.names import TITLES, fold


class Gender(models.TextChoices):
    """The grammatical gender in which a person is written of."""

    FEMININE = "f", _("Feminine")
    MASCULINE = "m", _("Masculine")
    UNKNOWN = "", _("Not said")


class Person(Named):
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
        permissions = [("merge_person", "Can merge two records of a person")]
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

    def clean(self) -> None:
        """A form of address in the place of a given name would hide whom the record is like."""
        super().clean()
        given = fold(self.given_name).split()
        if given and all(word in TITLES for word in given):
            raise ValidationError(
                {"given_name": _("This is a form of address: it has its field, “Honorific”.")}
            )

    @classmethod
    def seen_by_readers(cls, at: datetime) -> "models.QuerySet[Person]":
        """See images.showing: the page of a person is there from the moment it is written."""
        return cls._default_manager.all()

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.slug])

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def name_forms(self) -> list[str]:
        return [f"{self.honorific} {self.name}".strip(), *lines(self.other_names)]

    def position_on(self, day: date) -> Position | None:
        """The position to print for `day`: the first by rank, then the one begun last."""
        held = [position for position in self.positions.all() if position.held_on(day)]
        return min(held, key=Position.precedence, default=None)

    def attribution_on(self, day: date) -> str:
        """Name, title and organisation as printed for `day`; the name alone without a position."""
        position = self.position_on(day)
        return f"{self.name}, {position.as_printed}" if position else self.name
