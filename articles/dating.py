"""The day that an article's attributions are for: what a person was *then* is what is printed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from articles.models import Article, Edition
from events.models import Event
from prose.dates import in_paris, local


def event_that_dates(published_at: datetime, events: Iterable[Event]) -> Event | None:
    """The last of `events` that had begun by the day of publication, on the clocks of each place.

    One that is still to come does not count: nobody knows what its people will be.
    """
    begun = [
        event
        for event in events
        if event.first_day <= local(published_at, event.appointment.zone).date()
    ]
    return max(begun, key=lambda event: event.starts_at, default=None)


def day_of(published_at: datetime, events: Iterable[Event]) -> date:
    """The day of attributions: the first day of that event, as its own page says it, else the
    Paris day of publication."""
    event = event_that_dates(published_at, events)
    return event.first_day if event else in_paris(published_at).date()


def appeared_at(article: int | None) -> datetime | None:
    """When readers first see the article; None for one that has no edition, or is not saved."""
    if article is None:
        return None
    editions = Edition.objects.standing().filter(article=article)
    return editions.order_by("live_from").values_list("first_published_at", flat=True).first()


def date_of(article: Article, now: datetime | None = None) -> date:
    """The day of attributions in `article`: as of its first edition, else as if published `now`."""
    published_at = appeared_at(article.pk) or now or timezone.now()
    return day_of(published_at, article.events.all())
