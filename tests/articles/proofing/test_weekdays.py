"""The day that a weekday stands for: reckoned from the day of writing, and only without a doubt."""

from datetime import date, datetime, timedelta

import pytest

from articles.desk.proofing import check
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db

# A Wednesday.
WRITTEN = datetime(2025, 2, 12, 9, 30, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def written(clock: Clock) -> None:
    clock.set(WRITTEN)


def told(text: str, **fields: object) -> str:
    """What the copy desk says of the only relative date in `text`, with plain spaces."""
    found = check(make_article(body=f"<p>{text}</p>", **fields))  # type: ignore[arg-type]
    (one,) = [one for one in found if one.code == "relative-date"]
    return one.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le comité s’est réuni mardi.", "mardi 11 février 2025"),
        ("Le comité a longuement débattu jeudi.", "jeudi 6 février 2025"),
        ("Le comité a siégé mercredi dernier.", "mercredi 5 février 2025"),
        ("Le comité se réunit mardi dernier.", "mardi 11 février 2025"),
        ("Le comité se réunit lundi prochain.", "lundi 17 février 2025"),
        ("Le comité se réunira mercredi prochain.", "mercredi 19 février 2025"),
    ],
)
def test_a_weekday_is_reckoned_from_the_day_of_writing(text: str, day: str) -> None:
    assert f"« {day} »" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il viendra vendredi.",
        "Le comité a annoncé qu’il se réunira vendredi.",
        "Le comité va se réunir vendredi.",
        "Le comité se réunit vendredi.",
        "La réunion a lieu vendredi.",
        "Le comité s’est réuni mercredi.",
    ],
)
def test_no_day_is_given_for_one_that_may_be_another(text: str) -> None:
    assert told(text) == "Lequel ? Écrivez la date."


def test_the_event_that_is_covered_moves_no_weekday() -> None:
    begin = WRITTEN - timedelta(days=2)
    summit = make_event(starts_at=begin, ends_at=begin + timedelta(days=1))
    assert "« mardi 11 février 2025 »" in told("Le comité s’est réuni mardi.", events=[summit])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le comité s’est réuni le 10 janvier dernier.", date(2025, 1, 10)),
        ("Le comité se réunira le 20 décembre prochain.", date(2025, 12, 20)),
    ],
)
def test_a_day_of_last_or_next_is_reckoned_from_the_day_of_writing_too(
    text: str, wanted: date
) -> None:
    begin = WRITTEN - timedelta(days=70)
    old = make_event(starts_at=begin, ends_at=begin)
    assert f"{wanted.day} {text.split()[-2]} {wanted.year}" in told(text, events=[old])
