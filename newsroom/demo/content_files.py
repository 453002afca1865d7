"""The demo newsroom as it is written down: TOML files beside this module."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prose.dates import PARIS, in_paris

CONTENT = Path(__file__).parent / "content"


def table(name: str) -> list[dict[str, Any]]:
    """The entries of one file: `table("people")` reads people.toml."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)[name]
        return found


def articles() -> list[dict[str, Any]]:
    """The articles, in the order of their files."""
    found = []
    for path in sorted((CONTENT / "articles").glob("*.toml")):
        with path.open("rb") as file:
            found.append(tomllib.load(file))
    return found


def instant(written: str, now: datetime, zone: ZoneInfo = PARIS) -> datetime:
    """An instant as the files write it, on the clocks of `zone`.

    "2025-02-12 09:30" as it stands; "-3 days 08:00" on another day at that hour; "+10 minutes"
    from `now`, on the minute.
    """
    if written[0] not in "+-":
        return datetime.fromisoformat(written).replace(tzinfo=zone)
    count, unit, *hour = written.split()
    if unit == "minutes":
        return now.replace(second=0, microsecond=0) + timedelta(minutes=int(count))
    day = in_paris(now).date() + timedelta(days=int(count))
    return datetime.combine(day, datetime.strptime(hour[0], "%H:%M").time(), zone)
