"""The addresses of the desk, and the people who go there."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Edition
from people.models import Person
from tests.factories import author_of, client_of, make_person, make_user

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
HOME = "/admin/"

ROLES = ("journalist", "editor", "chief", "picture_editor", "admin")
EDITORS = ("editor", "chief", "admin")


def page(article: Article, name: str = "change") -> str:
    """The address of a page of `article`: change, delete, history, preview, or a decision."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def page_of_edition(edition: Edition, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[edition.article_id, edition.number])


def desk_of(user: User | str) -> Client:
    """The browser of `user`, or of somebody new with that role."""
    return client_of(make_user(user) if isinstance(user, str) else user)


def signing(user: User, family_name: str = "Martin") -> Person:
    """The person as whom `user` signs."""
    person = author_of(user)
    if person.family_name != family_name:
        person.family_name = family_name
        person.save()
    return person


def stranger() -> Person:
    return make_person("Farid", "Benali")
