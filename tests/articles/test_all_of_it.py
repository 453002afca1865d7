"""Pages of events, people and organisations lead to all that there is, a page after another."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.public import quoted
from articles.public.listing import PAGE
from events.models import Event
from people.models import Person
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_position,
    make_scheduled,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

OLDER = re.compile(r'rel="next" href="(\?(\w+)=[^"#]+)#\2"')
TITLE = re.compile(r"(Acte \d+)</a>")
WORDS = re.compile(r"Phrase numéro (\d+) de la série")
SEVERAL = 2 * PAGE + 3


@pytest.fixture
def publish(clock: Clock) -> Callable[..., list[str]]:
    """Publishes SEVERAL articles, an hour between two; their titles, newest first."""

    def several(**fields: object) -> list[str]:
        section, by = make_section(), make_user("editor")
        titles = [f"Acte {rank}" for rank in range(SEVERAL)]
        for title in titles:
            clock.forward(hours=1)
            make_edition(title=title, section=section, publisher=by, **fields)  # type: ignore[arg-type]
        return titles[::-1]

    return several


def pages(reader: Client, address: str, parameter: str) -> Iterator[str]:
    """The page, then those to which "Plus anciens" of that list leads."""
    question: str | None = ""
    while question is not None:
        words = reader.get(address + question).content.decode()
        yield words
        found = {name: query for query, name in OLDER.findall(words)}
        question = found.get(parameter)


def test_an_event_lists_all_its_coverage(reader: Client, publish: Callable[..., list[str]]) -> None:
    event = make_event("Le sommet")
    titles = publish(events=[event])
    words = reader.get(event.get_absolute_url()).content.decode()
    assert TITLE.findall(words) == titles


def test_an_event_lists_what_covers_its_programme_and_nothing_twice(
    reader: Client, clock: Clock
) -> None:
    summit = make_event("Le sommet")
    morning = make_event("La matinée", parent=summit)
    debate = make_event("Le débat", parent=morning)
    for title, events in (
        ("Acte 1", [debate]), ("Acte 2", [summit, morning, debate]), ("Acte 3", [summit]),
        ("Acte 4", [make_event("Un autre")]),
    ):  # fmt: skip
        clock.forward(hours=1)
        make_edition(title=title, events=events)

    def listed(event: Event) -> list[str]:
        return TITLE.findall(reader.get(event.get_absolute_url()).content.decode())

    assert listed(summit) == ["Acte 3", "Acte 2", "Acte 1"]
    assert listed(morning) == listed(debate) == ["Acte 2", "Acte 1"]


def test_all_the_coverage_costs_the_same_for_one_article_and_for_all(
    reader: Client, publish: Callable[..., list[str]]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(event.get_absolute_url()).status_code == 200
        return len(seen)

    event = make_event("Le sommet")
    part = make_event("La matinée", parent=event)
    make_edition(events=[event, part])
    one = cost()
    publish(events=[event, part])
    for _ in range(3):
        make_edition(events=[make_event(parent=event)])
    assert cost() == one


@pytest.mark.parametrize("role", ["signatures", "mentions"])
def test_a_person_leads_to_all_the_articles(
    reader: Client, publish: Callable[..., list[str]], role: str
) -> None:
    person = make_person("Anne", "Roux")
    titles = publish(**{"authors" if role == "signatures" else "mentions": [person]})
    seen = list(pages(reader, person.get_absolute_url(), role))
    assert len(seen) == 3
    assert [title for words in seen for title in TITLE.findall(words)] == titles
    assert f'href="{person.get_absolute_url()}#{role}"' in seen[-1]
    assert 'rel="next"' not in seen[-1]


def test_an_organisation_leads_to_all_the_articles(
    reader: Client, publish: Callable[..., list[str]]
) -> None:
    numeum, person = make_organisation("Numeum"), make_person("Anne", "Roux")
    make_position(person, "directrice", organisation=numeum)
    titles = publish(mentions=[person])
    seen = pages(reader, numeum.get_absolute_url(), "mentions")
    assert [title for words in seen for title in TITLE.findall(words)] == titles


def quoting(person: Person, *numbers: int) -> str:
    return "".join(
        f'<p><q data-person="{person.pk}">« Phrase numéro {number} de la série »</q>, dit-elle.</p>'
        for number in numbers
    )


def test_a_person_leads_to_all_the_quotations(
    reader: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several of an article, of two published at once, of one day and of others."""
    monkeypatch.setattr(quoted, "PAGE", 3)
    person = make_person("Anne", "Roux")
    make_edition(body=quoting(person, 7, 8, 9, 10))
    clock.forward(days=1)
    make_edition(body=quoting(person, 2, 3, 4))
    make_edition(body=quoting(person, 5, 6))
    clock.forward(hours=1)
    make_edition(body=quoting(person, 0, 1))
    make_scheduled(clock.after(hours=1), body=quoting(person, 11))
    seen = list(pages(reader, person.get_absolute_url(), "citations"))
    assert len(seen) == 4
    assert [int(found) for words in seen for found in WORDS.findall(words)] == list(range(11))


@pytest.mark.parametrize(
    "mark", ["x", "2027-01-12", "2027-13-12_1_x_1", "2027-01-12_9_2027-01-12T10:00:00+00:00_x"]
)
def test_a_mark_that_makes_no_sense_gives_the_latest(reader: Client, mark: str) -> None:
    person = make_person("Anne", "Roux")
    make_edition(body=quoting(person, 1), mentions=[person], authors=[person], title="Acte 1")
    asked = {"citations": mark, "mentions": mark, "signatures": mark}
    words = reader.get(person.get_absolute_url(), asked).content.decode()
    assert WORDS.findall(words) == ["1"]
    # Signed, quoted, mentioned.
    assert TITLE.findall(words) == ["Acte 1"] * 3


def test_a_person_s_events_are_all_listed(reader: Client) -> None:
    person = make_person("Anne", "Roux")
    for rank in range(25):
        make_event(f"Rencontre n° {rank}").participations.create(person=person, role="oratrice")
    words = reader.get(person.get_absolute_url()).content.decode()
    assert all(f"Rencontre n° {rank}<" in words for rank in range(25))
