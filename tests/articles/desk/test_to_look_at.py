"""When an event moves: the articles that it may have made wrong, until an editor has looked."""

import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles.desk.dashboard import SHOWN, dashboard
from articles.desk.to_look_at import looked, note
from articles.models import Article, Coverage, ToLookAt
from events import changing
from events.models import Event
from events.told import sentences
from prose.dates import PARIS
from tests.articles.desk.pages import HOME, desk_of, page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_picture,
    make_published,
    make_ready,
    make_scheduled,
    make_user,
    make_withdrawn,
)
from tests.forms import send

pytestmark = pytest.mark.django_db

DAY = datetime(2025, 6, 11, 9, 0, tzinfo=PARIS)


@pytest.fixture
def forum(clock: Clock) -> Event:
    return make_event(
        "Forum", starts_at=DAY, ends_at=DAY + timedelta(hours=8), city="Lille", status="confirmed"
    )


def put_off(event: Event, by: User | None = None, **fields: Any) -> None:
    """Postpone `event`, or change the `fields` that are said."""
    for name, value in (fields or {"status": "postponed"}).items():
        setattr(event, name, value)
    changing.save(event=event, by=by, note="La salle ferme.")


def says(words: str) -> dict[str, Any]:
    return {"body": f"<p>Les éditeurs s’y préparent. {words} Ils attendent.</p>"}


def listed() -> dict[str, tuple[bool, str]]:
    """What is open: title, whether it covers the event, and the words that name its date."""
    return {item.article.title: (item.covers, item.names) for item in ToLookAt.objects.open()}


def page_of(event: Event) -> str:
    return f"/admin/events/event/{event.pk}/change/"


# Which articles -------------------------------------------------------------------------------


def test_live_scheduled_and_draft_articles_that_cover_it_are_listed(
    forum: Event, clock: Clock
) -> None:
    make_article(title="Brouillon", events=[forum])
    make_article(title="Relu", events=[forum], status="in_review")
    make_ready(title="Prêt", events=[forum])
    make_published(title="Paru", events=[forum])
    make_scheduled(clock.after(hours=3), title="Prévu", events=[forum])
    make_withdrawn(clock, title="Retiré", events=[forum])
    make_published(title="Autre sujet", events=[make_event()])
    put_off(forum)
    # What was withdrawn is a draft again.
    titles = ["Brouillon", "Relu", "Prêt", "Paru", "Prévu", "Retiré"]
    assert listed() == dict.fromkeys(titles, (True, ""))


@pytest.mark.parametrize(
    "words",
    [
        "Rendez-vous le 11 juin.",
        "Rendez-vous le 11\u00a0juin.",
        "Rendez-vous le 11&nbsp;juin.",
        "Rendez-vous le 11\u202fjuin&nbsp;2025.",
        "Rendez-vous le <strong>11</strong> juin.",
        "Rendez-vous les 10 et 11&nbsp;juin 2025.",
        "Rendez-vous mercredi 11 et jeudi 12&nbsp;juin 2025.",
        "Rendez-vous mercredi 11, jeudi 12 et vendredi 13 juin.",
        "Rendez-vous du mardi 10 au jeudi 12 juin.",
        "Rendez-vous mardi 10 et mercredi 11 juin.",
    ],
)
def test_a_text_that_names_the_day_is_listed_whatever_its_spaces(
    forum: Event, words: str, clock: Clock
) -> None:
    make_article(title="Brouillon", **says(words))
    make_published(title="Paru", **says(words))
    make_scheduled(clock.after(hours=3), title="Prévu", **says(words))
    put_off(forum)
    assert set(listed()) == {"Brouillon", "Paru", "Prévu"}
    assert all(names.startswith("1") and "juin" in names for _, names in listed().values())


@pytest.mark.parametrize(
    "words", ["Rendez-vous le 12 juin.", "C’était le 11 juin 2019.", "En juin, 11 hôpitaux.", ""]
)
def test_a_text_that_names_another_day_is_not(forum: Event, words: str) -> None:
    make_article(**says(words))
    make_published(**says(words))
    put_off(forum)
    assert listed() == {}


def test_a_title_and_a_standfirst_are_read_too(forum: Event) -> None:
    make_article(title="Rendez-vous le 11 juin")
    make_article(title="Chapô", standfirst="Le forum se tient le 11 juin à Lille.")
    put_off(forum)
    assert set(listed()) == {"Rendez-vous le 11 juin", "Chapô"}


