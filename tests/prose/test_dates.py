"""French date phrases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose import dates
from prose.dates import NBSP, PARIS


def plain(phrase: str) -> str:
    return phrase.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (date(2025, 2, 12), "12 février 2025"),
        (date(2025, 8, 1), "1er août 2025"),
        (date(2025, 12, 31), "31 décembre 2025"),
    ],
)
def test_a_date_in_full(value: date, phrase: str) -> None:
    assert plain(dates.full(value)) == phrase


def test_the_day_does_not_leave_its_month_at_the_end_of_a_line() -> None:
    assert dates.full(date(2025, 2, 12)) == f"12{NBSP}février 2025"
    assert dates.hour(datetime(2025, 2, 12, 9, 30, tzinfo=PARIS)) == f"9{NBSP}h{NBSP}30"


@pytest.mark.parametrize(
    ("hour", "minute", "phrase"),
    [(9, 0, "9 h"), (9, 5, "9 h 05"), (0, 0, "0 h"), (23, 59, "23 h 59")],
)
def test_an_hour_as_a_newspaper_writes_it(hour: int, minute: int, phrase: str) -> None:
    assert plain(dates.hour(datetime(2025, 2, 12, hour, minute, tzinfo=PARIS))) == phrase


def test_a_moment_is_said_on_paris_clocks_in_winter_and_in_summer() -> None:
    assert plain(dates.moment(datetime(2025, 1, 31, 23, 30, tzinfo=UTC))) == (
        "1er février 2025 à 0 h 30"
    )
    assert (
        plain(dates.moment(datetime(2025, 7, 31, 22, 30, tzinfo=UTC))) == "1er août 2025 à 0 h 30"
    )


def test_the_two_hours_of_a_clock_change_are_two_instants_of_one_name() -> None:
    before = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert dates.moment(before) == dates.moment(before + timedelta(hours=1))
    assert dates.in_paris(before).utcoffset() != (
        dates.in_paris(before + timedelta(hours=1)).utcoffset()
    )


def test_a_naive_time_is_no_instant() -> None:
    with pytest.raises(ValueError, match="naive"):
        dates.in_paris(datetime(2025, 2, 12, 9, 30))


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        (date(2025, 2, 12), date(2025, 2, 12), "12 février 2025"),
        (date(2025, 2, 10), date(2025, 2, 11), "10 et 11 février 2025"),
        (date(2025, 2, 1), date(2025, 2, 2), "1er et 2 février 2025"),
        (date(2025, 2, 10), date(2025, 2, 13), "du 10 au 13 février 2025"),
        (date(2025, 1, 30), date(2025, 2, 2), "du 30 janvier au 2 février 2025"),
        (date(2025, 1, 31), date(2025, 2, 1), "du 31 janvier au 1er février 2025"),
        (date(2024, 12, 31), date(2025, 1, 1), "du 31 décembre 2024 au 1er janvier 2025"),
    ],
)
def test_a_span_of_days_repeats_nothing(first: date, last: date, phrase: str) -> None:
    assert plain(dates.days(first, last)) == phrase


@pytest.mark.parametrize(
    ("day", "name"), [(date(2025, 2, 10), "lundi"), (date(2025, 2, 16), "dimanche")]
)
def test_a_day_of_the_week(day: date, name: str) -> None:
    assert dates.weekday(day) == name


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_a_span_always_names_its_last_day_in_full(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    phrase = dates.days(first, last)
    assert phrase.endswith(dates.full(last))
    assert phrase.count(str(last.year)) >= 1
    assert "  " not in phrase
