"""When an event moves: which articles it may have made wrong, and who has looked at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, Coverage, Edition, EditionEvent, ToLookAt
from events import changing
from events.models import EventChange
from prose.dates import MONTHS, in_paris, naming
from prose.plain import text_of

# Of a longer event a text names the first and the last day, never each.
EACH_DAY = 7
READ_AT_ONCE = 500
# Signs of the words that are kept as a reason.
LONGEST = 120


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
    on_the_desk = Coverage.objects.filter(event=change.event_id)
    in_print = EditionEvent.objects.filter(
        event=change.event_id, edition__in=printed(change.at).values("pk")
    )
    return {
        *on_the_desk.values_list("article", flat=True),
        *in_print.values_list("edition__article", flat=True),
    }


def naming_its_date(change: EventChange) -> Iterator[tuple[int, str]]:
    """The articles whose text names a day of before the change, with its words."""
    wanted = days_of(change)
    months = {MONTHS[day.month - 1] for day in wanted}
    # Every working copy counts: one that was issued is in print, one that was withdrawn is a draft.
    rows = (
        Article.objects.order_by()
        .filter(speaks_of("body", months))
        .values_list("pk", "updated_at", "title", "standfirst", "body")
    )
    editions = printed(change.at).order_by()
    printed_rows = editions.filter(speaks_of("html", months)).values_list(
        "article", "first_published_at", "title", "standfirst", "html"
    )
    for query in (rows, printed_rows):
        for pk, when, *texts in query.iterator(chunk_size=READ_AT_ONCE):
            words = naming(text_of(" ".join(texts)), wanted, in_paris(when).date())
            if words:
                yield pk, words


def speaks_of(text: str, months: set[str]) -> Q:
    """Names one of `months`: the database leaves out most of the archive, at no cost to us."""
    found = Q()
    for month in months:
        for column in ("title", "standfirst", text):
            found |= Q(**{f"{column}__contains": month})
    return found


def days_of(change: EventChange) -> list[date]:
    first, last = change.before.days
    length = (last - first).days
    if length >= EACH_DAY:
        return [first, last]
    return [first + timedelta(days=rank) for rank in range(length + 1)]