@pytest.mark.parametrize("field", ["kicker", "hero_caption"])
def test_a_kicker_and_the_caption_of_the_picture_are_read_too(
    forum: Event, field: str, clock: Clock
) -> None:
    texts: dict[str, Any] = {"hero_image": make_picture(caption="La salle."), field: "Le 11 juin"}
    make_article(title="Brouillon", **texts)
    paper = make_published(title="Paru", **texts)
    make_scheduled(clock.after(hours=3), title="Prévu", **texts)
    # What readers see counts, whatever the working copy has become.
    Article.objects.filter(pk=paper.pk).update(**{field: ""})
    put_off(forum)
    assert listed() == dict.fromkeys(["Brouillon", "Paru", "Prévu"], (False, "11 juin"))


def test_the_library_s_caption_is_read_where_it_will_be_printed(forum: Event) -> None:
    picture = make_picture(caption="La salle, prête pour le 11 juin.")
    make_article(title="Telle quelle", hero_image=picture)
    make_article(title="Autrement", hero_image=picture, hero_caption="La salle.")
    put_off(forum)
    assert set(listed()) == {"Telle quelle"}


@pytest.mark.parametrize(
    "words", ["11 Juin", "11 JUIN 2025", "11/06/2025", "11/6/2025", "11.06.2025"]
)
def test_a_day_is_named_in_capitals_and_in_numbers_too(forum: Event, words: str) -> None:
    make_article(title="Brouillon", **says(f"Rendez-vous : {words}."))
    make_published(title="Paru", **says(f"Rendez-vous : {words}."))
    put_off(forum)
    assert listed() == dict.fromkeys(["Brouillon", "Paru"], (False, words))


@pytest.mark.parametrize("words", ["10 juin au 2 juillet", "28 mai au 12 juin"])
def test_a_span_over_two_months_names_the_days_between(forum: Event, words: str) -> None:
    make_article(title="Brouillon", **says(f"Ouvert du {words}."))
    put_off(forum)
    assert set(listed()) == {"Brouillon"}


@pytest.mark.parametrize("words", ["11/07/2025", "11/06/2019", "1/11/06/2025", "11/06"])
def test_other_numbers_name_no_day_of_the_event(forum: Event, words: str) -> None:
    make_article(**says(f"Dossier {words}."))
    put_off(forum)
    assert listed() == {}


def test_a_shortened_month_is_read_in_full(clock: Clock) -> None:
    forum = make_event(starts_at=DAY.replace(month=2), ends_at=DAY.replace(month=2))
    make_article(title="Brouillon", **says("Rendez-vous : 11 févr. 2025."))
    put_off(forum)
    assert listed() == {"Brouillon": (False, "11 févr. 2025")}


def test_the_end_of_a_text_and_the_start_of_the_next_make_no_date(forum: Event) -> None:
    make_article(kicker="Acte 11", title="Juin, mois des budgets")
    put_off(forum)
    assert listed() == {}


@pytest.mark.parametrize("words", ["du 28 mai au 20 juin", "du 28 mai au 20 juin 2025"])
def test_a_span_that_names_the_ends_of_a_long_event_names_it(clock: Clock, words: str) -> None:
    fair = make_event(starts_at=DAY.replace(month=5, day=28), ends_at=DAY.replace(day=20))
    make_article(title="Brouillon", **says(f"Le salon se tient {words}."))
    put_off(fair)
    assert set(listed()) == {"Brouillon"}


@pytest.mark.parametrize("fields", [{"status": "cancelled"}, {"starts_at": DAY.replace(hour=7)}])
def test_what_covers_only_a_part_is_listed_when_the_whole_moves(
    forum: Event, fields: dict[str, Any], clock: Clock
) -> None:
    morning = make_event("La matinée", parent=forum)
    debate = make_event("Le débat", parent=morning)
    make_article(title="La matinée", events=[morning])
    make_published(title="Le débat", events=[debate])
    make_article(title="Un autre forum", events=[make_event("Ailleurs", parent=make_event())])
    put_off(forum, **fields)
    assert listed() == {"La matinée": (True, ""), "Le débat": (True, "")}


