"""An event for a calendar (RFC 5545)."""

from datetime import timedelta

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from events.models import Event
from prose.dates import in_paris

STATUS = {
    Event.Status.CANCELLED: "CANCELLED",
    Event.Status.CONFIRMED: "CONFIRMED",
}


def calendar_of(event: Event, site_url: str) -> bytes:
    """The iCalendar of `event`; `site_url` makes its address absolute and its identifier unique."""
    calendar = Calendar()
    calendar.add("prodid", "-//Newsroom//FR")
    calendar.add("version", "2.0")
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{site_url.split('//')[-1]}")
    entry.add("dtstamp", timezone.now())
    entry.add("summary", event.name)
    starts, ends = in_paris(event.starts_at), in_paris(event.ends_at)
    if event.all_day:
        entry.add("dtstart", starts.date())
        # The end of a whole day is the day after, in this format.
        entry.add("dtend", ends.date() + timedelta(days=1))
    else:
        entry.add("dtstart", event.starts_at)
        entry.add("dtend", event.ends_at)
    if event.place:
        entry.add("location", event.place)
    if event.summary:
        entry.add("description", event.summary)
    entry.add("url", site_url + event.get_absolute_url())
    entry.add("status", STATUS.get(Event.Status(event.status), "TENTATIVE"))
    calendar.add_component(entry)
    return calendar.to_ical()
