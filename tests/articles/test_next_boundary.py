"""The next instant at which readers see something else."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition
from articles.publishing import cancel, publish, withdraw
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import make_edition, make_published, make_ready

pytestmark = pytest.mark.django_db


def test_nothing_planned_has_no_boundary() -> None:
    make_published()
    assert Edition.objects.next_boundary() is None


def test_the_soonest_schedule_is_the_boundary(clock: Clock) -> None:
    for hours in (5, 2, 9):
        make_edition(at=clock.after(hours=hours))
    assert Edition.objects.next_boundary() == clock.after(hours=2)


def test_a_boundary_is_over_at_its_very_instant(clock: Clock) -> None:
    at = clock.after(hours=1)
    make_edition(at=at)
    assert Edition.objects.next_boundary(at - SECOND) == at
    assert Edition.objects.next_boundary(at) is None


def test_an_end_is_a_boundary_too(clock: Clock) -> None:
    edition, end = make_edition(), clock.after(hours=1)
    Edition.objects.filter(pk=edition.pk).update(live_until=end)
    assert Edition.objects.next_boundary() == end


def test_the_end_of_one_edition_and_the_beginning_of_the_next_are_one_boundary(
    editor: User, clock: Clock
) -> None:
    article, at = make_ready(), clock.after(hours=1)
    publish(article, editor)
    publish(article, editor, at=at)
    assert Edition.objects.next_boundary() == at
    assert Edition.objects.next_boundary(at) is None


def test_what_was_cancelled_is_no_boundary(editor: User, clock: Clock) -> None:
    cancel(make_edition(at=clock.after(hours=1)), editor)
    assert Edition.objects.next_boundary() is None


def test_a_withdrawal_leaves_no_boundary(editor: User, clock: Clock) -> None:
    article = make_published()
    publish(article, editor, at=clock.after(hours=2))
    clock.forward(hours=1)
    withdraw(article, editor, "Erreur sur la personne.")
    assert Edition.objects.next_boundary() is None


def test_it_can_be_asked_of_a_part_of_the_editions(clock: Clock) -> None:
    here, elsewhere = make_edition(at=clock.after(hours=2)), make_edition(at=clock.after(hours=1))
    of_section = Edition.objects.filter(section=here.section)
    assert of_section.next_boundary() == clock.after(hours=2)
    assert elsewhere.live_from == Edition.objects.next_boundary()


def test_it_is_one_query_that_both_databases_answer_from_their_indexes(clock: Clock) -> None:
    make_edition(at=clock.after(hours=1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert Edition.objects.next_boundary() == clock.after(hours=1)
    assert len(queries) == 1
    plan = plan_of(queries[0]["sql"])
    assert "edition_starts" in plan
    assert "edition_ends" in plan


def plan_of(sql: str) -> str:
    """What the database would do; PostgreSQL is asked as for a table too large to be read whole."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(str(row) for row in cursor.fetchall())
