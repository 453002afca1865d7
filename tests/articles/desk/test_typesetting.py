"""The editor's “typography” button, on the server's side."""

import pytest
from django.test import Client
from django.urls import reverse

from prose.fields import LONGEST_BODY
from prose.sanitise import clean
from prose.typography import typeset
from tests.articles.desk.pages import desk_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/desk/typeset/"
TYPED = '<p>Il dit "bonjour" : l\'été ?</p>'


def test_the_editor_knows_the_address() -> None:
    assert reverse("admin:articles_article_typeset") == ADDRESS


def test_the_text_comes_back_as_it_would_be_saved() -> None:
    answer = desk_of("journalist").post(ADDRESS, {"html": TYPED})
    assert answer.json() == {
        "html": "<p>Il dit «\u00a0bonjour\u00a0»\u00a0: l’été\u202f?</p>",
        "changes": 4,
    }
    assert answer.json()["html"] == typeset(clean(TYPED), mode="html")


def test_a_text_that_is_right_changes_in_nothing() -> None:
    desk = desk_of("journalist")
    once = desk.post(ADDRESS, {"html": TYPED}).json()["html"]
    assert desk.post(ADDRESS, {"html": once}).json() == {"html": once, "changes": 0}


def test_the_fence_holds_here_too() -> None:
    hostile = "<p onclick='a()'>Oui<script>alert(1)</script><img src=x onerror=alert(1)></p>"
    answer = desk_of("journalist").post(ADDRESS, {"html": hostile}).json()
    assert answer == {"html": "<p>Oui</p>", "changes": 0}


def test_only_staff_may_ask(reader: Client) -> None:
    answer = reader.post(ADDRESS, {"html": TYPED})
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_it_is_asked_by_post_with_a_token() -> None:
    assert desk_of("journalist").get(ADDRESS).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"html": TYPED}).status_code == 403


def test_a_text_above_the_limit_is_refused() -> None:
    answer = desk_of("journalist").post(ADDRESS, {"html": "a" * (LONGEST_BODY + 1)})
    assert answer.status_code == 413


def test_letters_that_typography_moves_are_counted_too() -> None:
    answer = desk_of("journalist").post(ADDRESS, {"html": "<p>Etat, coeur, la 2ème fois.</p>"})
    assert answer.json() == {"html": "<p>État, cœur, la 2e fois.</p>", "changes": 3}
