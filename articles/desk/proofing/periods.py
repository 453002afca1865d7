"""The past that a sentence opens with: “En 2023, X, directrice…” tells who held what in 2023."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from articles.desk.proofing.passages import Passage
from people.models import Position
from prose.dates import MONTHS, WEEKDAYS

# “En 2023”, “Le 3 mars 2023”, “Fin 2023”, “Au printemps 2023”, “Lors du sommet de 2023”.
OPENING = re.compile(
    rf"\W*(?:en|le|les|dès|fin|début|courant|mi-\w+|lors|durant|pendant|au|à|l'(?:été|année|hiver"
    rf"|automne)|{'|'.join(WEEKDAYS)})\b[^,;:()«»]{{0,60}}?\b(?:(?:(?P<day>\d{{1,2}})(?:er)?\s)?"
    rf"(?P<month>{'|'.join(MONTHS)})\s)?(?P<year>(?:19|20)\d\d)(?=,)",
    re.I,
)


@dataclass(frozen=True)
class Period:
    """A day, a month or a year that is past."""

    first: date
    last: date

    def meets(self, position: Position) -> bool:
        """Whether the position was held on one day of it at least."""
        begun = position.start is None or position.start <= self.last
        return begun and (position.end is None or self.first <= position.end)

    def is_of_another_year(self, day: date) -> bool:
        return self.last.year < day.year


def period_before(passage: Passage, place: int, day: date) -> Period | None:
    """The past that opens the sentence in which `place` stands, for an article of the `day`."""
    begun = passage.start_of_sentence(place)
    found = OPENING.match(passage.plain, begun, place)
    period = period_of(found) if found else None
    return period if period and period.first < day else None


def period_of(found: "re.Match[str]") -> Period | None:
    """None for a date that is in no calendar."""
    year = int(found["year"])
    if not found["month"]:
        return Period(date(year, 1, 1), date(year, 12, 31))
    month = MONTHS.index(found["month"].lower()) + 1
    last = calendar.monthrange(year, month)[1]
    if not found["day"]:
        return Period(date(year, month, 1), date(year, month, last))
    number = int(found["day"])
    if not 0 < number <= last:
        return None
    return Period(date(year, month, number), date(year, month, number))
