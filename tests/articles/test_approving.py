"""An editor declares a submitted text ready."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Status
from articles.publishing import approve
from tests.articles.history import journal, last_entry, seen_twice
from tests.articles.refusals import STALE, WRONG_STATUS, refused
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_an_editor_approves(role: str) -> None:
    user, article = make_user(role), make_article(status=Status.IN_REVIEW)
    approve(article, user)
    assert article.status == Article.objects.get().status == Status.READY
    assert (last_entry(article).verb, last_entry(article).by) == ("approved", user)


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_nobody_else_approves(role: str) -> None:
    user = make_user(role)
    article = make_article(by=user, status=Status.IN_REVIEW)
    with refused("Your role cannot approve an article."):
        approve(article, user)
    assert Article.objects.get().status == Status.IN_REVIEW


@pytest.mark.parametrize("status", [Status.DRAFT, Status.READY, Status.ISSUED])
def test_only_what_is_in_review_is_approved(editor: User, status: Status) -> None:
    article = make_article(status=status)
    with refused(WRONG_STATUS, status=status.label):
        approve(article, editor)


def test_what_became_incomplete_in_review_is_not_approved(editor: User) -> None:
    article = make_article(status=Status.IN_REVIEW, standfirst="")
    with refused("Write a standfirst."):
        approve(article, editor)
    assert Article.objects.get().status == Status.IN_REVIEW


def test_of_two_editors_the_second_is_told(editor: User, chief: User) -> None:
    first, second = seen_twice(make_article(status=Status.IN_REVIEW))
    approve(first, editor)
    with refused(WRONG_STATUS, status=Status.READY.label):
        approve(second, chief)
    assert journal(first) == ["approved"]


def test_an_editor_who_read_an_older_text_is_told(editor: User) -> None:
    article = make_article(status=Status.IN_REVIEW)
    Article.objects.update(title="Un autre titre", version=1)
    with refused(STALE):
        approve(article, editor)
