"""The instants that an editor is offered."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.when import SOONEST, quick_choices
from prose.dates import PARIS


def paris(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def offered(now: datetime) -> list[str]:
    return [f"{instant.astimezone(PARIS):%d/%m %H:%M}" for instant, _words in quick_choices(now)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (paris(2025, 2, 11, 9, 30), ["11/02 10:30", "11/02 18:00", "12/02 08:00", "17/02 08:00"]),
        # This evening has begun.
        (paris(2025, 2, 11, 18, 30), ["11/02 19:30", "12/02 08:00", "17/02 08:00"]),
        # Nearly six: an instant that is nearly there is not offered.
        (paris(2025, 2, 11, 17, 57), ["11/02 18:57", "12/02 08:00", "17/02 08:00"]),
        # On a Sunday, tomorrow is Monday: said once.
        (paris(2025, 2, 16, 12, 0), ["16/02 13:00", "16/02 18:00", "17/02 08:00"]),
        # On a Monday, Monday is the next one.
        (paris(2025, 2, 17, 12, 0), ["17/02 13:00", "17/02 18:00", "18/02 08:00", "24/02 08:00"]),
        # At five in the evening, in an hour is this evening.
        (paris(2025, 2, 11, 17, 0), ["11/02 18:00", "12/02 08:00", "17/02 08:00"]),
        # Clocks go forward at two: eight o'clock is eight o'clock, and an hour lasts an hour.
        (paris(2025, 3, 30, 1, 30), ["30/03 03:30", "30/03 18:00", "31/03 08:00"]),
        (paris(2025, 3, 29, 22, 0), ["29/03 23:00", "30/03 08:00", "31/03 08:00"]),
        # Clocks go back at three.
        (paris(2025, 10, 26, 2, 30), ["26/10 02:30", "26/10 18:00", "27/10 08:00"]),
        (paris(2025, 10, 25, 22, 0), ["25/10 23:00", "26/10 08:00", "27/10 08:00"]),
        # Ends of a month and of a year, and a leap day.
        (paris(2025, 12, 31, 20, 0), ["31/12 21:00", "01/01 08:00", "05/01 08:00"]),
        (paris(2024, 2, 28, 20, 0), ["28/02 21:00", "29/02 08:00", "04/03 08:00"]),
    ],
)
def test_an_editor_is_offered_the_usual_instants(now: datetime, expected: list[str]) -> None:
    assert offered(now) == expected


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))
def test_each_is_to_come_and_said_once(naive: datetime) -> None:
    now = naive.replace(tzinfo=PARIS)
    instants = [instant.timestamp() for instant, _words in quick_choices(now)]
    assert instants == sorted(set(instants))
    assert all(instant >= (now.astimezone(UTC) + SOONEST).timestamp() for instant in instants)
    assert len(instants) >= 2


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))
def test_tomorrow_is_at_eight_on_paris_clocks(naive: datetime) -> None:
    now = naive.replace(tzinfo=PARIS)
    days = {
        instant.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") for instant, _ in quick_choices(now)
    }
    assert f"{naive.date() + timedelta(days=1)} 08:00" in days
