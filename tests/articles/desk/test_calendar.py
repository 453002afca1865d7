"""The calendar of the newsroom: what it shows to whom, and how a card is moved."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.desk.calendar.cards import cards
from articles.desk.calendar.period import Span
from articles.models import Edition, Plan
from prose.dates import PARIS
from tests.articles.desk.pages import desk_of
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_published,
    make_scheduled,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = datetime(2025, 2, 12, 8, tzinfo=PARIS)


def calendar(desk: Client, view: str = "month", on: str = "2025-02-12") -> str:
    answer = desk.get("/admin/calendar/", {"view": view, "on": on})
    assert answer.status_code == 200
    return answer.content.decode()


def drag(desk: Client, subject: Edition | Plan, to: str, seen: str | None = None) -> str:
    """Drop a card as the page's form does; the words of the page that follows."""
    kind = "edition" if isinstance(subject, Edition) else "plan"
    if seen is None:
        seen = (
            subject.live_from.isoformat() if isinstance(subject, Edition) else str(subject.version)
        )
    day, _, hour = to.partition("T")
    answer = desk.post(
        f"/admin/calendar/move/{kind}/{subject.pk}/",
        {"dragged": "1", "back": "/admin/calendar/?view=week", "seen": seen, "at": to, "on": day,
         "hour": hour},
    )  # fmt: skip
    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path in {"/admin/calendar/", "/admin/"}
    return desk.get(answer["Location"].split("#")[0]).content.decode()


def edition_of(**fields: object) -> Edition:
    return make_scheduled(AT, **fields).editions.get()


def make_plan(by: User, **fields: object) -> Plan:
    return Plan.objects.create(**{"title": "Enquête sur les données", "created_by": by} | fields)


@pytest.mark.parametrize("view", ["month", "week", "day", "nonsense"])
def test_each_kind_of_card_is_shown_in_each_view(view: str, editor: User, clock: Clock) -> None:
    make_scheduled(AT, title="Programmé demain")
    make_plan(editor, planned_on=AT.date(), title="Prévu demain")
    make_event("Colloque demain", starts_at=AT, ends_at=AT)
    make_article(embargo_until=AT, title="Sous embargo demain")
    words = calendar(client_of(editor), view)
    for title in ("Programmé demain", "Prévu demain", "Colloque demain", "Sous embargo demain"):
        assert title in words
    assert "Europe/Paris, UTC+1" in words


def test_a_withdrawal_has_its_card_and_an_edition_that_is_replaced_has_none(
    editor: User, clock: Clock
) -> None:
    leaving, replaced = make_published(title="Celui qui part"), make_published()
    clock.forward(minutes=5)
    publishing.withdraw(leaving, editor, "Fin de l’accord.", AT)
    make_edition(article=replaced, publisher=editor, at=AT)
    span = Span(AT.date(), AT.date() + timedelta(days=1))
    found = [(card.kind, card.title) for card in cards(editor, span, clock.now())[AT.date()]]
    assert found == [("edition", replaced.title), ("withdrawal", "Celui qui part")]
    words = calendar(client_of(editor), "day")
    assert "Retrait" in words
    assert "Celui qui part" in words


def test_an_edition_is_moved_to_another_hour(editor: User, clock: Clock) -> None:
    edition = edition_of()
    drag(client_of(editor), edition, "2025-02-13T14:00:00")
    edition.refresh_from_db()
    assert edition.live_from == datetime(2025, 2, 13, 14, tzinfo=PARIS)


def test_of_two_editors_who_drag_one_card_the_second_is_told(editor: User, clock: Clock) -> None:
    edition = edition_of()
    seen = edition.live_from.isoformat()
    drag(client_of(editor), edition, "2025-02-13T14:00:00", seen)
    words = drag(desk_of("chief"), edition, "2025-02-14T09:00:00", seen)
    edition.refresh_from_db()
    assert 'class="error"' in words
    assert edition.live_from == datetime(2025, 2, 13, 14, tzinfo=PARIS)


def test_what_is_live_past_embargoed_or_skipped_by_the_clocks_is_refused(
    editor: User, clock: Clock
) -> None:
    live = make_published().editions.get()
    edition = edition_of(embargo_until=AT)
    for subject, to in (
        (live, "2025-02-13T08:00:00"),
        (edition, "2025-02-10T08:00:00"),
        (edition, "2025-02-12T07:00:00"),
        (edition, "2025-03-30T02:30:00"),
        (edition, "n’importe quoi"),
    ):
        before = subject.live_from
        assert 'class="error"' in drag(client_of(editor), subject, to)
        subject.refresh_from_db()
        assert subject.live_from == before


