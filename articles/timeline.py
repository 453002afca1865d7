"""An article's line of time: editions that follow each other and never overlap.

Each step first makes an interval smaller, then another one larger, so that the database's guards
hold at every statement. Callers hold the article's row (see `articles.publishing`).
"""

from datetime import datetime

from django.db.models import F

from articles.freezing import redate
from articles.models import Edition
from articles.models.edition import EditionQuerySet, Kind


class Clash(Exception):
    """Another edition of the article begins at that very instant."""


def standing(article_id: int) -> EditionQuerySet:
    return Edition.objects.filter(article=article_id).standing()


def to_come(article_id: int, after: datetime) -> list[Edition]:
    """The editions that begin after an instant, the soonest first."""
    return list(standing(article_id).filter(live_from__gt=after).order_by("live_from"))


def insert(edition: Edition, at: datetime, until: datetime | None = None) -> None:
    """Begin `edition` at `at`: what was visible then ends there; it lasts until what follows, and
    where nothing was visible nor follows, until `until`. Raises Clash.
    """
    others = standing(edition.article_id).exclude(pk=edition.pk)
    if others.filter(live_from=at).exists():
        raise Clash
    before = others.filter(live_from__lt=at).order_by("-live_from").first()
    after = others.filter(live_from__gt=at).order_by("live_from").first()
    edition.live_from = at
    if before and (before.live_until is None or before.live_until > at):
        edition.live_until = before.live_until
        Edition.objects.filter(pk=before.pk).update(live_until=at)
    else:
        edition.live_until = after.live_from if after else until
    edition.save()


def remove(edition: Edition) -> None:
    """Take a scheduled edition out: what it would have ended goes on in its place."""
    begun, until = edition.live_from, edition.live_until
    Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
    edition.live_until = begun
    standing(edition.article_id).filter(live_until=begun).update(live_until=until)


def move(edition: Edition, to: datetime) -> None:
    """Begin a scheduled edition at another instant, before the planned end of the article, if it
    has one: that end stays. Raises Clash."""
    others = standing(edition.article_id).exclude(pk=edition.pk)
    if others.filter(live_from=to).exists():
        raise Clash
    ends = Edition.objects.end_of(edition.article_id)
    remove(edition)
    if to < edition.first_published_at:
        redate(edition, to)
    insert(edition, to, until=ends if ends and ends > to else None)


def end(article_id: int, at: datetime) -> None:
    """Show nothing of the article from `at` on: what is live ends, the rest is cancelled."""
    lasting = standing(article_id)
    lasting.filter(live_from__gt=at).update(live_until=F("live_from"))
    lasting.visible(at).update(live_until=at)


def prolong(article_id: int, now: datetime) -> Edition | None:
    """Take back a planned end: the last edition goes on. None when no end is planned."""
    last = standing(article_id).order_by("-live_from").first()
    if last is None or last.live_until is None or last.live_until <= now:
        return None
    Edition.objects.filter(pk=last.pk).update(live_until=None)
    return last


def settle(article_id: int, now: datetime) -> None:
    """Bring what derives from the order of editions into line, for those not seen before `now`.

    The first one dates the article and its address and is of the kind `first`; no other is.
    """
    ordered = list(standing(article_id).order_by("live_from"))
    if not ordered:
        return
    first = ordered[0]
    promised = first.first_published_at if first.live_from < now else first.live_from
    for position, edition in enumerate(ordered):
        if edition.live_from < now:
            continue
        kind = settled_kind(edition.kind, is_first=position == 0)
        if edition.first_published_at != promised or edition.kind != kind:
            redate(edition, promised)
            edition.kind = kind
            edition.save(update_fields=["first_published_at", "path", "printed", "kind"])


def settled_kind(kind: str, *, is_first: bool) -> str:
    if is_first:
        return Kind.FIRST
    return Kind.UPDATE if kind == Kind.FIRST else kind
