"""What clocks do twice a year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from prose import clocks
from prose.clocks import Clocks
from prose.fields import LocalDateTimeField, ZonedDateTimeInput

PARIS = ZoneInfo("Europe/Paris")
NAIVE = st.datetimes(datetime(1999, 1, 1), datetime(2037, 12, 31))


@pytest.mark.parametrize(
    ("naive", "expected"),
    [
        ("2026-10-25T01:59", Clocks.ONCE),
        ("2026-10-25T02:00", Clocks.TWICE),
        ("2026-10-25T02:59", Clocks.TWICE),
        ("2026-10-25T03:00", Clocks.ONCE),
        ("2027-03-28T01:59", Clocks.ONCE),
        ("2027-03-28T02:00", Clocks.NEVER),
        ("2027-03-28T02:59", Clocks.NEVER),
        ("2027-03-28T03:00", Clocks.ONCE),
    ],
)
def test_an_hour_is_skipped_in_march_and_shown_twice_in_october(
    naive: str, expected: Clocks
) -> None:
    assert clocks.shown(datetime.fromisoformat(naive)) == expected


@given(NAIVE)
def test_a_time_is_shown_as_often_as_there_are_instants_for_it(naive: datetime) -> None:
    """Counted the other way round: the instants of two days that read so on Paris clocks."""
    around = [naive.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in range(4)]
    reading = {at for at in around if at.astimezone(PARIS).replace(tzinfo=None) == naive}
    assert clocks.shown(naive).value == len(reading)


def test_the_two_hours_are_told_apart_by_their_season() -> None:
    naive = datetime(2026, 10, 25, 2, 30)
    first, second = clocks.both(naive)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second - first == timedelta(hours=1)
    summer, winter = clocks.in_words(naive)
    assert "UTC+2" in summer
    assert "UTC+1" in winter


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Paris", "UTC+1"), ("America/St_Johns", "UTC-3:30"), ("Asia/Kolkata", "UTC+5:30")],
)
def test_the_distance_from_utc_is_said_to_the_minute(zone: str, expected: str) -> None:
    assert clocks.offset(datetime(2025, 2, 11, tzinfo=ZoneInfo(zone))) == expected


def test_the_zone_is_said_with_what_it_will_be() -> None:
    winter = clocks.zone_ahead(datetime(2025, 2, 11, 12, tzinfo=UTC))
    assert winter.startswith("Europe/Paris, UTC+1 (")
    assert "UTC+2" in winter
    assert "30\u00a0mars 2025" in winter
    summer = clocks.zone_ahead(datetime(2025, 7, 11, 12, tzinfo=UTC))
    assert summer.startswith("Europe/Paris, UTC+2 (")
    assert "26\u00a0octobre 2025" in summer


@given(NAIVE, st.sampled_from(["", "0", "1", "2", "x"]))
def test_what_the_control_gives_is_the_instant_that_was_meant(naive: datetime, which: str) -> None:
    naive = naive.replace(second=0, microsecond=0)
    field, typed = LocalDateTimeField(), f"{naive:%Y-%m-%dT%H:%M}"
    data = QueryDict(mutable=True)
    data.update({"at": typed, "at_fold": which})
    value = ZonedDateTimeInput().value_from_datadict(data, {}, "at")
    assert f'value="{typed}"' in ZonedDateTimeInput().render("at", value)
    if clocks.shown(naive) == Clocks.ONCE:
        assert field.clean(value).astimezone(PARIS).replace(tzinfo=None) == naive
    elif clocks.shown(naive) == Clocks.TWICE and which in {"0", "1"}:
        assert field.clean(value) == clocks.both(naive)[int(which)]
    else:
        with pytest.raises(Exception, match="."):
            field.clean(value)
