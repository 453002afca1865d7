"""French date phrases, each in one place. Instants are aware and said in Europe/Paris time,
unless another zone is given."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from prose import zones

PARIS = zones.PARIS
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


# A timed event that is shorter than this and crosses midnight is said with its hours.
A_DAY = timedelta(days=1)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The same instant on the clocks of `zone`. Raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("A naive datetime is no instant.")
    return instant.astimezone(zone)


def in_paris(instant: datetime) -> datetime:
    """The same instant on Paris clocks. Raises ValueError for a naive datetime."""
    return local(instant, PARIS)


# Days -----------------------------------------------------------------------------------------


def day(day: date) -> str:
    """ "1er" or "12"."""
    return "1er" if day.day == 1 else str(day.day)


def day_and_month(value: date) -> str:
    """ "12 février", with a no-break space."""
    return f"{day(value)}{NBSP}{MONTHS[value.month - 1]}"


def month(value: date) -> str:
    """ "février 2025"."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def full(value: date) -> str:
    """ "12 février 2025"."""
    return f"{day_and_month(value)} {value.year}"


def weekday(value: date) -> str:
    return WEEKDAYS[value.weekday()]


def weekday_and_full(value: date) -> str:
    """ "mardi 11 février 2025"."""
    return f"{weekday(value)} {full(value)}"


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


# Hours ----------------------------------------------------------------------------------------


def hour(instant: datetime, zone: ZoneInfo = PARIS) -> str:
    """ "9 h 30", "9 h", on the clocks of `zone`."""
    there = local(instant, zone)
    minutes = f"{NBSP}{there.minute:02}" if there.minute else ""
    return f"{there.hour}{NBSP}h{minutes}"


def hours(starts_at: datetime, ends_at: datetime, zone: ZoneInfo = PARIS) -> str:
    """ "9 h–12 h 30", "20 h–minuit", "9 h" for what has no length."""
    if starts_at == ends_at:
        return hour(starts_at, zone)
    end = "minuit" if is_midnight(local(ends_at, zone)) else hour(ends_at, zone)
    return f"{hour(starts_at, zone)}–{end}"


def is_midnight(there: datetime) -> bool:
    return (there.hour, there.minute) == (0, 0)


def moment(instant: datetime, zone: ZoneInfo = PARIS) -> str:
    """ "12 février 2025 à 9 h 30"; of an hour that clocks show twice, which of the two it is."""
    there = local(instant, zone)
    twice = there.utcoffset() != there.replace(fold=1 - there.fold).utcoffset()
    which = f" (heure {'d’hiver' if there.fold else 'd’été'})" if twice else ""
    return f"{full(there)} à {hour(instant, zone)}{which}"


def duration(length: timedelta) -> str:
    """ "45 min", "2 h 10", "3 jours": whole units, none rounded up; never negative."""
    minutes = max(0, int(length.total_seconds())) // 60
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    if minutes < 24 * 60:
        rest = f"{NBSP}{minutes % 60:02}" if minutes % 60 else ""
        return f"{minutes // 60}{NBSP}h{rest}"
    count = minutes // (24 * 60)
    return f"{count}{NBSP}jour{'s' if count > 1 else ''}"


# Events ---------------------------------------------------------------------------------------


def first_and_last(
    starts_at: datetime, ends_at: datetime, *, all_day: bool, zone: ZoneInfo = PARIS
) -> tuple[date, date]:
    """The days of an event where it takes place. One that ends at midnight ends the day before."""
    first, end = local(starts_at, zone).date(), local(ends_at, zone)
    before_midnight = is_midnight(end) and not all_day and end.date() > first
    return first, end.date() - A_DAY if before_midnight else end.date()


def span(starts_at: datetime, ends_at: datetime, *, all_day: bool, zone: ZoneInfo = PARIS) -> str:
    """When an event takes place: its days and, for a timed one within a day, its hours.

    "mardi 11 février 2025, 9 h–12 h 30"; the zone is named when it is not that of Paris and hours
    are said. A night is said with its hours; the days alone when it is all day or longer.
    """
    first, last = first_and_last(starts_at, ends_at, all_day=all_day, zone=zone)
    if all_day or (first != last and ends_at - starts_at >= A_DAY):
        return days(first, last)
    where = "" if zone == PARIS else f" ({zones.name(zone)})"
    if first == last:
        return f"{weekday_and_full(first)}, {hours(starts_at, ends_at, zone)}{where}"
    year = "" if first.year == last.year else f" {first.year}"
    evening = f"{weekday(first)} {day_and_month(first)}{year}, {hour(starts_at, zone)}"
    return f"du {evening}, au {weekday_and_full(last)}, {hour(ends_at, zone)}{where}"


def with_article(phrase: str) -> str:
    """A phrase of days as it follows a verb: "prévu" le 12 février, les 10 et 11, du 10 au 13."""
    if phrase.startswith("du "):
        return phrase
    first_words = phrase.replace(NBSP, " ").split(" ", 2)
    return f"les {phrase}" if first_words[1] == "et" else f"le {phrase}"


