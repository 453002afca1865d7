"""A decision at a time that cannot be, or by who may no more, is refused and changes nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core import serializers
from django.test import Client

from articles import publishing
from prose.dates import moment
from tests.articles.desk.pages import page, page_of_edition
from tests.articles.refusals import CANNOT_PUBLISH, refused
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_edition,
    make_published,
    make_ready,
    make_scheduled,
)
from tests.forms import Answer, errors_of, form_of, send, sentence

pytestmark = pytest.mark.django_db

# Typed by hand, pasted, or sent by something that is no browser.
BADLY_TYPED = [
    "demain", "8h", "2025-02-30T10:00", "2025-02-12T25:00", "2025-02-12", "12/13/2025 08:00",
    "2025-02-12T08:00:00+99:00", "0001-01-01T00:00", "0001-01-01T00:00+12:00",
    "9999-12-31T23:59-12:00", "١٢", "\x00", "-1", "now", "9" * 400,
]  # fmt: skip
badly_typed = pytest.mark.parametrize("typed", BADLY_TYPED)


def everything() -> str:
    """All that the desk keeps of articles: two of these are equal when nothing changed."""
    return json.dumps(
        {
            model.__name__: serializers.serialize("json", model._default_manager.order_by("pk"))
            for model in apps.get_app_config("articles").get_models()
        },
        sort_keys=True,
    )


@pytest.fixture
def desk(editor: User) -> Client:
    return client_of(editor)


def refused_in_words(answer: Answer, *fields: str) -> None:
    """The page came back with a sentence, at its field where there is one."""
    assert answer.status_code == 200
    errors = errors_of(answer)
    assert set(errors) <= set(fields), errors
    assert errors
    assert all(len(words) > len("Erreur.") for words in errors.values())


# Typed badly ----------------------------------------------------------------------------------


@badly_typed
def test_a_schedule_typed_badly_is_never_taken_for_now(
    desk: Client, clock: Clock, typed: str
) -> None:
    article = make_ready()
    before = everything()
    answer = send(desk, page(article, "publish"), when="later", at=typed)
    refused_in_words(answer, "at", "__all__")
    assert form_of(answer)["when"] == "later"
    assert everything() == before


@pytest.mark.parametrize("typed", [typed for typed in BADLY_TYPED if typed != "now"])
def test_a_choice_that_is_none_is_never_taken_for_now(
    desk: Client, clock: Clock, typed: str
) -> None:
    article = make_ready()
    before = everything()
    refused_in_words(send(desk, page(article, "publish"), when=typed), "when", "__all__")
    assert everything() == before


def test_a_decision_without_any_time_is_never_taken_for_now(desk: Client, clock: Clock) -> None:
    article = make_ready()
    before = everything()
    refused_in_words(send(desk, page(article, "publish"), when=None), "when")
    assert everything() == before


@badly_typed
def test_a_move_typed_badly_leaves_the_edition_where_it_is(
    desk: Client, clock: Clock, typed: str
) -> None:
    edition = make_edition(at=clock.after(days=1))
    before = everything()
    answer = send(desk, page_of_edition(edition, "reschedule"), at=typed)
    refused_in_words(answer, "at", "__all__")
    assert everything() == before


@badly_typed
def test_a_withdrawal_typed_badly_withdraws_nothing(desk: Client, clock: Clock, typed: str) -> None:
    article = make_published()
    clock.forward(hours=1)
    before = everything()
    answer = send(
        desk, page(article, "withdraw"), when="later", at=typed, note="La source se rétracte."
    )
    refused_in_words(answer, "at", "__all__")
    assert form_of(answer)["note"] == "La source se rétracte."
    assert everything() == before


@badly_typed
def test_an_embargo_typed_badly_is_not_set(desk: Client, clock: Clock, typed: str) -> None:
    article = make_ready()
    before = everything()
    answer = send(desk, page(article), embargo_until=typed, embargo_asked_by="Le ministère")
    refused_in_words(answer, "embargo_until")
    assert form_of(answer)["embargo_asked_by"] == "Le ministère"
    assert everything() == before


@badly_typed
def test_an_embargo_moved_to_a_time_typed_badly_is_not_lifted(
    chief: User, clock: Clock, typed: str
) -> None:
    article = make_ready(embargo_until=clock.after(days=1))
    before = everything()
    answer = send(client_of(chief), page(article, "lift_embargo"), note="Avancé.", until=typed)
    refused_in_words(answer, "until", "__all__")
    assert form_of(answer)["note"] == "Avancé."
    assert everything() == before


# Too early, too late --------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0, 1, 23])
def test_an_article_is_not_withdrawn_before_it_appears(
    desk: Client, clock: Clock, hours: int
) -> None:
    article = make_scheduled(clock.after(days=1))
    before = everything()
    typed: dict[str, Any] = {"when": "now"}
    if hours:
        instant = clock.after(hours=hours)
        typed = {"when": instant.isoformat()}
    answer = send(desk, page(article, "withdraw"), note="Finalement non.", **typed)
    assert errors_of(answer)["__all__"] == (
        sentence("On %(when)s nothing of this article will be online.", when=moment(instant))
        if hours
        else sentence("Nothing of this article is online. To give up a schedule, cancel it.")
    )
    assert form_of(answer)["note"] == "Finalement non."
    assert everything() == before


def test_a_withdrawal_in_the_past_is_refused(desk: Client, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=2)
    before = everything()
    answer = send(
        desk, page(article, "withdraw"), when="later", at="2025-02-11T10:00", note="Erreur."
    )
    refused_in_words(answer, "__all__")
    assert everything() == before


@pytest.mark.parametrize("seconds", [0, 1, 86_400])
def test_an_edition_that_went_live_while_its_form_was_open_is_not_moved(
    desk: Client, clock: Clock, seconds: int
) -> None:
    edition = make_edition(at=clock.after(minutes=1))
    address = page_of_edition(edition, "reschedule")
    form = form_of(desk.get(address))
    clock.set(edition.live_from + timedelta(seconds=seconds))
    before = everything()
    answer = desk.post(address, form.with_typed({"at": "2025-02-20T07:15"}))
    assert errors_of(answer)["__all__"] == sentence(
        "This edition is live since %(when)s. Publish another one, or withdraw the article.",
        when=moment(edition.live_from),
    )
    assert form_of(answer)["at"] == "2025-02-20T07:15"
    assert everything() == before


def test_an_edition_that_went_live_is_not_cancelled_either(desk: Client, clock: Clock) -> None:
    edition = make_edition(at=clock.after(minutes=1))
    clock.set(edition.live_from)
    before = everything()
    answer = desk.post(page_of_edition(edition, "cancel"), follow=True)
    assert "messagelist" in answer.content.decode()
    assert everything() == before


# Who may no more ------------------------------------------------------------------------------


def demoted(user: User, role: str) -> None:
    user.groups.set([Group.objects.get(name=role)])


def decisions(clock: Clock) -> Iterator[tuple[str, dict[str, str]]]:
    """Address and what is typed for each decision on time."""
    edition = make_edition(at=clock.after(days=1))
    live = make_published()
    note = {"note": "La source se rétracte."}
    yield page_of_edition(edition, "reschedule"), {"at": "2025-02-20T07:15"}
    yield page(edition.article, "publish"), {"when": "later", "at": "2025-02-20T07:15"}
    yield page(live, "withdraw"), {"when": "now"} | note
    yield page(live, "send_back"), note


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
def test_who_has_just_lost_the_role_is_told_and_moves_nothing(
    editor: User, clock: Clock, role: str
) -> None:
    desk = client_of(editor)
    opened = [
        (address, form_of(desk.get(address)).with_typed(typed), typed)
        for address, typed in decisions(clock)
    ]
    demoted(editor, role)
    before = everything()
    for address, sent, typed in opened:
        answer = desk.post(address, sent)
        assert answer.status_code == 403
        words = answer.content.decode()
        assert sentence("Your role does not allow this, or no more.") in " ".join(words.split())
        assert all(value in words for name, value in typed.items() if name in {"note", "at"})
        assert answer["Cache-Control"] == "no-store"
    assert everything() == before


def test_who_lost_the_role_between_two_clicks_cancels_nothing(editor: User, clock: Clock) -> None:
    edition, desk = make_edition(at=clock.after(days=1)), client_of(editor)
    demoted(editor, "journalist")
    before = everything()
    assert desk.post(page_of_edition(edition, "cancel")).status_code == 403
    assert everything() == before


def test_a_chief_who_is_one_no_more_lifts_no_embargo(chief: User, clock: Clock) -> None:
    article, desk = make_ready(embargo_until=clock.after(days=1)), client_of(chief)
    form = form_of(desk.get(page(article, "lift_embargo")))
    demoted(chief, "editor")
    before = everything()
    answer = desk.post(page(article, "lift_embargo"), form.with_typed({"note": "Il a fuité."}))
    assert answer.status_code == 403
    assert "Il a fuité." in answer.content.decode()
    assert everything() == before


def test_who_has_left_is_asked_to_log_in_and_moves_nothing(editor: User, clock: Clock) -> None:
    edition, desk = make_edition(at=clock.after(days=1)), client_of(editor)
    address = page_of_edition(edition, "reschedule")
    form = form_of(desk.get(address))
    User.objects.filter(pk=editor.pk).update(is_active=False)
    before = everything()
    answer = desk.post(address, form.with_typed({"at": "2025-02-20T07:15"}))
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]
    assert everything() == before


def test_the_door_refuses_by_itself_who_has_just_lost_the_role(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(days=1))
    fresh = User.objects.get(pk=editor.pk)
    demoted(editor, "journalist")
    before = everything()
    with refused(CANNOT_PUBLISH):
        publishing.reschedule(edition, fresh, clock.after(days=2))
    assert everything() == before
