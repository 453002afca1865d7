"""What the newsroom intends to write. Planning is not publication: nothing here is ever public."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.taxonomy import Section
from events.models import Event
from prose.dates import PARIS


class Form(models.TextChoices):
    """What kind of piece is asked for: it says how long it takes, not how it is printed."""

    BRIEF = "brief", _("News in brief")
    NEWS = "news", _("News article")
    INVESTIGATION = "investigation", _("Investigation")
    INTERVIEW = "interview", _("Interview")
    REPORTAGE = "reportage", _("Reportage")
    ANALYSIS = "analysis", _("Analysis")
    PORTRAIT = "portrait", _("Portrait")
    OPINION = "opinion", _("Opinion column")


class Stage(models.TextChoices):
    """Where a plan stands before it has an article; then the article's own status tells."""

    IDEA = "idea", _("Idea")
    ASSIGNED = "assigned", _("Assigned")
    WRITING = "writing", _("Being written")
    DROPPED = "dropped", _("Dropped")


class PlanQuerySet(models.QuerySet["Plan"]):
    def pending(self) -> "PlanQuerySet":
        """Neither dropped nor an article yet: what lives on the planning alone."""
        return self.filter(article=None).exclude(stage=Stage.DROPPED)

    def awaited(self) -> "PlanQuerySet":
        """Not dropped, and nothing of it is out or scheduled."""
        issued = Q(article__status=Article.Status.ISSUED)
        return self.exclude(stage=Stage.DROPPED).exclude(issued)


class Plan(models.Model):
    """An idea has no date; what is planned has one, with or without an hour (Paris clocks)."""

    Form = Form
    Stage = Stage

    # As long as an article's title, which it becomes.
    title = models.CharField(_("working title"), max_length=110)
    notes = models.TextField(_("notes"), blank=True, max_length=5000)
    form = models.CharField(
        _("form of the piece"), max_length=14, choices=Form.choices, default=Form.NEWS
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    planned_on = models.DateField(
        _("planned on"), null=True, blank=True, help_text=_("Empty: an idea without a date.")
    )
    planned_time = models.TimeField(
        _("planned hour"),
        null=True,
        blank=True,
        help_text=_("Europe/Paris. Empty: at no hour in particular."),
    )
    deadline = models.DateTimeField(
        _("deadline"), null=True, blank=True, help_text=_("When the text must be handed in.")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event to cover"),
    )
    # In signs, spaces included, as the article that it becomes.
    commissioned_length = models.PositiveIntegerField(
        _("commissioned length (signs)"),
        null=True,
        blank=True,
        help_text=_("Spaces included; a feuillet is 1,500 signs."),
    )
    stage = models.CharField(
        _("stage"), max_length=8, choices=Stage.choices, default=Stage.IDEA, editable=False
    )
    # Deleting the draft leaves the plan as it was while it was being written.
    article = models.OneToOneField(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="plan",
        verbose_name=_("article"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # Whoever writes says which one they saw (compare-and-set).
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("-updated_at", "-id")
        permissions = [("direct_plan", "Can assign, move and drop plans")]
        indexes = [
            # The calendar and the list of the day.
            models.Index(fields=["planned_on"], name="plan_by_date"),
            models.Index(fields=["deadline"], name="plan_by_deadline"),
            # The columns of the board.
            models.Index(
                fields=["stage", "-updated_at"],
                condition=Q(article=None),
                name="plan_on_the_board",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_has_a_title",
                violation_error_message=_("A plan needs a working title."),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values),
                name="plan_stage_is_known",
                violation_error_message=_("This stage does not exist."),
            ),
            models.CheckConstraint(
                condition=Q(form__in=Form.values),
                name="plan_form_is_known",
                violation_error_message=_("This form does not exist."),
            ),
            models.CheckConstraint(
                condition=Q(commissioned_length=None) | Q(commissioned_length__gt=0),
                name="plan_length_is_positive",
                violation_error_message=_("A commissioned length is at least one sign."),
            ),
            models.CheckConstraint(
                condition=Q(planned_time=None) | Q(planned_on__isnull=False),
                name="plan_hour_has_a_day",
                violation_error_message=_("An hour needs a day: say on which day."),
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.DROPPED)
                | Q(stage=Stage.IDEA, assigned_to=None)
                | Q(stage__in=[Stage.ASSIGNED, Stage.WRITING], assigned_to__isnull=False),
                name="plan_in_hand_is_somebodys",
                violation_error_message=_("Say to whom it is assigned."),
            ),
            models.CheckConstraint(
                condition=Q(article=None) | Q(stage=Stage.WRITING),
                name="plan_with_an_article_is_written",
                violation_error_message=_("This plan has become an article."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def planned_at(self) -> datetime | None:
        """The instant planned; None when the day or the hour is open."""
        if self.planned_on is None or self.planned_time is None:
            return None
        return instant(self.planned_on, self.planned_time)

    @property
    def deadline_follows(self) -> bool:
        """The text would be handed in after it is due to appear: worth a warning, not refused."""
        if self.deadline is None or self.planned_on is None:
            return False
        due = self.planned_at
        if due is not None:
            return self.deadline > due
        return self.deadline.astimezone(PARIS).date() > self.planned_on


def instant(day: date, hour: time) -> datetime:
    """That hour of that day on Paris clocks."""
    return datetime.combine(day, hour, tzinfo=PARIS)