def period(start: date | None, end: date | None) -> str:
    """From day to day, both included, either of them open: "depuis le 1er mars 2024".

    The empty string when both are.
    """
    if start and end:
        return days(start, end)
    if start:
        return f"depuis le {full(start)}"
    return f"jusqu’au {full(end)}" if end else ""


# Reading --------------------------------------------------------------------------------------

DAY = r"(?:1er|\d{1,2})"
# As a calendar or a table shortens them, the full stop apart.
SHORT = {
    "janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
}  # fmt: skip
A_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(SHORT)})\.)"
ITS_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}) )?"
UNTIL = r"(?: au | à |[-–])"
A_YEAR = r"(?: (\d{4})\b)?"
NAMED_DAYS = re.compile(
    rf"(?<![\d,.])({DAY}(?:(?:, | et | et le | ou |{UNTIL}){ITS_WEEKDAY}{DAY})*)"
    rf" ({A_MONTH}){A_YEAR}",
    re.IGNORECASE,
)
OVER_TWO_MONTHS = re.compile(
    rf"(?<![\d,.])({DAY}) ({A_MONTH}){A_YEAR}{UNTIL}{ITS_WEEKDAY}({DAY}) ({A_MONTH}){A_YEAR}",
    re.IGNORECASE,
)
NUMERIC_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
BETWEEN = re.compile(rf"({DAY}){UNTIL}{ITS_WEEKDAY}(?={DAY})")
# A day without its year is one of about the time when it was written.
ABOUT = timedelta(days=366)


def naming(text: str, wanted: Collection[date], written: date) -> str:
    """The first words of `text` that name one of the days `wanted`; "" when none do.

    `text` has plain spaces only. "11 février", "11 févr.", "10 et 11 FÉVRIER 2025", "11/02/2025",
    "lundi 10 et mardi 11 février", "du 9 au 13 février" and "du 30 janvier au 12 février" all name
    the eleventh; without a year they do in what was `written` within a year of it. A span that has
    neither end in the month of a day names it no more than the name of a season would.
    """
    found = [
        match
        for match in NAMED_DAYS.finditer(text)
        if any(in_words(match, day, written) for day in wanted)
    ]
    found += [
        match
        for match in OVER_TWO_MONTHS.finditer(text)
        if any(in_span(match, day, written) for day in wanted)
    ]
    numeric = {(day.day, day.month, day.year) for day in wanted}
    found += [
        match
        for match in NUMERIC_DAY.finditer(text)
        if (int(match[1]), int(match[3]), int(match[4])) in numeric
    ]
    return min(found, key=re.Match.start).group() if found else ""


def in_words(match: "re.Match[str]", day: date, written: date) -> bool:
    """Whether the days that were `match`ed hold `day`."""
    numbers, name, year = match.groups()
    right_year = int(year) == day.year if year else abs(day - written) <= ABOUT
    return right_year and month_of(name) == day.month and day.day in days_of(numbers)


def in_span(match: "re.Match[str]", day: date, written: date) -> bool:
    """Whether `day` is between the ends that were `match`ed, which name themselves."""
    begin, first_name, first_year, end, last_name, last_year = match.groups()
    first, last = month_of(first_name), month_of(last_name)
    if day.month not in {first, last} or (not last_year and abs(day - written) > ABOUT):
        return False
    # Without its year, the end is that of the day or, of a span over the new year, the next one.
    until = int(last_year) if last_year else day.year + (first > last and day.month == first)
    since = int(first_year) if first_year else until - (first > last)
    return (
        (since, first, number_of(begin)) < (day.year, day.month, day.day)
        < (until, last, number_of(end))
    )  # fmt: skip


def month_of(name: str) -> int:
    name = name.lower().removesuffix(".")
    return SHORT.get(name) or MONTHS.index(name) + 1


def number_of(day: str) -> int:
    return int(day.lower().removesuffix("er"))


def spellings(day: date) -> list[str]:
    """One of these stands, sign for sign, in any text that names `day`: for a database to ask."""
    shortened = [f"{name}." for name, month in SHORT.items() if month == day.month]
    names = [
        form
        for name in (MONTHS[day.month - 1], *shortened)
        for form in (name, name.capitalize(), name.upper())
    ]
    return names + [f"{day.month}{sign}{day.year}" for sign in "/.-"]


def days_of(numbers: str) -> set[int]:
    """The days of the month in "10 et mardi 11", "9 au 13", "1er, 2 et 5"."""
    numbers = numbers.lower()
    found = {number_of(each) for each in re.findall(DAY, numbers)}
    for match in BETWEEN.finditer(numbers):
        last = re.match(DAY, numbers[match.end() :])
        if last:
            found |= set(range(number_of(match[1]), number_of(last[0])))
    return found
