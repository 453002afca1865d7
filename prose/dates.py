"""French date phrases, each in one place. Instants are aware and said in Europe/Paris time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
NBSP = "\u00a0"
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def in_paris(instant: datetime) -> datetime:
    """The same instant on Paris clocks. Raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("A naive datetime is no instant.")
    return instant.astimezone(PARIS)


def day(day: date) -> str:
    """ "1er" or "12"."""
    return "1er" if day.day == 1 else str(day.day)


def day_and_month(value: date) -> str:
    """ "12 février", with a no-break space."""
    return f"{day(value)}{NBSP}{MONTHS[value.month - 1]}"


def full(value: date) -> str:
    """ "12 février 2025"."""
    return f"{day_and_month(value)} {value.year}"


def weekday(value: date) -> str:
    return WEEKDAYS[value.weekday()]


def hour(instant: datetime) -> str:
    """ "9 h 30", "9 h", on Paris clocks."""
    local = in_paris(instant)
    minutes = f"{NBSP}{local.minute:02}" if local.minute else ""
    return f"{local.hour}{NBSP}h{minutes}"


def moment(instant: datetime) -> str:
    """ "12 février 2025 à 9 h 30"."""
    return f"{full(in_paris(instant))} à {hour(instant)}"


def days(first: date, last: date) -> str:
    """ "10 et 11 février 2025", "du 30 janvier au 2 février 2025", "12 février 2025"."""
    if first == last:
        return full(first)
    if first.year != last.year:
        return f"du {full(first)} au {full(last)}"
    if first.month != last.month:
        return f"du {day_and_month(first)} au {full(last)}"
    if (last - first).days == 1:
        return f"{day(first)} et {full(last)}"
    return f"du {day(first)} au {full(last)}"


def span(starts_at: datetime, ends_at: datetime, *, all_day: bool) -> str:
    """When an event takes place: its days and, for a timed one within a day, its hours.

    "mardi 11 février 2025, 9 h–12 h 30"; the days alone when it is all day or crosses midnight.
    """
    first, last = in_paris(starts_at).date(), in_paris(ends_at).date()
    if all_day or first != last:
        return days(first, last)
    hours = hour(starts_at) if starts_at == ends_at else f"{hour(starts_at)}–{hour(ends_at)}"
    return f"{weekday(first)} {full(first)}, {hours}"


def period(start: date | None, end: date | None) -> str:
    """From day to day, both included, either of them open: "depuis le 1er mars 2024".

    The empty string when both are.
    """
    if start and end:
        return days(start, end)
    if start:
        return f"depuis le {full(start)}"
    return f"jusqu’au {full(end)}" if end else ""
