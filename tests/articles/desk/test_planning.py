"""A plan: an idea, an assignment, a date, and the article that it becomes in one click."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.desk import planning
from articles.desk.lateness import late
from articles.models import Article, Plan, Status
from prose.dates import PARIS, duration
from tests.articles.desk.pages import desk_of, signing
from tests.clock import Clock
from tests.factories import client_of, make_event, make_section, make_user

pytestmark = pytest.mark.django_db

YESTERDAY = date(2025, 2, 10)


def make_plan(by: User, **fields: Any) -> Plan:
    plan = Plan(**{"title": "Enquête sur les données"} | fields)
    planning.create(plan=plan, by=by)
    return plan


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"stage": "nonsense"},
        {"form": "nonsense"},
        {"commissioned_length": 0},
        {"planned_time": time(8)},
        {"stage": "assigned"},
    ],
)
def test_the_database_refuses_a_plan_that_makes_no_sense(
    wrong: dict[str, Any], editor: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(**{"title": "Une idée", "created_by": editor} | wrong)


def test_a_plan_becomes_an_article_once(editor: User, journalist: User) -> None:
    person, event, section = signing(journalist), make_event(), make_section()
    plan = make_plan(
        editor, assigned_to=journalist, event=event, section=section, commissioned_length=6000
    )
    address = f"/admin/articles/plan/{plan.pk}/write/"
    first = client_of(journalist).post(address)
    second = client_of(editor).post(address)
    assert first["Location"] == second["Location"]
    article = Article.objects.get()
    assert (article.title, article.section, article.commissioned_length, article.created_by) == (
        plan.title, section, 6000, journalist,
    )  # fmt: skip
    assert [byline.person for byline in article.bylines.all()] == [person]
    assert [coverage.event for coverage in article.coverages.all()] == [event]
    plan.refresh_from_db()
    assert (plan.article, plan.stage) == (article, "writing")


def test_a_plan_whose_article_is_begun_stays_somebodys(editor: User) -> None:
    plan = make_plan(editor)
    planning.become_article(plan=plan, by=editor)
    address = f"/admin/articles/plan/{plan.pk}/change/"
    typed = {"title": "Une idée", "form": "news", "assigned_to": "", "seen": str(plan.version)}
    answer = client_of(editor).post(address, typed)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    kept = typed | {"assigned_to": str(editor.pk)}
    assert client_of(editor).post(address, kept).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.stage) == ("Une idée", "writing")


def test_a_draft_that_is_deleted_gives_its_plan_back(editor: User) -> None:
    plan = make_plan(editor)
    planning.become_article(plan=plan, by=editor).delete()
    plan.refresh_from_db()
    assert (plan.article, plan.stage, plan.assigned_to) == (None, "writing", editor)


def test_a_journalist_begins_no_plan_of_another(editor: User, journalist: User) -> None:
    plan = make_plan(editor, assigned_to=make_user("journalist"))
    client_of(journalist).post(f"/admin/articles/plan/{plan.pk}/write/")
    assert not Article.objects.exists()


def test_a_journalist_changes_only_an_own_idea(editor: User, journalist: User) -> None:
    mine, other = make_plan(journalist), make_plan(editor)
    assert planning.can_change(journalist, mine)
    with pytest.raises(planning.PlanningError):
        planning.move(plan=other, by=journalist, on=YESTERDAY)
    mine.assigned_to = journalist
    planning.change(plan=mine, by=editor)
    assert mine.stage == "assigned"
    assert not planning.can_change(journalist, mine)


def test_what_somebody_changed_meanwhile_is_not_written_over(editor: User) -> None:
    plan = make_plan(editor)
    stale = Plan.objects.get(pk=plan.pk)
    planning.move(plan=plan, by=editor, on=YESTERDAY)
    for act in (
        lambda: planning.move(plan=stale, by=editor, on=None),
        lambda: planning.drop(plan=stale, by=editor),
        lambda: planning.change(plan=stale, by=editor),
    ):
        with pytest.raises(planning.PlanningError):
            act()
    plan.refresh_from_db()
    assert (plan.planned_on, plan.stage) == (YESTERDAY, "idea")


def test_a_dropped_plan_becomes_no_article(editor: User) -> None:
    plan = make_plan(editor)
    planning.drop(plan=plan, by=editor)
    with pytest.raises(planning.PlanningError):
        planning.become_article(plan=plan, by=editor)


@pytest.mark.parametrize("role", ["journalist", "editor"])
def test_a_plan_is_added_and_changed_by_its_form(role: str, clock: Clock) -> None:
    desk = desk_of(role)
    typed = {"title": "Une idée", "form": "interview", "planned_on": "2025-02-12"}
    assert desk.post("/admin/articles/plan/add/", typed).status_code == 302
    plan = Plan.objects.get()
    address = f"/admin/articles/plan/{plan.pk}/change/"
    assert desk.get(address).status_code == 200
    changed = typed | {"title": "Une autre", "seen": "0"}
    assert desk.post(address, changed).status_code == 302
    assert desk.post(address, changed | {"title": "En retard d’une version"}).status_code == 200
    plan.refresh_from_db()
    assert plan.title == "Une autre"


@pytest.mark.parametrize(
    "wrong",
    [
        {"planned_time": "08:00"},
        {"planned_on": "2025-03-30", "planned_time": "02:30"},
        {"planned_on": "32 février"},
        {"commissioned_length": "0"},
        {"commissioned_length": "-3"},
        {"title": ""},
    ],
)
def test_a_form_that_makes_no_sense_comes_back_with_its_reason(
    wrong: dict[str, str], clock: Clock
) -> None:
    typed = {"title": "Une idée", "form": "interview", "notes": "À garder"} | wrong
    answer = desk_of("editor").post("/admin/articles/plan/add/", typed)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert "À garder" in answer.content.decode()
    assert not Plan.objects.exists()


def test_what_is_late_is_listed_with_by_how_much(editor: User, clock: Clock) -> None:
    due = datetime(2025, 2, 11, 7, 20, tzinfo=PARIS)
    make_plan(editor, title="À l’heure dite", planned_on=due.date(), planned_time=due.time())
    make_plan(editor, title="Aujourd’hui", planned_on=due.date())
    make_plan(editor, title="Hier", planned_on=YESTERDAY)
    make_plan(editor, title="À rendre", deadline=clock.after(days=-3))
    assert [(one.plan.title, one.in_words) for one in late(clock.now())] == [
        ("À rendre", "3\u00a0jours"),
        ("Hier", "9\u00a0h\u00a030"),
        ("À l’heure dite", "2\u00a0h\u00a010"),
    ]
    words = client_of(editor).get("/admin/planning/today/").content.decode()
    assert "2\u00a0h\u00a010" in words
    assert "Aujourd’hui" in words


def test_a_text_that_was_handed_in_misses_no_deadline(editor: User, clock: Clock) -> None:
    plan = make_plan(editor, deadline=clock.after(days=-1))
    article = planning.become_article(plan=plan, by=editor)
    assert len(late(clock.now())) == 1
    Article.objects.filter(pk=article.pk).update(status=Status.IN_REVIEW)
    assert late(clock.now()) == []


def test_a_length_of_time_is_said_in_whole_units() -> None:
    said = [duration(timedelta(minutes=count)) for count in (-5, 45, 60, 130, 1440, 4320)]
    assert [words.replace("\u00a0", " ") for words in said] == [
        "0 min", "45 min", "1 h", "2 h 10", "1 jour", "3 jours",
    ]  # fmt: skip
