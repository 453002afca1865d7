"""Links of the text, within the site and to elsewhere."""

import re
from typing import TYPE_CHECKING

import pytest

from articles.models import Article, Edition, Status
from events.models import Event
from people.models import Person
from tests.browser.blocks import (
    DIALOG,
    OPTION,
    chord,
    data,
    gone,
    look_up,
    opened,
    pass_over_dialogs,
    put_caret,
    select,
)
from tests.browser.conftest import Visits
from tests.browser.hands import EDITOR, save
from tests.factories import make_edition

if TYPE_CHECKING:
    pass

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_link_within_the_site_is_set_changed_and_removed(visits: Visits) -> None:
    page = opened(visits, "<p>Selon Mariane Cimino, il faut attendre.</p>")
    person = Person.objects.get(family_name="Cimino")
    select(page, "Mariane Cimino")
    chord(page, "lien")
    page.locator(OPTION, has_text="Personne").first.click()
    gone(page)
    linked = "<p>Selon <a {}>Mariane Cimino</a>, il faut attendre.</p>"
    assert data(page) == linked.format(f'data-person="{person.pk}"')
    page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .lien-actuel", has_text="Mariane Cimino (Personne)").wait_for()
    page.locator(f"{DIALOG} .dialogue-search").fill("sommet")
    page.locator(OPTION, has_text="Article").first.click()
    gone(page)
    assert re.search(r'<a data-article="\d+">Mariane Cimino</a>', data(page))
    page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .dialogue-quiet").click()
    gone(page)
    assert data(page) == "<p>Selon Mariane Cimino, il faut attendre.</p>"


@pytest.mark.parametrize("words", ["Mariane", '<a data-article="1">Mariane</a>'])
def test_the_function_follows_a_link_that_is_set_on_words_or_changed(
    visits: Visits, words: str
) -> None:
    page = opened(visits, f"<p>Selon {words}, il faut attendre.</p>")
    person = Person.objects.get(family_name="Cimino")
    if words == "Mariane":
        select(page, words)
        chord(page, "lien")
    else:
        page.locator(f"{EDITOR} a").dblclick()
    page.locator(f"{DIALOG} .dialogue-search").fill("cimino")
    page.locator(f"{OPTION} .lien-fonction").click()
    gone(page)
    assert data(page) == (
        f'<p>Selon <a data-person="{person.pk}">Mariane</a>, déléguée au numérique en santé, '
        "Numeum, il faut attendre.</p>"
    )


def test_links_within_the_site_lead_there_once_published(visits: Visits) -> None:
    target, person = Edition.objects.visible()[0].article, Person.objects.get(family_name="Cimino")
    event = Event.objects.all()[0]
    page = opened(visits, "<p>Selon UnArticle, puis UnePersonne et UnRendezvous.</p>")
    for words, kind, found in (
        ("UnArticle", "Article", target.title),
        ("UnePersonne", "Personne", "Mariane Cimino"),
        ("UnRendezvous", "Événement", event.name),
    ):
        select(page, words)
        chord(page, "lien")
        page.locator(f"{DIALOG} .dialogue-search").fill(found)
        page.locator(OPTION, has_text=kind).filter(has_text=found).first.click()
        gone(page)
    save(page)
    article = Article.objects.get(title="Un essai de blocs")
    assert article.body == (
        f'<p>Selon <a data-article="{target.pk}">UnArticle</a>, puis '
        f'<a data-person="{person.pk}">UnePersonne</a> et '
        f'<a data-event="{event.pk}">UnRendezvous</a>.</p>'
    )
    Article.objects.filter(pk=article.pk).update(status=Status.READY)
    article.refresh_from_db()
    page.goto(make_edition(article=article).get_absolute_url())
    for words in ("UnArticle", "UnePersonne", "UnRendezvous"):
        page.locator(".corps a", has_text=words).click()
        page.wait_for_load_state()
        assert page.title()
        assert page.locator("h1").count() == 1
        page.go_back()


def test_what_is_typed_after_a_link_is_not_of_it(visits: Visits) -> None:
    page = opened(visits, "<p>Selon Mariane</p><p>Avec</p>")
    person = Person.objects.get(family_name="Cimino")
    put_caret(page, "Selon")
    for _ in "Mariane":
        page.keyboard.press("Shift+ArrowLeft")
    chord(page, "lien")
    look_up(page, "cimino")
    gone(page)
    page.keyboard.type(" il faut")
    put_caret(page, "Avec")
    page.keyboard.type(" ")
    chord(page, "lien")
    look_up(page, "cimino")
    gone(page)
    page.keyboard.type(" il")
    link = f'<a data-person="{person.pk}">'
    assert data(page) == (
        f"<p>Selon {link}Mariane</a> il faut</p><p>Avec {link}Mariane Cimino</a> il</p>"
    )


@pytest.mark.parametrize("how", ["chord", "button"])
def test_a_link_to_elsewhere_is_set_on_what_was_just_selected(visits: Visits, how: str) -> None:
    page = opened(visits, "<p>Selon Mariane</p>")
    pass_over_dialogs(visits)
    put_caret(page, "Selon")
    page.keyboard.press("Control+Shift+ArrowLeft")
    if how == "chord":
        page.keyboard.press("Control+k")
    else:
        page.click(".cke_button__link")
    page.locator(".cke_dialog input:focus").fill("https://example.com/")
    page.keyboard.press("Enter")
    page.locator(".cke_dialog").wait_for(state="hidden")
    assert data(page) == '<p>Selon <a href="https://example.com/">Mariane</a></p>'
