"""The screen of previews: the real page on two widths, of the working copy, a save, an edition."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.desk.saving import saved
from articles.models import Article, Mention, Topic
from tests.articles.desk.pages import desk_of, page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_person,
    make_picture,
    make_position,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    person = make_person("Anne", "Roux")
    make_position(person, "directrice de l’hôpital")
    made = make_article(
        by=journalist, title="La première version", mentions=[person], topics=[make_topic("Pacs")],
        events=[make_event("Le sommet")], hero_image=make_picture(caption="La salle, mardi."),
    )  # fmt: skip
    saved(article=made, by=journalist)
    return made


@pytest.fixture
def desk(journalist: User) -> Client:
    return client_of(journalist)


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def frames(answer: Any) -> list[str]:
    return re.findall(r'<iframe src="([^"]+)"', text(answer))


def saved_page(article: Article, number: int) -> str:
    return reverse("admin:articles_article_saved_page", args=[article.pk, number])


def test_the_screen_frames_the_page_twice(article: Article, desk: Client) -> None:
    assert frames(desk.get(page(article, "side_by_side"))) == [page(article, "preview")] * 2


def test_the_screen_shows_the_save_or_the_edition_that_is_asked_for(
    article: Article, desk: Client, clock: Clock
) -> None:
    Article.objects.update(status="ready")
    edition = make_edition(article=article, at=clock.after(hours=3))
    screen = page(article, "side_by_side")
    printed = reverse("admin:articles_article_edition", args=[article.pk, edition.number])
    assert frames(desk.get(f"{screen}?version=edition-1")) == [printed] * 2
    assert frames(desk.get(f"{screen}?version=save-1")) == [saved_page(article, 1)] * 2
    offered = re.findall(r'<option value="([^"]+)"', text(desk.get(screen)))
    assert offered == ["latest", "edition-1", "save-1"]


@pytest.mark.parametrize(
    "asked", ["save-2", "edition-1", "save-0", "save-", "save-99999999999", "n", "é", "%00", ""]
)
def test_a_version_that_is_none_is_not_found(article: Article, desk: Client, asked: str) -> None:
    answer = desk.get(f"{page(article, 'side_by_side')}?version={asked}")
    assert answer.status_code == 404


def test_the_pages_may_be_framed_by_the_desk_and_nothing_else_may(
    article: Article, desk: Client
) -> None:
    for address in (page(article, "preview"), saved_page(article, 1)):
        answer = desk.get(address)
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
    for address in (page(article, "side_by_side"), page(article, "links"), page(article)):
        answer = desk.get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_save_is_printed_as_it_was(article: Article, desk: Client) -> None:
    Article.objects.update(title="La seconde version", body="<p>Autre chose.</p>", hero_image=None)
    Mention.objects.all().delete()
    article.topics.clear()
    article.events.clear()
    article.bylines.all().delete()
    before, now = text(desk.get(saved_page(article, 1))), text(desk.get(page(article, "preview")))
    for words in (
        "La première version", "Les éditeurs ont six mois", "Anne Roux", "directrice de l’hôpital",
        "Pacs", "Le sommet", "Louise Martin", "La salle, mardi.",
    ):  # fmt: skip
        assert words in before, words
        assert words not in now, words


def test_showing_a_save_changes_nothing(article: Article, desk: Client) -> None:
    Article.objects.update(title="La seconde version")
    desk.get(saved_page(article, 1))
    article.refresh_from_db()
    assert article.title == "La seconde version"
    assert article.revisions.count() == 1


def test_a_save_is_shown_without_what_was_deleted_since(article: Article, desk: Client) -> None:
    article.topics.clear()
    Topic.objects.all().delete()
    Article.objects.update(hero_image=None, section=None)
    assert desk.get(saved_page(article, 1)).status_code == 200
    revision = article.revisions.get()
    revision.content = {"topics": "rien", "bylines": [7, {"person": "x"}], "section": "y"}
    revision.save()
    assert desk.get(saved_page(article, 1)).status_code == 200


def test_a_save_is_for_those_who_may_see_the_article(article: Article) -> None:
    answer = desk_of("journalist").get(saved_page(article, 1))
    assert answer.status_code == 404
    assert article.title not in text(answer)


def test_the_screen_costs_the_same_for_one_save_and_for_forty(
    article: Article, desk: Client, journalist: User, django_assert_num_queries: Any
) -> None:
    desk.get(page(article, "side_by_side"))
    for saves in (1, 39):
        for number in range(saves):
            article.title = f"Version {saves}-{number}"
            article.save()
            saved(article=article, by=journalist)
        with django_assert_num_queries(8):
            desk.get(page(article, "side_by_side"))
