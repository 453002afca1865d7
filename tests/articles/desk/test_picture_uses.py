"""Where a picture is used: working copies, editions with what readers see of them, portraits."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.desk.picture_uses import Standing, uses_of
from articles.desk.saving import saved
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_edition,
    make_event,
    make_person,
    make_picture,
    make_published,
    make_scheduled,
)

pytestmark = pytest.mark.django_db


def test_a_picture_that_nothing_uses_has_no_use() -> None:
    assert not uses_of(make_picture())


def test_working_copies_use_it_as_hero_or_in_their_text() -> None:
    picture = make_picture()
    hero = make_article(hero_image=picture)
    inside = make_article(body=f'<p>Un.</p><figure data-image="{picture.pk}"></figure>')
    saved(article=inside, by=None)
    make_article(hero_image=make_picture())
    found = uses_of(picture)
    assert set(found.articles) == {hero, inside}
    assert not found.editions


def test_editions_are_said_with_what_readers_see_of_them(editor: User, clock: Clock) -> None:
    picture = make_picture()
    article = make_published(hero_image=picture)
    clock.forward(hours=1)
    make_edition(article=article, kind="update")
    make_scheduled(clock.after(hours=5), hero_image=picture)
    cancelled = make_scheduled(clock.after(hours=9), hero_image=picture)
    publishing.cancel(cancelled.editions.get(), editor)
    clock.forward(minutes=1)
    assert [use.standing for use in uses_of(picture).editions] == [
        Standing.CANCELLED, Standing.SCHEDULED, Standing.LIVE, Standing.PAST,
    ]  # fmt: skip


def test_an_edition_keeps_it_when_the_working_copy_has_another(clock: Clock) -> None:
    picture = make_picture()
    article = make_published(hero_image=picture)
    article.hero_image = None
    article.save()
    found = uses_of(picture)
    assert (found.articles, len(found.editions)) == ([], 1)


def test_people_and_events_use_it_too() -> None:
    picture = make_picture()
    person, event = make_person(portrait=picture), make_event(picture=picture)
    found = uses_of(picture)
    assert (found.people, found.events) == ([person], [event])
    assert found


def test_it_costs_the_same_whatever_the_uses(clock: Clock) -> None:
    picture = make_picture()
    for _ in range(3):
        make_published(hero_image=picture)
    with CaptureQueriesContext(connection) as seen:
        assert len(uses_of(picture).editions) == 3
    assert len(seen) == 4
