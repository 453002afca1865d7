"""What a person typed and has not saved: a safety copy beside the working copy."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Unsaved(models.Model):
    """One form's content, as its writer left it: letter for letter, cleaned on its way out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    # None while the article does not exist: then `form` says which opened form it is.
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        related_name="unsaved",
        verbose_name=_("article"),
    )
    form = models.CharField(_("form"), max_length=40, blank=True)
    # Of an article: which of its opened forms. Two tabs, or two machines, are two texts.
    written_in = models.CharField(_("opened form"), max_length=40, blank=True)
    # The version of the article that the writer had before their eyes.
    seen_version = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ("-at",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article", "written_in"],
                condition=Q(article__isnull=False),
                name="unsaved_once_for_an_opened_form",
            ),
            models.UniqueConstraint(
                fields=["user", "form"],
                condition=Q(article__isnull=True),
                name="unsaved_once_for_a_form",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(form=""),
                name="unsaved_is_of_an_article_or_a_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.article_id or self.form}"