def test_what_covers_the_whole_is_not_listed_when_a_part_moves(forum: Event) -> None:
    morning = make_event("La matinée", parent=forum)
    make_article(events=[forum])
    put_off(morning)
    assert listed() == {}


def test_what_readers_see_counts_when_the_working_copy_has_moved_on(forum: Event) -> None:
    paper = make_published(title="Paru", events=[forum], **says("Rendez-vous le 11 juin."))
    Article.objects.filter(pk=paper.pk).update(body="<p>Réécrit.</p>")
    Coverage.objects.all().delete()
    put_off(forum)
    assert listed() == {"Paru": (True, "11 juin")}


def test_the_days_between_the_first_and_the_last_are_named_too(clock: Clock) -> None:
    fair = make_event(starts_at=DAY, ends_at=DAY + timedelta(days=3), all_day=True)
    make_article(title="Dedans", **says("La remise des prix est le 13 juin."))
    make_article(title="Après", **says("On démonte le 15 juin."))
    put_off(fair)
    assert set(listed()) == {"Dedans"}


def test_it_is_the_date_of_before_that_texts_name(forum: Event) -> None:
    make_article(title="Avant", **says("Rendez-vous le 11 juin."))
    make_article(title="Après", **says("Rendez-vous le 2 juillet."))
    put_off(forum, starts_at=DAY.replace(month=7, day=2), ends_at=DAY.replace(month=7, day=3))
    assert set(listed()) == {"Avant"}


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"status": "cancelled"}, 1),
        ({"status": "postponed"}, 1),
        ({"city": "Lyon"}, 1),
        ({"starts_at": DAY.replace(hour=10)}, 1),
        ({"status": "announced"}, 0),
        ({"summary": "Autre."}, 0),
    ],
)
def test_what_upsets_nobody_lists_nothing(forum: Event, fields: dict[str, Any], count: int) -> None:
    make_article(events=[forum])
    put_off(forum, **fields)
    assert ToLookAt.objects.count() == count


def test_a_mistake_of_ours_is_looked_at_too(forum: Event) -> None:
    make_article(title="Brouillon", **says("Rendez-vous le 11 juin."))
    forum.starts_at = forum.ends_at = DAY.replace(day=21)
    changing.save(event=forum, by=None, is_correction=True)
    assert set(listed()) == {"Brouillon"}


def test_an_article_is_listed_once_however_often_the_event_moves(
    forum: Event, clock: Clock
) -> None:
    make_article(title="Brouillon", events=[forum])
    put_off(forum)
    clock.forward(hours=1)
    put_off(forum, status="cancelled")
    assert [item.change.new_status for item in ToLookAt.objects.open()] == ["cancelled"]
    assert ToLookAt.objects.count() == 2


def test_every_process_hears_of_a_change() -> None:
    program = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsroom.settings';"
        "django.setup(); from events import changing; print(changing._listeners)"
    )
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "function note" in found.stdout
    assert note in changing._listeners


# Looking --------------------------------------------------------------------------------------


def test_an_article_is_open_until_somebody_has_looked(
    forum: Event, editor: User, clock: Clock
) -> None:
    make_article(title="Un", events=[forum])
    make_article(title="Deux", events=[forum])
    put_off(forum)
    put_off(forum, city="Lyon")
    clock.forward(minutes=5)
    looked(item=ToLookAt.objects.open().get(article__title="Un"), by=editor)
    assert set(listed()) == {"Deux"}
    done = ToLookAt.objects.filter(article__title="Un")
    assert {(item.looked_at, item.looked_at_by) for item in done} == {(clock.now(), editor)}


