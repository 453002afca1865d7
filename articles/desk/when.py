"""The instants that editors ask for most, said on Paris clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from prose import dates

EVENING, MORNING = 18, 8
# An instant that is nearly there is better published now.
SOONEST = timedelta(minutes=5)


def quick_choices(now: datetime) -> list[tuple[datetime, str]]:
    """In an hour, this evening, tomorrow, Monday: each once, soonest first, all to come."""
    found: dict[datetime, str] = {}
    for instant, words in candidates(now):
        if instant.timestamp() >= (now.astimezone(UTC) + SOONEST).timestamp():
            found.setdefault(instant, words)
    return sorted(found.items())


def candidates(now: datetime) -> Iterator[tuple[datetime, str]]:
    local = dates.in_paris(now)
    # In UTC: the hour that passes is an hour, whatever the clocks do.
    in_an_hour = dates.in_paris(now.astimezone(UTC) + timedelta(hours=1))
    in_an_hour = in_an_hour.replace(second=0, microsecond=0)
    yield in_an_hour, _("In an hour (%(hour)s)") % {"hour": dates.hour(in_an_hour)}
    evening = at_hour(local, 0, EVENING)
    yield evening, _("This evening at %(hour)s") % {"hour": dates.hour(evening)}
    tomorrow = at_hour(local, 1, MORNING)
    yield tomorrow, _("Tomorrow at %(hour)s") % {"hour": dates.hour(tomorrow)}
    monday = at_hour(local, 7 - local.weekday(), MORNING)
    yield (
        monday,
        _("%(day)s at %(hour)s")
        % {
            "day": dates.weekday(monday.date()).capitalize(),
            "hour": dates.hour(monday),
        },
    )


def at_hour(local: datetime, days: int, hour: int) -> datetime:
    """That hour of the day `days` after `local`, on Paris clocks whatever they do meanwhile."""
    day = local.date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=dates.PARIS)
