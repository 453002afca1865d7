"""French titles as addresses."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’Assemblée vote la loi", "l-assemblee-vote-la-loi"),
        ("L'été à Nîmes", "l-ete-a-nimes"),
        ("Le cœur, l’œuvre et l’ex æquo", "le-coeur-l-oeuvre-et-l-ex-aequo"),
        ("Œdipe", "oedipe"),
        ("Données : « le droit d’abord »", "donnees-le-droit-d-abord"),
        ("Public/privé — la suite…", "public-prive-la-suite"),
        ("10\u00a0000\u202f€ d’aide", "10-000-d-aide"),
        ("Ça ira 😀", "ca-ira"),
        ("שלום", ""),
        ("!?", ""),
    ],
)
def test_a_title_becomes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slug_of("anticonstitutionnellement " * 6)
    assert slug == "-".join(["anticonstitutionnellement"] * 3)


def test_a_word_that_ends_at_the_limit_is_kept() -> None:
    assert slug_of("abc def", max_length=3) == "abc"
    assert slug_of("abc def", max_length=6) == "abc"
    assert slug_of("abc def", max_length=7) == "abc-def"


def test_a_single_endless_word_is_cut() -> None:
    assert slug_of("a" * 200) == "a" * 80


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=130), st.integers(10, 80))
def test_a_slug_is_ascii_short_and_its_own_slug(title: str, limit: int) -> None:
    slug = slug_of(title, limit)
    assert len(slug) <= limit
    assert re.fullmatch(r"[a-z0-9_]*(?:-[a-z0-9_]+)*", slug)
    assert slug_of(slug, limit) == slug
