"""Previews for people outside the newsroom: a link for each, and what they note in the margin."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.journal import Revision

LONGEST_NOTE = 2000  # signs


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def alive(self, at: datetime | None = None) -> Self:
        """Those that answer at `at` (now by default): neither expired nor revoked."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())


class PreviewLink(models.Model):
    """Shows one article to one person without an account, until it expires or is revoked.

    Bound to a save or to an edition; to neither, it shows the working copy of each visit.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="+")
    recipient = models.CharField(_("recipient"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    # SHA-256 of the token, in hexadecimal: who reads the database cannot open the link.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    visits = models.PositiveIntegerField(_("visits"), default=0)
    last_visit_at = models.DateTimeField(_("last visit"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="preview_link_expires_after_it_is_made",
                violation_error_message=_("A link cannot expire before it is made."),
            ),
            models.CheckConstraint(
                condition=Q(revision=None) | Q(edition=None),
                name="preview_link_shows_one_version",
                violation_error_message=_("A link shows a save or an edition, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.recipient

    @property
    def state(self) -> str:
        """Revoked, expired or alive, as of now."""
        if self.revoked_at:
            return "revoked"
        return "alive" if timezone.now() < self.expires_at else "expired"


class PreviewNote(models.Model):
    """What the recipient of a link wrote in the margin of a paragraph, or of the whole text."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    # The paragraph's number on the page that the recipient read, from 1; 0 for the whole text.
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), default=0)
    # Its first words then: they find it again once the text has changed.
    excerpt = models.CharField(_("first words"), max_length=80, blank=True)
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("margin note")
        verbose_name_plural = _("margin notes")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:60]
