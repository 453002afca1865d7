"""Words that an edition prints as somebody's: recorded with the edition, and never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from events.models import Event
from people.models import Person, Position


class Quotation(models.Model):
    class Form(models.TextChoices):
        SENTENCE = "sentence", _("In the sentence")
        BLOCK = "block", _("Block")
        PULL = "pull", _("Pull quote")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="quotations")
    # From 1, in the order of the text.
    number = models.PositiveSmallIntegerField(_("number"))
    form = models.CharField(_("form"), max_length=8, choices=Form.choices)
    words = models.TextField(_("words"))
    # Where the page shows it: the fragment of the edition's address.
    anchor = models.CharField(_("anchor"), max_length=100)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="quotations"
    )
    # Frozen: as they were called and what they were on the day.
    speaker = models.CharField(_("speaker"), max_length=300, blank=True)
    attribution = models.CharField(_("position on the day"), max_length=400, blank=True)
    position = models.ForeignKey(
        Position, on_delete=models.SET_NULL, null=True, related_name="quoted_with"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="quotations")
    day = models.DateField(_("day"))
    # A pull quote whose words are another quotation of the edition: said once, shown twice.
    repeated = models.BooleanField(_("said elsewhere in the text"), default=False)
    # An editor's word that the text does not hold these words ("propos hors article").
    apart = models.BooleanField(_("not in the text"), default=False)

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ("edition", "number")
        indexes = [
            # The page of a person.
            models.Index(
                fields=["person", "-day", "-id"],
                condition=Q(repeated=False),
                name="quotation_by_person",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="quotation_number_is_its_own"
            ),
            models.UniqueConstraint(
                fields=["edition", "anchor"], name="quotation_anchor_is_its_own"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="quotation_has_words"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        """Its place in the article as it is printed."""
        return f"{self.edition.get_absolute_url()}#{self.anchor}"
