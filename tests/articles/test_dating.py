"""The day of attributions: one rule for what is printed and for what the copy desk says."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from articles.dating import date_of
from articles.desk.proofing import check
from articles.models import Article
from events.models import Event
from people.models import Person
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import make_article, make_edition, make_event, make_person, make_position

pytestmark = pytest.mark.django_db

EVENING = datetime(2025, 2, 10, 20, 0, tzinfo=ZoneInfo("America/New_York"))
MORNING = datetime(2025, 2, 11, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def minister() -> Person:
    """A secretary of State until 10 February 2025, a minister from the 11th on."""
    person = make_person("Odile", "Sérignac", grammatical_gender="f")
    make_position(person, "secrétaire d’État", end=date(2025, 2, 10))
    make_position(person, "ministre déléguée", start=date(2025, 2, 11))
    return person


def codes(article: Article) -> set[str]:
    return {one.code for one in check(article)} & {"position-mismatch", "position-expired"}


def begun(start: datetime) -> Event:
    return make_event(starts_at=start, ends_at=start, time_zone=str(start.tzinfo))


@pytest.mark.parametrize(
    ("start", "day", "title"),
    [
        # In Paris it is the 11th already; and still the 10th.
        (EVENING, date(2025, 2, 10), "secrétaire d’État"),
        (MORNING, date(2025, 2, 11), "ministre déléguée"),
    ],
)
def test_an_event_dates_its_articles_by_the_clocks_of_its_place(
    clock: Clock, minister: Person, start: datetime, day: date, title: str
) -> None:
    clock.set(datetime(2025, 2, 12, 9, 30, tzinfo=PARIS))
    text = f"<p>Odile Sérignac, {title}, a ouvert les travaux.</p>"
    edition = make_edition(body=text, mentions=[minister], events=[begun(start)])
    assert edition.printed["people"][0]["attribution"] == title
    assert date_of(edition.article) == day
    assert codes(edition.article) == set()


def test_an_event_has_begun_when_its_day_has_come_where_it_takes_place(
    clock: Clock, minister: Person
) -> None:
    clock.set(datetime(2025, 2, 10, 22, 30, tzinfo=PARIS))
    edition = make_edition(mentions=[minister], events=[begun(MORNING)])
    assert edition.printed["people"][0]["attribution"] == "ministre déléguée"


def test_the_copy_desk_dates_an_article_as_its_edition_does(clock: Clock, minister: Person) -> None:
    clock.set(datetime(2025, 2, 20, 9, 30, tzinfo=PARIS))
    events = [begun(datetime(2025, 2, day, 9, tzinfo=PARIS)) for day in (3, 18)]
    text = "<p>Odile Sérignac, {}, a ouvert les travaux.</p>"
    edition = make_edition(mentions=[minister], events=events)
    printed = edition.printed["people"][0]["attribution"]
    assert printed == "ministre déléguée"
    assert codes(make_article(body=text.format(printed), events=events)) == set()
    assert codes(make_article(body=text.format("secrétaire d’État"), events=events)) == {
        "position-mismatch"
    }
