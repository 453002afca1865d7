"""Where a picture stands: in which working copies and editions, on which front pages, and what
readers see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.desk.fronts.composing import where
from articles.models import Article, Edition, Illustration, Slot
from images.models import Image


@dataclass(frozen=True)
class Use:
    """`state` is working (the copy that is written), live, scheduled or past; of a front page, live
    or unseen."""

    article: Article
    edition: Edition | None
    state: str
    # The front page and the zone, of a picture that stands there alone.
    place: str = ""


def uses_of(image: Image) -> list[Use]:
    """Every use of `image`: working copies, then front pages, then editions, newest first.

    Five queries.
    """
    now = timezone.now()
    inside = Illustration.objects.filter(article=OuterRef("pk"), image=image)
    copies = Article.objects.filter(Q(hero_image=image) | Exists(inside)).order_by("-updated_at")
    printed = (
        Edition.objects.filter(images__image=image)
        .select_related("article")
        .order_by("-live_from", "-number")
    )
    slots = Slot.objects.filter(picture=image, superseded=False)
    placed = slots.select_related("article", "section").order_by("-shown_from", "-pk")
    seen = set(Slot.seen_by_readers(now).filter(picture=image).values_list("pk", flat=True))
    return [
        *(Use(article, None, "working") for article in copies),
        *(
            Use(slot.article, None, "live" if slot.pk in seen else "unseen", where(slot))
            for slot in placed
        ),
        *(Use(edition.article, edition, state_of(edition, now)) for edition in printed),
    ]


def state_of(edition: Edition, now: datetime) -> str:
    if edition.is_visible(now):
        return "live"
    return "scheduled" if edition.is_scheduled(now) else "past"
