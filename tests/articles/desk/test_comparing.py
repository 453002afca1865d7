"""An article's past: compared in words, restored as a save like another, and never executed."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.desk import revisions
from articles.desk.comparing import differences, lines_of, text_difference
from articles.models import Article, Revision, Status
from tests.articles.desk.pages import page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_person,
    make_picture,
    make_section,
    make_topic,
    make_user,
)
from tests.forms import form_of, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    article = make_article(by=journalist, title="Le premier titre", body="<p>Premier corps.</p>")
    revisions.record(article=article, by=journalist)
    send(client_of(journalist), page(article), title="Le second titre", body="<p>Second corps.</p>")
    article.refresh_from_db()
    return article


def restore(client: Client, article: Article, number: int = 1, version: int | None = None) -> Any:
    where = reverse("admin:articles_article_restore", args=[article.pk, number])
    seen = Article.objects.get(pk=article.pk).version if version is None else version
    return client.post(where, {"seen_version": seen})


def shown(differences_found: list[Any]) -> dict[str, str]:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return {
        one.label: "|".join(
            "".join(signs[part.operation].format(part.text) for part in line.stretches)
            for line in one.lines
        )
        for one in differences_found
    }


# Words ----------------------------------------------------------------------------------------


def test_blocks_are_lines_and_links_and_pictures_are_told() -> None:
    source = (
        '<h2>Un</h2><p>Deux <a href="https://example.com/">trois</a></p><ul><li>Quatre</li></ul>'
        '<figure data-image="7"><figcaption>Cinq</figcaption></figure><p>Six<br>sept\u00a0!</p>'
    )
    assert lines_of(source) == [
        "Un", "Deux trois ⟨https://example.com/⟩", "• Quatre", "[Image 7]", "Cinq", "Six",
        "sept\u00a0!",
    ]  # fmt: skip


def test_words_that_changed_are_told_line_by_line() -> None:
    before, after = ["Un deux trois.", "Pareil.", "Fin."], ["Un dix trois.", "Pareil.", "Fin !"]
    lines = text_difference(before, after)
    assert [bool(line.stretches) for line in lines] == [True, False, True]
    assert [(part.operation, part.text) for part in lines[0].stretches] == [
        ("same", "Un "), ("removed", "deux"), ("added", "dix"), ("same", " trois."),
    ]  # fmt: skip


def test_kinds_of_space_and_apostrophe_do_not_count() -> None:
    assert text_difference(["L'IA : oui"], ["L’IA\u00a0: oui"]) == []


def test_formatting_alone_is_told() -> None:
    found = differences({"body": "<p>Un mot</p>"}, {"body": "<p>Un <em>mot</em></p>"})
    assert shown(found) == {"Corps": "Seule la mise en forme a changé."}


def test_a_very_long_text_is_compared_quickly() -> None:
    before = [f"Phrase {number} du texte, un peu longue." for number in range(5_000)]
    after = [*before[:2_000], "Nouvelle.", *before[2_001:]]
    assert sum(bool(line.stretches) for line in text_difference(before, after)) == 1
    one, other = "mot " * 40_000, "mots " * 40_000
    assert len(text_difference([one], [other])) == 1


# The pages ------------------------------------------------------------------------------------


def test_two_saves_are_compared_in_either_order(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    for order in ("?from=1&to=2", "?from=2&to=1", "?from=1"):
        words = mine.get(page(article, "compare") + order).content.decode()
        assert "<del>premier</del><ins>second</ins>" in words
        assert "<del>Premier</del><ins>Second</ins>" in words


@pytest.mark.parametrize("query", ["", "?from=9", "?from=x", "?from=1&to=9", "?from=²", "?from=-1"])
def test_a_save_that_is_not_there_is_not_found(
    article: Article, journalist: User, query: str
) -> None:
    assert client_of(journalist).get(page(article, "compare") + query).status_code == 404


def test_who_may_not_see_the_article_sees_no_past(article: Article) -> None:
    other = client_of(make_user("journalist"))
    assert other.get(page(article, "compare") + "?from=1").status_code == 404
    assert restore(other, article).status_code == 404
    assert Article.objects.get().title == "Le second titre"


def test_the_history_offers_to_compare(article: Article, journalist: User) -> None:
    words = client_of(journalist).get(page(article, "history")).content.decode()
    assert 'name="from" value="1"' in words
    assert "compare/?from=1" in words


def test_what_an_article_refers_to_is_compared_by_name(journalist: User, clock: Clock) -> None:
    article = make_article(by=journalist, section=make_section("Santé"), topics=[make_topic("IA")])
    before = revisions.snapshot(article)
    article.section, article.hero_image = make_section("Territoires"), make_picture()
    article.save()
    article.topics.set([make_topic("Données")])
    article.events.set([make_event("Le salon")])
    found = shown(differences(before, revisions.snapshot(article)))
    assert found["Rubrique"] == "[-Santé-][+Territoires+]"
    assert found["Thèmes"] == "[-IA-][+Données+]"
    assert "[+Le salon+]" in found.values()


# Restoring ------------------------------------------------------------------------------------


def test_an_old_save_becomes_the_working_copy_as_a_new_one(
    article: Article, journalist: User, clock: Clock
) -> None:
    version = article.version
    clock.forward(minutes=5)
    restore(client_of(journalist), article)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Le premier titre", "<p>Premier corps.</p>")
    assert article.version == version + 1
    last = article.revisions.get(number=3)
    assert (last.number, last.by, last.at) == (3, journalist, clock.now())
    assert last.content == Revision.objects.get(number=1).content


def test_everything_it_referred_to_comes_back(journalist: User, clock: Clock) -> None:
    person, topic, event = make_person("Anne", "Roux"), make_topic(), make_event()
    article = make_article(
        by=journalist, topics=[topic], events=[event], mentions=[person], hero_image=make_picture()
    )
    kept = revisions.record(article=article, by=journalist)
    assert kept is not None
    article.topics.clear()
    article.events.clear()
    article.mentions.all().delete()
    article.bylines.all().delete()
    Article.objects.update(section=None, hero_image=None)
    restore(client_of(article.created_by), article, kept.number)
    article.refresh_from_db()
    assert revisions.snapshot(article) == kept.content


def test_what_was_deleted_since_is_left_out(article: Article, journalist: User) -> None:
    Revision.objects.filter(number=1).update(
        content=Revision.objects.get(number=1).content
        | {"section": 9999, "hero_image": 9999, "topics": [9999], "events": ["x"],
           "bylines": [{"person": 9999}, "x"], "mentions": None}
    )  # fmt: skip
    restore(client_of(journalist), article)
    article.refresh_from_db()
    assert (article.title, article.section) == ("Le premier titre", None)


def test_an_approved_article_is_not_the_journalist_s_any_more(
    article: Article, journalist: User
) -> None:
    Article.objects.update(status=Status.READY)
    restore(client_of(journalist), article)
    assert Article.objects.get().title == "Le second titre"


def test_what_somebody_saved_meanwhile_is_not_covered(
    article: Article, journalist: User, editor: User
) -> None:
    seen = article.version
    send(client_of(editor), page(article), title="Le leur")
    answer = restore(client_of(journalist), article, version=seen)
    assert Article.objects.get().title == "Le leur"
    assert len(said(answer)) == 1


def test_the_embargo_stays_as_it_is(article: Article, journalist: User, clock: Clock) -> None:
    Article.objects.update(embargo_until=clock.after(days=3))
    restore(client_of(journalist), article)
    assert Article.objects.get().embargo_until == clock.after(days=3)


def test_an_impossible_field_refuses_the_whole(article: Article, journalist: User) -> None:
    first = Revision.objects.get(number=1)
    first.content = first.content | {"title": "x" * 500}
    first.save()
    restore(client_of(journalist), article)
    article.refresh_from_db()
    assert article.body == "<p>Second corps.</p>"
    assert article.revisions.count() == 2


def test_restoring_is_a_post(article: Article, journalist: User) -> None:
    where = reverse("admin:articles_article_restore", args=[article.pk, 1])
    assert client_of(journalist).get(where).status_code == 405


# Hostile markup -------------------------------------------------------------------------------

HOSTILE = (
    '<p onclick="alert(1)">Mot</p><script>alert(1)</script><img src=x onerror=alert(1)>'
    '<a href="javascript:alert(1)">lien</a><svg onload=alert(1)></svg>'
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><style>*{display:none}</style>'
)
ACTS = re.compile(
    r"<script>alert|<(?:img|svg|p|a) [^>]*\bon(?:click|error|load)=|href=.?javascript:"
    r"|<iframe|<svg on",
    re.I,
)


def test_a_hostile_revision_acts_nowhere(
    article: Article, journalist: User, editor: User, reader: Client, clock: Clock
) -> None:
    first = Revision.objects.get(number=1)
    words = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    first.content = first.content | {
        "title": words, "kicker": words[:50], "standfirst": HOSTILE, "body": HOSTILE,
        "signature": "<svg onload=alert(1)>", "hero_caption": HOSTILE,
        "bylines": first.content["bylines"],
    }  # fmt: skip
    first.typed = {"title": words + "!", "body": HOSTILE + "<p>!</p>"}
    first.save()
    desk = client_of(editor)
    addresses = [
        page(article, "history"),
        page(article, "compare") + "?from=1",
        page(article, "compare") + "?from=1&to=2",
        reverse("admin:articles_article_typography", args=[article.pk, 1]),
    ]
    for address in addresses:
        found = desk.get(address)
        assert found.status_code == 200
        assert not ACTS.search(found.content.decode()), address
    assert restore(desk, article).status_code == 302
    article.refresh_from_db()
    assert "Mot" in article.body
    assert not ACTS.search(article.body)
    assert not ACTS.search(form_of(desk.get(page(article)))["body"])
    for address in (page(article), page(article, "preview"), *addresses):
        assert not ACTS.search(desk.get(address).content.decode()), address
    Article.objects.update(slug="un-article")
    article.refresh_from_db()
    publishing.submit(article, editor)
    publishing.approve(article, editor)
    edition = publishing.publish(article, editor)
    public = reader.get(edition.get_absolute_url())
    assert public.status_code == 200
    assert not ACTS.search(public.content.decode())
