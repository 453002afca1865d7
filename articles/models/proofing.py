"""What the copy desk keeps: the house's rules and words, and what somebody settled."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

LONGEST_PATTERN = 200


class RuleQuerySet(models.QuerySet["HouseRule"]):
    def live(self) -> tuple["HouseRule", ...]:
        return tuple(self.filter(state=HouseRule.State.LIVE))


class HouseRule(models.Model):
    """A rule of the house's style: what not to write, why, and what to write instead."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft: only tried out")
        LIVE = "live", _("Live")

    class Level(models.TextChoices):
        BLOCK = "block", _("To settle before approval")
        WARN = "warn", _("To look at")
        INFO = "info", _("For information")

    pattern = models.CharField(
        _("expression"),
        max_length=LONGEST_PATTERN,
        help_text=_(
            "A regular expression, read paragraph by paragraph: every space in it is one space, "
            "every apostrophe a straight one. Example: au niveau (de la|du)"
        ),
    )
    exact_case = models.BooleanField(_("capitals matter"), default=False)
    message = models.CharField(
        _("message"), max_length=200, help_text=_("What is wrong, and what to write.")
    )
    replacement = models.CharField(
        _("replacement"),
        max_length=200,
        blank=True,
        help_text=_("What the “Fix” button writes; \\1 is the first group. Empty: no button."),
    )
    level = models.CharField(_("level"), max_length=5, choices=Level.choices, default=Level.WARN)
    state = models.CharField(_("state"), max_length=5, choices=State.choices, default=State.DRAFT)
    in_quotations = models.BooleanField(
        _("in quotations too"),
        default=False,
        help_text=_("Then it only informs: nobody rewrites what somebody said."),
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("house-style rule")
        verbose_name_plural = _("house-style rules")
        ordering = ("pattern", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "exact_case"],
                name="house_rule_is_said_once",
                violation_error_message=_("There is already a rule with this expression."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=["block", "warn", "info"]), name="house_rule_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "live"]), name="house_rule_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.message or self.pattern


class WordQuerySet(models.QuerySet["HouseWord"]):
    def known(self) -> frozenset[str]:
        return frozenset(self.order_by().values_list("word", flat=True))


class HouseWord(models.Model):
    """A word that the house writes so, and that the dictionary does not know."""

    word = models.CharField(
        _("word"),
        max_length=60,
        unique=True,
        help_text=_("As it is written: in lower case unless it always has a capital."),
    )

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of the house")
        verbose_name_plural = _("words of the house")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = self.word.strip().replace("’", "'")
        if any(sign.isspace() for sign in self.word):
            raise ValidationError({"word": _("One word at a time, without a space.")})


class Settled(models.Model):
    """A finding that somebody settled for an article, until the text there changes."""

    code = models.CharField(_("code"), max_length=40)
    # Of the code, the excerpt and the words around it: see `desk.proofing.findings`.
    fingerprint = models.CharField(max_length=32)
    excerpt = models.CharField(_("excerpt"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        abstract = True


class Dismissal(Settled):
    """A remark that a writer read and does not follow."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="dismissals")

    class Meta:
        verbose_name = _("dismissed remark")
        verbose_name_plural = _("dismissed remarks")
        ordering = ("-at", "-id")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "fingerprint"], name="dismissed_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.excerpt}"


class Waiver(Settled):
    """A finding that stops approval, and that an editor lets through for a reason that is kept."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="waivers")
    message = models.CharField(_("finding"), max_length=500)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ("-at", "-id")
        default_permissions = ("view",)
        permissions = [("waive_finding", "Can let a text through despite a finding")]
        constraints = [
            models.UniqueConstraint(fields=["article", "fingerprint"], name="waived_once"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_has_a_reason",
                violation_error_message=_("Say why: the reason is kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.excerpt}"
