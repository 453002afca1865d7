"""What is to be proofread: an article as it is stored, or as a form has it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from articles.models import Article


@dataclass(frozen=True)
class Draft:
    """The fields that the checks read, references as keys."""

    article: int | None
    title: str
    kicker: str
    standfirst: str
    body: str
    hero_caption: str
    hero_image: int | None
    events: tuple[int, ...]
    # People said to be mentioned, with the attribution that overrides the directory's.
    mentions: Mapping[int, str]
    embargo_until: datetime | None


def of_article(article: Article) -> Draft:
    return Draft(
        article=article.pk,
        title=article.title,
        kicker=article.kicker,
        standfirst=article.standfirst,
        body=article.body,
        hero_caption=article.hero_caption,
        hero_image=article.hero_image_id,
        # An article that was never saved has no rows beside it, and may not be asked for them.
        events=tuple(article.coverages.values_list("event", flat=True)) if article.pk else (),
        mentions=(
            dict(article.mentions.values_list("person", "attribution")) if article.pk else {}
        ),
        embargo_until=article.embargo_until,
    )


def of_state(state: Mapping[str, Any], article: Article | None) -> Draft:
    """Of a working copy as `articles.desk.revisions.snapshot` writes it, whole or in part."""
    embargo = state.get("embargo_until")
    return Draft(
        article=article.pk if article else None,
        title=state.get("title", ""),
        kicker=state.get("kicker", ""),
        standfirst=state.get("standfirst", ""),
        body=state.get("body", ""),
        hero_caption=state.get("hero_caption", ""),
        hero_image=state.get("hero_image"),
        events=tuple(state.get("events", ())),
        mentions={row["person"]: row.get("attribution", "") for row in state.get("mentions", ())},
        embargo_until=parse_datetime(embargo) if embargo else None,
    )
