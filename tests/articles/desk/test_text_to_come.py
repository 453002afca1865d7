"""A text that goes out while another one is to come: editors see it, and say what follows."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.desk import revisions
from articles.models import Article, Edition, Status
from tests.articles.desk.pages import page, page_of_edition
from tests.clock import Clock
from tests.factories import client_of, make_edition, make_published, make_ready
from tests.forms import form_of, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor: User) -> Client:
    return client_of(editor)


def write(article: Article, **fields: object) -> Article:
    """Save other words and their revision, as the article's form does."""
    Article.objects.filter(pk=article.pk).update(version=article.version + 1, **fields)
    fresh = Article.objects.get(pk=article.pk)
    revisions.record(article=fresh, by=None)
    return fresh


@pytest.fixture
def updated_tomorrow(editor: User, clock: Clock) -> Article:
    """Live with one standfirst; another one comes in twenty hours."""
    article = write(make_ready(title="Un acord attendu"), standfirst="Le texte arrive ce matin.")
    make_edition(article=article, publisher=editor)
    clock.forward(hours=1)
    article = write(article, standfirst="Le texte sera signé demain à huit heures.")
    make_edition(article=article, publisher=editor, at=clock.after(hours=20))
    clock.forward(hours=1)
    return write(article, title="Un accord attendu")


def seen(article: Article, at: object = None) -> tuple[str, str]:
    edition = Edition.objects.visible(at).get(article=article)  # type: ignore[arg-type]
    return edition.title, edition.standfirst


def test_a_typo_mended_asks_what_else_would_go_out(
    desk: Client, updated_tomorrow: Article, clock: Clock
) -> None:
    article = updated_tomorrow
    answer = send(desk, page(article), _decision="mend")
    assert answer["Location"] == page(article, "publish") + "?kind=silent"
    answer = desk.get(answer["Location"])
    assert form_of(answer)["kind"] == "silent"
    shown = answer.content.decode()
    assert " ".join(re.findall("<del>(.*?)</del>", shown)) == "acord arrive ce matin"
    added = " ".join(re.findall("<ins>(.*?)</ins>", shown))
    assert added == "accord sera signé demain à huit heures"
    assert seen(article) == ("Un acord attendu", "Le texte arrive ce matin.")


def test_from_there_one_goes_back_to_the_text_that_is_online(
    desk: Client, updated_tomorrow: Article
) -> None:
    shown = desk.get(page(updated_tomorrow, "publish")).content.decode()
    number = updated_tomorrow.revisions.order_by("number").values_list("number", flat=True)[0]
    assert f'{page(updated_tomorrow, "compare")}?from={number}"' in shown


def test_the_correction_of_now_goes_into_what_is_to_come(
    desk: Client, updated_tomorrow: Article, clock: Clock
) -> None:
    send(
        desk, page(updated_tomorrow, "publish"),
        kind="correction", note="Deux c à accord.", carry="carry",
    )  # fmt: skip
    assert seen(updated_tomorrow, clock.after(hours=19))[0] == "Un accord attendu"


def test_what_is_to_come_keeps_its_text_when_told_to(
    desk: Client, updated_tomorrow: Article, clock: Clock
) -> None:
    send(desk, page(updated_tomorrow, "publish"), kind="silent", carry="leave")
    assert seen(updated_tomorrow)[0] == "Un accord attendu"
    assert seen(updated_tomorrow, clock.after(hours=19))[0] == "Un acord attendu"


def test_with_nothing_to_come_nothing_more_is_asked(desk: Client) -> None:
    article = make_published()
    assert "carry" not in form_of(desk.get(page(article, "publish"))).controls


def test_an_article_that_nobody_has_seen_has_no_kinds(desk: Client, clock: Clock) -> None:
    article = make_edition(article=make_ready(), at=clock.after(hours=3)).article
    form = form_of(desk.get(page(article, "publish")))
    assert "kind" not in form.controls
    send(desk, page(article, "publish"), carry="leave")
    kinds = Edition.objects.filter(article=article).order_by("live_from")
    assert [edition.kind for edition in kinds] == ["first", "update"]


def test_the_line_of_time_says_that_the_text_has_changed_since(
    desk: Client, updated_tomorrow: Article, clock: Clock
) -> None:
    article = updated_tomorrow
    (coming,) = Edition.objects.filter(article=article, live_from__gt=clock.now())
    assert "Le texte a changé depuis" in desk.get(page(article)).content.decode()
    desk.post(page_of_edition(coming, "renew"), {"seen_version": article.version})
    assert seen(article, coming.live_from)[0] == "Un accord attendu"
    assert "Le texte a changé depuis" not in desk.get(page(article)).content.decode()


@pytest.mark.parametrize("version", ["", "1", "-3", "x"])
def test_a_text_that_changed_since_the_page_was_read_is_not_put_in(
    desk: Client, updated_tomorrow: Article, clock: Clock, version: str
) -> None:
    (coming,) = Edition.objects.filter(article=updated_tomorrow, live_from__gt=clock.now())
    desk.post(page_of_edition(coming, "renew"), {"seen_version": version})
    assert seen(updated_tomorrow, coming.live_from)[0] == "Un acord attendu"


def test_sending_back_says_what_is_cancelled(
    desk: Client, updated_tomorrow: Article, clock: Clock
) -> None:
    shown = desk.get(page(updated_tomorrow, "send_back")).content.decode()
    assert "Ce qui est programmé est annulé" in shown
    answer = send(desk, page(updated_tomorrow, "send_back"), note="À reprendre.")
    assert "n’est plus programmé" in said(answer)[0]
    updated_tomorrow.refresh_from_db()
    assert updated_tomorrow.status == Status.DRAFT
    assert seen(updated_tomorrow, clock.after(hours=19))[1] == "Le texte arrive ce matin."


def test_a_scheduled_article_may_be_given_an_end(desk: Client, clock: Clock) -> None:
    article = make_edition(article=make_ready(), at=clock.after(hours=3)).article
    assert 'value="withdraw"' in desk.get(page(article)).content.decode()
    shown = desk.get(page(article, "withdraw")).content.decode()
    assert "Ce qui suivrait le retrait est annulé" in shown
