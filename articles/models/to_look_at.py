"""An article that a change of an event may have made wrong, until somebody has looked at it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from events.models import EventChange


class ToLookAtQuerySet(models.QuerySet["ToLookAt"]):
    def open(self) -> Self:
        """What nobody has looked at, newest change first; an article once for an event."""
        newer = ToLookAt.objects.filter(
            article=OuterRef("article"),
            change__event=OuterRef("change__event"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(Q(looked_at=None), ~Exists(newer)).for_editors()

    def for_editors(self) -> Self:
        """With all that a line of a list says."""
        return self.select_related("article", "change__event", "looked_at_by").order_by(
            "-change__at", "-id"
        )


class ToLookAt(models.Model):
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="to_look_at", verbose_name=_("article")
    )
    change = models.ForeignKey(
        EventChange, on_delete=models.CASCADE, related_name="+", verbose_name=_("change")
    )
    covers = models.BooleanField(_("covers the event"))
    # The words of the text that name a day of before the change; "" when there are none.
    names = models.CharField(_("names its date"), max_length=120, blank=True)
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    looked_at_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = ToLookAtQuerySet.as_manager()

    class Meta:
        verbose_name = _("article to look at")
        verbose_name_plural = _("articles to look at")
        ordering = ("-id",)
        default_permissions = ()
        indexes = [
            # The dashboard, which asks for what is left.
            models.Index(
                fields=["-id"], condition=Q(looked_at=None), name="to_look_at_what_is_left"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "change"], name="to_look_at_is_said_once"),
            models.CheckConstraint(
                condition=Q(covers=True) | ~Q(names=""), name="to_look_at_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.change}"
