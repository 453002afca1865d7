"""Words that an edition prints as somebody's are recorded with it, and lead to their place."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.body import render
from articles.models import Edition, Quotation
from articles.publishing import publish, reschedule, withdraw
from people.models import Person
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_event,
    make_person,
    make_position,
    make_published,
    make_ready,
    make_scheduled,
)

pytestmark = pytest.mark.django_db

WORDS = "Une migration réussie est une migration ennuyeuse"


def in_sentence(person: Person, words: str = WORDS) -> str:
    return f'<p>Elle dit : <q data-person="{person.pk}">« {words} »</q>.</p>'


def block(person: Person, words: str = WORDS, signed: str = "Maud Kerlavec, directrice") -> str:
    return (
        f'<blockquote data-person="{person.pk}"><p>{words}.</p><footer>{signed}</footer>'
        "</blockquote>"
    )


def pull(person: Person | None, words: str = WORDS, flag: str = "") -> str:
    who = f' data-person="{person.pk}"' if person else ""
    return (
        f'<aside class="exergue"{who}{flag}><blockquote><p>« {words} »</p></blockquote>'
        "<footer>Maud Kerlavec</footer></aside>"
    )


@pytest.fixture
def maud(db: None) -> Person:
    person = make_person("Maud", "Kerlavec", slug="maud-kerlavec")
    make_position(person, "directrice des systèmes d’information")
    return person


# The record -----------------------------------------------------------------------------------


def test_each_form_is_recorded_with_its_words_and_the_speaker_of_the_day(maud: Person) -> None:
    body = in_sentence(maud, "Nous avons fini") + block(maud, "Tout va bien") + pull(maud, "Enfin")
    edition = make_edition(body=f"<p>Enfin.</p>{body}")
    rows = edition.quotations.values_list("number", "form", "words", "person", "attribution")
    assert list(rows) == [
        (1, "sentence", "Nous avons fini", maud.pk, "directrice des systèmes d’information"),
        (2, "block", "Tout va bien.", maud.pk, "directrice"),
        (3, "pull", "Enfin", maud.pk, "directrice des systèmes d’information"),
    ]
    assert {quotation.speaker for quotation in edition.quotations.all()} == {"Maud Kerlavec"}


def test_event_and_day_are_those_of_what_the_article_covers(maud: Person, clock: Clock) -> None:
    event = make_event(starts_at=clock.now() - timedelta(days=2), ends_at=clock.now())
    quotation = make_edition(body=in_sentence(maud), events=[event]).quotations.get()
    assert (quotation.event, quotation.day) == (event, (clock.now() - timedelta(days=2)).date())


def test_the_position_stays_as_it_was_when_the_directory_changes(maud: Person) -> None:
    quotation = make_edition(body=in_sentence(maud)).quotations.get()
    maud.positions.all().delete()
    maud.family_name = "Kerlavec-Lys"
    maud.save()
    quotation.refresh_from_db()
    assert quotation.speaker == "Maud Kerlavec"
    assert quotation.attribution == "directrice des systèmes d’information"


def test_changing_the_text_changes_the_record_of_the_next_edition_only(
    maud: Person, editor: User, clock: Clock
) -> None:
    first = make_edition(body=in_sentence(maud))
    article = first.article
    article.body = in_sentence(maud, "Une migration ratée se voit")
    article.save()
    assert [row.words for row in Quotation.objects.all()] == [WORDS]
    clock.forward(hours=1)
    second = publish(article, editor)
    assert [row.words for row in first.quotations.all()] == [WORDS]
    assert [row.words for row in second.quotations.all()] == ["Une migration ratée se voit"]


def test_a_pull_quote_that_repeats_the_text_is_known_as_the_same_words(maud: Person) -> None:
    body = in_sentence(maud, f"Je le répète : {WORDS[0].lower()}{WORDS[1:]}, et c’est tant mieux")
    edition = make_edition(
        body=f"{body}<p>Autre chose encore.</p>{pull(maud)}{pull(maud, 'Autre chose encore')}"
    )
    assert [row.repeated for row in edition.quotations.all()] == [False, True, False]


def test_a_speaker_who_is_not_in_the_directory_is_recorded_as_signed() -> None:
    quotation = make_edition(body=f"<p>{WORDS}.</p>{pull(None)}").quotations.get()
    assert (quotation.person, quotation.speaker) == (None, "Maud Kerlavec")


def test_a_speaker_unknown_to_the_directory_and_empty_words_break_nothing() -> None:
    body = (
        '<p>T <q data-person="999999">« Oui »</q> <q>« »</q></p><blockquote><p>…</p></blockquote>'
    )
    edition = make_edition(body=body)
    assert [(row.words, row.person) for row in edition.quotations.all()] == [("Oui", None)]


def test_a_person_quoted_is_listed_as_mentioned(maud: Person, reader: Client) -> None:
    make_edition(body=in_sentence(maud), title="Un week-end de bascule")
    page = reader.get("/personnes/maud-kerlavec/").content.decode()
    assert page.count("Un week-end de bascule") >= 2


def test_a_quotation_of_a_scheduled_edition_moves_with_it(
    maud: Person, editor: User, clock: Clock
) -> None:
    tomorrow, later = clock.now() + timedelta(days=1), clock.now() + timedelta(days=9)
    maud.positions.update(end=tomorrow.date())
    make_position(maud, "conseillère", start=later.date())
    edition = make_edition(at=later, body=in_sentence(maud))
    assert edition.quotations.get().attribution == "conseillère"
    reschedule(edition, editor, tomorrow)
    moved = edition.quotations.get()
    assert moved.attribution == "directrice des systèmes d’information"
    assert moved.day == tomorrow.date()


# The address ----------------------------------------------------------------------------------


def test_each_quotation_leads_to_its_place(maud: Person, reader: Client) -> None:
    said = in_sentence(maud) + block(maud, "Tout va bien")
    body = f"<p>Enfin un résultat.</p>{said}{pull(maud, 'Enfin un résultat')}"
    edition = make_edition(body=body + in_sentence(maud))
    page = reader.get(edition.get_absolute_url()).content.decode()
    for quotation in edition.quotations.all():
        address, _hash, anchor = quotation.get_absolute_url().partition("#")
        assert address == edition.get_absolute_url()
        assert page.count(f'id="{anchor}"') == 1


def test_an_anchor_stays_when_something_is_quoted_before_it(maud: Person) -> None:
    alone = render(in_sentence(maud), {}).quotations
    after = render(block(maud, "Tout va bien") + in_sentence(maud), {}).quotations
    assert after[1].anchor == alone[0].anchor


def test_a_block_has_its_speaker_outside_the_quotation(maud: Person) -> None:
    html = render(block(maud, "Tout va bien"), {}).html
    assert html == (
        '<figure class="citation" id="citation-tout-va-bien"><blockquote><p>Tout va bien.</p>'
        "</blockquote><figcaption>Maud Kerlavec, directrice</figcaption></figure>"
    )
    assert "figcaption" not in render("<blockquote><p>Tout va.</p></blockquote>", {}).html


# The page of a person -------------------------------------------------------------------------


def page_of(reader: Client, person: Person) -> str:
    return reader.get(person.get_absolute_url()).content.decode()


def test_a_page_lists_words_with_where_and_when(maud: Person, reader: Client, clock: Clock) -> None:
    event = make_event("Forum de la bascule", starts_at=datetime(2025, 2, 11, 9, tzinfo=PARIS))
    edition = make_edition(body=in_sentence(maud), events=[event], title="Le bilan")
    page = page_of(reader, maud)
    assert WORDS in page
    assert f'href="{edition.quotations.get().get_absolute_url()}"' in page
    assert "Le bilan" in page
    assert "Forum de la bascule" in page


def test_words_that_no_reader_sees_are_on_no_page(
    maud: Person, reader: Client, editor: User, clock: Clock
) -> None:
    make_scheduled(clock.now() + timedelta(hours=1), body=in_sentence(maud, "Le secret de demain"))
    make_ready(body=in_sentence(maud, "Le secret du brouillon"))
    live = make_published(body=in_sentence(maud, "Dit en public"))
    assert "Dit en public" in page_of(reader, maud)
    assert "Le secret" not in page_of(reader, maud)
    clock.forward(hours=2)
    assert "Le secret de demain" in page_of(reader, maud)
    withdraw(live, editor, "Erreur.")
    assert "Dit en public" not in page_of(reader, maud)


def test_words_of_an_edition_that_was_replaced_are_gone(
    maud: Person, reader: Client, editor: User, clock: Clock
) -> None:
    article = make_published(body=in_sentence(maud, "Ce mot de trop"))
    article.body = in_sentence(maud, "Ce mot pesé")
    article.save()
    clock.forward(hours=1)
    publish(article, editor)
    page = page_of(reader, maud)
    assert "Ce mot de trop" not in page
    assert "Ce mot pesé" in page


# Pull quotes ----------------------------------------------------------------------------------


def test_what_is_not_in_the_text_on_purpose_is_recorded_so(maud: Person) -> None:
    flagged = pull(maud, "Jamais dit ici", flag=' data-hors-article="1"')
    edition = make_edition(body=f"<p>Dit là.</p>{flagged}{pull(maud, 'Dit là')}")
    assert [row.apart for row in edition.quotations.all()] == [True, False]
    assert "hors-article" not in Edition.objects.get().html


def test_machines_read_the_pull_quotes(maud: Person, reader: Client) -> None:
    edition = make_edition(body=f"<p>{WORDS}.</p>{pull(maud)}")
    page = reader.get(edition.get_absolute_url()).content.decode()
    assert f'"@type": "Quotation", "text": "{WORDS}"' in page


# Short quotations (row E19) -------------------------------------------------------------------


@pytest.mark.parametrize(
    "inner",
    [
        "« Nous savons acheter un algorithme »",
        "« Nous savons, dit-elle, mais “Impact IA” nous manque »",
        "« Nous <strong>savons</strong> acheter un algorithme »",
        "« Nous savons : « oui » vaut pour tous »",
    ],
)
def test_a_quotation_in_the_sentence_is_printed_as_one(inner: str) -> None:
    assert render(f"<p>Elle note : {inner}, hier.</p>", {}).html == (
        f"<p>Elle note : <q>{inner}</q>, hier.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>L’autre, « Impact IA », observe.</p>",
        "<p>Le rapport « Le numérique en santé pour tous » paraît.</p>",
        "<p>Il lit <em>« Le numérique en santé pour tous »</em>.</p>",
        "<p>Elle dit « nous savons acheter un algorithme.</p>",
        "<p>Elle <strong>dit « nous savons</strong> acheter un algorithme ».</p>",
        "<p>Elle dit nous savons » acheter « un algorithme pour tous ».</p>",
        "<blockquote><p>« Nous savons acheter un algorithme »</p></blockquote>",
    ],
)
def test_what_is_not_certainly_a_quotation_stays_as_it_is(html: str) -> None:
    assert "<q" not in render(html, {}).html


def test_what_is_marked_already_is_not_marked_twice(maud: Person) -> None:
    assert render(in_sentence(maud), {}).html.count("<q") == 1


def test_the_stored_text_has_no_mark_of_ours() -> None:
    edition = make_edition(body="<p>Elle dit « nous savons acheter un algorithme ».</p>")
    assert "<q>« nous savons" in edition.html
    assert "<q" not in edition.article.body


# The day of attributions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event_day", "printed"),
    [(date(2025, 2, 11), "députée"), (None, "ministre"), (date(2025, 12, 1), "ministre")],
)
def test_a_position_is_that_of_the_event_that_the_article_covers(
    clock: Clock, event_day: date | None, printed: str
) -> None:
    person = make_person()
    make_position(person, "députée", end=date(2025, 2, 12))
    make_position(person, "ministre", start=date(2025, 2, 13))
    events = []
    if event_day:
        noon = datetime.combine(event_day, datetime.min.time(), PARIS) + timedelta(hours=12)
        events = [make_event(starts_at=noon, ends_at=noon)]
    clock.forward(days=30)
    edition = make_edition(mentions=[person], events=events)
    assert edition.printed["people"][0]["attribution"] == printed
