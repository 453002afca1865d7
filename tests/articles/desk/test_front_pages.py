"""The pages on which front pages are composed, as an editor has them, with and without a script."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from articles import publishing
from articles.desk.fronts import composing
from articles.desk.fronts.board import State, board
from articles.desk.picture_uses import uses_of
from articles.models import Article, Edition, Slot
from articles.models.front import Zone
from prose.dates import in_paris, moment
from tests.articles.desk.pages import HOME, desk_of, page
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_picture,
    make_published,
    make_scheduled,
    make_section,
)
from tests.forms import Answer, Form, errors_of, form_of, read, send

pytestmark = pytest.mark.django_db

BOARD = "/admin/une/"
PREVIEW = "/admin/une/apercu/"
FRAME = "/admin/une/page/"


@pytest.fixture
def desk(editor: User) -> Client:
    return client_of(editor)


@pytest.fixture
def stories(clock: Clock, editor: User) -> list[Article]:
    section = make_section("Hôpital", slug="hopital")
    found = []
    for rank in range(6):
        clock.forward(hours=1)
        found.append(make_published(section=section, title=f"Nouvelle {rank}", publisher=editor))
    return found


def place_of(article: Article) -> str:
    return reverse("admin:front_place", args=[article.pk])


def address(slot: Slot, name: str) -> str:
    return reverse(f"admin:front_{name}", args=[slot.pk])


def typed(clock: Clock, **delta: float) -> str:
    """A time as a browser's control sends it."""
    return f"{in_paris(clock.after(**delta)):%Y-%m-%dT%H:%M}"


def text(answer: Answer) -> str:
    return str(answer.content.decode())


def instant_form(answer: Answer) -> Form:
    (form,) = [form for form in read(answer).forms if "at" in form.controls]
    return form


