"""The preview: the page as readers will have it, for those who may see the article alone."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Edition
from tests.articles.desk.pages import desk_of, page
from tests.clock import Clock
from tests.factories import (
    BODY,
    client_of,
    make_article,
    make_event,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(
    r"<h1.*?</h1>|<p(?: [^>]*)?>.*?</p>|<h2.*?</h2>|<figcaption.*?</figcaption>", re.S
)


def text_of(words: str) -> list[str]:
    """The titles, paragraphs and captions of a page's main part, as text."""
    main = words.split("<main", 1)[1].split("</main>", 1)[0]
    found = (re.sub(r"<[^>]+>", "", block) for block in ARTICLE.findall(main))
    return [" ".join(unescape(block).split()) for block in found]


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    person = make_person("Anne", "Roux")
    make_position(person, "directrice de l’hôpital")
    picture = make_picture(caption="La salle, mardi.", credit="Studio Exemple")
    body = f'{BODY}<figure data-image="{make_picture(caption="Le bloc.").pk}"></figure>'
    return make_article(
        by=journalist, mentions=[person], topics=[make_topic()], events=[make_event()],
        hero_image=picture, body=body,
    )  # fmt: skip


def test_the_preview_is_the_page_that_readers_will_have(
    article: Article, editor: User, journalist: User, reader: Client, clock: Clock
) -> None:
    seen = client_of(journalist).get(page(article, "preview")).content.decode()
    Article.objects.update(status="ready")
    client_of(editor).post(
        page(article, "publish"), {"when": "now", "seen_version": article.version}
    )
    printed = reader.get(Edition.objects.get().get_absolute_url()).content.decode()
    blocks, shown = text_of(printed), text_of(seen)
    both = [block for block in shown if block in blocks]
    assert both == [block for block in blocks if block in shown]
    for words in (article.title, article.standfirst, *text_of(f"<main>{BODY}</main>")):
        assert words in both
    assert sum("Studio Exemple" in block for block in both) == 2


def test_the_preview_of_a_live_article_shows_the_change_and_readers_do_not_see_it(
    editor: User, reader: Client, clock: Clock
) -> None:
    article = make_published(title="Le premier titre")
    Article.objects.update(title="Le titre en préparation")
    address = Edition.objects.get().get_absolute_url()
    seen = client_of(editor).get(page(article, "preview")).content.decode()
    assert "Le titre en préparation" in seen
    for public in (address, "/", Edition.objects.get().section.get_absolute_url()):
        assert "Le titre en préparation" not in reader.get(public).content.decode()


def test_a_preview_makes_nothing_public(article: Article, journalist: User, reader: Client) -> None:
    client_of(journalist).get(page(article, "preview"))
    assert not Edition.objects.exists()
    assert article.title not in reader.get("/").content.decode()


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_who_may_not_see_the_article_is_not_told_that_it_exists(
    article: Article, role: str
) -> None:
    answer = desk_of(role).get(page(article, "preview"))
    missing = desk_of(role).get(page(Article(pk=4_000_000), "preview"))
    assert answer.status_code == missing.status_code == 404
    assert article.title not in answer.content.decode()


def test_who_is_not_logged_in_is_asked_to(article: Article, reader: Client) -> None:
    assert reader.get(page(article, "preview")).status_code == 302


def test_a_preview_is_kept_nowhere(article: Article, journalist: User) -> None:
    answer = client_of(journalist).get(page(article, "preview"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_preview_is_only_read(article: Article, journalist: User) -> None:
    assert client_of(journalist).post(page(article, "preview")).status_code == 405


@pytest.mark.parametrize(
    "lacking",
    [{"section": None}, {"standfirst": ""}, {"body": ""}, {"kicker": ""}, {"authors": []}],
    ids=["section", "standfirst", "body", "kicker", "signature"],
)
def test_a_draft_that_lacks_something_has_a_preview(lacking: dict[str, Any]) -> None:
    article = make_article(**lacking)
    answer = desk_of("editor").get(page(article, "preview"))
    assert answer.status_code == 200
    assert article.title in answer.content.decode()


def test_a_preview_runs_nothing_that_the_text_brings(journalist: User) -> None:
    article = make_article(by=journalist, body="<p>Ici.</p><script>alert(1)</script>")
    words = client_of(journalist).get(page(article, "preview")).content.decode()
    assert "alert(1)" not in words


def test_positions_are_those_of_today_until_the_article_has_a_date(
    journalist: User, clock: Clock
) -> None:
    person = make_person("Anne", "Roux")
    today = clock.now().date()
    make_position(person, "directrice", end=today.replace(year=2024))
    make_position(person, "conseillère", start=today.replace(year=2024, month=3))
    article = make_article(by=journalist, mentions=[person])
    words = client_of(journalist).get(page(article, "preview")).content.decode()
    assert "conseillère" in words
    assert "directrice" not in words


def test_an_editor_previews_what_others_write() -> None:
    article = make_article(by=make_user("journalist"))
    assert desk_of("editor").get(page(article, "preview")).status_code == 200
