"""The files that readers get of a picture."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.models.image import Image


class Crop(models.TextChoices):
    """The shapes that a picture is served in."""

    WHOLE = "whole", _("Whole")
    WIDE = "16x9", "16:9"
    CLASSIC = "4x3", "4:3"
    SQUARE = "1x1", "1:1"
    SOCIAL = "social", "1200 × 630"


class CurrentManager(models.Manager["Rendition"]):
    """Those that pages offer."""

    def get_queryset(self) -> "models.QuerySet[Rendition]":
        return super().get_queryset().filter(superseded_at=None)


class Rendition(models.Model):
    """A file that readers get: one crop of a picture at one width in one format.

    One that another takes the place of keeps its address for some days: feeds, shares and caches
    were told that it stays. The rights of its picture end it as they end the others.
    """

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    crop = models.CharField(max_length=8, choices=Crop.choices)
    format = models.CharField(max_length=4)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(max_length=200, unique=True)
    size = models.PositiveIntegerField(help_text="Bytes.")
    recipe = models.CharField(
        max_length=16,
        default="",
        help_text="Fingerprint of the settings and fields that it was made with.",
    )
    superseded_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when pages offer another in its place."
    )

    objects = CurrentManager()
    everything = models.Manager["Rendition"]()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            # Serves the lookup of a page's pictures too.
            models.UniqueConstraint(
                fields=["image", "crop", "format", "width"],
                condition=models.Q(superseded_at=None),
                name="rendition_is_made_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.file.name)

    @property
    def address(self) -> str:
        """Its address on this site, whatever store holds the file: rights are asked there."""
        return address_of(str(self.file.name))


def address_of(name: str) -> str:
    """The address on this site of the rendition that the store holds as `name`."""
    return reverse("images:rendition", args=[name.rpartition("/")[2]])
