"""Nothing that an article needs is deleted under it; the page says which article needs it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles.desk.pages import desk_of
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

# What is used, and the field of an article that uses it.
USES: list[tuple[Callable[[], Any], Callable[[Any], dict[str, Any]]]] = [
    (make_section, lambda used: {"section": used}),
    (make_topic, lambda used: {"topics": [used]}),
    (make_event, lambda used: {"events": [used]}),
    (make_picture, lambda used: {"hero_image": used}),
    (make_person, lambda used: {"authors": [used]}),
    (make_person, lambda used: {"mentions": [used]}),
]
uses = pytest.mark.parametrize(
    ("make", "using"), USES, ids=["section", "topic", "event", "picture", "author", "mentioned"]
)


def address_of(used: Model) -> str:
    name = f"admin:{used._meta.app_label}_{used._meta.model_name}_delete"
    return reverse(name, args=[used.pk])


def refused(desk: Client, used: Model) -> str:
    """The words of the page that keeps `used`."""
    answer = desk.get(address_of(used))
    assert answer.status_code == 200
    words = answer.content.decode()
    assert 'name="post"' not in words
    desk.post(address_of(used), {"post": "yes"})
    used.refresh_from_db()
    return words


@uses
def test_what_a_draft_uses_is_kept(
    make: Callable[[], Any], using: Callable[[Any], dict[str, Any]]
) -> None:
    used = make()
    article = make_article(**using(used))
    assert article.title in refused(desk_of("admin"), used)


@uses
def test_what_readers_saw_is_kept(
    make: Callable[[], Any], using: Callable[[Any], dict[str, Any]], clock: Clock
) -> None:
    used = make()
    article = make_published(**using(used))
    article.section, article.hero_image = make_section(), None
    article.save()
    for link in (article.taggings, article.coverages, article.bylines, article.mentions):
        link.all().delete()
    assert article.title in refused(desk_of("admin"), used)


def test_an_organisation_where_somebody_held_a_position_is_kept() -> None:
    organisation, person = make_organisation(), make_person("Anne", "Roux")
    make_position(person, "directrice", organisation=organisation)
    assert "directrice" in refused(desk_of("admin"), organisation)


def test_an_event_that_has_parts_is_kept() -> None:
    above = make_event("Le sommet")
    make_event("La matinée santé", parent=above)
    assert "La matinée santé" in refused(desk_of("admin"), above)


@pytest.mark.parametrize("make", [make_section, make_topic, make_event, make_picture, make_person])
def test_what_nothing_uses_is_deleted(make: Callable[[], Any]) -> None:
    used = make()
    desk = desk_of("admin")
    assert desk.post(address_of(used), {"post": "yes"}).status_code == 302
    assert not type(used).objects.filter(pk=used.pk).exists()
    assert not Article.objects.exists()
