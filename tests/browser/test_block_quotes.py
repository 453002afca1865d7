"""Pull quotes, quotations and boxes, as a person writes and unmakes them."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from people.models import Person
from tests.browser.blocks import (
    DIALOG,
    chord,
    data,
    gone,
    look_up,
    opened,
    put_caret,
    select,
)
from tests.browser.conftest import Visits
from tests.browser.hands import choose
from tests.clock import Clock
from tests.factories import make_event, make_person, make_position

if TYPE_CHECKING:
    pass

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_pull_quote_starts_from_the_selection(visits: Visits) -> None:
    page = opened(visits, "<p>Elle ajoute que personne ne sera remplacé demain.</p><p>Fin.</p>")
    person = Person.objects.get(family_name="Cimino")
    select(page, "personne ne sera remplacé")
    chord(page, "exergue")
    look_up(page, "mariane cimi")
    page.keyboard.press("Enter")
    gone(page)
    assert data(page) == (
        "<p>Elle ajoute que personne ne sera remplacé demain.</p>"
        f'<aside class="exergue" data-person="{person.pk}"><blockquote>'
        "<p>«\u00a0personne ne sera remplacé\u00a0»</p></blockquote>"
        "<footer>Mariane Cimino, déléguée au numérique en santé, Numeum</footer></aside><p>Fin.</p>"
    )


def test_words_quoted_in_pieces_are_not_quoted_again(visits: Visits) -> None:
    page = opened(visits, "<p>Un.</p>")
    put_caret(page, "Un.")
    chord(page, "exergue")
    page.locator(f"{DIALOG} textarea").fill('"Oui", dit-il, "non"')
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert '<blockquote><p>"Oui", dit-il, "non"</p></blockquote>' in data(page)


def test_the_function_offered_is_that_of_the_event_just_chosen(
    visits: Visits, clock: Clock
) -> None:
    page = opened(visits, "<p>Elle ajoute que personne ne sera remplacé demain.</p>")
    person = make_person("Odile", "Sérignac")
    before = clock.now() - timedelta(days=40)
    eve = make_event("Veillée", starts_at=before, ends_at=before)
    make_position(person, "rapporteure", end=(clock.now() - timedelta(days=30)).date())
    make_position(person, "présidente", start=(clock.now() - timedelta(days=29)).date())
    choose(page, "event_choices", eve.name)
    select(page, "personne ne sera remplacé")
    chord(page, "exergue")
    look_up(page, "odile sérignac")
    page.keyboard.press("Enter")
    gone(page)
    assert "<footer>Odile Sérignac, rapporteure</footer>" in data(page)


def test_a_quotation_is_marked_in_the_sentence_and_unmarked(visits: Visits) -> None:
    body = "<p>Il faut, dit-elle, «\u00a0des preuves\u00a0» et du temps.</p>"
    page = opened(visits, body)
    person = Person.objects.get(family_name="Cimino")
    select(page, "des preuves")
    chord(page, "citation")
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)
    marked = f'<q data-person="{person.pk}">«\u00a0des preuves\u00a0»</q>'
    assert data(page) == f"<p>Il faut, dit-elle, {marked} et du temps.</p>"
    select(page, "preuves")
    chord(page, "citation")
    assert data(page) == body


def test_a_quotation_without_guillemets_gets_them(visits: Visits) -> None:
    page = opened(visits, "<p>Elle veut des preuves maintenant.</p>")
    select(page, "des preuves ")
    chord(page, "citation")
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert data(page) == "<p>Elle veut <q>«\u00a0des preuves\u00a0»</q> maintenant.</p>"


def test_a_paragraph_becomes_a_quotation_and_a_paragraph_again(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Des <em>mots</em> cités.</p><p>Après.</p>")
    person = Person.objects.get(family_name="Cimino")
    put_caret(page, "cités")
    chord(page, "citation")
    look_up(page, "cimino")
    page.keyboard.press("Enter")
    gone(page)
    signed = "Mariane Cimino, déléguée au numérique en santé, Numeum"
    assert data(page) == (
        f'<p>Avant.</p><blockquote data-person="{person.pk}"><p>Des <em>mots</em> cités.</p>'
        f"<footer>{signed}</footer></blockquote><p>Après.</p>"
    )
    chord(page, "citation")
    assert data(page) == (
        f"<p>Avant.</p><p>Des <em>mots</em> cités.</p><p>{signed}</p><p>Après.</p>"
    )


def test_a_box_is_written_by_keyboard(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><p>Après.</p>")
    put_caret(page, "Avant.")
    chord(page, "encadre")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    gone(page)
    page.keyboard.type("119 millions.")
    page.keyboard.press("Enter")
    page.keyboard.type("Deux appels.")
    page.keyboard.press("Tab")
    page.keyboard.type("Suite. ")
    assert data(page) == (
        '<p>Avant.</p><section class="encadre" data-kind="chiffres"><h2>Chiffres clés</h2>'
        "<p>119 millions.</p><p>Deux appels.</p></section><p>Suite. Après.</p>"
    )


def test_selected_paragraphs_go_into_the_box(visits: Visits) -> None:
    page = opened(visits, "<p>Avant.</p><ul><li>Un.</li><li>Deux.</li></ul><p>Après.</p>")
    select(page, "Un.")
    chord(page, "encadre")
    page.locator(f"{DIALOG} [type=submit]").click()
    gone(page)
    assert data(page) == (
        '<p>Avant.</p><section class="encadre" data-kind="reperes"><h2>Repères</h2>'
        "<ul><li>Un.</li><li>Deux.</li></ul></section><p>Après.</p>"
    )
