"""A picture that was sent and is not in the library yet: it waits for who will describe it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def waiting_name(pending: "PendingPicture", filename: str) -> str:
    """Where a file waits. Never public, and one person's: two may send the same."""
    return f"pending/{pending.uploaded_by_id}/{pending.sha256}"


class PendingPicture(models.Model):
    """A file that was looked at, without the credit or the description that the library demands.

    It is kept on the server, so that a page that is left, reloaded or cut off loses no file.
    """

    file = models.FileField(_("file"), upload_to=waiting_name, max_length=200)
    filename = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    said = models.JSONField(_("what the file says of itself"), default=dict)
    thumbnail = models.BinaryField(help_text="JPEG.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture to complete")
        verbose_name_plural = _("pictures to complete")
        ordering = ("id",)
        default_permissions = ()
        constraints = [
            # Serves the list of what waits for somebody too.
            models.UniqueConstraint(
                fields=["uploaded_by", "sha256"], name="pending_picture_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return self.filename
