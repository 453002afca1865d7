"""The calendar of the newsroom as a person's own calendar program reads it (RFC 5545)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from articles.desk.calendar.cards import Card, events_near, of_editions, of_embargoes, of_plans
from articles.desk.calendar.period import A_DAY, Span
from events import ics
from prose import dates

# Days: what a subscription holds of the past and of what comes.
BEFORE, AFTER = timedelta(days=31), timedelta(days=366)
# What appears takes no time, but programs draw nothing that lasts none.
DRAWN = timedelta(minutes=15)


def calendar_of(user: User, now: datetime) -> bytes:
    """What `user` may see at `now`, of the month past and the year to come."""
    today = dates.in_paris(now).date()
    span = Span(today - BEFORE, today + AFTER)
    calendar = ics.empty(_("%(title)s: newsroom") % {"title": settings.SITE_NAME})
    found = [*of_editions(user, span, now), *of_plans(user, span), *of_embargoes(user, span)]
    for card in found:
        calendar.add_component(entry_of(card, now))
    if user.has_perm("events.view_event"):
        for event in events_near(span).prefetch_related("changes"):
            calendar.add_component(ics.entry_of(event, settings.SITE_URL))
    return calendar.to_ical()


def entry_of(card: Card, now: datetime) -> Entry:
    entry = Entry()
    # An edition is one entry before and after it has come out.
    kind = "edition" if card.kind == "out" else card.kind
    entry.add("uid", ics.identifier(kind, card.pk, settings.SITE_URL))
    entry.add("dtstamp", now)
    entry.add("summary", _("%(word)s: %(title)s") % {"word": card.word, "title": card.title})
    if card.at is None:
        entry.add("dtstart", card.day)
        entry.add("dtend", card.day + A_DAY)
    else:
        # In UTC, so that no zone needs to be described.
        entry.add("dtstart", card.instant)
        entry.add("dtend", card.instant + DRAWN)
    # Nobody is busy because an article appears.
    entry.add("transp", "TRANSPARENT")
    if card.section:
        entry.add("categories", [card.section])
    entry.add("url", settings.SITE_URL + card.url)
    return entry
