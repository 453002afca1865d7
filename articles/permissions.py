"""Who may see and change which article. Asked by forms, actions, autocompletes and services."""

from typing import cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q

from articles.models import Article, Byline, EmbargoDocument, Status

Person = AbstractBaseUser | AnonymousUser

# While a text is on its author's side of the desk.
WITH_ITS_AUTHOR = (Status.DRAFT, Status.IN_REVIEW)


def may(user: Person, permission: str) -> bool:
    return user.is_active and cast(User, user).has_perm(f"articles.{permission}")


def is_own(user: Person, through: str = "") -> Q:
    """Articles that `user` began or signs. No join: a filter gives each article once.

    `through` leads to the article from what is filtered: "article__" for its editions.
    """
    signed = Byline.objects.filter(person__user=user.pk).values("article")
    return Q(**{f"{through}created_by": user.pk}) | Q(**{f"{through}pk__in": signed})


def owns(user: Person, article: Article) -> bool:
    if article.created_by_id == user.pk:
        return True
    return article.bylines.filter(person__user=user.pk).exists()


def viewable(user: Person, through: str = "") -> Q:
    """The articles that `user` may read in the admin: own ones, and issued ones."""
    if not may(user, "view_article"):
        return Q(pk__in=[])
    if may(user, "edit_any_article"):
        return Q()
    return is_own(user, through) | Q(**{f"{through}status": Status.ISSUED})


def can_view(user: Person, article: Article) -> bool:
    return Article.objects.filter(viewable(user), pk=article.pk).exists()


def can_change(user: Person, article: Article) -> bool:
    """Editors any article; a journalist own ones, until they are approved."""
    if not may(user, "change_article"):
        return False
    if may(user, "edit_any_article"):
        return True
    return article.status in WITH_ITS_AUTHOR and owns(user, article)


def can_submit(user: Person, article: Article) -> bool:
    """Whose business it is to submit the article, whatever its status."""
    if not may(user, "change_article"):
        return False
    return may(user, "edit_any_article") or owns(user, article)


def can_share(user: Person, article: Article) -> bool:
    """Whose text it is to show to people outside, whatever its status."""
    return can_submit(user, article)


def can_delete(user: Person, article: Article) -> bool:
    """A draft that was never issued: an editor any, a journalist own ones."""
    if not may(user, "delete_article") or article.status != Status.DRAFT:
        return False
    if article.editions.exists():
        return False
    return may(user, "edit_any_article") or owns(user, article)


def can_set_embargo(user: Person, article: Article | None) -> bool:
    """Whoever may change the article may set an embargo where there is none."""
    if article is None:
        return may(user, "add_article")
    return article.embargo_until is None and can_change(user, article)


def can_lift_embargo(user: Person, article: Article) -> bool:
    """Once it is set, a chief alone may lift or move it."""
    return article.embargo_until is not None and may(user, "lift_embargo")


def can_remove_document(user: Person, document: EmbargoDocument) -> bool:
    """Who put a paper in by mistake takes it back; a chief any."""
    return document.added_by_id == user.pk or may(user, "lift_embargo")
