"""Who may see, change and delete which article."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from articles import permissions
from articles.models import Article, Status
from tests.factories import author_of, make_article, make_published, make_user

pytestmark = pytest.mark.django_db

EDITING = ["editor", "chief", "admin"]


@pytest.mark.parametrize("role", EDITING)
@pytest.mark.parametrize("status", list(Status))
def test_those_who_edit_see_and_change_everything(role: str, status: Status) -> None:
    user, article = make_user(role), make_article(status=status)
    assert permissions.can_view(user, article)
    assert permissions.can_change(user, article)


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (Status.DRAFT, True),
        (Status.IN_REVIEW, True),
        (Status.READY, False),
        (Status.ISSUED, False),
    ],
)
def test_a_journalist_changes_own_articles_until_they_are_approved(
    journalist: User, status: Status, may: bool
) -> None:
    begun = make_article(by=journalist, status=status)
    signed = make_article(authors=[author_of(journalist)], status=status)
    assert permissions.can_change(journalist, begun) is may
    assert permissions.can_change(journalist, signed) is may
    assert permissions.can_view(journalist, begun)
    assert permissions.can_view(journalist, signed)


@pytest.mark.parametrize("status", list(Status))
def test_a_journalist_reads_of_others_what_was_issued_and_changes_nothing(
    journalist: User, status: Status
) -> None:
    article = make_article(by=make_user("journalist"), status=status)
    assert not permissions.can_change(journalist, article)
    assert permissions.can_view(journalist, article) is (status == Status.ISSUED)


def test_an_article_that_one_began_and_signs_is_listed_once_for_each_reason(
    journalist: User,
) -> None:
    article = make_article(by=journalist)
    make_article()
    found = Article.objects.filter(permissions.viewable(journalist)).distinct()
    assert list(found) == [article]


def test_the_picture_editor_reads_what_was_issued_and_changes_nothing(picture_editor: User) -> None:
    draft, issued = make_article(), make_article(status=Status.ISSUED)
    assert not permissions.can_view(picture_editor, draft)
    assert permissions.can_view(picture_editor, issued)
    assert not permissions.can_change(picture_editor, draft)
    assert not permissions.can_delete(picture_editor, draft)


@pytest.mark.parametrize("who", ["nobody", "inactive", "anonymous"])
def test_nobody_else_sees_or_changes_anything(who: str) -> None:
    user: User | AnonymousUser
    user = AnonymousUser() if who == "anonymous" else make_user("" if who == "nobody" else "chief")
    if who == "inactive":
        user.is_active = False
    article = make_article(status=Status.ISSUED)
    assert not permissions.can_view(user, article)
    assert not permissions.can_change(user, article)
    assert not permissions.can_delete(user, article)
    assert not permissions.can_submit(user, article)


def test_an_own_draft_can_be_deleted_by_its_author_and_by_an_editor(
    journalist: User, editor: User
) -> None:
    article = make_article(by=journalist)
    assert permissions.can_delete(journalist, article)
    assert permissions.can_delete(editor, article)
    assert not permissions.can_delete(make_user("journalist"), article)


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.READY, Status.ISSUED])
def test_what_left_its_author_cannot_be_deleted(chief: User, status: Status) -> None:
    assert not permissions.can_delete(chief, make_article(status=status))


def test_a_draft_of_which_an_edition_exists_cannot_be_deleted(chief: User) -> None:
    article = make_published()
    Article.objects.update(status=Status.DRAFT)
    article.refresh_from_db()
    assert not permissions.can_delete(chief, article)
