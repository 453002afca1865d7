"""The time of the tests."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# A Tuesday at half past nine, Paris time: winter, far from a clock change and a month's end.
START = datetime(2025, 2, 11, 9, 30, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


class Clock:
    """The time that the application reads. It moves only when a test says so."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, instant: datetime) -> datetime:
        if instant.tzinfo is None:
            raise ValueError("A naive datetime is no instant.")
        self._now = instant.astimezone(UTC)
        return self._now

    def forward(self, **delta: float) -> datetime:
        """Move by a timedelta: `clock.forward(minutes=5)`; returns the new instant."""
        return self.set(self._now + timedelta(**delta))

    def after(self, **delta: float) -> datetime:
        """The instant that far from now; the clock stays."""
        return self._now + timedelta(**delta)
