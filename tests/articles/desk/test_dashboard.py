"""What a person finds on arriving: their own, what waits, what is planned, what is out today."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk.dashboard import SHOWN, dashboard
from articles.models import Article, Edition, Status
from tests.articles.desk.pages import ADD, HOME, ROLES, desk_of
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_person,
    make_published,
    make_scheduled,
    make_section,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

# Session, user, two for permissions, six lists of which two are for editors, the rights, and what
# an editor is told of the worker and of notices.
QUERIES = 15


def titles(found: object) -> list[str]:
    return [row.title for row in found]  # type: ignore[attr-defined]


def test_mine_are_the_articles_that_i_began_or_sign_and_that_are_not_out(
    journalist: User, clock: Clock
) -> None:
    person = make_person(user=journalist)
    make_article(by=journalist, title="Commencé par moi", authors=[person])
    make_article(by=make_user("journalist"), title="Signé par moi", authors=[person])
    make_article(by=journalist, title="Approuvé", status=Status.READY, authors=[person])
    make_article(title="D’une autre")
    make_published(by=journalist, title="Paru", authors=[person])
    assert set(titles(dashboard(journalist).mine)) == {
        "Commencé par moi", "Signé par moi", "Approuvé",
    }  # fmt: skip


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_what_waits_is_for_editors(role: str) -> None:
    make_article(title="À relire", status=Status.IN_REVIEW)
    make_article(title="Brouillon")
    assert titles(dashboard(make_user(role)).to_read) == ["À relire"]


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_the_drafts_of_others_are_in_no_list(role: str, clock: Clock) -> None:
    user = make_user(role)
    for status in (Status.DRAFT, Status.IN_REVIEW, Status.READY):
        make_article(status=status, title="Pas encore paru")
    assert "Pas encore paru" not in client_of(user).get(HOME).content.decode()


def test_what_is_planned_is_in_the_order_of_its_appearance(editor: User, clock: Clock) -> None:
    make_scheduled(clock.after(days=2), title="Après-demain")
    make_scheduled(clock.after(hours=2), title="Tout à l’heure")
    make_published(title="Déjà paru")
    assert titles(dashboard(editor).scheduled) == ["Tout à l’heure", "Après-demain"]


def test_what_is_out_today_began_today_on_paris_clocks(editor: User, clock: Clock) -> None:
    midnight = clock.now().replace(hour=23, minute=0)  # Paris is one hour ahead in winter.
    clock.set(midnight - timedelta(seconds=1))
    make_published(title="Hier")
    clock.set(midnight)
    make_published(title="À minuit")
    clock.forward(hours=9)
    make_published(title="Ce matin")
    assert titles(dashboard(editor).out_today) == ["Ce matin", "À minuit"]


def test_what_came_out_days_ago_is_still_at_hand(editor: User, clock: Clock) -> None:
    article = make_published(title="Un acord d’avant-hier")
    clock.forward(days=2)
    make_published(title="Ce matin")
    found = dashboard(editor)
    assert (titles(found.out_today), titles(found.out_earlier)) == (
        ["Ce matin"], ["Un acord d’avant-hier"],
    )  # fmt: skip
    page = client_of(editor).get(HOME).content.decode()
    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert f"/admin/articles/article/{article.pk}/withdraw/" in page


def test_what_was_withdrawn_is_neither_planned_nor_out(editor: User, clock: Clock) -> None:
    article = make_withdrawn(clock, title="Retiré")
    found = dashboard(editor)
    assert "Retiré" not in titles(found.out_today) + titles(found.scheduled)
    assert Article.objects.get(pk=article.pk).status == Status.DRAFT


def test_a_change_that_is_planned_is_a_row_beside_the_edition_that_is_out(
    editor: User, clock: Clock
) -> None:
    article = make_published(title="Le suivi")
    make_edition(article=article, at=clock.after(hours=1), kind="update")
    clock.forward(minutes=1)
    found = dashboard(editor)
    assert titles(found.scheduled) == titles(found.out_today) == ["Le suivi"]


def test_lists_are_cut_at_what_one_reads(editor: User, clock: Clock) -> None:
    section = make_section()
    for _ in range(SHOWN + 3):
        make_article(status=Status.IN_REVIEW, section=section, by=editor)
    found = dashboard(editor)
    assert len(found.mine) == len(found.to_read) == SHOWN


@pytest.mark.parametrize("role", ROLES)
def test_the_page_opens_for_every_role(role: str, clock: Clock) -> None:
    words = desk_of(role).get(HOME).content.decode()
    assert words.count('class="desk-list"') == (5 if role in {"editor", "chief", "admin"} else 3)
    assert (f'href="{ADD}"' in words.split('id="content-related"')[0]) == (role != "picture_editor")


def many(count: int, by: User, clock: Clock) -> None:
    section, publisher = make_section(), make_user("editor")
    for rank in range(count):
        make_article(by=by, section=section)
        make_article(by=by, section=section, status=Status.IN_REVIEW)
        at = clock.after(minutes=rank + 1)
        make_scheduled(at, by=by, section=section, publisher=publisher)
        make_published(by=by, section=section, publisher=publisher)


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("role", ["journalist", "editor"])
def test_the_page_costs_the_same_with_few_and_many_rows(
    role: str,
    count: int,
    clock: Clock,
    django_assert_max_num_queries: Callable[[int], CaptureQueriesContext],
) -> None:
    user = make_user(role)
    many(count, user, clock)
    assert Edition.objects.count() == 2 * count
    desk = client_of(user)
    # A server of databases is asked the time as well.
    with django_assert_max_num_queries(QUERIES + (connection.vendor == "postgresql")):
        assert desk.get(HOME).status_code == 200


def test_the_list_of_articles_costs_the_same_with_few_and_many_rows(
    editor: User, clock: Clock
) -> None:
    desk = client_of(editor)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get("/admin/articles/article/").status_code == 200
        return len(seen)

    many(1, editor, clock)
    few = cost()
    many(9, editor, clock)
    assert cost() == few


def test_a_reader_s_page_does_not_lead_to_the_desk(reader: Client, clock: Clock) -> None:
    make_published()
    assert "/admin/" not in reader.get("/").content.decode()
