"""What typesetting changed, place by place."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from prose.diff import replaced
from prose.typography import typeset

# Few signs, so that texts have much in common and rules find their work.
TEXT = st.text(alphabet="aeEtno1 2\u00a0'’:?<>p\n", max_size=60)


def put_back(before: str, after: str) -> tuple[str, int]:
    """`before` again, from `after` and the places, and how many these are."""
    found, end, places = "", 0, 0
    for place in replaced(before, after):
        assert after.startswith(place.after, place.start)
        found += after[end : place.start] + place.before
        end = place.start + len(place.after)
        places += 1
    return found + after[end:], places


@given(TEXT, TEXT)
def test_the_places_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    found, places = put_back(before, after)
    assert found == before
    assert (places == 0) is (before == after)


@given(TEXT)
def test_the_places_of_typesetting_give_back_what_was_typed(typed: str) -> None:
    assert put_back(typed, typeset(typed))[0] == typed


def test_one_changed_word_leaves_the_rest_of_a_text_alone() -> None:
    rest = "Le mot juste est ici. " * 500
    (place,) = replaced(f"La 2ème fois. {rest}", f"La 2e fois. {rest}")
    assert (place.start, place.before, place.after) == (4, "ème", "e")


def test_a_long_text_is_compared_in_no_time() -> None:
    before, after = "Etat  " * 20_000, "État " * 20_000
    started = perf_counter()
    # Neither the words nor the spaces agree: what is left is to go by pairs.
    assert sum(1 for _ in replaced(before, after)) == 40_000
    assert perf_counter() - started < 5
