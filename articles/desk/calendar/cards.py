"""What the calendar shows of some days: editions, plans, events, embargoes, a query for each."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.desk.calendar.period import A_DAY, Span
from articles.models import Article, Edition, Plan
from events.models import Event
from prose import dates

Key = tuple[int, date, time]


@dataclass(frozen=True)
class Card:
    """`at`: its hour in Paris, None for the whole day. `move`: where it is moved; "" if nowhere.

    `seen` is what the person sees of it now, and `local` where it stands: both go with a move.
    """

    kind: str
    pk: int
    word: str | Promise
    title: str
    url: str
    day: date
    at: time | None = None
    section_id: int | None = None
    section: str = ""
    move: str = ""
    seen: str = ""
    same_minute: bool = False

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
        return dates.hour(self.instant) if self.at else ""


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
    for card in sorted(found, key=lambda card: (card.at or time.min, card.kind, card.pk)):
        key = minute_of(card)
        by_day[card.day].append(replace(card, same_minute=bool(key and count[key] > 1)))
    return by_day


def minute_of(card: Card) -> Key | None:
    """The section and the minute in which an article appears; None for anything else."""
    if card.at is None or card.section_id is None:
        return None
    return card.section_id, card.day, card.at.replace(second=0, microsecond=0)


# A month has many cards, and Django takes its time to build an address.
@lru_cache(maxsize=8192)
def article_page(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def of_editions(user: User, span: Span, now: datetime) -> Iterator[Card]:
    """Those that begin in it: out already, or scheduled, which a publisher moves."""
    first, end = span.bounds
    may_move = permissions.may(user, "publish_article")
    found = (
        Edition.objects.standing()
        .filter(permissions.viewable(user, "article__"), live_from__gte=first, live_from__lt=end)
        .select_related("section")
        .only("title", "live_from", "live_until", "article_id", "section__name")
    )
    for edition in found:
        local, to_come = dates.in_paris(edition.live_from), edition.live_from > now
        yield Card(
            kind="edition" if to_come else "out",
            pk=edition.pk,
            word=_("Scheduled") if to_come else _("Published"),
            title=edition.title,
            url=article_page(edition.article_id),
            day=local.date(),
            at=local.time(),
            section_id=edition.section_id,
            section=edition.section.name,
            move=move_page("edition", edition.pk) if to_come and may_move else "",
            seen=edition.live_from.isoformat(),
        )


def of_plans(user: User, span: Span) -> Iterator[Card]:
    if not permissions.may(user, "view_plan"):
        return
    may_move = permissions.may(user, "direct_plan")
    found = Plan.objects.awaited().filter(planned_on__gte=span.first, planned_on__lt=span.end)
    for plan in found.select_related("section"):
        if plan.planned_on is None:
            continue
        yield Card(
            kind="plan",
            pk=plan.pk,
            word=_("Planned"),
            title=plan.title,
            url=reverse("admin:articles_plan_change", args=[plan.pk]),
            day=plan.planned_on,
            at=plan.planned_time,
            section_id=plan.section_id,
            section=plan.section.name if plan.section else "",
            move=move_page("plan", plan.pk) if may_move else "",
            seen=str(plan.version),
        )


def of_events(user: User, span: Span) -> Iterator[Card]:
    """On each of its days: with its hour on the first, unless it is all day."""
    if not user.has_perm("events.view_event"):
        return
    for event in events_near(span).defer("summary"):
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
                    word=event.get_status_display()
                    if event.status in {Event.Status.CANCELLED, Event.Status.POSTPONED}
                    else _("Event"),
                    title=event.name,
                    url=reverse("admin:events_event_change", args=[event.pk]),
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
    for article in found.only("title", "embargo_until"):
        if article.embargo_until is None:
            continue
        local = dates.in_paris(article.embargo_until)
        yield Card(
            kind="embargo",
            pk=article.pk,
            word=_("End of embargo"),
            title=article.title,
            url=article_page(article.pk),
            day=local.date(),
            at=local.time(),
        )


@lru_cache(maxsize=8192)
def move_page(kind: str, pk: int) -> str:
    return reverse("admin:calendar_move", args=[kind, pk])