def told(answer: Answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def states(now_clock: Clock) -> dict[str, State]:
    return {
        card.title: card.state for zone in board(None, now_clock.now()).zones for card in zone.cards
    }


# Who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
def test_who_does_not_compose_is_told_so_on_every_page(
    role: str, stories: list[Article], editor: User
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    other = desk_of(role)
    for path in (BOARD, PREVIEW, FRAME, "/admin/une/rubriques/hopital/", place_of(stories[1])):
        answer = other.get(path)
        assert answer.status_code == 403
        assert "no-store" in answer["Cache-Control"]
    for name in ("change", "move", "remove"):
        answer = other.post(address(slot, name), {"seen_version": 0, "place": "highlights:"})
        assert answer.status_code == 403
    assert not {BOARD, place_of(stories[0])} & set(links(other.get(HOME)))
    assert Slot.objects.get().version == 0


def links(answer: Answer) -> list[str]:
    return [part.split('"')[0] for part in text(answer).split('href="')[1:]]


def test_who_has_just_lost_the_role_is_told_and_gets_back_what_was_typed(
    stories: list[Article], editor: User, desk: Client
) -> None:
    form = form_of(desk.get(place_of(stories[0])))
    editor.groups.clear()
    answer = desk.post(place_of(stories[0]), form.with_typed({"front_title": "Un titre à moi"}))
    assert answer.status_code == 403
    assert "Un titre à moi" in text(answer)
    assert not Slot.objects.exists()


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_those_who_compose_find_the_page_from_the_dashboard(
    role: str, stories: list[Article]
) -> None:
    client = desk_of(role)
    assert {BOARD, place_of(stories[5])} <= set(links(client.get(HOME)))
    assert client.get(BOARD).status_code == 200


# The board --------------------------------------------------------------------------------------


def test_each_card_says_in_words_what_it_is_worth(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    def place(article: Article, title: str, **fields: object) -> Slot:
        return composing.place(article=article, by=editor, first=False, front_title=title, **fields)  # type: ignore[arg-type]

    place(stories[0], "en tête")
    place(stories[1], "derrière")
    place(stories[0], "deux fois", zone=Zone.HIGHLIGHTS)
    place(stories[2], "plus tard", shown_from=clock.after(hours=2))
    place(make_scheduled(clock.after(hours=1), publisher=editor), "pas encore")
    place(stories[3], "fini", shown_until=clock.after(minutes=5))
    place(stories[4], "retiré")
    publishing.withdraw(Article.objects.get(pk=stories[4].pk), editor, "Une erreur.")
    clock.forward(minutes=10)
    assert states(clock) == {
        "en tête": State.LIVE, "derrière": State.WAITING, "deux fois": State.REPEATED,
        "plus tard": State.COMING, "pas encore": State.SCHEDULED, "retiré": State.GONE,
    }  # fmt: skip
    answer = desk.get(BOARD)
    for state in State.values:
        if state != State.ELSEWHERE:
            assert str(State(state).label) in text(answer)
    assert [card.title for card in answer.context["board"].over] == ["fini"]


def test_a_story_that_went_to_another_section_says_so(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    section = stories[0].section
    composing.place(article=stories[0], by=editor, section=section)
    clock.forward(minutes=5)
    article = Article.objects.get(pk=stories[0].pk)
    article.section = make_section("Ville")
    article.save()
    make_edition(article=article, publisher=editor)
    (card,) = board(section, clock.now()).zones[0].cards
    assert card.state == State.ELSEWHERE


def test_what_fills_the_places_is_shown_and_may_be_placed_from_there(
    stories: list[Article], desk: Client
) -> None:
    answer = desk.get(BOARD)
    lead, highlights = answer.context["board"].zones
    assert [pick.edition.title for pick in lead.fresh] == ["Nouvelle 5"]
    assert [pick.edition.title for pick in highlights.fresh] == [
        "Nouvelle 4", "Nouvelle 3", "Nouvelle 2",
    ]  # fmt: skip
    address = f"{place_of(stories[4])}?page=%2F&zone=highlights"
    assert address.replace("&", "&amp;") in text(answer)
    form = form_of(desk.get(address))
    assert (form["page"], form["zone"], form["order"]) == ("/", "highlights", "first")


def test_stories_are_found_by_words_of_their_title_online_or_scheduled(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    make_scheduled(clock.after(hours=3), title="L’été des hôpitaux", publisher=editor)
    make_article(by=editor, title="L’été en brouillon")
    found = desk.get(BOARD, {"q": "ete"}).context["found"]
    assert [one.edition.title for one in found] == ["L’été des hôpitaux"]
    assert moment(clock.after(hours=3)) in found[0].when
    assert not desk.get(BOARD, {"q": "introuvable"}).context["found"]
    # At the head of a section, its own stories only.
    here = desk.get("/admin/une/rubriques/hopital/").context["found"]
    assert {one.edition.title for one in here} == {article.title for article in stories}


def test_a_section_that_does_not_exist_is_not_found(desk: Client, clock: Clock) -> None:
    assert desk.get("/admin/une/rubriques/ailleurs/").status_code == 404


# Placing ----------------------------------------------------------------------------------------


def test_a_story_is_first_of_the_home_page_until_this_evening_by_the_usual_answers(
    stories: list[Article], clock: Clock, desk: Client, reader: Client
) -> None:
    form = form_of(desk.get(place_of(stories[2])))
    evening = in_paris(clock.now()).replace(hour=18, minute=0)
    answer = desk.post(place_of(stories[2]), form.with_typed({"until": evening.isoformat()}))
    slot = Slot.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{BOARD}#carte-{slot.pk}")
    assert (slot.zone, slot.section, slot.shown_until) == (Zone.LEAD, None, evening)
    clock.set(evening - SECOND)
    assert text(reader.get("/")).index("Nouvelle 2") < text(reader.get("/")).index("Nouvelle 5")
    clock.set(evening)
    assert text(reader.get("/")).index("Nouvelle 5") < text(reader.get("/")).index("Nouvelle 2")


def test_the_order_of_cards_is_no_commission(stories: list[Article], desk: Client) -> None:
    words = desk.get(place_of(stories[0])).content.decode()
    assert "Ordre" in words
    assert "Commande" not in words


def test_everything_about_a_card_may_be_said_at_once(
    stories: list[Article], clock: Clock, desk: Client
) -> None:
    picture = make_picture()
    send(
        desk, place_of(stories[2]), page="hopital", zone="highlights", order="last",
        until="later", until_at=typed(clock, hours=5), shown_from=typed(clock, hours=2),
        front_title="L'accord \"tient\"", picture=str(picture.pk),
    )  # fmt: skip
    slot = Slot.objects.get()
    assert (slot.section, slot.zone, slot.picture) == (stories[2].section, "highlights", picture)
    assert (slot.shown_from, slot.shown_until) == (clock.after(hours=2), clock.after(hours=5))
    assert slot.front_title == "L’accord «\u00a0tient\u00a0»"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("until_at", {"until": "later", "until_at": "hier soir"}),
        ("until_at", {"until": "later", "until_at": ""}),
        ("until_at", {"until": "later", "until_at": "2025-02-11T08:00"}),
        ("until", {"until": "2025-02-11T08:00:00+01:00"}),
        ("until", {"until": "bientôt"}),
        ("shown_from", {"shown_from": "31/02/2025 08:00"}),
        ("shown_from", {"shown_from": "2025-02-11T08:00"}),
        ("front_title", {"front_title": "x" * 111}),
        ("picture", {"picture": "999999"}),
        ("page", {"page": "ailleurs"}),
        ("zone", {"zone": "ailleurs"}),
        ("order", {"order": "ailleurs"}),
    ],
)
def test_what_is_typed_badly_is_refused_at_its_field_and_nothing_is_lost(
    field: str, wrong: dict[str, str], stories: list[Article], desk: Client
) -> None:
    answer = send(desk, place_of(stories[0]), **{"front_title": "Mon titre"} | wrong)
    assert answer.status_code == 200
    assert set(errors_of(answer)) == {field}
    assert form_of(answer)["front_title"] == wrong.get("front_title", "Mon titre")
    assert not Slot.objects.exists()


def test_a_place_that_ends_before_it_begins_is_refused_at_the_end(
    stories: list[Article], clock: Clock, desk: Client
) -> None:
    answer = send(
        desk, place_of(stories[0]), until="later", until_at=typed(clock, hours=1),
        shown_from=typed(clock, hours=2),
    )  # fmt: skip
    assert set(errors_of(answer)) == {"until_at"}
    assert form_of(answer)["until_at"] == typed(clock, hours=1)
    assert not Slot.objects.exists()


def test_a_story_that_was_withdrawn_meanwhile_is_refused_with_a_sentence(
    stories: list[Article], editor: User, desk: Client
) -> None:
    form = form_of(desk.get(place_of(stories[0])))
    publishing.withdraw(Article.objects.get(pk=stories[0].pk), editor, "Une erreur.")
    answer = desk.post(place_of(stories[0]), form.values, follow=True)
    sentence = "“%(title)s” is neither online nor scheduled: publish or schedule it first."
    assert told(answer) == [gettext(sentence) % {"title": "Nouvelle 0"}]
    assert not Slot.objects.exists()


def test_the_page_of_a_story_leads_there_once_it_is_online_or_scheduled(
    stories: list[Article], editor: User, desk: Client
) -> None:
    assert place_of(stories[0]) in links(desk.get(page(stories[0])))
    draft = make_article(by=editor)
    assert place_of(draft) not in links(desk.get(page(draft)))


# Moving, changing, taking off -------------------------------------------------------------------


def test_the_buttons_of_a_card_work_as_plain_forms(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    first, second = (
        composing.place(article=story, by=editor, zone=Zone.HIGHLIGHTS, first=False)
        for story in stories[:2]
    )
    clock.forward(minutes=1)
    forms = [
        form
        for form in read(desk.get(BOARD)).forms
        if form.attributes.get("action") == address(second, "move")
    ]
    (form,) = forms
    up, to_lead = form.buttons
    desk.post(address(second, "move"), form.values | {up[0]: [up[1]]})
    order = Slot.objects.filter(superseded=False).values_list("pk", flat=True)
    assert list(order) == [second.pk, first.pk]
    clock.forward(minutes=1)
    second.refresh_from_db()
    answer = desk.post(
        address(second, "move"), {"seen_version": second.version, "place": to_lead[1]}
    )
    assert answer["Location"] == f"{BOARD}#carte-{second.pk}"
    assert Slot.objects.get(pk=second.pk).zone == Zone.LEAD
    clock.forward(minutes=1)
    desk.post(address(second, "remove"), {"seen_version": 2})
    assert Slot.objects.get(pk=second.pk).is_over()


@pytest.mark.parametrize(
    "place", ["", "ailleurs:", "lead:abc", "lead", "lead:1:2", "lead:" + "9" * 30]
)
def test_a_place_that_makes_no_sense_moves_nothing(
    place: str, stories: list[Article], editor: User, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    answer = desk.post(
        address(slot, "move"), {"seen_version": slot.version, "place": place}, follow=True
    )
    assert answer.status_code == 200
    assert len(told(answer)) == 1
    assert Slot.objects.get().version == 0


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "²"])
def test_a_version_that_makes_no_sense_moves_nothing(
    version: str, stories: list[Article], editor: User, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    for name in ("move", "remove"):
        answer = desk.post(
            address(slot, name), {"seen_version": version, "place": "highlights:"}, follow=True
        )
        assert len(told(answer)) == 1
    assert Slot.objects.get().version == 0


def test_the_second_of_two_editors_is_told_on_the_page(
    stories: list[Article], editor: User, chief: User, clock: Clock, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    clock.forward(minutes=1)
    other = client_of(chief)
    sent = {"seen_version": slot.version, "place": "highlights:"}
    assert not told(desk.post(address(slot, "move"), sent, follow=True))
    before = list(Slot.objects.values())
    (sentence,) = told(other.post(address(slot, "move"), sent, follow=True))
    assert sentence == gettext(
        "Somebody moved, changed or took off this card meanwhile: nothing was done. "
        "Here is the page as it is."
    )
    assert list(Slot.objects.values()) == before


def test_a_card_is_changed_with_what_it_was_given(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    picture = make_picture()
    slot = composing.place(
        article=stories[0], by=editor, front_title="Titre", picture=picture,
        shown_from=clock.after(hours=1), shown_until=clock.after(hours=2),
    )  # fmt: skip
    form = form_of(desk.get(address(slot, "change")))
    assert (form["front_title"], form["picture"]) == ("Titre", str(picture.pk))
    assert (form["until"], form["until_at"]) == ("later", typed(clock, hours=2))
    assert form["shown_from"] == typed(clock, hours=1)
    send(desk, address(slot, "change"), front_title="Autre titre", picture="", until="now")
    stored = Slot.objects.get()
    assert (stored.front_title, stored.picture, stored.shown_until) == ("Autre titre", None, None)
    assert stored.shown_from == clock.after(hours=1)


def test_a_card_that_has_begun_is_not_asked_when_it_begins(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    clock.forward(hours=1)
    assert "shown_from" not in form_of(desk.get(address(slot, "change"))).controls
    send(desk, address(slot, "change"), front_title="Autre titre")
    assert Slot.objects.get(superseded=False).front_title == "Autre titre"
    # What readers saw for an hour is kept.
    past = Slot.objects.get(superseded=True)
    assert past.shown_until == clock.now()
    assert past.front_title == ""


def test_a_change_is_refused_when_somebody_moved_the_card_meanwhile(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    clock.forward(minutes=1)
    form = form_of(desk.get(address(slot, "change")))
    composing.move(slot=slot, by=editor, seen_version=0, zone=Zone.HIGHLIGHTS)
    answer = desk.post(address(slot, "change"), form.with_typed({"front_title": "Mon titre"}))
    assert set(errors_of(answer)) == {"__all__"}
    assert form_of(answer)["front_title"] == "Mon titre"


@pytest.mark.parametrize("name", ["change", "move", "remove"])
def test_a_card_that_is_over_or_gone_leads_back_with_a_sentence(
    name: str, stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor, shown_until=clock.after(hours=1))
    clock.forward(hours=1)
    sent = {"seen_version": 0, "place": "highlights:"}
    assert len(told(desk.post(address(slot, name), sent, follow=True))) == 1
    Slot.objects.all().delete()
    assert len(told(desk.post(address(slot, name), sent, follow=True))) == 1


@pytest.mark.parametrize("name", ["move", "remove"])
def test_nothing_is_moved_by_opening_an_address(
    name: str, stories: list[Article], editor: User, desk: Client
) -> None:
    slot = composing.place(article=stories[0], by=editor)
    assert desk.get(address(slot, name)).status_code == 405


def test_a_picture_says_on_which_front_page_it_stands_and_is_kept(
    stories: list[Article], editor: User, clock: Clock, admin_user: User
) -> None:
    picture = make_picture()
    slot = composing.place(article=stories[0], by=editor, picture=picture)
    (use,) = uses_of(picture)
    assert (use.article, use.state, use.place) == (stories[0], "live", composing.where(slot))
    composing.place(article=stories[1], by=editor)
    assert [use.state for use in uses_of(picture)] == ["unseen"]
    desk = client_of(admin_user)
    assert composing.where(slot) in text(desk.get(f"/admin/images/image/{picture.pk}/change/"))
    desk.post(f"/admin/images/image/{picture.pk}/delete/", {"post": "yes"})
    assert type(picture).objects.filter(pk=picture.pk).exists()


# The preview ------------------------------------------------------------------------------------


def framed(desk: Client, at: str) -> str:
    answer = desk.get(FRAME, {"at": at})
    assert answer.status_code == 200
    return text(answer)


def test_the_page_is_shown_at_any_instant_past_or_to_come(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    composing.place(article=stories[1], by=editor, front_title="Titre du jour")
    begin = clock.after(days=1)
    composing.place(article=stories[0], by=editor, front_title="Titre de demain", shown_from=begin)
    coming = make_scheduled(clock.after(days=2), title="Nouvelle à venir", publisher=editor)
    composing.place(article=coming, by=editor)
    clock.forward(hours=1)
    leads = {
        begin - SECOND: "Titre du jour", begin: "Titre de demain",
        clock.after(days=3): "Nouvelle à venir",
    }  # fmt: skip
    for at, wanted in leads.items():
        shown = framed(desk, at.isoformat())
        assert wanted in shown.split('class="une"')[1].split("</h2>")[0]
    before = Edition.objects.get(article=stories[3]).live_from - SECOND
    past = framed(desk, before.isoformat())
    assert "Nouvelle 2" in past
    assert "Nouvelle 3" not in past
    assert "Titre du jour" not in past


def test_a_page_in_a_frame_is_for_the_desk_alone(
    stories: list[Article], desk: Client, reader: Client
) -> None:
    answer = desk.get(FRAME)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in desk.get(BOARD)["Content-Security-Policy"]
    assert reader.get(FRAME).status_code == 302
    # The readers' own page is framed by nobody.
    assert reader.get("/")["X-Frame-Options"] == "DENY"


def test_the_preview_frames_the_page_of_that_instant_and_names_the_next_change(
    stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    begin = clock.after(hours=3)
    composing.place(article=stories[0], by=editor, shown_from=begin)
    answer = desk.get(PREVIEW)
    assert answer.context["at"] == clock.now()
    assert answer.context["change"] == begin
    assert text(answer).count("<iframe") == 2
    following = desk.get(f"{PREVIEW}?{answer.context['change_query']}")
    assert following.context["at"] == begin
    assert following.context["change"] is None
    section = desk.get("/admin/une/rubriques/hopital/apercu/")
    assert "/admin/une/rubriques/hopital/page/" in section.context["page_url"]


@pytest.mark.parametrize(
    "at", ["demain", "2025-02-30T10:00", "9999-01-01T00:00", "2025-03-30T02:30"]
)
def test_an_instant_typed_badly_is_refused_at_its_field(
    at: str, stories: list[Article], desk: Client
) -> None:
    answer = desk.get(PREVIEW, {"at": at})
    assert answer.status_code == 200
    assert set(errors_of(answer)) == {"at"}
    assert instant_form(answer)["at"] == at
    assert "<iframe" not in text(answer)
    assert desk.get(FRAME, {"at": at})["Location"].startswith(PREVIEW)


def test_an_hour_shown_twice_is_asked_about(stories: list[Article], desk: Client) -> None:
    answer = desk.get(PREVIEW, {"at": "2025-10-26T02:30"})
    assert set(errors_of(answer)) == {"at"}
    form = instant_form(answer)
    chosen = desk.get(PREVIEW, form.with_typed({"at_fold": "1"}))
    assert chosen.context["at"].utcoffset() == timedelta(hours=1)


# What it costs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "most"), [(BOARD, 13), (PREVIEW, 7), (FRAME, 9), ("/", 5)])
def test_a_page_costs_the_same_with_few_and_many_cards(
    path: str, most: int, stories: list[Article], editor: User, clock: Clock, desk: Client
) -> None:
    def cost() -> int:
        desk.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(path).status_code == 200
        return len(seen)

    def fill(count: int) -> None:
        for rank in range(count):
            composing.place(
                article=stories[rank % 6], by=editor, picture=make_picture(),
                zone=Zone.LEAD if rank % 2 else Zone.HIGHLIGHTS,
                shown_until=clock.after(hours=rank + 1),
            )  # fmt: skip
        clock.forward(hours=2)

    fill(3)
    few = cost()
    assert few <= most
    fill(20)
    assert cost() == few
