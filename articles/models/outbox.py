"""What must happen once at an instant: the outbox, its sinks, and who looks after it.

An item is written in the transaction that publishes, under a key that is its own for ever; a
worker does it (see `articles.outbox`). Readers never wait for it: an edition is public by the
clock alone.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition


class OutboxItem(models.Model):
    class Kind(models.TextChoices):
        LIVE = "live", _("An edition appears")
        WITHDRAWN = "withdrawn", _("An article is withdrawn")
        NOTICE = "notice", _("Notice in the admin")
        MAIL = "mail", _("E-mail")
        WEBHOOK = "webhook", _("Webhook")
        WEBSUB = "websub", _("WebSub")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("No longer to be done")
        FAILED = "failed", _("Failed")

    key = models.CharField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="outbox")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="outbox")
    webhook = models.ForeignKey(
        "Webhook", on_delete=models.CASCADE, null=True, related_name="items"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    # Fixed when the item is written, so that every attempt sends the same bytes.
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    next_at = models.DateTimeField(_("next attempt"))
    # Also the token of a lease: who leases adds one, and may finish only what it counted.
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(null=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    done_at = models.DateTimeField(_("done"), null=True)
    error = models.TextField(_("error"), blank=True)
    # One entry an attempt, the newest last: at, outcome, milliseconds.
    log = models.JSONField(default=list)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ("-due_at", "-id")
        indexes = [
            # What a worker looks for, many times a minute.
            models.Index(fields=["next_at"], name="outbox_waiting", condition=Q(state="waiting")),
            # The log in the admin, newest first.
            models.Index(fields=["-due_at", "-id"], name="outbox_newest"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def lateness(self) -> float | None:
        """Seconds between the instant asked for and the instant it was done; None before."""
        return (self.done_at - self.due_at).total_seconds() if self.done_at else None


def drawn_secret() -> str:
    return secrets.token_urlsafe(32)


class Webhook(models.Model):
    """An address that is told of what appears and disappears."""

    name = models.CharField(_("name"), max_length=80)
    url = models.URLField(_("address"), max_length=300)
    secret = models.CharField(
        _("secret"),
        max_length=100,
        default=drawn_secret,
        help_text=_("Signs each message (HMAC-SHA256): the other side checks it with this secret."),
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A sentence for one person, in the admin."""

    key = models.CharField(max_length=120, unique=True, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("text"), max_length=300)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-at", "-id")
        indexes = [
            # The count in the header of every page of the admin.
            models.Index(fields=["to"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["to", "-at"], name="notice_of_person"),
        ]

    def __str__(self) -> str:
        return self.text


class NoticeChoice(models.Model):
    """How a person wants to be told. Nobody chose: in the admin and by e-mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    in_admin = models.BooleanField(_("in the admin"), default=True)
    by_mail = models.BooleanField(_("by e-mail"), default=True)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")

    def __str__(self) -> str:
        return str(self.user)


class WorkerBeat(models.Model):
    """A worker says that it is alive."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
