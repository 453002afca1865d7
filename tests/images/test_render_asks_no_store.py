"""While a page renders no rendition is made, and no file of one is looked for."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import Edition
from images.renditions import encoding
from tests.factories import make_event, make_person, make_picture, make_published

pytestmark = pytest.mark.django_db

QUESTIONS = ("open", "exists", "size", "url", "path", "listdir", "save", "delete")


@pytest.fixture
def deaf_store(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_args: Any, **_options: Any) -> None:
        pytest.fail("The store was asked while a page rendered.")

    for name in QUESTIONS:
        monkeypatch.setattr(default_storage, name, asked)
    monkeypatch.setattr(encoding, "working_copy", asked)
    monkeypatch.setattr(encoding, "encoded", asked)


def test_no_page_asks_the_store(
    reader: Client, request: pytest.FixtureRequest, settings: Any
) -> None:
    picture = make_picture(width=500, height=300)
    person = make_person(portrait=picture)
    event = make_event(picture=make_picture())
    make_published(
        hero_image=picture,
        authors=[person],
        mentions=[person],
        events=[event],
        body=f'<p>Un.</p><figure data-image="{make_picture().pk}"></figure>',
    )
    article = Edition.objects.get().get_absolute_url()
    request.getfixturevalue("deaf_store")
    pages = ["/", article, person.get_absolute_url(), event.get_absolute_url(), "/rss.xml"]
    for address in pages:
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "/images/renditions/" in answer.content.decode() or address == "/rss.xml"
    # Before the worker came: what was made at once serves.
    assert "image/avif" not in reader.get(article).content.decode()
    assert "image/webp" in reader.get(article).content.decode()


def test_a_picture_of_which_nothing_was_made_yet_leaves_the_page_whole(reader: Client) -> None:
    picture = make_picture()
    picture.renditions.all().delete()
    make_published(hero_image=picture)
    answer = reader.get(Edition.objects.get().get_absolute_url())
    assert answer.status_code == 200
    assert "<img" not in answer.content.decode()
