"""What a person was, where, from when to when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.names import fold
from prose import dates


class Position(models.Model):
    """What a person was, where, from when to when. Both days are included; either may be open."""

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.CASCADE,
        related_name="positions",
        verbose_name=_("person"),
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

    @property
    def when(self) -> str:
        """ "du 23 décembre 2024 au 5 octobre 2025", "depuis le 1er mars 2024"; "" when unknown."""
        return dates.period(self.start, self.end)

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
        there = Position.objects.filter(person=self.person, organisation=self.organisation)
        if any(self.repeats(other) for other in there.exclude(pk=self.pk)):
            raise ValidationError(
                _("%(title)s is already recorded over a part of these days.")
                % {"title": self.title},
                code="overlap",
            )

    def repeats(self, other: "Position") -> bool:
        """Whether `other`, of the same person, is the same position over a part of its days."""
        there = self.organisation_id == other.organisation_id
        return there and self.is_called(other.title) and self.overlaps(other)

    def is_called(self, title: str) -> bool:
        """Whether its title is this one, whatever the capitals, spaces and apostrophes."""
        return fold(self.title) == fold(title)

    def overlaps(self, other: "Position") -> bool:
        starts_before = not other.end or not self.start or self.start <= other.end
        ends_after = not self.end or not other.start or other.start <= self.end
        return starts_before and ends_after
