"""Sections and topics: where an article stands and what it is about."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# First words of other addresses of the site: a section of that name would never be reached.
RESERVED = frozenset(
    [
        "admin",
        "apercu",
        "archives",
        "atom.xml",
        "charte",
        "contact",
        "corrections",
        "accessibilite",
        "donnees-personnelles",
        "evenements",
        "feed.json",
        "healthz",
        "images",
        "mentions-legales",
        "organisations",
        "personnes",
        "plan-du-site",
        "recherche",
        "robots.txt",
        "rss.xml",
        "sitemap.xml",
        "sitemap-news.xml",
        "static",
        "themes",
    ]
)


def not_reserved(slug: str) -> None:
    if slug in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is already an address of the site: choose another one."),
            code="reserved",
            params={"slug": slug},
        )


class Section(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[not_reserved])
    description = models.CharField(_("description"), max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("rank", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])


class Topic(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])
