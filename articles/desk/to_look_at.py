"""When an event moves: which articles it may have made wrong, and who has looked at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from articles.models import Article, Coverage, Edition, EditionEvent, ToLookAt
from events import changing
from events.models import EventChange
from prose.dates import in_paris, naming, spellings
from prose.plain import text_of

# Of a longer event a text names the first and the last day, never each.
EACH_DAY = 7
READ_AT_ONCE = 500
# Signs of the words that are kept as a reason.
LONGEST = 120
# What is read of an article, on the desk and in print.
READ = ("kicker", "title", "standfirst", "text", "caption")
# As it will be printed: the library's, unless the article has its own.
CAPTION_OF_A_COPY = Coalesce(
    NullIf("hero_caption", Value("")), "hero_image__caption", output_field=TextField()
)


@dataclass
class Reason:
    covers: bool = False
    names: str = ""


def note(change: EventChange) -> None:
    """List every live, scheduled and draft article that `change` may have made wrong."""
    if not change.upsets:
        return
    reasons: dict[int, Reason] = {}
    for pk in covering(change):
        reasons.setdefault(pk, Reason()).covers = True
    for pk, words in naming_its_date(change):
        reasons.setdefault(pk, Reason()).names = words
    ToLookAt.objects.bulk_create(
        ToLookAt(article_id=pk, change=change, covers=reason.covers, names=reason.names[:LONGEST])
        for pk, reason in sorted(reasons.items())
    )


# The admin loads this module at the start, in every process: no change passes unseen.
changing.when_changed(note)


def looked(*, item: ToLookAt, by: User) -> None:
    """`by` has looked at the article: what was open about it and this event is done, from now."""
    ToLookAt.objects.filter(
        article=item.article_id, change__event=item.change.event_id, looked_at=None
    ).update(looked_at=timezone.now(), looked_at_by=by)


# Which articles -------------------------------------------------------------------------------


def printed(at: datetime) -> QuerySet[Edition]:
    """What readers see at `at`, and what they will."""
    return Edition.objects.standing().filter(Q(live_until=None) | Q(live_until__gt=at))


def covering(change: EventChange) -> set[int]:
    """Those on the event or on a part of its programme, which it takes along."""
    events = change.event.with_its_parts()
    on_the_desk = Coverage.objects.filter(event__in=events)
    in_print = EditionEvent.objects.filter(
        event__in=events, edition__in=printed(change.at).values("pk")
    )
    return {
        *on_the_desk.values_list("article", flat=True),
        *in_print.values_list("edition__article", flat=True),
    }


def naming_its_date(change: EventChange) -> Iterator[tuple[int, str]]:
    """The articles whose text names a day of before the change, with its words."""
    wanted = days_of(change)
    # Every working copy counts: one that was issued is in print, one that was withdrawn is a draft.
    copies = Article.objects.order_by().annotate(
        key=F("pk"), when=F("updated_at"), text=F("body"), caption=CAPTION_OF_A_COPY
    )
    editions = printed(change.at).order_by().annotate(
        key=F("article"), when=F("first_published_at"), text=F("html"),
        caption=KT("printed__hero__caption"),
    )  # fmt: skip
    said = speaks_of({spelling for day in wanted for spelling in spellings(day)})
    queries: tuple[QuerySet[Any], ...] = (copies, editions)
    for query in queries:
        rows = query.filter(said).values_list("key", "when", *READ)
        for pk, when, *texts in rows.iterator(chunk_size=READ_AT_ONCE):
            # The sign between two texts makes no date of the end of one and the start of another.
            whole = text_of(" · ".join(filter(None, texts)))
            words = naming(whole, wanted, in_paris(when).date())
            if words:
                yield pk, words


def speaks_of(spellings: set[str]) -> Q:
    """May name a day: the database leaves out most of the archive, at no cost to us."""
    found = Q()
    for spelling in spellings:
        for column in READ:
            found |= Q(**{f"{column}__contains": spelling})
    return found


def days_of(change: EventChange) -> list[date]:
    first, last = change.before.days
    length = (last - first).days
    if length >= EACH_DAY:
        return [first, last]
    return [first + timedelta(days=rank) for rank in range(length + 1)]
