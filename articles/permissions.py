"""Who may see and change which article. Asked by forms, actions, autocompletes and services."""

from typing import cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q

from articles.models import Article, Byline, Status

Person = AbstractBaseUser | AnonymousUser

# While a text is on its author's side of the desk.
WITH_ITS_AUTHOR = (Status.DRAFT, Status.IN_REVIEW)


def may(user: Person, permission: str) -> bool:
    return user.is_active and cast(User, user).has_perm(f"articles.{permission}")


def is_own(user: Person) -> Q:
    """Articles that `user` began or signs. No join: a filter gives each article once."""
    signed = Byline.objects.filter(person__user=user.pk).values("article")
    return Q(created_by=user.pk) | Q(pk__in=signed)


def owns(user: Person, article: Article) -> bool:
    if article.created_by_id == user.pk:
        return True
    return article.bylines.filter(person__user=user.pk).exists()


def viewable(user: Person) -> Q:
    """The articles that `user` may read in the admin: own ones, and issued ones."""
    if not may(user, "view_article"):
        return Q(pk__in=[])
    if may(user, "edit_any_article"):
        return Q()
    return is_own(user) | Q(status=Status.ISSUED)


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


def can_delete(user: Person, article: Article) -> bool:
    """A draft that was never issued: an editor any, a journalist own ones."""
    if not may(user, "delete_article") or article.status != Status.DRAFT:
        return False
    if article.editions.exists():
        return False
    return may(user, "edit_any_article") or owns(user, article)


def can_set_embargo(user: Person, article: Article | None) -> bool:
    """Whoever writes may set an embargo; once it is set, a chief alone may change it."""
    already = article is not None and article.embargo_until is not None
    return not already or may(user, "lift_embargo")
