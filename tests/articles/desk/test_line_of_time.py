"""The line of time on the article, and mending a typo without moving a date."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.desk.line_of_time import line_of_time
from articles.models import Article, Edition
from tests.clock import Clock
from tests.factories import client_of, make_edition, make_published, make_scheduled

pytestmark = pytest.mark.django_db


def states(article: Article, clock: Clock) -> list[str]:
    return [stretch.state for stretch in line_of_time(article.editions.all(), clock.now())]


def page(user: User, article: Article) -> str:
    address = reverse("admin:articles_article_change", args=[article.pk])
    return client_of(user).get(address).content.decode()


def test_it_says_what_readers_saw_see_and_will_see(clock: Clock, editor: User) -> None:
    article = make_published(publisher=editor)
    clock.forward(hours=1)
    make_edition(article=article, kind="update", publisher=editor)
    clock.forward(hours=1)
    make_edition(article=article, kind="update", at=clock.after(hours=1), publisher=editor)
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=2))
    assert states(article, clock) == ["scheduled", "scheduled", "live", "past"]
    shown = page(editor, article)
    assert "Garder en ligne" in shown
    assert "Europe/Paris, UTC+1" in shown


def test_a_cancelled_edition_keeps_its_place(clock: Clock, editor: User) -> None:
    article = make_published(publisher=editor)
    clock.forward(minutes=1)
    edition = make_edition(
        article=article, kind="update", at=clock.after(hours=1), publisher=editor
    )
    publishing.cancel(edition, editor)
    assert states(article, clock) == ["cancelled", "live"]
    assert "devait paraître le" in page(editor, article)


def test_a_gap_between_a_withdrawal_and_a_return_is_said(clock: Clock, editor: User) -> None:
    article = make_published(publisher=editor)
    clock.forward(hours=1)
    publishing.withdraw(article, editor, "À vérifier.")
    clock.forward(hours=1)
    Article.objects.update(status="ready")
    article.refresh_from_db()
    make_edition(article=article, kind="update", publisher=editor)
    assert states(article, clock) == ["live", "past", "past"]
    assert "Les lecteurs ne voient rien" in page(editor, article)


def test_an_editor_looks_at_an_edition_to_come_as_it_will_be(clock: Clock, editor: User) -> None:
    article = make_scheduled(clock.after(hours=1), publisher=editor, title="Un décret attendu")
    article.title = "Un autre titre depuis"
    article.save()
    address = reverse("admin:articles_article_edition", args=[article.pk, 1])
    answer = client_of(editor).get(address)
    assert "Un décret attendu" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client_of(None).get(address).status_code == 302


def test_an_editor_reading_the_page_finds_the_way_to_mend_it(
    clock: Clock, editor: User, journalist: User, reader: Client
) -> None:
    article = make_published(publisher=editor)
    address = Edition.objects.get().get_absolute_url()
    change = reverse("admin:articles_article_change", args=[article.pk])
    seen = client_of(editor).get(address)
    assert change in seen.content.decode()
    assert seen["Cache-Control"] == "private, no-store"
    assert change not in client_of(journalist).get(address).content.decode()
    public = reader.get(address)
    assert change not in public.content.decode()
    assert "Cookie" not in public.get("Vary", "")


def test_mending_a_typo_moves_no_date(clock: Clock, editor: User, reader: Client) -> None:
    article = make_published(publisher=editor)
    first = Edition.objects.get()
    clock.forward(days=1)
    article.title = "Un titre sans coquille"
    article.save()
    publishing.publish(article, editor, kind="silent")
    shown = reader.get(first.get_absolute_url()).content.decode()
    assert "Un titre sans coquille" in shown
    assert "Mis à jour" not in shown
