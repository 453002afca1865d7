"""An event for machines (row M08): schema.org, on the clocks of its place."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from events.models import Event, EventChange, Participation
from events.models.event import Attendance, Status
from events.told import awaits_a_date
from images.figures import Showable
from images.jsonld import image_object
from prose.jsonld import absolute, said, script

MODES = {
    Attendance.ON_SITE: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.MIXED: "MixedEventAttendanceMode",
}
SCHEMA = "https://schema.org/"


def page_of(
    event: Event,
    changes: Sequence[EventChange],
    participants: Sequence[Participation] = (),
    picture: Showable | None = None,
) -> SafeString:
    """The script of an event's page. `changes` are those told to readers, newest first."""
    described = named(event) | {
        "description": event.summary,
        "eventStatus": SCHEMA + state(event, changes),
        "eventAttendanceMode": SCHEMA + MODES[Attendance(event.attendance)],
        "previousStartDate": previous_starts(event, changes),
        "location": location(event),
        "organizer": [
            said(
                {
                    "@type": "Organization",
                    "name": organisation.name,
                    "url": organisation.website or absolute(organisation.get_absolute_url()),
                }
            )
            for organisation in event.organisers.all()
        ],
        "performer": [
            {
                "@type": "Person",
                "name": participation.person.name,
                "url": absolute(participation.person.get_absolute_url()),
            }
            for participation in participants
        ],
        "superEvent": named(event.parent) if event.parent else None,
        "subEvent": [named(part) for part in event.parts.all()],
        "image": images(picture) if picture else None,
    }
    return script([said(described)])


def named(event: Event) -> dict[str, Any]:
    """What suffices to name an event within another one."""
    address = absolute(event.get_absolute_url())
    return {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": event.name,
        "startDate": event.machine_start,
        "endDate": event.machine_end,
    }


def state(event: Event, changes: Sequence[EventChange]) -> str:
    """Postponed is without a date; with a new one it is rescheduled, whatever we call it."""
    if event.status == Status.CANCELLED:
        return "EventCancelled"
    if awaits_a_date(event.status, changes):
        return "EventPostponed"
    return "EventRescheduled" if previous_starts(event, changes) else "EventScheduled"


def previous_starts(event: Event, changes: Sequence[EventChange]) -> list[str]:
    """Every start that was announced and no longer holds, newest first."""
    starts = [change.before.machine_start for change in changes if change.moved]
    return [start for start in dict.fromkeys(starts) if start != event.machine_start]


def location(event: Event) -> list[dict[str, Any]]:
    """The hall and its city, the address where it is followed online, or both."""
    found: list[dict[str, Any]] = []
    if event.attendance != Attendance.ONLINE and event.place:
        city = {"@type": "PostalAddress", "addressLocality": event.city} if event.city else None
        found.append(said({"@type": "Place", "name": event.venue or event.city, "address": city}))
    if event.attendance != Attendance.ON_SITE:
        address = absolute(event.get_absolute_url())
        found.append({"@type": "VirtualLocation", "url": address})
    return found


def images(picture: Showable) -> list[dict[str, Any]]:
    return [image_object(picture, shape) for shape in picture.shapes]
