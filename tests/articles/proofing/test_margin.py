"""The margin proofreads what the form has now, saved or not, and remembers what is settled."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Dismissal, Waiver
from tests.factories import client_of, make_article, make_person, make_position

pytestmark = pytest.mark.django_db

NEW = reverse("admin:articles_article_proof_new", args=["0123456789abcdef"])
PULL = '<aside class="exergue"><blockquote><p>Rien de tel ici</p></blockquote></aside>'


def at(article: Article, name: str = "proof") -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def content(**values: str) -> dict[str, Any]:
    return {"values": {name: [value] for name, value in values.items()}, "labels": {}}


def post(client: Client, where: str, **data: Any) -> Any:
    return client.post(where, json.dumps(data), content_type="application/json")


def findings(answer: Any) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for level in answer.json()["levels"] for one in level["findings"]}


def test_a_text_that_is_not_saved_is_proofread_and_not_kept(journalist: User) -> None:
    make_position(make_person("Odile", "Sérignac"), "directrice")
    answer = post(
        client_of(journalist),
        NEW,
        content=content(title="Un accord.", body="<p>Odile Sérignak, directrice, attend.</p>"),
    )
    found = findings(answer)
    assert found["title-full-stop"]["field"] == "title"
    assert found["name-variant"]["fix"] == "Odile Sérignac"
    assert answer.json()["saved"] is False
    assert not Article.objects.exists()


def test_the_form_counts_and_not_what_is_stored(journalist: User) -> None:
    article = make_article(by=journalist, title="Un accord.")
    client = client_of(journalist)
    assert "title-full-stop" in findings(post(client, at(article), content=content()))
    changed = post(client, at(article), content=content(title="Un accord"))
    assert "title-full-stop" not in findings(changed)


def test_what_the_save_will_typeset_is_not_reported(journalist: User) -> None:
    answer = post(client_of(journalist), NEW, content=content(body='<p>Le "plan"  est là.</p>'))
    assert not {"english-quotes", "double-space"} & set(findings(answer))


def test_a_dismissed_remark_is_remembered(journalist: User) -> None:
    article = make_article(by=journalist, title="Un accord.")
    client = client_of(journalist)
    found = findings(post(client, at(article), content=content()))["title-full-stop"]
    answer = post(
        client, at(article, "settle"), content=content(), fingerprint=found["fingerprint"]
    )
    assert "title-full-stop" not in findings(answer)
    assert "title-full-stop" not in findings(post(client, at(article), content=content()))
    assert Dismissal.objects.get().by == journalist


def test_an_editor_waives_from_the_margin(editor: User) -> None:
    article = make_article(body=PULL)
    client = client_of(editor)
    first = post(client, at(article), content=content())
    assert first.json()["may_waive"] is True
    found = findings(first)["pullquote-not-in-body"]
    answer = post(
        client,
        at(article, "settle"),
        content=content(),
        fingerprint=found["fingerprint"],
        reason="Entretien du 3 février.",
    )
    assert "pullquote-not-in-body" not in findings(answer)
    assert Waiver.objects.get().reason == "Entretien du 3 février."


@pytest.mark.parametrize("reason", ["", "  ", ["liste"], None])
def test_a_waiver_needs_words(editor: User, reason: Any) -> None:
    article = make_article(body=PULL)
    client = client_of(editor)
    found = findings(post(client, at(article), content=content()))["pullquote-not-in-body"]
    answer = post(
        client,
        at(article, "settle"),
        content=content(),
        fingerprint=found["fingerprint"],
        reason=reason,
    )
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Waiver.objects.exists()


def test_a_journalist_waives_nothing_from_the_margin(journalist: User) -> None:
    article = make_article(by=journalist, body=PULL)
    client = client_of(journalist)
    first = post(client, at(article), content=content())
    assert first.json()["may_waive"] is False
    found = findings(first)["pullquote-not-in-body"]
    for more in ({}, {"reason": "Parce que."}):
        answer = post(
            client,
            at(article, "settle"),
            content=content(),
            fingerprint=found["fingerprint"],
            **more,
        )
        assert answer.status_code == 400
    assert not Waiver.objects.exists()
    assert not Dismissal.objects.exists()


def test_what_is_not_there_any_more_is_not_settled(journalist: User) -> None:
    article = make_article(by=journalist)
    answer = post(
        client_of(journalist), at(article, "settle"), content=content(), fingerprint="0" * 32
    )
    assert answer.status_code == 409


def test_nobody_reads_another_s_draft_through_the_margin(journalist: User, editor: User) -> None:
    article = make_article(by=editor)
    client = client_of(journalist)
    assert post(client, at(article), content=content()).status_code == 404
    assert post(Client(), at(article), content=content()).status_code == 403


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"content": 3}', '{"content": {"values": 1}}'])
def test_what_is_no_form_is_refused_with_a_sentence(journalist: User, data: str) -> None:
    answer = client_of(journalist).post(NEW, data, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert client_of(journalist).get(NEW).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "« " * 5_000 + "</p>",
        "<p>" + "A" * 50_000 + "</p>",
        "<p>" + "Le le " * 8_000 + "</p>",
        "<p>" + "9" * 20_000 + "</p>",
        "<p>" + '"' * 20_000 + "</p>",
        "<p>" + ", dit-il " * 5_000 + "</p>",
        '<aside class="exergue">' * 500,
        "<p>Clara, " + "ministre " * 5_000 + "</p>",
    ],
)
def test_a_strange_text_is_answered_too(journalist: User, body: str) -> None:
    assert post(client_of(journalist), NEW, content=content(body=body)).status_code == 200
