"""When, where and whether: what readers put in their diary, and are told of when it changes."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from prose import dates


@dataclass(frozen=True)
class Appointment:
    """Instants are aware; days and hours are those of `time_zone`, where it takes place."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool
    time_zone: str
    venue: str
    city: str
    status: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last, which is included."""
        return dates.first_and_last(
            self.starts_at, self.ends_at, all_day=self.all_day, zone=self.zone
        )

    @property
    def when(self) -> str:
        """ "10 et 11 février 2025", "mardi 11 février 2025, 9 h–12 h 30 (heure de New York)"."""
        return dates.span(self.starts_at, self.ends_at, all_day=self.all_day, zone=self.zone)

    @property
    def hours(self) -> str:
        """ "9 h–12 h 30", for a programme that says the day; "" when it has no hours of a day."""
        first, last = self.days
        if self.all_day or first != last:
            return ""
        return dates.hours(self.starts_at, self.ends_at, self.zone)

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.venue, self.city) if part)

    @property
    def machine_start(self) -> str:
        """For `<time datetime>`: a day when it is all day, else an instant with its offset."""
        return self.machine(self.starts_at)

    @property
    def machine_end(self) -> str:
        return self.machine(self.ends_at)

    def machine(self, instant: datetime) -> str:
        there = dates.local(instant, self.zone)
        return there.date().isoformat() if self.all_day else there.isoformat(timespec="seconds")

    def same_time_as(self, other: "Appointment") -> bool:
        """Whether a reader would notice: the hours of an event of whole days say nothing."""
        mine, others = (
            (each.all_day, each.machine_start, each.machine_end) for each in (self, other)
        )
        return mine == others

    def same_place_as(self, other: "Appointment") -> bool:
        return (self.venue, self.city) == (other.venue, other.city)

    def same_as(self, other: "Appointment") -> bool:
        same = self.status == other.status
        return same and self.same_time_as(other) and self.same_place_as(other)
