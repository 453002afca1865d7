"""Which position is printed for a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from people.models import Organisation, Person, Position
from tests.factories import make_organisation, make_person, make_position

DAY = timedelta(days=1)
SPRING = date(2025, 3, 1)


def person_with(*positions: Position) -> Person:
    """A person with this history, in memory."""
    person = Person(pk=1, given_name="Camille", family_name="Dupont")
    person._prefetched_objects_cache = {"positions": list(positions)}  # type: ignore[attr-defined]
    return person


def held(title: str, start: date | None, end: date | None, rank: int = 0, pk: int = 0) -> Position:
    return Position(pk=pk, title=title, start=start, end=end, rank=rank)


# Days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "day", "printed"),
    [
        (SPRING, SPRING + 9 * DAY, SPRING - DAY, False),
        (SPRING, SPRING + 9 * DAY, SPRING, True),
        (SPRING, SPRING + 9 * DAY, SPRING + 9 * DAY, True),
        (SPRING, SPRING + 9 * DAY, SPRING + 10 * DAY, False),
        (SPRING, SPRING, SPRING, True),
        (None, SPRING, date.min, True),
        (None, SPRING, SPRING + DAY, False),
        (SPRING, None, date.max, True),
        (SPRING, None, SPRING - DAY, False),
        (None, None, SPRING, True),
    ],
)
def test_both_days_are_included_and_either_end_may_be_open(
    start: date | None, end: date | None, day: date, printed: bool
) -> None:
    person = person_with(held("députée", start, end))
    assert (person.position_on(day) is not None) is printed


def test_on_a_hand_over_day_the_new_position_is_printed() -> None:
    old, new = held("députée", None, SPRING, pk=1), held("ministre", SPRING, None, pk=2)
    for person in (person_with(old, new), person_with(new, old)):
        assert person.position_on(SPRING - DAY) == old
        assert person.position_on(SPRING) == new


def test_the_lowest_rank_is_printed_however_old() -> None:
    mayor = held("maire", date(2014, 4, 1), None, rank=1, pk=1)
    minister = held("ministre", date(2010, 1, 1), None, rank=0, pk=2)
    assert person_with(mayor, minister).position_on(SPRING) == minister


def test_between_two_positions_nothing_is_printed() -> None:
    person = person_with(held("a", None, SPRING, pk=1), held("b", SPRING + 5 * DAY, None, pk=2))
    assert person.position_on(SPRING + 2 * DAY) is None
    assert person.attribution_on(SPRING + 2 * DAY) == "Camille Dupont"


days = st.none() | st.dates(SPRING, SPRING + 30 * DAY)


@st.composite
def histories(draw: st.DrawFn) -> list[Position]:
    history = []
    for pk in range(1, draw(st.integers(0, 6)) + 1):
        start, end = draw(days), draw(days)
        if start and end and end < start:
            start, end = end, start
        history.append(held(f"titre {pk}", start, end, rank=draw(st.integers(0, 2)), pk=pk))
    return history


@settings(max_examples=300, deadline=None)
@given(history=histories(), day=st.dates(SPRING - 2 * DAY, SPRING + 32 * DAY))
def test_what_is_printed_was_held_that_day_and_nothing_held_goes_before_it(
    history: list[Position], day: date
) -> None:
    held_then = [
        position
        for position in history
        if (position.start or date.min) <= day <= (position.end or date.max)
    ]
    printed = person_with(*history).position_on(day)
    if printed is None:
        assert held_then == []
        return
    assert printed in held_then
    assert printed.rank == min(position.rank for position in held_then)
    rivals = [position for position in held_then if position.rank == printed.rank]
    assert (printed.start or date.min) == max(position.start or date.min for position in rivals)


@settings(max_examples=100, deadline=None)
@given(history=histories(), day=st.dates(SPRING, SPRING + 30 * DAY))
def test_the_order_in_which_positions_are_read_changes_nothing(
    history: list[Position], day: date
) -> None:
    forward = person_with(*history).position_on(day)
    assert person_with(*reversed(history)).position_on(day) == forward


# Words ----------------------------------------------------------------------------------------


def test_the_attribution_is_name_title_and_organisation() -> None:
    position = held("déléguée au numérique en santé", None, None)
    position.organisation = Organisation(name="Numeum, syndicat du numérique", short_name="Numeum")
    person = person_with(position)
    person.given_name, person.family_name = "Mariane", "Cimino"
    assert person.attribution_on(SPRING) == (
        "Mariane Cimino, déléguée au numérique en santé, Numeum"
    )


def test_an_organisation_without_a_short_name_is_printed_in_full() -> None:
    position = held("directeur", None, None)
    position.organisation = Organisation(name="Hôpital de l’Exemple")
    assert position.as_printed == "directeur, Hôpital de l’Exemple"


def test_a_title_that_says_the_organisation_is_printed_alone() -> None:
    position = held("ministre de la Santé", None, None)
    position.organisation = Organisation(name="Ministère de la Santé")
    position.print_organisation = False
    assert position.as_printed == "ministre de la Santé"


def test_a_person_of_one_name_has_no_stray_space() -> None:
    assert Person(family_name="Stromae").name == "Stromae"


# The database ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_position_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_position(make_person(), "députée", SPRING, SPRING - DAY)
    assert make_position(make_person(), "députée", SPRING, SPRING).pk


@pytest.mark.django_db
def test_the_same_title_twice_over_the_same_days_is_refused_with_a_sentence() -> None:
    person = make_person()
    make_position(person, "députée", SPRING, SPRING + 9 * DAY)
    for start, end in ((None, None), (SPRING + 9 * DAY, None), (None, SPRING)):
        again = Position(person=person, title="députée", start=start, end=end)
        with pytest.raises(ValidationError, match="députée"):
            again.full_clean()
    Position(person=person, title="députée", start=SPRING + 10 * DAY).full_clean()
    Position(person=person, title="députée", end=SPRING - DAY).full_clean()
    Position(person=person, title="ministre", start=SPRING).full_clean()


@pytest.mark.django_db
def test_an_organisation_where_somebody_was_cannot_be_deleted() -> None:
    organisation = make_organisation()
    make_position(make_person(), "directrice", organisation=organisation)
    with pytest.raises(ProtectedError):
        organisation.delete()


@pytest.mark.django_db
def test_the_position_of_a_stored_person_is_found() -> None:
    person = make_person()
    make_position(person, "députée", end=SPRING)
    make_position(person, "ministre", start=SPRING + DAY)
    with_positions = Person.objects.prefetch_related("positions__organisation").get()
    assert with_positions.attribution_on(SPRING) == "Camille Dupont, députée"
    assert with_positions.attribution_on(SPRING + DAY) == "Camille Dupont, ministre"