def test_a_card_that_says_not_where_it_stood_is_refused(editor: User, clock: Clock) -> None:
    edition = edition_of()
    for seen in ("", "n’importe quoi", "2025-13-45", "2025-02-12T08:00:00"):
        assert 'class="error"' in drag(client_of(editor), edition, "2025-02-13T08:00:00", seen)
    edition.refresh_from_db()
    assert edition.live_from == AT


def test_a_journalist_sees_and_moves_nothing(journalist: User, clock: Clock) -> None:
    edition, plan = edition_of(title="Programmé"), make_plan(journalist, planned_on=AT.date())
    desk = client_of(journalist)
    words = calendar(desk)
    assert "Programmé" in words
    assert "data-move" not in words
    for subject in (edition, plan):
        assert 'class="error"' in drag(desk, subject, "2025-02-13T08:00:00")
    edition.refresh_from_db()
    plan.refresh_from_db()
    assert (edition.live_from, plan.planned_on) == (AT, AT.date())


def test_who_has_lost_the_role_is_told(editor: User, clock: Clock) -> None:
    edition, desk = edition_of(), client_of(editor)
    editor.groups.clear()
    assert 'class="error"' in drag(desk, edition, "2025-02-13T08:00:00")
    edition.refresh_from_db()
    assert edition.live_from == AT


def test_a_plan_is_moved_with_or_without_an_hour(editor: User, clock: Clock) -> None:
    plan = make_plan(editor, planned_on=AT.date())
    drag(client_of(editor), plan, "2025-02-13")
    plan.refresh_from_db()
    assert (plan.planned_on, plan.planned_time) == (date(2025, 2, 13), None)
    drag(client_of(editor), plan, "2025-02-14T10:30:00")
    plan.refresh_from_db()
    assert (plan.planned_on, plan.planned_time) == (date(2025, 2, 14), time(10, 30))
    assert 'class="error"' in drag(client_of(editor), plan, "2025-02-20", seen="0")
    assert 'class="error"' in drag(client_of(editor), plan, "2025-03-30T02:30:00")
    plan.refresh_from_db()
    assert plan.planned_on == date(2025, 2, 14)


def test_a_refused_form_keeps_what_was_typed(editor: User, clock: Clock) -> None:
    edition, desk = edition_of(), client_of(editor)
    address = f"/admin/calendar/move/edition/{edition.pk}/"
    assert "2025-02-12T08:00" in desk.get(address).content.decode()
    seen = edition.live_from.isoformat()
    answer = desk.post(address, {"at": "2025-02-10T08:00", "seen": seen})
    assert answer.status_code == 200
    assert 'value="2025-02-10T08:00"' in answer.content.decode()
    assert desk.post(address, {"at": "2025-02-13T08:00", "seen": seen}).status_code == 302


def test_two_articles_of_a_section_in_one_minute_are_shown_as_such(
    editor: User, clock: Clock
) -> None:
    section, desk = make_section(), client_of(editor)
    make_scheduled(AT, section=section)
    make_scheduled(AT.replace(minute=1), section=section)
    make_scheduled(AT)
    assert "cal-clash" not in calendar(desk)
    make_plan(editor, section=section, planned_on=AT.date(), planned_time=AT.time())
    assert calendar(desk).count("cal-clash") == 2


@pytest.mark.parametrize("address", ["/admin/calendar/?view=month", "/admin/planning/today/"])
def test_a_page_costs_the_same_with_few_and_many_rows(
    address: str, editor: User, clock: Clock
) -> None:
    desk, publisher = client_of(editor), make_user("editor")

    def more(count: int) -> None:
        for rank in range(count):
            article = make_scheduled(clock.after(minutes=rank + 1), publisher=publisher)
            publishing.cancel(article.editions.get(), publisher)
            make_scheduled(clock.after(minutes=rank + 1), publisher=publisher)
            make_event(starts_at=clock.now(), ends_at=clock.now())
            make_article(embargo_until=clock.now())
            make_plan(editor, planned_on=AT.date().replace(day=10), section=make_section(),
                      assigned_to=editor, stage="assigned")  # fmt: skip

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    more(1)
    few = cost()
    more(6)
    assert cost() == few <= 12
