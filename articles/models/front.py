"""The front pages: what editors place at the head of the home page or of a section, and when."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.taxonomy import Section
from images.models import Image


class Zone(models.TextChoices):
    """The parts of a head, from the top of the page down."""

    LEAD = "lead", _("Lead")
    HIGHLIGHTS = "highlights", _("Highlights")


# How many stories readers see in each; those that are placed behind wait for their turn.
PLACES = {Zone.LEAD: 1, Zone.HIGHLIGHTS: 3}


class SlotQuerySet(models.QuerySet["Slot"]):
    def on(self, section: Section | None) -> Self:
        """Of the head of `section`; of the home page for None."""
        return self.filter(section=section)

    def begun(self, at: datetime) -> Self:
        """Begun and not ended at `at`, whether or not there is something to show."""
        return self.filter(Q(shown_from__lte=at), Q(shown_until=None) | Q(shown_until__gt=at))

    def lasting(self, at: datetime) -> Self:
        """Begun or to come: all that is not over at `at`."""
        return self.filter(Q(shown_until=None) | Q(shown_until__gt=at))

    def next_boundary(self, at: datetime) -> datetime | None:
        """The next instant after `at` at which a slot begins or ends; None when none does."""
        starts = self.filter(shown_from__gt=at).order_by().values(instant=F("shown_from"))
        ends = self.filter(shown_until__gt=at).order_by().values(instant=F("shown_until"))
        row = starts.union(ends).order_by("instant").first()
        return row["instant"] if row else None


class Slot(models.Model):
    """A story placed in a zone of a front page, from an instant until another or for ever.

    It shows nothing by itself: the story is there while readers can read it, and not a second more.
    Written by `articles.desk.fronts.composing` alone, which keeps what readers saw: when a slot
    that has begun is changed, a row that is over stands for its past.
    """

    Zone = Zone

    # None: the home page.
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    zone = models.CharField(_("zone"), max_length=12, choices=Zone.choices)
    # Within the front page and the zone, from the top down.
    rank = models.PositiveIntegerField(_("rank"))
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="slots")
    shown_from = models.DateTimeField(_("shown from"))
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    front_title = models.CharField(_("front title"), max_length=110, blank=True)
    picture = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Whoever changes a slot says which one they saw (compare-and-set).
    version = models.PositiveIntegerField(default=0)
    # What readers saw before somebody changed the slot: another row goes on with it.
    superseded = models.BooleanField(default=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot of a front page")
        verbose_name_plural = _("slots of front pages")
        ordering = ("rank", "id")
        default_permissions = ()
        permissions = [("compose_front", "Can compose the front pages")]
        indexes = [
            # The head of one page at one instant, which every reader of it asks for.
            models.Index(fields=["section", "shown_until"], name="slot_of_front"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_until=None) | Q(shown_until__gt=F("shown_from")),
                name="slot_ends_after_it_starts",
                violation_error_message=_("A slot must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(zone__in=Zone.values),
                name="slot_zone_is_known",
                violation_error_message=_("This zone does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_zone_display()} · {self.article}"

    @classmethod
    def seen_by_readers(cls, at: datetime) -> "SlotQuerySet":
        """See images.showing: the slots that stand on a page at `at`, none that waits behind."""
        begun = sorted(
            cls.objects.begun(at), key=lambda slot: (slot.section_id or 0, slot.rank, slot.pk)
        )
        readable = {
            article: section
            for article, section in Edition.objects.visible(at)
            .filter(article__in=[slot.article_id for slot in begun])
            .values_list("article", "section")
        }
        seen = [
            slot.pk
            for front, slots in groupby(begun, key=lambda slot: slot.section_id)
            for slot in standing(
                list(slots),
                {found for found, home in readable.items() if front in {None, home}},
            )
        ]
        return cls.objects.filter(pk__in=seen)

    def is_over(self, at: datetime | None = None) -> bool:
        return self.shown_until is not None and self.shown_until <= (at or timezone.now())

    def has_begun(self, at: datetime | None = None) -> bool:
        return self.shown_from <= (at or timezone.now())


def standing(slots: Iterable[Slot], readable: Collection[int]) -> list[Slot]:
    """Of the begun slots of one front page, in the order of their ranks, those that readers see.

    `readable`: the articles that they may read there. Zone by zone from the top, each story once,
    as many as the zone has places; what cannot be read takes no place.
    """
    return list(in_turn(list(slots), readable))


def in_turn(slots: list[Slot], readable: Collection[int]) -> Iterator[Slot]:
    taken: set[int] = set()
    for zone, places in PLACES.items():
        left = places
        for slot in slots:
            fits = slot.zone == zone and slot.article_id in readable
            if left and fits and slot.article_id not in taken:
                taken.add(slot.article_id)
                left -= 1
                yield slot
