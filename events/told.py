"""What readers and the desk are told of a change, in sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.models import EventChange
from events.models.event import Status
from prose import dates


def sentences(change: EventChange) -> list[str]:
    """One for the time or the status, one for the place; each with the day of the announcement."""
    found = [about_time_or_status(change), about_place(change)]
    return [sentence for sentence in found if sentence]


def about_time_or_status(change: EventChange) -> str:
    before, after = change.before, change.after
    words = {"when": dates.with_article(before.when), "day": announced(change)}
    if after.status == Status.CANCELLED and before.status != Status.CANCELLED:
        return _("Cancelled: first planned %(when)s, announced on %(day)s.") % words
    if change.moved:
        return moved(change) % words
    if before.status == after.status:
        return ""
    if after.status == Status.POSTPONED:
        return (
            _("Postponed to a date not yet known: first planned %(when)s, announced on %(day)s.")
            % words
        )
    words["status"] = str(Status(after.status).label)
    return _("%(status)s: announced on %(day)s.") % words


def moved(change: EventChange) -> str:
    """The sentence of a new time; its gaps are to be filled."""
    (first, _last), (new_first, _new_last) = change.before.days, change.after.days
    if new_first > first:
        return _("Postponed: first planned %(when)s, announced on %(day)s.")
    if new_first < first:
        return _("Brought forward: first planned %(when)s, announced on %(day)s.")
    return _("New times: first planned %(when)s, announced on %(day)s.")


def about_place(change: EventChange) -> str:
    before, after = change.before, change.after
    if before.same_place_as(after):
        return ""
    if not before.place:
        return _("Place announced on %(day)s.") % {"day": announced(change)}
    return _("New place: first planned at %(place)s, announced on %(day)s.") % {
        "place": before.place,
        "day": announced(change),
    }


def announced(change: EventChange) -> str:
    return dates.full(dates.in_paris(change.at))


def awaits_a_date(status: str, changes: Iterable[EventChange]) -> bool:
    """Whether an event of `status` was put off without saying until when."""
    found = any(change.moved and change.new_status == Status.POSTPONED for change in changes)
    return status == Status.POSTPONED and not found
