"""What the desk keeps: one revision a save, one journal entry a decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition


class Revision(models.Model):
    """The working copy as it was after a save."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    content = models.JSONField()
    # The fields that typesetting changed, as they were typed; None when it changed nothing.
    # Where the two are the same, the writer undid the typesetting (`desk.typography_report`).
    typed = models.JSONField(null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_its_own")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"


class JournalEntry(models.Model):
    """A decision on an article: who, when, what, and the sentence that goes with it."""

    class Verb(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        SENT_BACK = "sent_back", _("Sent back")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        SCHEDULED = "scheduled", _("Scheduled")
        RESCHEDULED = "rescheduled", _("Rescheduled")
        RENEWED = "renewed", _("Text of a schedule replaced")
        CANCELLED = "cancelled", _("Schedule cancelled")
        APPEARED = "appeared", _("Appeared")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ENDING = "ending", _("Withdrawal scheduled")
        KEPT = "kept", _("Withdrawal given up")
        IMPORTED = "imported", _("Imported")
        WAIVED = "waived", _("Finding waived")
        EMBARGOED = "embargoed", _("Embargo set")
        LIFTED = "lifted", _("Embargo lifted")
        POSTPONED = "postponed", _("Embargo moved")
        PLACED = "placed", _("Placed on a front page")
        MOVED = "moved", _("Moved on a front page")
        UNPLACED = "unplaced", _("Taken off a front page")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="journal")
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(_("what"), max_length=12, choices=Verb.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ("-at", "-id")
        indexes = [
            # An article's history.
            models.Index(fields=["article", "-at"], name="journal_of_article")
        ]
        constraints = [
            # However often its announcement is done again.
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(verb="appeared"),
                name="an_edition_appears_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.at:%Y-%m-%d %H:%M})"
