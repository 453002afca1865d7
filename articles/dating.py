"""The day that an article's attributions are for: what a person was *then* is what is printed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from articles.models import Article, Edition
from events.models import Event
from prose.dates import in_paris


def event_that_dates(published_at: datetime, events: Iterable[Event]) -> Event | None:
    """The last of `events` that had begun by the Paris day of publication.

    One that is still to come does not count: nobody knows what its people will be.
    """
    published = in_paris(published_at).date()
    begun = [event for event in events if in_paris(event.starts_at).date() <= published]
    return max(begun, key=lambda event: event.starts_at, default=None)


def day_of(published_at: datetime, events: Iterable[Event]) -> date:
    """The Paris day of attributions: the first day of that event, else that of publication."""
    event = event_that_dates(published_at, events)
    return in_paris(event.starts_at if event else published_at).date()


def date_of(article: Article, now: datetime | None = None) -> date:
    """The day of attributions in `article`: as of its first edition, else as if published `now`."""
    first = Edition.objects.standing().filter(article=article.pk).order_by("live_from").first()
    published_at = first.first_published_at if first else now or timezone.now()
    return day_of(published_at, article.events.all())
