"""The lists of the desk find what is typed on a keyboard in texts that are typeset."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Topic
from tests.articles.desk.pages import desk_of
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db

NAME = "L’IA au cœur de l’été, pour 10\u202f000\u00a0€"
SEARCHES = ["l'IA", "l’ia", "coeur", "cœur", "ete", "10 000 €", "10\u202f000", "été l'IA"]


@pytest.fixture
def desk() -> Client:
    make_article(title=NAME)
    make_article(title="Rien de tel")
    make_event(NAME)
    Topic.objects.create(name=NAME, slug="ia")
    return desk_of("chief")


@pytest.mark.parametrize("query", SEARCHES)
def test_a_list_is_searched_whatever_the_spaces_and_apostrophes(desk: Client, query: str) -> None:
    for model in ("articles_article", "events_event", "articles_topic"):
        answer = desk.get(reverse(f"admin:{model}_changelist"), {"q": query})
        assert [str(row) for row in answer.context["cl"].result_list] == [NAME], model


def test_a_word_that_is_nowhere_finds_nothing(desk: Client) -> None:
    answer = desk.get(reverse("admin:articles_article_changelist"), {"q": "l'IA hiver"})
    assert list(answer.context["cl"].result_list) == []


@pytest.mark.parametrize(("model", "field"), [("coverage", "event"), ("tagging", "topic")])
def test_an_autocomplete_is_searched_so_too(desk: Client, model: str, field: str) -> None:
    asked = {"app_label": "articles", "model_name": model, "field_name": field, "term": "l'ete"}
    answer = desk.get(reverse("admin:autocomplete"), asked)
    assert [row["text"] for row in answer.json()["results"]] == [NAME]
