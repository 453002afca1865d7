"""The board: a column for each status, and what each card says of what was asked for."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.desk import board, planning
from articles.models import Article, Plan, Status
from tests.articles.desk.pages import desk_of
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_published,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

BOARD = "/admin/planning/board/"
COLUMNS = ["Idées", "Attribué", "En écriture", "En relecture", "Prêt", "Programmé"]


def make_plan(by: User, **fields: Any) -> Plan:
    plan = Plan(**{"title": "Enquête sur les données"} | fields)
    planning.create(plan=plan, by=by)
    return plan


def columns(desk: Client, **asked: str) -> dict[str, str]:
    """The words of each column by its name."""
    answer = desk.get(BOARD, asked)
    assert answer.status_code == 200
    parts = answer.content.decode().split('<section class="board-column"')[1:]
    found = {}
    for part in parts:
        words = " ".join(re.sub(r"<[^>]+>", " ", part.split(">", 1)[1]).split())
        name = next(one for one in COLUMNS if words.startswith(one))
        found[name] = words.replace("\u00a0", " ").replace("\u202f", " ")
    return found


def test_each_stands_in_the_column_of_its_status(editor: User, clock: Clock) -> None:
    make_plan(editor, title="Une idée")
    make_plan(editor, title="Une commande", assigned_to=editor)
    make_article(title="Un brouillon")
    make_article(title="Une relecture", status=Status.IN_REVIEW)
    make_article(title="Un prêt", status=Status.READY)
    make_edition(at=clock.after(hours=2), title="Un programmé")
    make_published(title="Un paru")
    found = columns(client_of(editor))
    assert list(found) == COLUMNS
    titles = [
        "Une idée",
        "Une commande",
        "Un brouillon",
        "Une relecture",
        "Un prêt",
        "Un programmé",
    ]
    for (name, words), title in zip(found.items(), titles, strict=True):
        assert title in words, name
        assert not [other for other in titles if other != title and other in words]
    assert not [words for words in found.values() if "Un paru" in words]


def test_a_card_says_what_was_asked_for_and_how_late_it_is(editor: User, clock: Clock) -> None:
    make_plan(
        editor, title="Trois questions", form="interview", section=make_section(name="Hôpital"),
        assigned_to=make_user("journalist", username="lea"), commissioned_length=6000,
        event=make_event("Le colloque"), planned_on=date(2025, 2, 11), planned_time=time(8),
    )  # fmt: skip
    words = columns(client_of(editor))["Attribué"]
    for said in (
        "Entretien · Hôpital · 6 000 signes", "11 février 2025 à 8 h", "Le colloque", "lea",
        "en retard de 1 h 30",
    ):  # fmt: skip
        assert said in words


def test_a_plan_becomes_an_article_in_one_click_and_moves_on_the_board(
    editor: User, journalist: User, clock: Clock
) -> None:
    plan = make_plan(editor, title="Une commande", assigned_to=journalist, commissioned_length=900)
    desk = client_of(journalist)
    address = f"/admin/articles/plan/{plan.pk}/write/"
    assert address in desk.get(BOARD).content.decode()
    assert desk.post(address).status_code == 302
    article = Article.objects.get()
    assert article.plan == plan
    found = columns(desk)
    assert "Une commande" not in found["Attribué"]
    assert "Une commande" in found["En écriture"]
    assert "900 signes" in found["En écriture"]


def test_a_journalist_s_board_offers_only_what_is_theirs_to_write(
    editor: User, journalist: User, clock: Clock
) -> None:
    make_plan(editor, title="À une autre", assigned_to=make_user("journalist"))
    make_article(title="Le texte d’une autre")
    page = client_of(journalist).get(BOARD).content.decode()
    assert "À une autre" in page
    assert "/write/" not in page
    assert "Le texte d’une autre" not in page


def test_the_board_is_narrowed_to_oneself_or_to_a_section(
    editor: User, journalist: User, clock: Clock
) -> None:
    section = make_section()
    make_plan(editor, title="Pour elle", assigned_to=journalist, section=section)
    make_plan(editor, title="Pour une autre", assigned_to=make_user("journalist"))
    make_article(title="De l’éditeur", by=editor)
    mine = " ".join(columns(client_of(journalist), mine="1").values())
    assert "Pour elle" in mine
    assert "Pour une autre" not in mine
    one = " ".join(columns(client_of(editor), section=str(section.pk)).values())
    assert "Pour elle" in one
    assert "De l’éditeur" not in one
    assert "De l’éditeur" in " ".join(columns(client_of(editor), section="rien").values())


def test_a_plan_whose_draft_was_deleted_waits_to_be_begun_again(editor: User, clock: Clock) -> None:
    plan = make_plan(editor, title="Une commande", assigned_to=editor)
    planning.become_article(plan=plan, by=editor).delete()
    desk = client_of(editor)
    assert "Une commande" in columns(desk)["Attribué"]
    desk.post(f"/admin/articles/plan/{plan.pk}/write/")
    found = columns(desk)
    assert "Une commande" in found["En écriture"]
    assert "Une commande" not in found["Attribué"]


def test_a_long_column_leads_to_the_rest(
    editor: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST", 2)
    for rank in range(3):
        make_article(title=f"Texte {rank}")
    words = columns(client_of(editor))["En écriture"]
    assert words.startswith("En écriture 2+")
    assert "Texte 2" in words
    assert "Texte 0" not in words
    assert "?status__exact=draft" in client_of(editor).get(BOARD).content.decode()


def test_who_has_no_part_in_the_planning_sees_no_board(clock: Clock) -> None:
    nobody = make_user("journalist")
    nobody.groups.clear()
    assert client_of(nobody).get(BOARD).status_code == 403
    assert desk_of("journalist").get(BOARD).status_code == 200
