"""What a page of the calendar spans: a month in whole weeks, a week, or a day, in Paris."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prose import dates

MONTH, WEEK, DAY = "month", "week", "day"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
# Years that a page may be asked for: their neighbours exist too.
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Span:
    """Whole days, from `first` on and before `end`."""

    first: date
    end: date

    @property
    def days(self) -> list[date]:
        return [self.first + A_DAY * n for n in range((self.end - self.first).days)]

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The instants between which it lies."""
        first, end = (datetime.combine(day, time(), dates.PARIS) for day in (self.first, self.end))
        return first, end


@dataclass(frozen=True)
class Period:
    view: str
    on: date

    @property
    def first(self) -> date:
        if self.view == DAY:
            return self.on
        begin = self.on.replace(day=1) if self.view == MONTH else self.on
        return begin - timedelta(days=begin.weekday())

    @property
    def end(self) -> date:
        """The day after the last."""
        if self.view != MONTH:
            return self.first + (A_DAY if self.view == DAY else A_WEEK)
        after = self.next
        return after + timedelta(days=-after.weekday() % 7)

    @property
    def span(self) -> Span:
        return Span(self.first, self.end)

    @property
    def previous(self) -> date:
        if self.view == MONTH:
            return (self.on.replace(day=1) - A_DAY).replace(day=1)
        return self.on - (A_DAY if self.view == DAY else A_WEEK)

    @property
    def next(self) -> date:
        if self.view == MONTH:
            return (self.on.replace(day=1) + timedelta(days=32)).replace(day=1)
        return self.on + (A_DAY if self.view == DAY else A_WEEK)

    @property
    def name(self) -> str:
        if self.view == MONTH:
            return dates.month(self.on)
        if self.view == DAY:
            return dates.weekday_and_full(self.on)
        return dates.days(self.first, self.end - A_DAY)


def asked(view: str, on: str, today: date) -> Period:
    """The period of an address; what makes no sense in it is a month, or today."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        day = today
    inside = FIRST <= day <= LAST
    return Period(view if view in {MONTH, WEEK, DAY} else MONTH, day if inside else today)
