"""Events for calendars (RFC 5545). Instants are in UTC, so that no zone needs to be described."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from events.models import Event
from events.models.event import Status
from events.told import awaits_a_date

# What is only announced, or put off to a day that is known, may still move: tentative.
STATUS = {Status.CANCELLED: "CANCELLED", Status.CONFIRMED: "CONFIRMED"}
A_DAY = timedelta(days=1)


def calendar_of(events: Iterable[Event], site_url: str, name: str = "") -> bytes:
    """The iCalendar of `events`, with `changes` prefetched; `site_url` makes addresses absolute
    and identifiers unique. `name` is what a calendar calls its subscription."""
    calendar = empty(name)
    for event in events:
        calendar.add_component(entry_of(event, site_url))
    return calendar.to_ical()


def empty(name: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Newsroom//FR")
    calendar.add("version", "2.0")
    if name:
        calendar.add("name", name)
        # What programs understood before RFC 7986 named it.
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    return calendar


def entry_of(event: Event, site_url: str) -> Entry:
    entry = Entry()
    entry.add("uid", identifier("event", event.pk, site_url))
    # Both from the record and not from the clock: an unchanged calendar is the same file.
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    # Each change makes the entry replace the one that a reader's calendar holds.
    changes = event.changes.all()
    entry.add("sequence", len(changes))
    undated = awaits_a_date(event.status, [one for one in changes if not one.is_correction])
    entry.add("summary", _("Postponed: %(event)s") % {"event": event} if undated else event.name)
    if event.all_day:
        first, last = event.appointment.days
        entry.add("dtstart", first)
        # The end of a whole day is the day after, in this format.
        entry.add("dtend", last + A_DAY)
    else:
        entry.add("dtstart", event.starts_at)
        # Without an end it takes no time: an end must be later than the start, in this format.
        if event.ends_at > event.starts_at:
            entry.add("dtend", event.ends_at)
    if event.place:
        entry.add("location", event.place)
    if event.summary:
        entry.add("description", event.summary)
    entry.add("url", site_url + event.get_absolute_url())
    # The old date no longer holds and an entry needs one: cancelled, it frees the reader's hours
    # until a new date replaces it.
    status = Status.CANCELLED if undated else Status(event.status)
    entry.add("status", STATUS.get(status, "TENTATIVE"))
    if event.parent_id is not None:
        entry.add("related-to", identifier("event", event.parent_id, site_url))
    return entry


def identifier(kind: str, pk: int, site_url: str) -> str:
    """The same for ever: not the address, which may be mended, nor the date."""
    return f"{kind}-{pk}@{site_url.split('//')[-1]}"
