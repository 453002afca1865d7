"""The paper that an embargo was agreed on: kept beside the article, for the newsroom alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class EmbargoDocument(models.Model):
    """A file that says what was promised, as it was received.

    Its bytes are in the database and not in the storage of the pictures: they have no address
    there that a mistake in a bucket's rights could open, and they go with the database's backups.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="embargo_documents")
    name = models.CharField(_("name"), max_length=160)
    content = models.BinaryField()
    # In bytes.
    size = models.PositiveIntegerField(_("size"))
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("document of an embargo")
        verbose_name_plural = _("documents of embargoes")
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return self.name
