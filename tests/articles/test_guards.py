"""The database itself refuses what the service refuses: here the service is gone around."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from articles import guards
from articles.models import Edition
from articles.publishing import cancel, publish
from tests.clock import Clock
from tests.factories import make_edition, make_ready, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def three_in_a_row(editor: User, clock: Clock) -> list[Edition]:
    """Editions of one article, an hour each; the last has no end."""
    article, start = make_ready(), clock.now()
    for hours in range(3):
        publish(article, editor, at=start + hours * HOUR)
    return list(Edition.objects.order_by("number"))


def set_interval(edition: Edition, begin: datetime, end: datetime | None) -> None:
    with transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_from=begin, live_until=end)


def test_an_edition_cannot_be_stretched_over_the_next(three_in_a_row: list[Edition]) -> None:
    first, second, _third = three_in_a_row
    for end in (second.live_from + timedelta(microseconds=1), None):
        with pytest.raises(IntegrityError, match="edition_no_overlap"):
            set_interval(first, first.live_from, end)


def test_an_edition_cannot_begin_within_the_one_before(three_in_a_row: list[Edition]) -> None:
    _first, _second, third = three_in_a_row
    with pytest.raises(IntegrityError, match="edition_no_overlap"):
        set_interval(third, third.live_from - timedelta(microseconds=1), None)


def test_an_edition_cannot_stand_within_another(three_in_a_row: list[Edition]) -> None:
    first, _second, third = three_in_a_row
    with pytest.raises(IntegrityError, match="edition_no_overlap"):
        set_interval(first, third.live_from + HOUR, third.live_from + 2 * HOUR)


def test_a_new_row_cannot_overlap(three_in_a_row: list[Edition]) -> None:
    copy = three_in_a_row[0]
    copy.pk, copy.number = None, 9
    with pytest.raises(IntegrityError, match="edition_no_overlap"), transaction.atomic():
        copy.save(force_insert=True)


def test_editions_may_touch(three_in_a_row: list[Edition]) -> None:
    first, second, third = three_in_a_row
    set_interval(first, first.live_from, second.live_from - HOUR / 2)
    set_interval(second, second.live_from - HOUR / 2, third.live_from)
    assert Edition.objects.visible(second.live_from - HOUR / 2).get() == second


def test_a_cancelled_edition_is_in_nobody_s_way(
    editor: User, three_in_a_row: list[Edition]
) -> None:
    first, second, third = three_in_a_row
    cancel(third, editor)
    # An empty interval within another one, and one that is moved about.
    set_interval(third, second.live_from + HOUR / 2, second.live_from + HOUR / 2)
    set_interval(third, first.live_from, first.live_from)


def test_editions_of_two_articles_do_not_see_each_other(clock: Clock) -> None:
    make_edition()
    make_edition()
    assert Edition.objects.visible().count() == 2


def test_an_address_cannot_be_given_to_two_articles(clock: Clock) -> None:
    section = make_section()
    one, other = make_edition(section=section), make_edition(section=section)
    with (
        pytest.raises(IntegrityError, match=guards.ADDRESS),
        transaction.atomic(),
    ):
        Edition.objects.filter(pk=other.pk).update(path=one.path)


def test_an_address_cannot_be_given_at_the_insertion_either(clock: Clock) -> None:
    one, other = make_edition(), make_edition(at=clock.after(hours=1))
    other.pk, other.number, other.path = None, 9, one.path
    other.live_from += HOUR
    Edition.objects.filter(article=other.article_id).update(live_until=other.live_from)
    with pytest.raises(IntegrityError, match=guards.ADDRESS), transaction.atomic():
        other.save(force_insert=True)


def test_a_past_address_is_still_that_of_its_article(editor: User, clock: Clock) -> None:
    past = make_edition()
    clock.forward(hours=1)
    Edition.objects.filter(pk=past.pk).update(live_until=clock.now())
    with pytest.raises(IntegrityError, match=guards.ADDRESS), transaction.atomic():
        Edition.objects.filter(pk=make_edition().pk).update(path=past.path)


def test_an_address_is_free_while_it_is_that_of_a_cancelled_edition(
    editor: User, clock: Clock
) -> None:
    given_up = make_edition(at=clock.after(hours=1))
    cancel(given_up, editor)
    live = make_edition()
    Edition.objects.filter(pk=live.pk).update(path=given_up.path)
    with pytest.raises(IntegrityError, match=guards.ADDRESS), transaction.atomic():
        Edition.objects.filter(pk=given_up.pk).update(live_until=F("live_from") + HOUR)


def test_an_edition_does_not_end_before_it_begins() -> None:
    edition = make_edition()
    with pytest.raises(IntegrityError):
        set_interval(edition, edition.live_from, edition.live_from - HOUR)


def test_an_edition_does_not_precede_the_first_publication() -> None:
    edition = make_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(first_published_at=edition.live_from + HOUR)


def test_a_number_is_given_once(three_in_a_row: list[Edition]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=three_in_a_row[0].pk).update(number=2)


def test_the_guards_can_be_installed_again(three_in_a_row: list[Edition]) -> None:
    guards.install(connection.alias)
    with pytest.raises(IntegrityError, match="edition_no_overlap"):
        set_interval(three_in_a_row[0], three_in_a_row[0].live_from, None)
