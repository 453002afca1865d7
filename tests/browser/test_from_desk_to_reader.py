"""The whole way: a journalist writes, an editor schedules, readers read at that very second."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from articles.models import Article, Edition, Status
from prose.dates import PARIS
from tests.browser.conftest import Visits
from tests.browser.hands import (
    choose,
    choose_format,
    choose_picture,
    confirm,
    decide,
    editor_of,
    number_of,
    save,
)
from tests.clock import Clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Sommet sur l'IA : la santé attend son calendrier"
PRINTED = "Sommet sur l’IA\u00a0: la santé attend son calendrier"
STANDFIRST = (
    "Réunis à Paris les 10 et 11 février 2025, les acteurs de la santé numérique ont entendu des "
    "annonces. Ils veulent maintenant des dates."
)
LATER = datetime(2027, 1, 14, 8, 0, tzinfo=PARIS)
SECOND = timedelta(seconds=1)


def write(page: "Page") -> int:
    """The journalist's article, from the dashboard to its first save; its key."""
    page.click(".desk-write a")
    page.fill("#id_kicker", "Sommet de Paris")
    page.fill("#id_title", TITLE)
    page.fill("#id_standfirst", STANDFIRST)
    editor_of(page).click()
    page.keyboard.type('"Nous voulons des preuves", résume une directrice d\'hôpital.')
    page.keyboard.press("Enter")
    choose_format(page, "h2")
    page.keyboard.type("Qui paiera la formation ?")
    page.keyboard.press("Enter")
    page.keyboard.type("Le ministère promet 119 millions d'euros ; les équipes attendent.")
    page.select_option("#id_section", label="Intelligence artificielle")
    page.click(".photo-choice-choose")
    choose_picture(page, "La matinée consacrée")
    choose(page, "event_choices", "Matinée")
    page.click("#mentions-group .add-row a")
    choose(page, "person", "Cimino")
    page.fill("#id_slug", "sommet-ia-sante-calendrier")
    save(page)
    return number_of(page)


def seen(reader: "Page", address: str) -> int:
    """The status that a reader gets at `address`."""
    answer = reader.goto(address)
    assert answer is not None
    return answer.status


def test_an_article_goes_from_the_desk_to_the_reader(visits: Visits, clock: Clock) -> None:
    journalist, editor, reader = visits.desk("journalist"), visits.desk("editor"), visits.visitor()

    # The journalist writes, and finds it as it was meant.
    article = Article.objects.get(pk=write(journalist))
    assert article.title == PRINTED
    assert "<h2>Qui paiera la formation\u202f?</h2>" in article.body
    assert "«\u00a0Nous voulons des preuves\u00a0»" in article.body
    assert [byline.person.family_name for byline in article.bylines.all()] == ["Tabard"]
    assert [mention.person.family_name for mention in article.mentions.all()] == ["Cimino"]
    assert [event.name for event in article.events.all()] == ["Matinée santé du sommet"]
    assert (
        journalist.locator(".photo-choice-credit")
        .inner_text()
        .endswith("(Crédit\u00a0: Ministère de la Santé)")
    )
    decide(journalist, "submit")
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW

    # The editor finds it waiting, reads it as readers will, and sends it back.
    editor.goto("/admin/")
    editor.get_by_role("link", name=PRINTED).first.click()
    decide(editor, "preview")
    for width in ("phone", "desktop"):
        framed = editor.frame_locator(f".is-{width} iframe")
        assert framed.locator("h1").inner_text() == PRINTED
        assert framed.locator("main h2", has_text="Qui paiera la formation").count() == 1
    editor.go_back()
    decide(editor, "send_back")
    editor.fill("#id_note", "Qui parle ? Nommez la directrice.")
    confirm(editor)

    # The journalist reads the note, answers it and submits again.
    journalist.goto("/admin/")
    journalist.get_by_role("link", name=PRINTED).first.click()
    assert "Nommez la directrice." in journalist.locator(".desk-note").inner_text()
    editor_of(journalist).click()
    journalist.keyboard.press("Control+End")
    journalist.keyboard.type(" Maud Kerlavec le dit sans détour.")
    decide(journalist, "submit")

    # The editor approves and schedules.
    editor.goto("/admin/")
    editor.get_by_role("link", name=PRINTED).first.click()
    decide(editor, "approve")
    decide(editor, "publish")
    editor.check('input[name="when"][value="later"]')
    editor.fill("#id_at", f"{LATER:%Y-%m-%dT%H:%M}")
    confirm(editor)
    assert editor.locator(".desk-timeline .is-scheduled").count() == 1
    edition = Edition.objects.get(article=article)
    assert edition.live_from == LATER

    # Readers: nothing one second before, the page at the second.
    address = edition.get_absolute_url()
    assert address == "/intelligence-artificielle/2027/01/sommet-ia-sante-calendrier/"
    assert seen(reader, address) == 404
    clock.set(LATER - SECOND)
    assert seen(reader, address) == 404
    assert seen(reader, "/") == 200
    assert reader.get_by_role("link", name=PRINTED).count() == 0
    clock.set(LATER)
    assert seen(reader, address) == 200
    assert reader.locator("h1").inner_text() == PRINTED
    words = reader.locator("main").inner_text()
    assert "Maud Kerlavec le dit sans détour." in words
    assert "(Crédit\u00a0: Ministère de la Santé)" in words
    seen(reader, "/")
    assert reader.get_by_role("link", name=PRINTED).count() >= 1

    # A change of the live article is the desk's until it is published.
    clock.forward(hours=1)
    editor.goto(f"/admin/articles/article/{article.pk}/change/")
    editor.fill("#id_standfirst", "Le calendrier est connu : tout commence en mars.")
    save(editor)
    seen(reader, address)
    assert "Ils veulent maintenant des dates." in reader.locator("main").inner_text()
    decide(editor, "publish")
    confirm(editor)
    seen(reader, address)
    words = reader.locator("main").inner_text()
    assert "tout commence en mars" in words
    assert "Ils veulent maintenant des dates." not in words

    # What is withdrawn is gone, and the reader is told.
    clock.forward(hours=1)
    editor.goto(f"/admin/articles/article/{article.pk}/change/")
    decide(editor, "withdraw")
    editor.fill("#id_note", "La source s'est rétractée.")
    confirm(editor)
    assert seen(reader, address) == 410
    assert len(reader.locator("main").inner_text()) > 40
    assert "rétractée" not in reader.locator("main").inner_text()
    seen(reader, "/")
    assert reader.get_by_role("link", name=PRINTED).count() == 0
    assert reader.context.cookies() == []


def test_the_demo_s_scheduled_article_appears_while_one_waits(visits: Visits, clock: Clock) -> None:
    edition = Edition.objects.standing().get(live_from__gt=clock.now())
    reader = visits.visitor()
    assert seen(reader, edition.get_absolute_url()) == 404
    clock.set(edition.live_from)
    assert seen(reader, edition.get_absolute_url()) == 200
