"""French date phrases."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose import dates, zones
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
    summer, winter = (dates.moment(before + timedelta(hours=hours)) for hours in (0, 1))
    assert summer.removesuffix(" (heure d’été)") == winter.removesuffix(" (heure d’hiver)")
    assert summer != winter
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


def test_a_month_of_the_archive() -> None:
    assert dates.month(date(2025, 2, 12)) == "février 2025"


# Events ---------------------------------------------------------------------------------------

NEW_YORK = ZoneInfo("America/New_York")


def at(written: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("starts", "ends", "phrase"),
    [
        ("2025-02-11 09:00", "2025-02-11 12:30", "mardi 11 février 2025, 9 h–12 h 30"),
        ("2025-02-11 09:00", "2025-02-11 09:00", "mardi 11 février 2025, 9 h"),
        ("2025-02-11 20:00", "2025-02-12 00:00", "mardi 11 février 2025, 20 h–minuit"),
        ("2025-02-11 00:00", "2025-02-11 08:00", "mardi 11 février 2025, 0 h–8 h"),
        ("2025-02-11 22:00", "2025-02-12 02:00",
         "du mardi 11 février, 22 h, au mercredi 12 février 2025, 2 h"),
        ("2024-12-31 22:00", "2025-01-01 02:30",
         "du mardi 31 décembre 2024, 22 h, au mercredi 1er janvier 2025, 2 h 30"),
        ("2025-02-11 00:00", "2025-02-12 00:00", "mardi 11 février 2025, 0 h–minuit"),
        ("2025-02-10 09:00", "2025-02-11 18:00", "10 et 11 février 2025"),
        ("2025-02-10 09:00", "2025-02-12 00:00", "10 et 11 février 2025"),
        ("2025-02-28 09:00", "2025-03-01 18:00", "du 28 février au 1er mars 2025"),
    ],
)  # fmt: skip
def test_when_a_timed_event_takes_place(starts: str, ends: str, phrase: str) -> None:
    assert plain(dates.span(at(starts), at(ends), all_day=False)) == phrase


@pytest.mark.parametrize(
    ("starts", "ends", "phrase"),
    [
        ("2025-02-11 00:00", "2025-02-11 23:59", "11 février 2025"),
        ("2025-02-10 00:00", "2025-02-11 00:00", "10 et 11 février 2025"),
        ("2025-02-10 15:00", "2025-02-11 09:00", "10 et 11 février 2025"),
    ],
)
def test_an_event_of_whole_days_says_no_hour(starts: str, ends: str, phrase: str) -> None:
    assert plain(dates.span(at(starts), at(ends), all_day=True)) == phrase


def test_hours_of_elsewhere_name_their_clocks() -> None:
    starts, ends = at("2025-02-11 18:00", NEW_YORK), at("2025-02-11 23:30", NEW_YORK)
    told = plain(dates.span(starts, ends, all_day=False, zone=NEW_YORK))
    assert told == "mardi 11 février 2025, 18 h–23 h 30 (heure de New York)"
    # In Paris it is past midnight already; whole days belong to the place and name no clock.
    assert plain(dates.span(starts, ends, all_day=True, zone=NEW_YORK)) == "11 février 2025"
    assert "mercredi 12" in plain(dates.span(starts, ends, all_day=False))


def test_every_zone_that_is_offered_exists_and_has_a_name_of_its_own() -> None:
    assert all(ZoneInfo(key) for key in zones.NAMES)
    assert len(set(zones.NAMES.values())) == len(zones.NAMES)
    assert zones.choices()[0] == ("Europe/Paris", "heure de Paris")
    assert zones.name(ZoneInfo("Antarctica/Casey")) == "Antarctica/Casey"


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("11 février 2025", "le 11 février 2025"),
        ("1er février 2025", "le 1er février 2025"),
        ("10 et 11 février 2025", "les 10 et 11 février 2025"),
        ("du 30 janvier au 2 février 2025", "du 30 janvier au 2 février 2025"),
        ("mardi 11 février 2025, 9 h–12 h 30", "le mardi 11 février 2025, 9 h–12 h 30"),
    ],
)
def test_a_phrase_takes_its_article(phrase: str, told: str) -> None:
    assert dates.with_article(phrase) == told


# Reading --------------------------------------------------------------------------------------

WRITTEN = date(2025, 1, 20)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rendez-vous mardi 11 février à Paris.", "11 février"),
        ("Rendez-vous le 11 février 2025.", "11 février 2025"),
        ("Les 10 et 11 février, à Paris.", "10 et 11 février"),
        ("Les 11 et 12 février 2025.", "11 et 12 février 2025"),
        ("Du 9 au 13 février, à Paris.", "9 au 13 février"),
        ("Du 9–13 février.", "9–13 février"),
        ("Les 3, 11 et 20 février.", "3, 11 et 20 février"),
        ("Du 30 janvier au 11 février 2025.", "11 février 2025"),
        ("Le 11 février 2019, puis le 11 février 2025.", "11 février 2025"),
        ("Le 11 Février.", "11 Février"),
        ("LE 11 FÉVRIER 2025.", "11 FÉVRIER 2025"),
        ("Le 11/02/2025, puis le 11 février.", "11/02/2025"),
        ("Le 11/2/2025.", "11/2/2025"),
        ("Le 11.02.2025.", "11.02.2025"),
        ("Mardi 11 et mercredi 12 février 2025.", "11 et mercredi 12 février 2025"),
        ("Mardi 11, mercredi 12 et jeudi 13 février.", "11, mercredi 12 et jeudi 13 février"),
        ("Du lundi 10 au mercredi 12 février.", "10 au mercredi 12 février"),
        ("De lundi 10 à mercredi 12 février.", "10 à mercredi 12 février"),
        ("Lundi 10 et mardi 11 février.", "10 et mardi 11 février"),
        ("Lundi 10 et mercredi 12 février.", ""),
        ("Le 11 févr. 2025.", "11 févr. 2025"),
        ("Les 10 et 11 fév. à Paris.", "10 et 11 fév."),
        ("Les 11 fév à Paris, le 11 janv.", ""),
        ("Du 30 janvier au 12 février.", "30 janvier au 12 février"),
        ("Du jeudi 30 janv. au mercredi 12 fév. 2025.", "30 janv. au mercredi 12 fév. 2025"),
        ("Du 3 février au 1er mars 2025.", "3 février au 1er mars 2025"),
        ("Du 30 janvier au 10 février 2025, du 12 février au 1er mars.", ""),
        ("Du 30 janvier au 12 février 2019.", ""),
        ("Du 30 décembre 2024 au 12 février 2025.", "30 décembre 2024 au 12 février 2025"),
        ("Le 30 janvier et le 12 février.", ""),
        ("Le 12/02/2025.", ""),
        ("Le 11/02/2019.", ""),
        ("Dossier 2025/11/02/2025.", ""),
        ("Le 11 février 2019.", ""),
        ("Le 1 011 février.", ""),
        ("Le 211 février, 3,11 février.", ""),
        ("Le 1er février et le 12 février.", ""),
        ("Le 11 mars.", ""),
        ("En février, 11 hôpitaux.", ""),
        ("", ""),
    ],
)
def test_a_text_names_a_day_or_does_not(text: str, words: str) -> None:
    assert dates.naming(text, [date(2025, 2, 11)], WRITTEN) == words


def test_a_day_without_its_year_is_one_of_the_time_when_it_was_written() -> None:
    day, text = date(2025, 2, 11), "Le 11 février."
    assert dates.naming(text, [day], date(2024, 3, 1))
    assert dates.naming(text, [day], date(2026, 2, 12))
    assert not dates.naming(text, [day], date(2023, 2, 12))
    assert dates.naming("Le 11 février 2025.", [day], date(2023, 2, 12))


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 1, 1)])
def test_a_span_over_the_new_year_names_the_days_of_both_years(day: date) -> None:
    for text in ("Du 28 décembre au 3 janvier.", "Du 28 décembre au 3 janvier 2025."):
        assert dates.naming(text, [day], WRITTEN) == text[3:-1]
        assert not dates.naming(text, [day.replace(year=day.year - 2)], WRITTEN)


def test_the_first_of_a_month_is_read_as_it_is_written() -> None:
    assert dates.naming("Le 1er août.", [date(2025, 8, 1)], WRITTEN) == "1er août"
    assert dates.naming("Du 1er au 3 août.", [date(2025, 8, 2)], WRITTEN) == "1er au 3 août"
    assert dates.naming("DU 1ER AU 3 AOÛT.", [date(2025, 8, 2)], WRITTEN) == "1ER AU 3 AOÛT"


# Properties -----------------------------------------------------------------------------------

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NAMED = re.compile(rf"(1er|\d+)(?: ({'|'.join(dates.MONTHS)}))?(?: (\d{{4}}))?")


def read_back(phrase: str) -> list[date]:
    """The days that a reader understands: what is not said is what the next one says."""
    found: list[date] = []
    month, year = "", ""
    for day, said_month, said_year in reversed(NAMED.findall(plain(phrase))):
        month, year = said_month or month, said_year or year
        number = 1 if day == "1er" else int(day)
        found.insert(0, date(int(year), dates.MONTHS.index(month) + 1, number))
    return found


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(0, 800))
def test_a_reader_understands_the_days_that_were_meant(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    phrase = dates.days(first, last)
    assert read_back(phrase) == ([first] if first == last else [first, last])
    assert phrase.endswith(dates.full(last))
    assert "  " not in phrase


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(0, 27))
def test_what_is_phrased_is_found_again(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = f"Le congrès ({plain(dates.days(first, last))}) reprend."
    for day in (first, last):
        assert dates.naming(text, [day], day)
        assert dates.naming(text.upper(), [day], day)
        assert any(spelling in text for spelling in dates.spellings(day))
        assert any(spelling in text.upper() for spelling in dates.spellings(day))
    for rank in range(length):
        day = first + timedelta(days=rank)
        assert dates.naming(text, [day], first)
        assert any(spelling in text for spelling in dates.spellings(day))
    assert not dates.naming(text, [first - timedelta(days=1), last + timedelta(days=1)], first)


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 60 * 24 * 40),
    st.booleans(),
    st.sampled_from(sorted(zones.NAMES)).map(ZoneInfo),
)
def test_any_event_is_said_with_the_last_day_of_its_place(
    starts: datetime, minutes: int, all_day: bool, zone: ZoneInfo
) -> None:
    ends = starts + timedelta(minutes=minutes)
    first, last = dates.first_and_last(starts, ends, all_day=all_day, zone=zone)
    assert starts.astimezone(zone).date() == first <= last <= ends.astimezone(zone).date()
    phrase = dates.span(starts, ends, all_day=all_day, zone=zone)
    assert dates.full(last) in phrase
    says_hours = not all_day and (first == last or minutes < 60 * 24)
    assert (zones.name(zone) in phrase) == (says_hours and zone != PARIS)
