"""The desk side: an article's identity, its working copy and where it stands in the workflow."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section, Topic
from events.models import Event
from images.models import Image
from people.models import Person
from prose.slugs import slug_of


class Status(models.TextChoices):
    """Where the working copy stands. What readers see is another thing: the editions."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    ISSUED = "issued", _("Issued")


class Article(models.Model):
    Status = Status

    # Row E03 sets 110 signs; what a journalist pastes above it is refused at the field.
    title = models.CharField(_("title"), max_length=110)
    short_title = models.CharField(
        _("short title"), max_length=70, blank=True, help_text=_("For search engines and shares.")
    )
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True, max_length=1000)
    body = models.TextField(_("body"), blank=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    topics = models.ManyToManyField(
        Topic, through="Tagging", related_name="+", verbose_name=_("topics")
    )
    events = models.ManyToManyField(
        Event, through="Coverage", related_name="+", verbose_name=_("events")
    )
    hero_image = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    hero_caption = models.CharField(
        _("caption for this article"),
        max_length=500,
        blank=True,
        help_text=_("Empty: the caption of the library."),
    )
    authors = models.ManyToManyField(Person, through="Byline", related_name="+")
    mentioned = models.ManyToManyField(Person, through="Mention", related_name="+")
    signature = models.CharField(
        _("collective signature"),
        max_length=60,
        blank=True,
        help_text=_("“La rédaction”, or “avec AFP” after the names."),
    )
    # In signs, spaces included, as prose.plain counts them.
    commissioned_length = models.PositiveIntegerField(
        _("commissioned length (signs)"),
        null=True,
        blank=True,
        help_text=_("Spaces included; a feuillet is 1,500 signs."),
    )
    slug = models.SlugField(
        _("address"), max_length=80, blank=True, help_text=_("Empty: made from the title.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargo_asked_by = models.CharField(
        _("embargo asked by"),
        max_length=160,
        blank=True,
        help_text=_("Who asked for it, or with whom it was agreed."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # Counts saves and decisions: whoever writes says which one they saw (compare-and-set).
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-updated_at", "-id")
        permissions = [
            ("edit_any_article", "Can change articles of others"),
            ("review_article", "Can send back and approve articles"),
            ("publish_article", "Can publish, schedule and withdraw articles"),
            ("lift_embargo", "Can change an embargo once it is set"),
            ("import_edition", "Can import editions that appeared in the past"),
        ]
        indexes = [
            # The dashboard's lists and the admin's filter by status.
            models.Index(fields=["status", "-updated_at"], name="article_by_status"),
            # The admin's list as it opens.
            models.Index(fields=["-updated_at", "-id"], name="article_newest"),
            # "À moi" on the dashboard.
            models.Index(fields=["created_by", "-updated_at"], name="article_by_creator"),
            # The calendar's embargoes: few articles have one.
            models.Index(
                fields=["embargo_until"],
                condition=Q(embargo_until__isnull=False),
                name="article_by_embargo",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="article_has_a_title",
                violation_error_message=_("An article needs a title, even a working one."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="article_status_is_known",
                violation_error_message=_("This status does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """The last part of the article's address: the one given, else the title's."""
        return self.slug or slug_of(self.title) or f"article-{self.pk}"


class Byline(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(
        _("role"), max_length=80, blank=True, help_text=_("“envoyée spéciale à Lyon”")
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("byline")
        ordering = ("rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="byline_names_a_person_once",
                violation_error_message=_("This person already signs the article."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.article}"


class Mention(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    attribution = models.CharField(
        _("title for this article"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the position held on the article’s date."),
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("people mentioned")
        ordering = ("rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="mention_names_a_person_once",
                violation_error_message=_("This person is already mentioned."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.article}"


class Tagging(models.Model):
    """A topic of an article. Its own table, so that a topic in use cannot be deleted."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["article", "topic"], name="tagging_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} · {self.article}"


class Coverage(models.Model):
    """An event that an article covers. Its own table, so that such an event cannot be deleted."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="coverages")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("event of an article")
        verbose_name_plural = _("events of articles")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["article", "event"], name="coverage_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.event} · {self.article}"


class Illustration(models.Model):
    """A picture that the body refers to. A key beside the text, so that it cannot be deleted."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="illustrations")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("picture of an article")
        verbose_name_plural = _("pictures of articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "image"], name="illustration_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.image} · {self.article}"
