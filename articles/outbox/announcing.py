"""At the instant: what an edition that begins, or an article that ends, sets going.

One transaction writes one item a sink, each under its own key: killed before its end, nothing was
sent; after it, everything will be. Whether it is still true is asked here, with the row of the
article held, as `articles.publishing` holds it to move an edition.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Edition, JournalEntry, OutboxItem, Webhook
from articles.models.edition import Kind as EditionKind
from articles.outbox import leasing
from articles.outbox.people import items_for
from prose.dates import moment

Kind, State = OutboxItem.Kind, OutboxItem.State


def edition_appears(item: OutboxItem, now: datetime) -> None:
    with transaction.atomic():
        hold(item.article_id)
        edition = Edition.objects.get(outbox=item)
        if edition.live_from > now and not edition.cancelled:
            # Moved after the lease was taken: `planning.realign` gave it its new instant.
            OutboxItem.objects.filter(pk=item.pk).update(leased_until=None)
            return
        shown = Edition.objects.filter(article=item.article_id).visible(now).exists()
        if edition.cancelled or not shown:
            leasing.finish(item, State.DROPPED, now)
            return
        if not leasing.finish(item, State.DONE, now):
            return
        JournalEntry.objects.get_or_create(
            edition=edition,
            verb=JournalEntry.Verb.APPEARED,
            defaults={"article_id": item.article_id, "at": edition.live_from},
        )
        if edition.kind != EditionKind.SILENT:
            spread(item, edition, "edition.live", told(edition))


def article_ends(item: OutboxItem, now: datetime) -> None:
    with transaction.atomic():
        hold(item.article_id)
        edition = Edition.objects.get(outbox=item)
        shown = Edition.objects.filter(article=item.article_id).visible(now).exists()
        if shown or edition.live_until != item.due_at:
            leasing.finish(item, State.DROPPED, now)
            return
        if leasing.finish(item, State.DONE, now):
            text = _("“%(title)s” is withdrawn: %(reason)s") % {
                "title": edition.title, "reason": item.payload.get("reason", ""),
            }  # fmt: skip
            spread(item, edition, "article.withdrawn", text)


def hold(article_id: int) -> None:
    """Lock the article's row for the rest of the transaction (SQLite has one writer anyway)."""
    Article.objects.select_for_update().filter(pk=article_id).first()


def told(edition: Edition) -> str:
    words = {"title": edition.title, "when": moment(edition.live_from)}
    if edition.kind == EditionKind.CORRECTION:
        return _("The correction of “%(title)s” is online since %(when)s.") % words
    if edition.kind == EditionKind.UPDATE:
        return _("The update of “%(title)s” is online since %(when)s.") % words
    return _("“%(title)s” is online since %(when)s.") % words


def spread(item: OutboxItem, edition: Edition, event: str, text: str) -> None:
    """Write one item for each sink that is told; keys derive from the parent's."""
    children = [
        *items_for(
            authors_of(edition),
            text,
            key=item.key,
            article_id=item.article_id,
            edition_id=item.edition_id,
            at=item.due_at,
        ),
        *(
            child(item, Kind.WEBHOOK, str(hook.pk), message(item, edition, event), webhook=hook)
            for hook in Webhook.objects.filter(active=True)
        ),
    ]
    if settings.WEBSUB_HUB:
        children += [
            child(item, Kind.WEBSUB, str(rank), {"topic": settings.SITE_URL + path})
            for rank, path in enumerate(("/", "/rss.xml"))
        ]
    OutboxItem.objects.bulk_create(children, ignore_conflicts=True)


def authors_of(edition: Edition) -> list[User]:
    """The logins of those who sign the edition."""
    return list(
        User.objects.filter(
            is_active=True, person__printed_in__edition=edition, person__printed_in__as_author=True
        ).distinct()
    )


def child(
    parent: OutboxItem, kind: str, of: str, payload: dict[str, Any], **fields: Any
) -> OutboxItem:
    return OutboxItem(
        key=f"{parent.key}-{kind}-{of}",
        kind=kind,
        article_id=parent.article_id,
        edition_id=parent.edition_id,
        payload=payload,
        due_at=parent.due_at,
        next_at=parent.due_at,
        **fields,
    )


def message(item: OutboxItem, edition: Edition, event: str) -> dict[str, Any]:
    """What a webhook receives. The instants are the promised ones, in ISO 8601, UTC."""
    return {
        "event": event,
        "at": item.due_at.isoformat(),
        "article": edition.article_id,
        "edition": edition.number,
        "kind": edition.kind,
        "note": edition.note if edition.kind == EditionKind.CORRECTION else "",
        "url": settings.SITE_URL + edition.get_absolute_url(),
        "title": edition.title,
        "standfirst": edition.standfirst,
        "first_published_at": edition.first_published_at.isoformat(),
    }
