"""A picture has an address for readers from the second when something shows it to them."""

from datetime import UTC, datetime, timedelta
from http.cookies import Morsel

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils.http import http_date

from articles import publishing
from images import showing
from images.models import Image
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_person,
    make_picture,
    make_ready,
    make_scheduled,
)
from tests.forms import Answer

pytestmark = pytest.mark.django_db


def fetched(browser: Client, picture: Image, **headers: str) -> Answer:
    return browser.get(picture.renditions.get(crop="whole", format="jpeg").address, headers=headers)


def seen(browser: Client, picture: Image) -> bool:
    return fetched(browser, picture).status_code == 200


@pytest.mark.parametrize("place", ["hero", "body"])
def test_the_picture_of_a_scheduled_article_appears_with_it(
    place: str, reader: Client, clock: Clock
) -> None:
    picture, at = make_picture(), clock.after(days=1)
    figure = f'<p>Le texte.</p><figure data-image="{picture.pk}"></figure>'
    make_scheduled(at, **({"hero_image": picture} if place == "hero" else {"body": figure}))
    clock.set(at - SECOND)
    refusal = fetched(reader, picture)
    assert (refusal.status_code, refusal["Cache-Control"]) == (404, "no-store")
    clock.set(at)
    assert "public" in fetched(reader, picture)["Cache-Control"]


def test_a_picture_that_nothing_shows_has_no_address_for_readers(
    reader: Client, clock: Clock
) -> None:
    free, drafted = make_picture(), make_picture()
    make_article(hero_image=drafted)
    assert not seen(reader, free)
    assert not seen(reader, drafted)


def test_a_browser_that_knows_its_name_is_not_told_that_it_exists(
    reader: Client, clock: Clock
) -> None:
    picture = make_picture()
    tag = f'"{picture.sha256}"'
    never = fetched(reader, picture, **{"If-None-Match": tag})
    since = fetched(reader, picture, **{"If-Modified-Since": http_date(0)})
    assert {never.status_code, since.status_code} == {404}


def test_the_pictures_of_people_and_events_are_shown_at_once(reader: Client, clock: Clock) -> None:
    portrait, visual = make_picture(), make_picture()
    make_person(portrait=portrait)
    make_event(picture=visual)
    assert seen(reader, portrait)
    assert seen(reader, visual)


def test_a_picture_that_an_update_took_out_stays_where_it_was_shared(
    editor: User, reader: Client, clock: Clock
) -> None:
    picture = make_picture()
    edition = make_edition(hero_image=picture)
    clock.forward(hours=1)
    article = edition.article
    article.hero_image = None
    article.save()
    publishing.publish(article, editor, kind="update")
    assert seen(reader, picture)
    publishing.withdraw(article, editor, "Source retirée.")
    assert not seen(reader, picture)


def test_the_portrait_that_was_printed_stays_though_the_person_has_another(
    reader: Client, clock: Clock
) -> None:
    before, after = make_picture(), make_picture()
    person = make_person(portrait=before)
    make_edition(authors=[person])
    person.portrait = after
    person.save()
    assert seen(reader, before)
    assert seen(reader, after)


def test_a_cancelled_schedule_shows_nothing(editor: User, reader: Client, clock: Clock) -> None:
    picture, at = make_picture(), clock.after(hours=1)
    edition = make_edition(article=make_ready(hero_image=picture), at=at)
    publishing.cancel(edition, editor)
    clock.set(at)
    assert not seen(reader, picture)


def test_the_newsroom_sees_every_picture_and_no_cache_keeps_it(
    journalist: User, clock: Clock
) -> None:
    answer = fetched(client_of(journalist), make_picture())
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.fixture
def open_pages(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The numbers of the pages of a kind "essai" that are open: they lend as long as they are."""
    numbers = {7}
    monkeypatch.setitem(showing.LENDERS, "essai", numbers.__contains__)
    return numbers


def lent(picture: Image, until: datetime) -> Morsel[str]:
    page = HttpResponse()
    showing.lend(page, kind="essai", number=7, images=[picture.pk], until=until)
    return page.cookies[f"{showing.LOAN}essai-7"]


def test_a_page_lends_its_own_pictures(reader: Client, clock: Clock, open_pages: set[int]) -> None:
    picture = make_picture()
    # Django counts a cookie's life on the machine's own clock, which nothing moves.
    loan = lent(picture, datetime.now(UTC) + timedelta(days=3))
    assert (loan["path"], loan["httponly"], loan["samesite"]) == (
        "/images/renditions/",
        True,
        "Lax",
    )
    assert 0 <= 3 * 86_400 - int(loan["max-age"]) < 60
    reader.cookies[loan.key] = loan.value
    assert fetched(reader, picture)["Cache-Control"] == "private, no-store"
    assert not seen(reader, make_picture())


def test_a_loan_that_was_touched_opens_nothing(
    reader: Client, clock: Clock, open_pages: set[int]
) -> None:
    picture = make_picture()
    loan = lent(picture, clock.after(days=3))
    for touched in (loan.value[:-2] + "xx", "", "1:2:3"):
        reader.cookies[loan.key] = touched
        assert not seen(reader, picture)


def test_a_loan_ends_with_the_page_that_made_it(
    reader: Client, clock: Clock, open_pages: set[int]
) -> None:
    picture = make_picture()
    loan = lent(picture, clock.after(days=3))
    reader.cookies[loan.key] = loan.value
    assert seen(reader, picture)
    open_pages.clear()
    assert not seen(reader, picture)


def test_a_page_without_pictures_sets_no_cookie(clock: Clock) -> None:
    page = HttpResponse()
    showing.lend(page, kind="essai", number=7, images=[], until=clock.after(days=3))
    assert not page.cookies
