"""Revisions: what the working copy was after each save, for comparing and restoring."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Revision

TEXT = (
    "title",
    "short_title",
    "kicker",
    "standfirst",
    "body",
    "hero_caption",
    "signature",
    "slug",
)


def snapshot(article: Article) -> dict[str, Any]:
    """The working copy as data: texts as they are, references as keys."""
    return {name: getattr(article, name) for name in TEXT} | {
        "section": article.section_id,
        "hero_image": article.hero_image_id,
        "embargo_until": article.embargo_until.isoformat() if article.embargo_until else None,
        "embargo_asked_by": article.embargo_asked_by,
        "topics": list(article.taggings.values_list("topic", flat=True)),
        "events": list(article.coverages.values_list("event", flat=True)),
        "bylines": list(article.bylines.values("person", "role")),
        "mentions": list(article.mentions.values("person", "attribution")),
    }


def record(
    *, article: Article, by: User | None, typed: dict[str, str] | None = None
) -> Revision | None:
    """Keep the working copy as it is now; None when nothing changed since the last revision.

    `typed` holds the fields that typesetting changed, as they were typed.
    """
    content = snapshot(article)
    last = article.revisions.first()
    if last is not None and last.content == content:
        return None
    return Revision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        by=by,
        content=content,
        typed=typed or None,
    )
