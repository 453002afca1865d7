"""Two editors on one front page at the same moment, each on a connection of their own."""

import pytest
from django.contrib.auth.models import User

from articles.desk.fronts.composing import change, move, place, remove
from articles.models import Slot
from articles.models.front import Zone
from tests.articles.test_concurrency import ROUNDS, at_once, refusals
from tests.factories import make_published

pytestmark = [pytest.mark.needs_postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_move_one_card_one_wins_and_the_other_is_told(
    editor: User, chief: User, _round: int
) -> None:
    slot = place(article=make_published(), by=editor)
    one, other = (Slot.objects.get(pk=slot.pk) for _ in range(2))
    told = refusals(
        at_once(
            lambda: move(slot=one, by=editor, seen_version=0, zone=Zone.HIGHLIGHTS),
            lambda: remove(slot=other, by=chief, seen_version=0),
        )
    )
    assert len(told) == 1
    assert str(told[0]).strip()
    assert Slot.objects.filter(superseded=False).count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_who_do_different_things_on_one_page_both_succeed(
    editor: User, chief: User, _round: int
) -> None:
    slots = [
        place(article=make_published(), by=editor, zone=Zone.HIGHLIGHTS, first=False)
        for _ in range(3)
    ]
    story = make_published()
    results = at_once(
        lambda: move(slot=slots[2], by=editor, seen_version=0, zone=Zone.HIGHLIGHTS),
        lambda: place(article=story, by=chief, zone=Zone.HIGHLIGHTS),
        lambda: change(
            slot=slots[0], by=chief, seen_version=0, shown_from=None, shown_until=None,
            front_title="Un titre", picture=None,
        ),
    )  # fmt: skip
    assert refusals(results) == []
    ranks = Slot.objects.filter(superseded=False).values_list("rank", flat=True)
    assert len(set(ranks)) == len(ranks) == 4
