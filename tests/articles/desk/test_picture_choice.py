"""A picture outside its rights is not chosen for a text; one that is there already may stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from images.models import Image
from tests.articles.desk.pages import page
from tests.clock import Clock
from tests.factories import client_of, make_article, make_picture
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