def test_what_was_looked_at_comes_back_when_the_event_moves_again(
    forum: Event, editor: User, clock: Clock
) -> None:
    make_article(title="Un", events=[forum])
    put_off(forum)
    first = ToLookAt.objects.get()
    looked(item=first, by=editor)
    clock.forward(hours=1)
    put_off(forum, status="cancelled")
    assert set(listed()) == {"Un"}
    first.refresh_from_db()
    assert first.looked_at_by == editor


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_an_editor_sees_them_on_arriving_and_marks_one_with_a_click(
    role: str, forum: Event, clock: Clock
) -> None:
    make_article(title="Le forum attendu", events=[forum], **says("Rendez-vous le 11 juin."))
    put_off(forum)
    item = ToLookAt.objects.get()
    user = make_user(role)
    desk = client_of(user)
    for address in (HOME, page_of(forum)):
        words = desk.get(address).content.decode()
        assert "Le forum attendu" in words
        assert "11 juin" in words
        assert escape(sentences(item.change)[0]) in words
        assert f'action="/admin/articles/tolookat/{item.pk}/vu/"' in words
    answer = desk.post(f"/admin/articles/tolookat/{item.pk}/vu/", {"back": page_of(forum)})
    assert (answer.status_code, answer["Location"]) == (302, page_of(forum))
    item.refresh_from_db()
    assert (item.looked_at, item.looked_at_by) == (clock.now(), user)
    assert "/vu/" not in desk.get(HOME).content.decode()
    assert role in desk.get(page_of(forum)).content.decode()


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
def test_only_editors_see_and_mark_them(role: str, forum: Event, clock: Clock) -> None:
    make_article(title="Le forum attendu", events=[forum])
    put_off(forum)
    item, desk = ToLookAt.objects.get(), desk_of(role)
    for address in (HOME, page_of(forum)):
        assert "Le forum attendu" not in desk.get(address).content.decode()
    assert desk.post(f"/admin/articles/tolookat/{item.pk}/vu/").status_code == 403
    assert desk.get("/admin/articles/tolookat/").status_code == 403
    item.refresh_from_db()
    assert item.looked_at is None


def test_a_link_marks_nothing_and_a_click_leads_nowhere_else(forum: Event, editor: User) -> None:
    make_article(events=[forum])
    put_off(forum)
    address = f"/admin/articles/tolookat/{ToLookAt.objects.get().pk}/vu/"
    desk = client_of(editor)
    assert desk.get(address).status_code == 405
    assert ToLookAt.objects.open().exists()
    answer = desk.post(address, {"back": "https://ailleurs.example/"})
    assert answer["Location"] == HOME
    assert desk.post("/admin/articles/tolookat/999999/vu/").status_code == 404


def test_moving_an_event_in_its_form_lists_them(forum: Event, editor: User) -> None:
    make_article(title="Brouillon", events=[forum])
    answer = send(client_of(editor), page_of(forum), status="cancelled", note="La salle ferme.")
    assert answer.status_code == 302
    assert set(listed()) == {"Brouillon"}


def test_the_whole_list_says_what_is_done(forum: Event, editor: User) -> None:
    make_article(title="Un", events=[forum])
    put_off(forum)
    item = ToLookAt.objects.get()
    looked(item=item, by=editor)
    desk = client_of(editor)
    assert "Un" in desk.get("/admin/articles/tolookat/").content.decode()
    assert desk.get("/admin/articles/tolookat/?looked_at__isempty=1").status_code == 200
    assert desk.get(f"/admin/articles/tolookat/{item.pk}/change/").status_code == 200
    assert desk.post(f"/admin/articles/tolookat/{item.pk}/delete/").status_code == 403


def test_a_draft_that_is_listed_can_still_be_deleted(forum: Event, journalist: User) -> None:
    draft = make_article(by=journalist, **says("Rendez-vous le 11 juin."))
    put_off(forum)
    assert ToLookAt.objects.exists()
    desk = client_of(journalist)
    assert desk.post(page(draft, "delete"), {"post": "yes"}).status_code == 302
    assert not ToLookAt.objects.exists()


# Cost -----------------------------------------------------------------------------------------


def test_the_list_is_cut_and_costs_one_query(forum: Event, editor: User) -> None:
    for _ in range(SHOWN + 3):
        make_article(events=[forum])
    put_off(forum)
    with CaptureQueriesContext(connection) as seen:
        items = list(dashboard(editor).to_look_at)
        assert [(item.article.title, str(item.change.event)) for item in items]
    assert len(items) == SHOWN
    assert sum("articles_tolookat" in query["sql"] for query in seen) == 1


def test_moving_an_event_costs_the_same_with_few_and_many_articles(
    forum: Event, clock: Clock
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            put_off(forum, city=f"Lille {clock.forward(minutes=1)}")
        return len(seen)

    make_article(events=[forum])
    few = cost()
    for _ in range(20):
        make_article(events=[forum], **says("Rendez-vous le 11 juin."))
    assert cost() == few
