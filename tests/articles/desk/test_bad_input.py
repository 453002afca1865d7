"""What cannot be right is refused with a sentence at its field, and nothing typed is lost."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Edition, Status
from events.models import Event
from people.models import Person, Position
from prose.fields import LONGEST_BODY
from tests.articles.desk.pages import ADD, page, page_of_edition, signing
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_picture,
    make_published,
    make_ready,
    make_section,
    make_user,
)
from tests.forms import Answer, errors_of, form_of, send, sentence

pytestmark = pytest.mark.django_db

ADD_EVENT = "/admin/events/event/add/"
GAP = "2027-03-28T02:30"
FOLD = "2026-10-25T02:30"
EMOJI = "La blouse 🩺 et l’écran 👩🏽‍⚕️"
RTL = "Une clinique nommée « שלום » et une autre « مستشفى »"


@pytest.fixture
def desk(journalist: User) -> Client:
    signing(journalist)
    return client_of(journalist)


def refused_at(answer: Answer, *fields: str) -> dict[str, str]:
    """The page came back, with a sentence at each of `fields` and nowhere else."""
    assert answer.status_code == 200
    errors = errors_of(answer)
    assert set(errors) == set(fields)
    assert all(len(said) > len("Erreur.") for said in errors.values())
    return errors


def still_there(answer: Answer, **typed: Any) -> None:
    """Everything that was typed is in the form that came back."""
    form = form_of(answer)
    for name, value in typed.items():
        expected = value if isinstance(value, list) else [value]
        assert form.values[name] == [str(one) for one in expected], name


# An article -----------------------------------------------------------------------------------


def whole_article(**typed: Any) -> dict[str, Any]:
    section, event = make_section(), make_event()
    return {
        "kicker": "Hôpital",
        "title": "Un titre honnête",
        "standfirst": "Un chapô d’une seule phrase.",
        "body": "<p>Un corps.</p>",
        "section": section.pk,
        "event_choices": [event.pk],
        "signature": "La rédaction",
        "short_title": "Un titre",
        "slug": "une-adresse",
    } | typed


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", "A" * 300),
        ("title", ""),
        ("kicker", "A" * 61),
        ("standfirst", "A" * 1001),
        ("hero_caption", "A" * 501),
        ("signature", "A" * 61),
        ("short_title", "A" * 71),
        ("slug", "une adresse fausse"),
        ("slug", "a" * 81),
        ("embargo_until", GAP),
        ("embargo_until", FOLD),
        ("embargo_until", "28/03/2027 02:30"),
        ("embargo_until", "2027-02-30T10:00"),
        ("embargo_until", "demain"),
        ("section", "4000000"),
        ("hero_image", "4000000"),
    ],
)
def test_a_field_of_an_article_that_is_wrong_is_named(desk: Client, field: str, typed: str) -> None:
    written = whole_article(**{field: typed})
    answer = send(desk, ADD, **written)
    refused_at(answer, field)
    gone = {"section", "hero_image"} & {field}
    still_there(answer, **{name: value for name, value in written.items() if name not in gone})
    assert not Article.objects.exists()


@pytest.mark.parametrize("field", ["title", "kicker", "standfirst", "body"])
@pytest.mark.parametrize("words", [EMOJI, RTL])
def test_an_emoji_and_a_word_written_from_the_right_are_stored(
    desk: Client, field: str, words: str
) -> None:
    typed = f"<p>{words}</p>" if field == "body" else words
    answer = send(desk, ADD, **whole_article(**{field: typed}))
    assert answer.status_code == 302
    stored = getattr(Article.objects.get(), field)
    assert "".join(stored.split()) == "".join(typed.split())


def test_a_title_of_signs_that_no_address_can_hold_has_an_address_all_the_same(
    desk: Client, editor: User, reader: Client
) -> None:
    send(desk, ADD, **whole_article(title="🩺 שלום", slug=""), _decision="submit")
    article = Article.objects.get()
    send(client_of(editor), page(article), _decision="approve")
    send(client_of(editor), page(article, "publish"))
    edition = Edition.objects.get()
    assert reader.get(edition.get_absolute_url()).status_code == 200


def test_a_body_of_two_megabytes_is_refused_and_given_back(desk: Client) -> None:
    body = "<p>Une phrase de plus, et une autre encore.</p>" * 44_000
    assert len(body) > 2_000_000
    written = whole_article(body=body)
    answer = send(desk, ADD, **written)
    assert str(LONGEST_BODY) in refused_at(answer, "body")["body"].replace("\u202f", "")
    still_there(answer, **written)
    assert not Article.objects.exists()


def test_the_longest_body_is_stored(desk: Client) -> None:
    body = "<p>Une phrase de plus.</p>" * (LONGEST_BODY // 27)
    assert send(desk, ADD, **whole_article(body=body)).status_code == 302
    assert Article.objects.get().body == body


def test_twenty_pictures_in_a_body_are_stored(desk: Client, editor: User, reader: Client) -> None:
    pictures = [make_picture(caption=f"La salle {rank}.") for rank in range(20)]
    body = "<p>Reportage.</p>" + "".join(
        f'<figure data-image="{picture.pk}"></figure>' for picture in pictures
    )
    answer = send(desk, ADD, **whole_article(body=body), _continue="1")
    assert answer.status_code == 302
    article = Article.objects.get()
    assert article.illustrations.count() == 20
    seen = desk.get(page(article, "preview")).content.decode()
    assert all(picture.caption in seen for picture in pictures)


def test_a_picture_that_does_not_exist_leaves_the_page_whole(desk: Client) -> None:
    body = '<p>Avant.</p><figure data-image="4000000"></figure><p>Après.</p>'
    send(desk, ADD, **whole_article(body=body))
    article = Article.objects.get()
    assert not article.illustrations.exists()
    seen = desk.get(page(article, "preview"))
    assert seen.status_code == 200
    assert "Après." in seen.content.decode()


def test_a_title_on_two_lines_is_one_line(desk: Client) -> None:
    send(desk, ADD, **whole_article(title="Un titre\r\nsur deux lignes"))
    assert Article.objects.get().title == "Un titre sur deux lignes"


# Addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheduled", [False, True])
def test_an_address_that_is_taken_is_refused_at_its_field(
    desk: Client, clock: Clock, scheduled: bool
) -> None:
    section = make_section()
    first = make_edition(
        section=section, slug="le-budget", title="Le budget voté",
        at=clock.after(days=1) if scheduled else None,
    )  # fmt: skip
    written = whole_article(section=section.pk, slug="le-budget")
    answer = send(desk, ADD, **written)
    assert first.title in refused_at(answer, "slug")["slug"]
    still_there(answer, **written)


def test_a_title_that_makes_a_taken_address_is_refused_at_the_address(
    desk: Client, clock: Clock
) -> None:
    section = make_section()
    make_published(section=section, title="Le budget voté", slug="")
    written = whole_article(section=section.pk, slug="", title="Le budget, voté !")
    answer = send(desk, ADD, **written)
    refused_at(answer, "slug")
    still_there(answer, standfirst=written["standfirst"], body=written["body"])


def test_an_article_keeps_its_own_address(editor: User, clock: Clock) -> None:
    article = make_published(slug="le-budget")
    assert send(client_of(editor), page(article), kicker="Finances").status_code == 302


def test_a_section_without_articles_is_a_page(reader: Client, db: None) -> None:
    section = make_section("Recherche")
    answer = reader.get(section.get_absolute_url())
    assert answer.status_code == 200
    assert section.name in answer.content.decode()


@pytest.mark.parametrize("slug", ["admin", "recherche", "static", "personnes"])
def test_a_section_does_not_take_an_address_of_the_site(chief: User, slug: str) -> None:
    answer = send(client_of(chief), "/admin/articles/section/add/", name="Nouvelle", slug=slug)
    refused_at(answer, "slug")
    still_there(answer, name="Nouvelle", slug=slug)


# Times ----------------------------------------------------------------------------------------

MISSING = "%(time)s does not exist on %(date)s: clocks go forward. Choose another time."
TWICE = "%(time)s happens twice on %(date)s: say which of the two is meant."
CLOCK_CHANGES = [
    pytest.param(GAP, MISSING, {"time": "02:30", "date": "28/03/2027"}, id="gap"),
    pytest.param(FOLD, TWICE, {"time": "02:30", "date": "25/10/2026"}, id="fold"),
]
clock_changes = pytest.mark.parametrize(("typed", "said", "values"), CLOCK_CHANGES)


@clock_changes
def test_an_embargo_at_no_instant_or_two_is_refused(
    desk: Client, typed: str, said: str, values: dict[str, str]
) -> None:
    answer = send(desk, ADD, **whole_article(embargo_until=typed))
    assert refused_at(answer, "embargo_until")["embargo_until"] == sentence(said, **values)
    still_there(answer, embargo_until=typed, title="Un titre honnête")


@clock_changes
def test_a_schedule_at_no_instant_or_two_is_refused(
    editor: User, clock: Clock, typed: str, said: str, values: dict[str, str]
) -> None:
    article = make_ready()
    answer = send(client_of(editor), page(article, "publish"), when="later", at=typed)
    assert refused_at(answer, "at")["at"] == sentence(said, **values)
    still_there(answer, at=typed, when="later")
    assert Article.objects.get().status == Status.READY


@clock_changes
def test_a_schedule_is_not_moved_to_no_instant_or_two(
    editor: User, clock: Clock, typed: str, said: str, values: dict[str, str]
) -> None:
    edition = make_edition(at=clock.after(days=1))
    answer = send(client_of(editor), page_of_edition(edition, "reschedule"), at=typed)
    assert refused_at(answer, "at")["at"] == sentence(said, **values)
    still_there(answer, at=typed)
    assert Edition.objects.get().live_from == edition.live_from


@pytest.mark.parametrize("typed", ["", "2027-02-30T10:00", "tantôt", "2027-13-01T10:00"])
def test_a_schedule_without_a_time_that_exists_is_refused(
    editor: User, clock: Clock, typed: str
) -> None:
    article = make_ready()
    answer = send(client_of(editor), page(article, "publish"), when="later", at=typed)
    refused_at(answer, "at")
    still_there(answer, at=typed, when="later")


def test_the_hour_after_a_clock_change_is_the_one_of_that_day(editor: User, clock: Clock) -> None:
    article = make_ready()
    send(client_of(editor), page(article, "publish"), when="later", at="2027-03-28T03:30")
    assert Edition.objects.get().live_from == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


# Events, people, positions --------------------------------------------------------------------


def whole_event(**typed: Any) -> dict[str, Any]:
    return {
        "name": "Journées de la biologie",
        "slug": "journees-biologie",
        "starts_at": "2027-02-02T09:00",
        "ends_at": "2027-02-03T18:00",
        "venue": "Halle du Quai-Vert",
        "city": "Nantes",
        "summary": "Deux jours de débats.",
    } | typed


def test_an_event_is_stored(editor: User) -> None:
    assert send(client_of(editor), ADD_EVENT, **whole_event()).status_code == 302
    assert Event.objects.get().starts_at == datetime(2027, 2, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ends_at", "2027-02-01T18:00"),
        ("starts_at", GAP),
        ("starts_at", FOLD),
        ("ends_at", GAP),
        ("ends_at", FOLD),
        ("starts_at", "2027-02-30T10:00"),
        ("starts_at", "0001-01-01T00:00"),
        ("ends_at", "9999-12-31T23:59"),
        ("starts_at", ""),
        ("name", "A" * 161),
        ("slug", "é è"),
        ("summary", "A" * 1001),
    ],
)
def test_a_field_of_an_event_that_is_wrong_is_named(editor: User, field: str, typed: str) -> None:
    written = whole_event(**{field: typed})
    answer = send(client_of(editor), ADD_EVENT, **written)
    refused_at(answer, field)
    still_there(answer, **written)
    assert not Event.objects.exists()


def test_an_event_that_ends_before_it_starts_is_told_so(editor: User) -> None:
    answer = send(client_of(editor), ADD_EVENT, **whole_event(ends_at="2027-02-01T18:00"))
    said = refused_at(answer, "ends_at")["ends_at"]
    assert said == sentence("This event ends before it starts.")


def test_an_event_is_not_a_part_of_its_own_part(editor: User) -> None:
    above = make_event("Le sommet")
    below = make_event("La matinée", parent=above)
    address = f"/admin/events/event/{above.pk}/change/"
    refused_at(send(client_of(editor), address, parent=below.pk), "parent")
    refused_at(send(client_of(editor), address, parent=above.pk), "parent")


def test_a_position_that_ends_before_it_starts_is_refused_at_its_end(editor: User) -> None:
    typed: dict[str, Any] = {
        "family_name": "Roux", "slug": "roux", "positions-TOTAL_FORMS": 1,
        "positions-0-title": "directrice", "positions-0-start": "2025-02-01",
        "positions-0-end": "2024-02-01", "positions-0-rank": 0,
        "positions-0-print_organisation": "on",
    }  # fmt: skip
    answer = send(client_of(editor), "/admin/people/person/add/", **typed)
    refused_at(answer, "positions-0-end")
    form = form_of(answer)
    assert form["positions-0-title"] == "directrice"


def test_two_positions_of_one_form_are_refused_over_the_same_days(editor: User) -> None:
    typed: dict[str, Any] = {"family_name": "Quorvan", "slug": "quorvan"}
    rows = [("directrice de l'offre", "2020-01-01", "2022-12-31"),
            ("Directrice de l’offre", "2022-06-01", "")]  # fmt: skip
    for number, (title, start, end) in enumerate(rows):
        row = {"title": title, "start": start, "end": end, "rank": 0}
        typed |= {f"positions-{number}-{name}": value for name, value in row.items()}
    address = "/admin/people/person/add/"
    answer = send(client_of(editor), address, **typed, **{"positions-TOTAL_FORMS": 2})
    refused_at(answer, "positions-1-title")
    assert not Person.objects.exists()
    apart = typed | {"positions-1-start": "2023-01-01", "positions-TOTAL_FORMS": 2}
    assert send(client_of(editor), address, **apart).status_code == 302
    titles = Position.objects.order_by("start").values_list("title", flat=True)
    assert list(titles) == ["directrice de l’offre", "Directrice de l’offre"]


def test_a_form_of_address_is_refused_at_the_given_name(editor: User) -> None:
    typed = {"given_name": "Mme", "family_name": "Roux", "slug": "roux"}
    refused_at(send(client_of(editor), "/admin/people/person/add/", **typed), "given_name")


def test_the_same_person_signs_once(desk: Client, journalist: User) -> None:
    article = make_article(by=journalist)
    person = article.bylines.get().person
    answer = send(
        desk, page(article), title="Signé deux fois",
        **{"bylines-TOTAL_FORMS": 2, "bylines-1-person": person.pk, "bylines-1-rank": 1,
           "bylines-1-article": article.pk, "bylines-1-id": ""},
    )  # fmt: skip
    assert answer.status_code == 200
    assert errors_of(answer)
    still_there(answer, title="Signé deux fois")


# Requests that no browser makes ---------------------------------------------------------------

BROKEN: list[tuple[str, Callable[[Article], dict[str, Any]]]] = [
    ("no field at all", lambda article: {}),
    ("no count of rows", lambda article: {"bylines-TOTAL_FORMS": ""}),
    ("a count of rows that is no number", lambda article: {"mentions-TOTAL_FORMS": "beaucoup"}),
    ("keys that are no numbers", lambda article: {"section": "x", "bylines-0-id": "x"}),
    ("a null sign", lambda article: {"title": "Nul\x00"}),
    ("a version that is no number", lambda article: {"seen_version": "x"}),
]


@pytest.mark.parametrize("typed", [case[1] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_request_is_answered_and_changes_nothing(
    desk: Client, journalist: User, typed: Callable[[Article], dict[str, Any]]
) -> None:
    article = make_article(by=journalist)
    form = form_of(desk.get(page(article)))
    sent = form.with_typed(typed(article)) if typed(article) else {}
    answer = desk.post(page(article), sent)
    assert answer.status_code in {200, 400}
    assert Article.objects.get().title == article.title
    assert Article.objects.get().version == article.version


@pytest.mark.parametrize("name", ["change", "delete", "history", "preview", "publish"])
def test_an_article_that_does_not_exist_is_not_found(name: str) -> None:
    desk = client_of(make_user("editor"))
    answer = desk.get(page(Article(pk=4_000_000), name))
    assert answer.status_code in {302, 404}
