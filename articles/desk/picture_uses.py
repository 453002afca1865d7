"""Where a picture stands: in which working copies, in which editions, and what readers see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, Edition, Illustration
from images.models import Image


@dataclass(frozen=True)
class Use:
    """`state` is working (the copy that is written), live, scheduled or past."""

    article: Article
    edition: Edition | None
    state: str


def uses_of(image: Image) -> list[Use]:
    """Every use of `image`: working copies first, then editions, newest first. Two queries."""
    now = timezone.now()
    inside = Illustration.objects.filter(article=OuterRef("pk"), image=image)
    copies = Article.objects.filter(Q(hero_image=image) | Exists(inside)).order_by("-updated_at")
    printed = (
        Edition.objects.filter(images__image=image)
        .select_related("article")
        .order_by("-live_from", "-number")
    )
    return [
        *(Use(article, None, "working") for article in copies),
        *(Use(edition.article, edition, state_of(edition, now)) for edition in printed),
    ]


def state_of(edition: Edition, now: datetime) -> str:
    if edition.is_visible(now):
        return "live"
    return "scheduled" if edition.is_scheduled(now) else "past"
