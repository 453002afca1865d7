"""What an article is in a word: where it stands on the desk, and what readers see of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, Status


@dataclass(frozen=True)
class State:
    """`key` names its colour."""

    key: str
    words: str | Promise


LIVE = State("issued", _("Online"))
SCHEDULED = State("scheduled", _("Scheduled"))
WITHDRAWN = State("withdrawn", _("Withdrawn"))


def with_readers(articles: QuerySet[Article], now: datetime) -> QuerySet[Article]:
    """Annotates what `states` asks: whether readers see it, will see it, have seen it."""
    own = Edition.objects.filter(article=OuterRef("pk")).order_by()
    return articles.annotate(
        is_live=Exists(own.visible(now)),
        is_scheduled=Exists(own.standing().filter(live_from__gt=now)),
        was_seen=Exists(own.seen_by(now)),
    )


def states(article: Article) -> list[State]:
    """Of an article that `with_readers` annotated.

    One that was issued is what readers see of it; any other is what the desk does with it, and
    beside that, what readers see of it meanwhile.
    """
    to_readers = [LIVE] if article.is_live else []  # type: ignore[attr-defined]
    if article.is_scheduled:  # type: ignore[attr-defined]
        to_readers.append(SCHEDULED)
    if article.status != Status.ISSUED:
        return [State(article.status, article.get_status_display()), *to_readers]
    if to_readers:
        return to_readers
    if article.was_seen:  # type: ignore[attr-defined]
        return [WITHDRAWN]
    return [State(article.status, article.get_status_display())]
