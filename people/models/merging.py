"""The log of merges: which record took over which, who decided it, and what moved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person


class Merge(models.Model):
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"))
    # "articles.mention" -> how many rows moved, and those given up since the kept record had them.
    moved: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(_("moved"))
    dropped: "models.JSONField[list[str], list[str]]" = models.JSONField(_("given up"))

    class Meta:
        abstract = True
        ordering = ("-at", "-id")


class PersonMerge(Merge):
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="took_over")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_over")

    class Meta(Merge.Meta):
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class OrganisationMerge(Merge):
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="took_over")
    gone = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="taken_over")

    class Meta(Merge.Meta):
        verbose_name = _("merge of organisations")
        verbose_name_plural = _("merges of organisations")

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
