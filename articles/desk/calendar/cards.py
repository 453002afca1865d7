"""What the calendar shows of some days: editions, plans, events, embargoes, a query for each."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.desk.calendar.period import A_DAY, Span
from articles.models import Article, Edition, Plan
from events.models import Event
from prose import clocks, dates
from prose.clocks import Clocks

Key = tuple[int, datetime]

OUT, SCHEDULED, PLANNED = _("Published"), _("Scheduled"), _("Planned")
WITHDRAWAL = _("Withdrawal")
EVENT, END_OF_EMBARGO = _("Event"), _("End of embargo")
# Where a card of each kind leads.
PAGES = {
    "edition": "admin:articles_article_change",
    "out": "admin:articles_article_change",
    "withdrawal": "admin:articles_article_change",
    "embargo": "admin:articles_article_change",
    "plan": "admin:articles_plan_change",
    "event": "admin:events_event_change",
}


class Card(NamedTuple):
    """`at`: its hour in Paris, None for the whole day. `page`: the key of the page it leads to.

    `seen` is what the person sees of it now, and `local` where it stands: both go with a move. A
    month has many more cards than it shows: what only the page needs is made when it is asked for.
    """

    kind: str
    pk: int
    word: str | Promise
    title: str
    page: int
    day: date
    at: time | None = None
    section_id: int | None = None
    section: str = ""
    may_move: bool = False
    seen: str = ""
    same_minute: bool = False

    @property
    def url(self) -> str:
        return reverse(PAGES[self.kind], args=[self.page])

    @property
    def move(self) -> str:
        """Where it is moved; "" if nowhere."""
        if not self.may_move:
            return ""
        return reverse("admin:calendar_move", args=[self.kind, self.pk])

    @property
    def local(self) -> str:
        if self.at is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.at).isoformat()

    @property
    def instant(self) -> datetime:
        """In UTC; of a whole day, its first."""
        return datetime.combine(self.day, self.at or time.min, dates.PARIS).astimezone(UTC)

    @property
    def hour(self) -> str:
        """Which of two it is as well, where clocks show it twice."""
        if self.at is None:
            return ""
        naive = datetime.combine(self.day, self.at).replace(fold=0)
        if clocks.shown(naive, dates.PARIS) == Clocks.TWICE:
            return clocks.in_words(naive, dates.PARIS)[self.at.fold]
        return dates.hour(self.instant)


def cards(user: User, span: Span, now: datetime) -> dict[date, list[Card]]:
    """By day, the whole-day ones first; those of one section in one minute say so."""
    found = [
        *of_editions(user, span, now),
        *of_plans(user, span),
        *of_events(user, span),
        *of_embargoes(user, span),
    ]
    count = Counter(key for card in found if (key := minute_of(card)))
    by_day = defaultdict(list)
    for card in sorted(
        found, key=lambda card: (card.at is not None, card.instant, card.kind, card.pk)
    ):
        key = minute_of(card)
        clash = key is not None and count[key] > 1
        by_day[card.day].append(card._replace(same_minute=True) if clash else card)
    return by_day


def minute_of(card: Card) -> Key | None:
    """The section and the minute in which an article appears; None for anything else."""
    if card.at is None or card.section_id is None:
        return None
    # Of the instant: an hour that clocks show twice is two.
    return card.section_id, card.instant.replace(second=0, microsecond=0)


def of_editions(user: User, span: Span, now: datetime) -> Iterator[Card]:
    """Those that begin in it: out already, or scheduled, which a publisher moves; and those that
    end in it with nothing after them."""
    may_move = permissions.may(user, "publish_article")
    for pk, title, article, section_id, section, instant, ends in beginnings_and_ends(user, span):
        local, to_come = dates.in_paris(instant), instant > now
        card = Card(
            kind="withdrawal",
            pk=pk,
            word=WITHDRAWAL,
            title=title,
            page=article,
            day=local.date(),
            at=local.time(),
            section=section,
        )
        if not ends:
            card = card._replace(
                kind="edition" if to_come else "out",
                word=SCHEDULED if to_come else OUT,
                section_id=section_id,
                may_move=to_come and may_move,
                seen=instant.isoformat(),
            )
        yield card


def beginnings_and_ends(user: User, span: Span) -> QuerySet[Edition, tuple[Any, ...]]:
    """One query of two halves, each along its own index."""
    first, end = span.bounds
    seen = Edition.objects.standing().filter(permissions.viewable(user, "article__")).order_by()
    following = Edition.objects.standing().filter(
        article=OuterRef("article"), live_from=OuterRef("live_until")
    )
    begin = seen.filter(live_from__gte=first, live_from__lt=end)
    last = seen.filter(~Exists(following), live_until__gte=first, live_until__lt=end)
    columns = ("pk", "title", "article_id", "section_id", "section__name", "instant", "ends")
    halves = (
        begin.annotate(instant=F("live_from"), ends=Value(False)),
        last.annotate(instant=F("live_until"), ends=Value(True)),
    )
    one, other = (half.values_list(*columns) for half in halves)
    return one.union(other, all=True)


def of_plans(user: User, span: Span) -> Iterator[Card]:
    if not permissions.may(user, "view_plan"):
        return
    may_move = permissions.may(user, "direct_plan")
    found = (
        Plan.objects.awaited()
        .filter(planned_on__gte=span.first, planned_on__lt=span.end)
        .order_by()
        .values_list(
            "pk", "title", "planned_on", "planned_time", "section_id", "section__name", "version"
        )
    )
    for pk, title, day, at, section_id, section, version in found:
        if day is None:
            continue
        yield Card(
            kind="plan",
            pk=pk,
            word=PLANNED,
            title=title,
            page=pk,
            day=day,
            at=at,
            section_id=section_id,
            section=section or "",
            may_move=may_move,
            seen=str(version),
        )


def of_events(user: User, span: Span) -> Iterator[Card]:
    """On each of its days: with its hour on the first, unless it is all day."""
    if not user.has_perm("events.view_event"):
        return
    changed = {Event.Status.CANCELLED, Event.Status.POSTPONED}
    for event in events_near(span).defer("summary").order_by():
        begins, last = event.appointment.days
        local = dates.in_paris(event.starts_at)
        if not event.all_day:
            begins = local.date()
        for day in span.days:
            if begins <= day <= max(begins, last):
                timed = day == begins and not event.all_day
                yield Card(
                    kind="event",
                    pk=event.pk,
                    word=event.get_status_display() if event.status in changed else EVENT,
                    title=event.name,
                    page=event.pk,
                    day=day,
                    at=local.time() if timed else None,
                )


def events_near(span: Span) -> QuerySet[Event]:
    """Those of the span, and a day more on each side: days are those of the place of each."""
    first, end = span.bounds
    return Event.objects.filter(starts_at__lt=end + A_DAY, ends_at__gte=first - A_DAY)


def of_embargoes(user: User, span: Span) -> Iterator[Card]:
    first, end = span.bounds
    found = Article.objects.filter(
        permissions.viewable(user), embargo_until__gte=first, embargo_until__lt=end
    )
    for pk, title, until in found.order_by().values_list("pk", "title", "embargo_until"):
        if until is None:
            continue
        local = dates.in_paris(until)
        yield Card(
            kind="embargo",
            pk=pk,
            word=END_OF_EMBARGO,
            title=title,
            page=pk,
            day=local.date(),
            at=local.time(),
        )
