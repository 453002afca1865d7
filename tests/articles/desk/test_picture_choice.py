"""A picture outside its rights is not chosen for a text; one that is there already may stay."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from images.models import Image
from tests.articles.desk.pages import page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_person,
    make_picture,
    make_published,
)
from tests.forms import errors_of, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def body_with(image: Image) -> str:
    return f'<p>Un mot de plus.</p><figure data-image="{image.pk}"></figure>'


def outside(clock: Clock, side: str) -> Image:
    """A picture whose rights have ended a second ago, or begin in a second."""
    second = timedelta(seconds=1)
    if side == "begins":
        return make_picture(rights_from=clock.now() + second)
    return make_picture(rights_until=clock.now())


@pytest.mark.parametrize("side", ["begins", "ended"])
@pytest.mark.parametrize("field", ["hero_image", "body"])
def test_a_picture_outside_its_rights_is_refused_and_the_text_comes_back(
    field: str, side: str, desk: Client, journalist: User, clock: Clock
) -> None:
    image, article = outside(clock, side), make_article(by=journalist)
    typed: dict[str, Any] = {"hero_image": image.pk} if field == "hero_image" else {}
    typed["body"] = body_with(image) if field == "body" else "<p>Un mot de plus.</p>"
    answer = send(desk, page(article), **typed)
    assert answer.status_code == 200
    assert list(errors_of(answer)) == [field]
    assert "La salle mardi." in errors_of(answer)[field]
    assert "Un mot de plus." in form_of(answer)["body"]
    assert "Un mot de plus." not in Article.objects.get().body


def test_a_text_whose_picture_has_lost_its_rights_is_still_saved(
    desk: Client, journalist: User, clock: Clock
) -> None:
    image = make_picture(rights_until=clock.after(hours=1))
    article = make_article(by=journalist, hero_image=image, body=body_with(image))
    clock.forward(hours=2)
    assert send(desk, page(article), title="Un autre titre").status_code == 302
    article.refresh_from_db()
    assert (article.title, article.hero_image) == ("Un autre titre", image)


@pytest.mark.parametrize("field", ["hero_image", "body"])
def test_a_picture_within_its_rights_is_chosen(
    field: str, desk: Client, journalist: User, clock: Clock
) -> None:
    image = make_picture(rights_from=clock.now(), rights_until=clock.after(seconds=1))
    article = make_article(by=journalist)
    typed = {"hero_image": image.pk} if field == "hero_image" else {"body": body_with(image)}
    assert send(desk, page(article), **typed).status_code == 302


# Elsewhere ------------------------------------------------------------------------------------


def person_page() -> str:
    return f"/admin/people/person/{make_person(portrait=make_picture()).pk}/change/"


def event_page() -> str:
    return f"/admin/events/event/{make_event(picture=make_picture()).pk}/change/"


def card_page() -> str:
    """Of a story that readers see: the form that places it on the home page."""
    return f"/admin/une/placer/{make_published().pk}/"


PLACES = [(person_page, "portrait"), (event_page, "picture"), (card_page, "picture")]


@pytest.mark.parametrize("side", ["begins", "ended"])
@pytest.mark.parametrize(("where", "field"), PLACES)
def test_a_picture_outside_its_rights_is_refused_wherever_one_chooses(
    where: Callable[[], str], field: str, side: str, editor: User, clock: Clock
) -> None:
    answer = send(client_of(editor), where(), **{field: outside(clock, side).pk})
    assert answer.status_code == 200
    assert list(errors_of(answer)) == [field]
    assert "La salle mardi." in errors_of(answer)[field]


@pytest.mark.parametrize(("where", "field"), PLACES)
def test_a_picture_within_its_rights_is_chosen_wherever_one_chooses(
    where: Callable[[], str], field: str, editor: User, clock: Clock
) -> None:
    picture = make_picture(rights_until=clock.after(seconds=1))
    assert send(client_of(editor), where(), **{field: picture.pk}).status_code == 302


@pytest.mark.parametrize(("where", "field"), PLACES[:2])
def test_what_holds_a_picture_that_lost_its_rights_is_still_saved(
    where: Callable[[], str], field: str, editor: User, clock: Clock
) -> None:
    address = where()
    Image.objects.update(rights_until=clock.after(hours=1))
    clock.forward(hours=2)
    assert send(client_of(editor), address).status_code == 302
