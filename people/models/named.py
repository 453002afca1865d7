"""What a person and an organisation share: forms of a name, other pages, and being merged."""

from typing import Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.fields import FoldedField, lines, web_addresses
from people.names import named


class NamedQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Without the records that were merged into another."""
        return self.filter(merged_into=None)

    def named(self, query: str) -> Self:
        """Those that any form of their name leads to: see `people.names.named`."""
        return self.filter(named(query))


class Named(models.Model):
    other_names = models.TextField(
        _("other names"),
        blank=True,
        max_length=1000,
        help_text=_("One a line: former name, other spelling. Found by them, not printed."),
    )
    same_as = models.TextField(
        _("the same elsewhere"),
        blank=True,
        max_length=2000,
        validators=[web_addresses],
        help_text=_("One address a line: official page, Wikidata… For search engines."),
    )
    folded = FoldedField(editable=False, default="", blank=True)
    # The record that took this one over. Its address leads there; nothing new refers to it.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def survivor(self) -> Self:
        """The record that stands for this one: itself, unless it was merged."""
        return cast(Self, self.merged_into or self)

    @property
    def same_as_addresses(self) -> list[str]:
        return lines(self.same_as)
