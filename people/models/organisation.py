from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.fields import lines
from people.models.named import Named


class Organisation(Named):
    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        TRADE_BODY = "trade_body", _("Trade body")
        HOSPITAL = "hospital", _("Hospital")
        COMPANY = "company", _("Company")
        AGENCY = "agency", _("Public agency")
        MEDIA = "media", _("Media")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=160)
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
        permissions = [("merge_organisation", "Can merge two records of an organisation")]
        constraints = [
            models.UniqueConstraint(
                # A record that was merged leaves its name free.
                fields=["name"],
                condition=Q(merged_into=None),
                name="organisation_name_is_its_own",
                violation_error_message=_("An organisation of this name is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.slug])

    @property
    def printed_name(self) -> str:
        return self.short_name or self.name

    @property
    def name_forms(self) -> list[str]:
        return [form for form in (self.name, self.short_name) if form] + lines(self.other_names)
