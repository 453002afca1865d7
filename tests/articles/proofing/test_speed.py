"""The copy desk asks a fixed number of questions, and keeps nothing between two readings."""

import gc
import tracemalloc

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.desk.proofing import check
from articles.desk.proofing.checks import attributions
from articles.desk.proofing.words import neutral
from people.models import Person
from tests.factories import make_article, make_person, make_position

pytestmark = pytest.mark.django_db

PARAGRAPH = (
    "<p>Le comité s’est réuni le 11 février 2025 à Paris, et Odile Sérignac, directrice de "
    "l’innovation, y a présenté ses conclusions : « Nous avons mesuré ce que les outils changent "
    "dans un service, explique Odile Sérignac, et nous continuerons. » Les 119 établissements "
    "concernés attendent la suite des travaux avec une patience que rien ne garantit.</p>"
)


def words(count: int) -> str:
    return PARAGRAPH * (count // 50)


def crowd(count: int) -> None:
    Person.objects.bulk_create(
        Person(given_name=f"Camille{n % 97}", family_name=f"Lefebvre{n}", slug=f"foule-{n}")
        for n in range(count)
    )


@pytest.mark.parametrize("length", [100, 3_000])
def test_the_number_of_questions_does_not_grow(
    django_assert_num_queries: DjangoAssertNumQueries, length: int
) -> None:
    make_position(make_person("Odile", "Sérignac"), "directrice de l’innovation")
    crowd(length)
    article = make_article(body=words(length))
    with django_assert_num_queries(11):
        check(article)


def test_the_titles_of_many_people_are_not_each_compared_with_each_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def counted(folded: str) -> str:
        said.append(folded)
        return neutral(folded)

    monkeypatch.setattr(attributions, "neutral", counted)
    for number in range(40):
        person = make_person("Odile", f"Sérignac{number}")
        make_position(person, f"présidente de la fédération des hôpitaux de la région {number}")
    crowd = "".join(f"<p>Odile Sérignac{number} attend.</p>" for number in range(40))
    check(make_article(body=crowd + words(3_000)))
    assert 40 <= len(said) < 1_000


def test_ten_thousand_words_and_five_thousand_people_take_no_memory() -> None:
    make_position(make_person("Odile", "Sérignac"), "directrice de l’innovation")
    crowd(5_000)
    article = make_article(body=words(10_000))
    check(article)
    tracemalloc.start()
    check(article)
    first = held()
    for _ in range(3):
        check(article)
    last = held()
    tracemalloc.stop()
    assert last - first < 20_000


def held() -> int:
    """Bytes in use, without what only waits to be collected: that would hide what is kept."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
