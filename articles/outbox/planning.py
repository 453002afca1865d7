"""Writing the outbox: called inside the transactions of `articles.publishing`, never after them.

Callers hold the article's row, as a worker does while it announces: one of the two is first.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from articles.models import Edition, OutboxItem
from articles.outbox.people import items_for

Kind, State = OutboxItem.Kind, OutboxItem.State


class Announced(Exception):
    """A worker has announced the edition already: its instant cannot be moved any more."""


def announce(edition: Edition) -> None:
    """Have `edition` announced at the instant when it begins."""
    OutboxItem.objects.create(
        key=f"edition-{edition.pk}-live",
        kind=Kind.LIVE,
        article_id=edition.article_id,
        edition=edition,
        due_at=edition.live_from,
        next_at=edition.live_from,
    )


def announce_withdrawal(edition: Edition, at: datetime, reason: str) -> None:
    """Have the end of `edition`, the last that readers see, announced at `at`."""
    OutboxItem.objects.update_or_create(
        key=f"edition-{edition.pk}-withdrawn",
        defaults={
            "kind": Kind.WITHDRAWN,
            "article_id": edition.article_id,
            "edition": edition,
            "payload": {"reason": reason},
            "due_at": at,
            "next_at": at,
            "state": State.WAITING,
        },
    )


def realign(article_id: int, *, withdrawing: bool = False) -> None:
    """Move what waits to the instants that the article's line of time now has.

    Raises Announced when an edition was moved or cancelled that a worker had announced meanwhile,
    unless it goes with the article: withdrawing wins over everything.
    """
    follow_end(article_id)
    items = OutboxItem.objects.filter(article=article_id, kind=Kind.LIVE).select_related("edition")
    for item in items:
        edition = item.edition
        if edition is None or item.state == State.DROPPED:
            continue
        if item.state != State.WAITING:
            if (edition.live_from != item.due_at or edition.cancelled) and not withdrawing:
                raise Announced
            continue
        waiting = OutboxItem.objects.filter(pk=item.pk, state=State.WAITING)
        if edition.cancelled:
            waiting.update(state=State.DROPPED)
        elif edition.live_from != item.due_at:
            waiting.update(due_at=edition.live_from, next_at=edition.live_from)


def follow_end(article_id: int) -> None:
    """Attach a planned withdrawal to the edition that now is the last before it."""
    waiting = OutboxItem.objects.filter(
        article=article_id, kind=Kind.WITHDRAWN, state=State.WAITING
    )
    for item in waiting:
        last = Edition.objects.standing().filter(article=article_id, live_until=item.due_at)
        followed = Edition.objects.standing().filter(article=article_id, live_from=item.due_at)
        edition = None if followed.exists() else last.first()
        if edition is None:
            waiting.filter(pk=item.pk).update(state=State.DROPPED)
        elif edition.pk != item.edition_id:
            waiting.filter(pk=item.pk).update(edition=edition)


def tell(people: Iterable[User], text: str, *, article_id: int, key: str, at: datetime) -> None:
    """Tell people of a decision on an article, at once."""
    OutboxItem.objects.bulk_create(items_for(people, text, key=key, article_id=article_id, at=at))
