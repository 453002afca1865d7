"""What a page of readers costs in queries: pinned, and the same for one row and for twenty-five."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Edition, Section, Topic
from events.models import Event, Organiser, Participation
from people.models import Organisation, Person
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_section,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

ARTICLE, LIST = 4, 6
ROWS = (1, 25)


class Newsroom:
    """One of each, and as many articles as a test asks for, all of them about that one."""

    def __init__(self, clock: Clock, rows: int) -> None:
        self.section: Section = make_section()
        make_section()
        self.topic: Topic = make_topic()
        self.organisation: Organisation = make_organisation()
        self.author: Person = make_person("Louise", "Martin", portrait=make_picture())
        self.person: Person = make_person("Anne", "Roux", portrait=make_picture())
        make_position(self.person, "directrice", organisation=self.organisation)
        self.event: Event = make_event("Le sommet")
        self.editor = make_user("editor")
        self.clock = clock
        pictures = [make_picture() for _ in range(min(rows, 3))]
        for rank in range(rows):
            self.surround(rank)
            clock.forward(minutes=10)
            self.edition: Edition = make_edition(
                publisher=self.editor, section=self.section, topics=[self.topic],
                events=[self.event], authors=[self.author], mentions=[self.person],
                hero_image=pictures[rank % len(pictures)],
            )  # fmt: skip

    def surround(self, rank: int) -> None:
        """One more of what stands on the pages of people and events."""
        colleague = make_person("Paul", f"Vidal {rank}")
        make_position(colleague, "chef de service", organisation=self.organisation)
        Participation.objects.create(event=self.event, person=colleague, role="intervenant")
        Participation.objects.create(
            event=make_event(f"Table ronde {rank}", parent=self.event),
            person=self.person, role="oratrice",
        )  # fmt: skip
        Organiser.objects.create(event=self.event, organisation=make_organisation(), rank=rank)

    def address(self, name: str) -> str:
        return "/" if name == "home" else str(getattr(self, name).get_absolute_url())


@pytest.fixture
def cost(reader: Client) -> Callable[[str], int]:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(address).status_code == 200
        return len(seen)

    return queries


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "most"), [("edition", ARTICLE), ("home", LIST), ("section", LIST)]
)
def test_the_pages_most_read_keep_to_their_ceiling(
    name: str, most: int, rows: int, cost: Callable[[str], int], clock: Clock
) -> None:
    assert cost(Newsroom(clock, rows).address(name)) <= most


@pytest.mark.parametrize(
    "name", ["home", "section", "topic", "edition", "person", "author", "organisation", "event"]
)
def test_a_page_costs_the_same_for_one_row_and_for_twenty_five(
    name: str, cost: Callable[[str], int], clock: Clock
) -> None:
    few, many = (cost(Newsroom(clock, rows).address(name)) for rows in ROWS)
    assert few == many


@pytest.mark.parametrize("pictures", [1, 20])
def test_an_article_costs_the_same_with_one_picture_and_with_twenty(
    pictures: int, cost: Callable[[str], int], clock: Clock
) -> None:
    used = [make_picture() for _ in range(pictures)]
    figures = "".join(f'<figure data-image="{picture.pk}"></figure>' for picture in used)
    make_published(body=f"<p>Reportage.</p>{figures}", hero_image=used[0])
    assert cost(Edition.objects.get().get_absolute_url()) <= ARTICLE


@pytest.mark.parametrize("corrections", [1, 12])
def test_an_article_costs_the_same_however_often_it_was_corrected(
    corrections: int, cost: Callable[[str], int], clock: Clock
) -> None:
    article = make_published()
    for rank in range(corrections):
        clock.forward(hours=1)
        make_edition(article=article, kind="correction", note=f"Le chiffre {rank} était faux.")
    assert cost(Edition.objects.visible().get().get_absolute_url()) <= ARTICLE


def test_what_is_not_there_costs_little(reader: Client, clock: Clock) -> None:
    section = make_section()
    with CaptureQueriesContext(connection) as seen:
        assert reader.get(f"/{section.slug}/2025/02/rien-ici/").status_code == 404
    assert len(seen) <= ARTICLE
