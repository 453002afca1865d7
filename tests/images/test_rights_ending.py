"""A newsroom is told before a right ends: 30, 7 and 1 days, to the second."""

from datetime import timedelta

import pytest

from images import rights
from images.models import Image
from tests.clock import Clock
from tests.factories import make_picture

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("days", rights.MARKS)
def test_a_picture_is_announced_from_the_second_of_its_mark(days: int, clock: Clock) -> None:
    image = make_picture(rights_until=clock.after(days=days))
    assert list(rights.ending(days)) == [image]
    assert rights.mark(image) == days
    assert not rights.ending(days, clock.now() - SECOND).exists()
    assert rights.mark(image, clock.now() - SECOND) != days


def test_what_has_ended_and_what_has_no_end_are_not_announced(clock: Clock) -> None:
    end = clock.after(hours=1)
    make_picture(rights_until=end)
    make_picture()
    assert rights.ending(at=end - SECOND).count() == 1
    assert not rights.ending(at=end).exists()
    assert rights.mark(Image()) is None


def test_the_next_to_end_comes_first(clock: Clock) -> None:
    days = {day: make_picture(rights_until=clock.after(days=day)) for day in (20, 3, 40, 1)}
    assert list(rights.ending()) == [days[1], days[3], days[20]]
