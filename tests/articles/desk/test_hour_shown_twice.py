"""An hour that clocks show twice is asked about: the form comes back with two choices."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Edition, Plan
from tests.articles.desk.pages import page, page_of_edition
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import client_of, make_article, make_edition, make_ready, make_section
from tests.forms import Answer, Form, errors_of, form_of, send

pytestmark = pytest.mark.django_db

TYPED = "2026-10-25T02:30"
SUMMER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
WINTER = SUMMER + timedelta(hours=1)
ANSWERS = [("0", SUMMER), ("1", WINTER)]
answers = pytest.mark.parametrize(("which", "instant"), ANSWERS, ids=["summer", "winter"])


def asked(answer: Answer, name: str) -> Form:
    """The form that came back with the question, unanswered, beside what was typed."""
    assert answer.status_code == 200
    assert set(errors_of(answer)) == {name}
    form = form_of(answer)
    assert f"{name}_fold" in form.controls
    assert form[f"{name}_fold"] == ""
    assert form[name] == TYPED
    words = answer.content.decode()
    assert '<span class="zone">Europe/Paris</span>' in words
    assert "UTC+2" in words
    assert "UTC+1" in words
    return form


@answers
def test_a_schedule_is_asked_which_hour_and_goes_to_it(
    editor: User, clock: Clock, which: str, instant: datetime
) -> None:
    article, desk = make_ready(), client_of(editor)
    form = asked(send(desk, page(article, "publish"), when="later", at=TYPED), "at")
    assert form["when"] == "later"
    assert not Edition.objects.exists()
    desk.post(page(article, "publish"), form.with_typed({"at_fold": which}))
    assert Edition.objects.get().live_from == instant


@answers
def test_a_correction_keeps_its_note_while_it_is_asked(
    editor: User, clock: Clock, which: str, instant: datetime
) -> None:
    edition = make_edition()
    clock.forward(hours=1)
    address, desk = page(edition.article, "publish"), client_of(editor)
    note = "Le chiffre était faux."
    form = asked(send(desk, address, when="later", at=TYPED, kind="correction", note=note), "at")
    assert (form["kind"], form["note"]) == ("correction", note)
    desk.post(address, form.with_typed({"at_fold": which}))
    correction = Edition.objects.latest("number")
    assert (correction.live_from, correction.note) == (instant, note)


@answers
def test_an_edition_is_moved_to_either_hour_and_its_form_says_which(
    editor: User, clock: Clock, which: str, instant: datetime
) -> None:
    edition, desk = make_edition(at=clock.after(days=1)), client_of(editor)
    address = page_of_edition(edition, "reschedule")
    form = asked(send(desk, address, at=TYPED), "at")
    desk.post(address, form.with_typed({"at_fold": which}))
    assert Edition.objects.get().live_from == instant
    opened = form_of(desk.get(address))
    assert (opened["at"], opened["at_fold"]) == (TYPED, which)


@answers
def test_an_embargo_is_asked_and_the_text_is_not_lost(
    journalist: User, clock: Clock, which: str, instant: datetime
) -> None:
    article, desk = make_article(by=journalist), client_of(journalist)
    typed = {"title": "Un titre long à écrire", "embargo_asked_by": "Le ministère"}
    form = asked(send(desk, page(article), embargo_until=TYPED, **typed), "embargo_until")
    assert {name: form[name] for name in typed} == typed
    desk.post(page(article), form.with_typed({"embargo_until_fold": which}))
    assert Article.objects.get().embargo_until == instant


def test_an_answer_counts_for_an_hour_that_is_shown_twice_alone(editor: User, clock: Clock) -> None:
    article = make_ready()
    send(
        client_of(editor), page(article, "publish"), when="later", at="2026-10-25T03:30",
        at_fold="0",
    )  # fmt: skip
    assert Edition.objects.get().live_from == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)


def test_readers_see_it_at_the_hour_that_was_meant(editor: User, clock: Clock) -> None:
    make_edition(at=WINTER)
    for instant, seen in ((SUMMER, 0), (WINTER - SECOND, 0), (WINTER, 1)):
        assert Edition.objects.visible(instant).count() == seen


@pytest.mark.parametrize(
    ("now", "zone"),
    [("2025-02-11T08:00", "Europe/Paris, UTC+1"), ("2025-07-11T08:00", "Europe/Paris, UTC+2")],
)
def test_the_zone_stands_beside_every_time(editor: User, clock: Clock, now: str, zone: str) -> None:
    clock.set(datetime.fromisoformat(now).replace(tzinfo=UTC))
    edition, desk = make_edition(at=clock.after(hours=2)), client_of(editor)
    held = make_ready()
    for address in (page(held), page(held, "publish"), page_of_edition(edition, "reschedule")):
        assert zone in desk.get(address).content.decode()


def test_the_zone_beside_a_time_is_that_of_its_day(editor: User, clock: Clock) -> None:
    edition = make_edition(at=datetime(2025, 7, 14, 8, tzinfo=UTC))
    words = client_of(editor).get(page_of_edition(edition, "reschedule")).content.decode()
    assert '<span class="zone">Europe/Paris, UTC+2</span>' in words


@answers
def test_the_deadline_of_a_plan_is_asked_which_hour(
    editor: User, clock: Clock, which: str, instant: datetime
) -> None:
    address, desk = "/admin/articles/plan/add/", client_of(editor)
    form = asked(send(desk, address, title="Une idée", deadline=TYPED), "deadline")
    desk.post(address, form.with_typed({"deadline_fold": which}))
    assert Plan.objects.get().deadline == instant


@answers
def test_a_card_dragged_to_the_hour_shown_twice_leads_to_the_form_that_asks(
    editor: User, clock: Clock, which: str, instant: datetime
) -> None:
    edition, desk = make_edition(at=clock.after(days=1)), client_of(editor)
    address = f"/admin/calendar/move/edition/{edition.pk}/"
    dropped = {
        "dragged": "1", "back": "/admin/calendar/?view=week", "at": f"{TYPED}:00",
        "seen": edition.live_from.isoformat(), "on": TYPED[:10], "hour": TYPED[11:],
    }  # fmt: skip
    form = form_of(desk.post(address, dropped))
    assert form["at"] == dropped["at"]
    assert desk.post(address, form.with_typed({"at_fold": which})).status_code == 302
    assert Edition.objects.get().live_from == instant


def test_two_hours_that_are_written_alike_are_no_clash_in_the_calendar(
    editor: User, clock: Clock
) -> None:
    section, desk = make_section(), client_of(editor)
    for at in (SUMMER, WINTER):
        make_edition(at=at, section=section)
    words = desk.get("/admin/calendar/?view=day&on=2026-10-25").content.decode()
    assert "cal-clash" not in words
    assert words.index("heure d’été (UTC+2)") < words.index("heure d’hiver (UTC+1)")
