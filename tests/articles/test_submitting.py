"""A draft goes to the editors when it lacks nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Status
from articles.publishing import PublishingError, approve, submit
from tests.articles.history import journal, last_entry, seen_twice
from tests.articles.refusals import DELETED, STALE, WRONG_STATUS, refused
from tests.clock import Clock
from tests.factories import make_article, make_person, make_user

pytestmark = pytest.mark.django_db

NOT_YOURS = "You can submit only your own articles."


def test_a_journalist_submits_an_own_article(journalist: User, clock: Clock) -> None:
    article = make_article(by=journalist)
    submit(article, journalist)
    assert article.status == Status.IN_REVIEW
    assert Article.objects.get().status == Status.IN_REVIEW
    entry = last_entry(article)
    assert (entry.verb, entry.by, entry.at) == ("submitted", journalist, clock.now())


def test_who_signs_an_article_submits_it_though_another_began_it(journalist: User) -> None:
    article = make_article(by=make_user("journalist"), authors=[make_person(user=journalist)])
    submit(article, journalist)
    assert article.status == Status.IN_REVIEW


def test_a_journalist_cannot_submit_the_article_of_another(journalist: User) -> None:
    article = make_article(by=make_user("journalist"))
    with refused(NOT_YOURS):
        submit(article, journalist)
    assert Article.objects.get().status == Status.DRAFT
    assert journal(article) == []


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_those_who_edit_everything_submit_everything(role: str) -> None:
    article = make_article(by=make_user("journalist"))
    submit(article, make_user(role))
    assert article.status == Status.IN_REVIEW


@pytest.mark.parametrize("role", ["picture_editor", ""])
def test_those_who_do_not_write_submit_nothing(role: str) -> None:
    user = make_user(role)
    with refused(NOT_YOURS):
        submit(make_article(by=user), user)


def test_who_left_the_newsroom_submits_nothing(journalist: User) -> None:
    article = make_article(by=journalist)
    journalist.is_active = False
    with refused(NOT_YOURS):
        submit(article, journalist)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"section": None}, "Choose a section."),
        ({"standfirst": "  "}, "Write a standfirst."),
        ({"body": ""}, "Write the body of the article."),
        ({"body": "<p>\u00a0</p><h2></h2>"}, "Write the body of the article."),
        ({"authors": []}, "Say who signs: a byline or a collective signature."),
    ],
)
def test_an_article_that_lacks_something_stays_a_draft(
    journalist: User, missing: dict[str, Any], sentence: str
) -> None:
    article = make_article(by=journalist, **missing)
    with refused(sentence):
        submit(article, journalist)
    stored = Article.objects.get()
    assert (stored.status, stored.version) == (Status.DRAFT, 0)
    assert journal(article) == []


def test_all_that_is_missing_is_said_at_once(editor: User) -> None:
    article = make_article(section=None, standfirst="", body="", authors=[])
    with pytest.raises(PublishingError) as caught:
        submit(article, editor)
    assert str(caught.value).count(".") == 4


def test_a_collective_signature_is_enough(editor: User) -> None:
    article = make_article(signature="La rédaction")
    submit(article, editor)
    assert article.status == Status.IN_REVIEW


def test_what_is_not_saved_does_not_count(editor: User) -> None:
    article = make_article(standfirst="")
    article.standfirst = "Écrit, pas enregistré."
    with refused("Write a standfirst."):
        submit(article, editor)


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.READY, Status.ISSUED])
def test_only_a_draft_is_submitted(editor: User, status: Status) -> None:
    article = make_article(status=status)
    with refused(WRONG_STATUS, status=status.label):
        submit(article, editor)


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.READY, Status.ISSUED])
def test_the_author_is_told_the_status_and_not_that_it_is_somebody_elses(
    journalist: User, status: Status
) -> None:
    article = make_article(by=journalist, status=status)
    with refused(WRONG_STATUS, status=status.label):
        submit(article, journalist)


def test_of_two_copies_the_second_is_told(editor: User) -> None:
    first, second = seen_twice(make_article())
    Article.objects.filter(pk=first.pk).update(version=1)
    with refused(STALE):
        submit(second, editor)
    first.refresh_from_db()
    submit(first, editor)
    assert journal(first) == ["submitted"]


def test_a_deleted_article_is_said_to_be_deleted(editor: User) -> None:
    article, copy = seen_twice(make_article())
    article.delete()
    with refused(DELETED):
        submit(copy, editor)


def test_the_copy_in_hand_can_go_on_after_a_decision(editor: User) -> None:
    article = make_article()
    submit(article, editor)
    approve(article, editor)
    assert journal(article) == ["submitted", "approved"]
