"""The parts of an event as its page lists them: by day, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from events.models import Event
from prose import dates


@dataclass(frozen=True)
class Day:
    # "mardi 11 février 2025", or the phrase of several days for a part that lasts as long; "" for
    # what awaits a date.
    phrase: str
    machine: str
    parts: list[Event]


def programme(parts: Sequence[Event]) -> list[Day]:
    """`parts`, as `lists.listed` and sorted by start, under the days on which they are held; those
    that await a date at the end."""
    dated = [part for part in parts if not part.awaits_a_date]
    awaiting = [part for part in parts if part.awaits_a_date]
    days = [
        Day(phrase, machine, list(found)) for (phrase, machine), found in groupby(dated, day_of)
    ]
    return [*days, *([Day("", "", awaiting)] if awaiting else [])]


def day_of(part: Event) -> tuple[str, str]:
    first, last = part.appointment.days
    phrase = dates.weekday_and_full(first) if first == last else part.when
    return phrase, first.isoformat()
