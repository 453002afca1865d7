"""What clocks do twice a year: hours that they skip, hours that they show twice, and their zone.

A time "as clocks show it" is naive; `zone` is where the clock hangs, the current one by default.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum

from django.utils import timezone
from django.utils.translation import gettext as _

from prose import dates

# Clocks change twice a year: a year on, the next change has been met.
A_YEAR = 366  # days


class Clocks(Enum):
    """How often clocks show a time."""

    NEVER, ONCE, TWICE = 0, 1, 2


def shown(naive: datetime, zone: tzinfo | None = None) -> Clocks:
    zone = zone or timezone.get_current_timezone()
    early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return Clocks.ONCE
    there = early.astimezone(UTC).astimezone(zone)
    return Clocks.TWICE if there.replace(tzinfo=None) == naive else Clocks.NEVER


def both(naive: datetime, zone: tzinfo | None = None) -> list[datetime]:
    """The two instants of a time that clocks show twice, each at a fixed distance from UTC.

    Fixed, because such a time in a zone is equal to no other (PEP 495).
    """
    zone = zone or timezone.get_current_timezone()
    return [fixed(naive.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)]


def fixed(at: datetime) -> datetime:
    """The same instant, with its distance from UTC in place of its zone."""
    return at.replace(tzinfo=None, fold=0).replace(
        tzinfo=timezone.get_fixed_timezone(at.utcoffset() or timedelta())
    )


def in_words(naive: datetime, zone: tzinfo | None = None) -> list[str]:
    """ "2 h 30, heure d’été (UTC+2)" and "2 h 30, heure d’hiver (UTC+1)"."""
    hour = dates.hour(naive.replace(tzinfo=dates.PARIS))
    names = (_("%(hour)s, summer time (%(utc)s)"), _("%(hour)s, winter time (%(utc)s)"))
    return [
        words % {"hour": hour, "utc": offset(at)}
        for words, at in zip(names, both(naive, zone), strict=True)
    ]


def offset(at: datetime) -> str:
    """ "UTC+1", "UTC-3:30"."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def zone_in_words(at: datetime | None = None) -> str:
    """ "Europe/Paris, UTC+1", at the instant `at` (now by default)."""
    return f"{timezone.get_current_timezone_name()}, {offset(timezone.localtime(at))}"


def zone_ahead(now: datetime | None = None) -> str:
    """The zone now, and what it will be: "Europe/Paris, UTC+1 (UTC+2 dès le 30 mars 2025)"."""
    here = timezone.localtime(now)
    for day in days_after(here):
        if day.utcoffset() != here.utcoffset():
            change = _("%(utc)s from %(day)s on") % {"utc": offset(day), "day": dates.full(day)}
            return f"{zone_in_words(here)} ({change})"
    return zone_in_words(here)


def days_after(here: datetime) -> Iterator[datetime]:
    """Noon of each day of the year that follows, in the zone of `here`."""
    noon = here.replace(hour=12, minute=0, second=0, microsecond=0, fold=0)
    # The zone is kept and the hour too: it is the distance from UTC that moves.
    return (noon + timedelta(days=days) for days in range(A_YEAR))
