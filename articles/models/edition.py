"""The readers' side: editions, the immutable snapshots that the public site reads."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.printed import Printed
from articles.models.taxonomy import Section

# An interval that is empty: the edition was cancelled before any reader saw it.
CANCELLED = Q(live_until=F("live_from"))


class Kind(models.TextChoices):
    FIRST = "first", _("First publication")
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")
    SILENT = "silent", _("Silent (a typo)")


# Kinds that a reader is told of, and that move "Mis à jour le".
ANNOUNCED = (Kind.UPDATE, Kind.CORRECTION)


def visible_at(at: datetime) -> Q:
    """Begun and not ended at `at`: this is all that makes an edition public."""
    return Q(live_from__lte=at) & (Q(live_until=None) | Q(live_until__gt=at))


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible(self, at: datetime | None = None) -> Self:
        """What readers see at the instant `at` (now by default): the one public predicate."""
        return self.filter(visible_at(at or timezone.now()))

    def seen_by(self, at: datetime | None = None) -> Self:
        """What readers have seen until `at`, whether or not they still do."""
        return self.filter(live_from__lte=at or timezone.now()).exclude(CANCELLED)

    def standing(self) -> Self:
        """All but the cancelled ones: past, present and scheduled."""
        return self.exclude(CANCELLED)

    def story(self, path: str, at: datetime | None = None) -> Self:
        """All that readers saw until `at` of the article that is or was at `path`, oldest first."""
        there = self.seen_by(at).filter(path=path).values("article")
        return self.seen_by(at).filter(article__in=there).order_by("live_from")

    def next_boundary(self, at: datetime | None = None) -> datetime | None:
        """The next instant after `at` at which `visible` changes; None when nothing is planned."""
        at = at or timezone.now()
        starts = self.standing().filter(live_from__gt=at).order_by().values(instant=F("live_from"))
        ends = self.standing().filter(live_until__gt=at).order_by().values(instant=F("live_until"))
        row = starts.union(ends).order_by("instant").first()
        return row["instant"] if row else None

    def end_of(self, article_id: int) -> datetime | None:
        """When readers see the last of an article; None when no end is planned."""
        last = self.standing().filter(article=article_id).order_by("-live_from").first()
        return last.live_until if last else None

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-id")

    def cards(self) -> Self:
        """For lists: without the text."""
        return self.defer("html").newest_first()

    def with_modified_at(self, at: datetime | None = None) -> Self:
        """Annotates `modified_at`: the last update or correction that readers saw, or None."""
        announced = (
            Edition.objects.seen_by(at)
            .filter(article=OuterRef("article"), kind__in=ANNOUNCED)
            .order_by()
            .values("article")
            .annotate(last=Max("live_from"))
            .values("last")
        )
        return self.annotate(modified_at=Subquery(announced))


class Edition(models.Model):
    """Written by `articles.publishing` alone. Public when `live_from <= now < live_until`."""

    Kind = Kind

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    note = models.TextField(_("note for readers"), blank=True, max_length=1000)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    # The promised instant of the article's first edition: dates the page and the address.
    first_published_at = models.DateTimeField(_("first published"))
    issued_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued"))

    # Frozen at publication -------------------------------------------------------------------
    path = models.CharField(_("address"), max_length=160)
    title = models.CharField(_("title"), max_length=110)
    short_title = models.CharField(_("short title"), max_length=70, blank=True)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"))
    html = models.TextField(_("text"))
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="editions")
    printed: "models.JSONField[Printed, Printed]" = models.JSONField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("article", "number")
        indexes = [
            # The page of an article, and the address of one that was withdrawn.
            models.Index(fields=["path"], name="edition_by_path"),
            # Home, feeds, archives: newest first.
            models.Index(fields=["-first_published_at", "-id"], name="edition_newest"),
            # The page of a section.
            models.Index(
                fields=["section", "-first_published_at", "-id"], name="edition_section_newest"
            ),
            # `next_boundary`, and the desk's list of what is scheduled.
            models.Index(fields=["live_from"], name="edition_starts"),
            models.Index(fields=["live_until"], name="edition_ends"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="edition_number_is_its_own",
                violation_error_message=_("This edition number is already taken."),
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_it_starts",
                violation_error_message=_("An edition cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction") | ~Q(note=""),
                name="edition_correction_has_a_note",
                violation_error_message=_("A correction tells readers what was wrong."),
            ),
            models.CheckConstraint(
                condition=Q(first_published_at__lte=F("live_from")),
                name="edition_follows_the_first",
                violation_error_message=_("An edition cannot precede the first publication."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return f"/{self.path}/"

    @property
    def cancelled(self) -> bool:
        return self.live_until == self.live_from

    def is_visible(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        return self.live_from <= at and (self.live_until is None or at < self.live_until)

    def is_scheduled(self, at: datetime | None = None) -> bool:
        return not self.cancelled and self.live_from > (at or timezone.now())
