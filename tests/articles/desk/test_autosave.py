"""The safety copy: whose it is, what it may hold, and that it touches nothing else."""

import json
import re
from datetime import timedelta
from typing import Any, cast

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article, Revision, Status, Unsaved
from prose.fields import LONGEST_BODY
from tests.articles.desk.pages import ADD, page
from tests.clock import Clock
from tests.factories import client_of, make_article, make_section, make_topic, make_user
from tests.forms import form_of, send

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    return make_article(by=journalist, title="Le titre", body="<p>Le corps.</p>")


def address(article: Article | None = None, *, key: str = KEY, returning: bool = False) -> str:
    name = f"admin:articles_article_{'returning' if returning else 'unsaved'}"
    if article is not None:
        return reverse(name, args=[article.pk])
    return reverse(f"{name}_new", args=[key])


def kept(
    client: Client, where: str, /, version: Any = 0, key: str = KEY, **typed: str
) -> HttpResponse:
    data = {
        "content": {"values": {name: [text] for name, text in typed.items()}},
        "version": version, "key": key,
    }  # fmt: skip
    answer = client.post(where, json.dumps(data), content_type="application/json")
    return cast(HttpResponse, answer)


def offered(client: Client, where: str, *in_browser: dict[str, Any]) -> list[dict[str, Any]]:
    if in_browser:
        data = json.dumps({"copies": in_browser})
        answer = client.post(where, data, content_type="application/json")
    else:
        answer = client.get(where)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["copies"]
    return found


def local(at: int = 1_000, key: str = KEY, version: int = 0, **typed: str) -> dict[str, Any]:
    values = {name: [text] for name, text in typed.items()}
    return {"key": key, "at": at, "version": version, "content": {"values": values}}


# It touches nothing else ----------------------------------------------------------------------


def test_it_keeps_what_was_typed_letter_for_letter(article: Article, journalist: User) -> None:
    typed = 'L\'IA "promet" : <b>non</b>\u00a0!\r\n10 000 ?'
    answer = kept(client_of(journalist), address(article), version=3, title=typed)
    assert answer.status_code == 200
    row = Unsaved.objects.get()
    assert (row.user, row.article, row.form, row.seen_version) == (journalist, article, "", 3)
    assert row.content["values"] == {"title": [typed]}


def test_it_saves_no_article_and_makes_no_revision(article: Article, journalist: User) -> None:
    before = Article.objects.values().get()
    for text in ("Un", "Deux", "Trois"):
        kept(client_of(journalist), address(article), title=text)
    assert Article.objects.values().get() == before
    assert not Revision.objects.exists()
    assert Unsaved.objects.get().content["values"]["title"] == ["Trois"]


def test_a_new_article_s_form_makes_no_article(journalist: User) -> None:
    assert kept(client_of(journalist), address(), title="Un début").status_code == 200
    assert not Article.objects.exists()
    assert Unsaved.objects.get().form == KEY


def test_two_people_have_a_copy_each(article: Article, journalist: User, editor: User) -> None:
    kept(client_of(journalist), address(article), title="La mienne")
    kept(client_of(editor), address(article), title="La sienne")
    (copy,) = offered(client_of(journalist), address(article))
    assert copy["values"]["title"] == ["La mienne"]
    assert Unsaved.objects.count() == 2


def test_the_database_refuses_a_second_one(article: Article, journalist: User) -> None:
    fields: dict[str, Any] = {"user": journalist, "content": {}, "at": article.created_at}
    owner: dict[str, Any]
    for owner in ({"article": article}, {"form": KEY}):
        Unsaved.objects.create(**fields, **owner)
        with pytest.raises(IntegrityError), transaction.atomic():
            Unsaved.objects.create(**fields, **owner)
    for owner in ({}, {"article": article, "form": KEY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unsaved.objects.create(**fields, **owner)


def test_each_opened_form_has_a_copy_and_all_are_offered_newest_first(
    article: Article, journalist: User, clock: Clock
) -> None:
    mine = client_of(journalist)
    for number in range(7):
        kept(mine, address(article), key=f"formulaire-{number}", title=f"Le titre {number}")
        clock.forward(minutes=1)
    titles = [copy["values"]["title"][0] for copy in offered(mine, address(article))]
    assert titles == [f"Le titre {number}" for number in (6, 5, 4, 3, 2, 1, 0)]


def test_the_oldest_forms_of_an_article_go_when_there_are_too_many(
    article: Article, journalist: User, editor: User, clock: Clock
) -> None:
    kept(client_of(editor), address(article), title="La sienne")
    mine = client_of(journalist)
    for number in range(25):
        clock.forward(minutes=1)
        kept(mine, address(article), key=f"formulaire-{number}", title=f"Le titre {number}")
    titles = [copy["values"]["title"][0] for copy in offered(mine, address(article))]
    assert titles == [f"Le titre {number}" for number in range(24, 4, -1)]
    assert Unsaved.objects.filter(user=editor).exists()


# Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_reader_is_told_to_log_in_without_the_login_s_page(
    article: Article, reader: Client, method: str
) -> None:
    for where in (address(article), address(), address(article, returning=True)):
        answer = getattr(reader, method)(where, {}, content_type="application/json")
        assert (answer.status_code, answer.json().get("login")) == (403, True)


def test_who_may_not_see_the_article_gets_404(article: Article) -> None:
    other = client_of(make_user("journalist"))
    assert kept(other, address(article), title="À moi").status_code == 404
    assert not Unsaved.objects.exists()


def test_who_may_not_change_it_any_more_is_told(article: Article, journalist: User) -> None:
    Article.objects.update(status=Status.READY)
    mine = client_of(journalist)
    assert kept(mine, address(article), title="Trop tard").status_code == 403
    assert mine.get(address(article)).status_code == 403


def test_who_may_not_write_keeps_nothing(picture_editor: User) -> None:
    assert kept(client_of(picture_editor), address(), title="Un début").status_code == 403


def test_somebody_who_left_keeps_nothing(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    User.objects.filter(pk=journalist.pk).update(is_active=False)
    assert kept(mine, address(article), title="Un début").status_code == 403


def test_another_site_cannot_write_it(article: Article, journalist: User) -> None:
    mine = Client(enforce_csrf_checks=True)
    mine.force_login(journalist)
    assert kept(mine, address(article), title="D’ailleurs").status_code == 403
    assert not Unsaved.objects.exists()


# What it may hold -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "{}", "null", "{", '{"content": 1}', '{"content": {"values": []}}',
     '{"content": {"values": {"title": "nu"}}}', '{"content": {"values": {"title": [1]}}}'],
)  # fmt: skip
def test_what_is_no_form_is_refused(article: Article, journalist: User, sent: str) -> None:
    for returning in (False, True):
        where = address(article, returning=returning)
        answer = client_of(journalist).post(where, sent, content_type="application/json")
        assert answer.status_code == 400
    assert not Unsaved.objects.exists()


def test_fields_that_the_form_does_not_have_are_left_out(
    article: Article, journalist: User
) -> None:
    kept(client_of(journalist), address(article), title="Un", status="issued", created_by="1")
    assert set(Unsaved.objects.get().content["values"]) == {"title"}


def test_the_longest_body_is_kept_and_a_longer_one_refused(
    article: Article, journalist: User
) -> None:
    mine = client_of(journalist)
    longest = "é" * LONGEST_BODY
    assert kept(mine, address(article), body=longest).status_code == 200
    assert kept(mine, address(article), body=longest + "é").status_code == 413
    assert kept(mine, address(article), title="x" * 10_001).status_code == 413
    assert Unsaved.objects.get().content["values"]["body"] == [longest]


@pytest.mark.parametrize("key", ["court", "a" * 41, "espace espace"])
def test_a_form_has_a_sane_name(journalist: User, key: str) -> None:
    where = f"/admin/articles/article/new/{key}/unsaved/"
    assert kept(client_of(journalist), where, title="Un").status_code in {400, 404}
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("version", [None, -1, "3", 2**40, 1.5])
def test_a_version_that_makes_no_sense_is_none(
    article: Article, journalist: User, version: Any
) -> None:
    assert (
        kept(client_of(journalist), address(article), version=version, title="Un").status_code
        == 200
    )


# What is offered ------------------------------------------------------------------------------


def test_it_is_offered_with_its_date_and_what_differs(
    article: Article, journalist: User, clock: Clock
) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), version=0, title="Le titre neuf", body="<p>Le vrai corps.</p>")
    clock.forward(hours=2)
    (copy,) = offered(mine, address(article))
    words = copy["html"].replace("\u00a0", " ")
    assert "11 février 2025 à 9 h 30" in words
    assert "<ins> neuf</ins>" in words
    assert re.search(r"<ins> ?vrai ?</ins>", words)


def test_what_the_article_has_is_not_offered(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), title="Le titre", body="<p>Le corps.</p>")
    assert offered(mine, address(article)) == []


def test_what_only_typesetting_would_change_is_not_offered(journalist: User, clock: Clock) -> None:
    article = make_article(by=journalist, title="L’IA\u00a0: «\u00a0oui\u00a0»")
    mine = client_of(journalist)
    kept(mine, address(article), title='L\'IA : "oui"')
    assert offered(mine, address(article)) == []


def test_an_empty_new_form_is_not_offered(journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(), **{"title": "", "bylines-TOTAL_FORMS": "1", "bylines-0-person": "3"})
    assert offered(mine, address()) == []


def test_new_forms_are_offered_newest_first(journalist: User, clock: Clock) -> None:
    mine = client_of(journalist)
    for number in range(7):
        kept(mine, address(key=f"formulaire-{number}"), title=f"Début {number}")
        clock.forward(minutes=1)
    titles = [copy["values"]["title"][0] for copy in offered(mine, address())]
    assert titles == [f"Début {number}" for number in (6, 5, 4, 3, 2)]


def test_choices_that_changed_are_told(article: Article, journalist: User) -> None:
    section, topic = make_section("Politique"), make_topic("Données")
    mine = client_of(journalist)
    kept(mine, address(article), section=str(section.pk), topic_choices=str(topic.pk))
    (copy,) = offered(mine, address(article))
    assert "Politique" in copy["html"]
    assert "Données" in copy["html"]


def test_a_text_over_an_older_version_says_so(
    article: Article, journalist: User, editor: User
) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), version=article.version, title="Le mien")
    before = offered(mine, address(article))[0]["html"]
    send(client_of(editor), page(article), title="Celui de l’éditeur")
    after = offered(mine, address(article))[0]["html"]
    assert len(after) > len(before)
    assert "unsaved-where" in after
    assert "unsaved-where" not in before


HOSTILE = '<p onclick="x()">Mot</p><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_hostile_text_comes_back_through_the_fence(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), body=HOSTILE, title="<img src=x onerror=alert(1)>")
    found = offered(mine, address(article))
    found += offered(mine, address(article, returning=True), local(body=HOSTILE, title="<i>x"))
    for copy in found:
        assert copy["values"]["body"] == ["<p>Mot</p>"]
        assert "<img" not in copy["html"]
        assert "<script" not in copy["html"]
        assert "<i>" not in copy["html"]


def test_a_copy_of_the_browser_is_read_and_stored_nowhere(
    article: Article, journalist: User
) -> None:
    mine = client_of(journalist)
    where = address(article, returning=True)
    (copy,) = offered(mine, where, local(title="Dans le navigateur"))
    assert copy["in_browser"]
    assert copy["values"]["title"] == ["Dans le navigateur"]
    assert not Unsaved.objects.exists()


def test_the_same_text_kept_twice_is_offered_once(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), title="Le même")
    where = address(article, returning=True)
    assert len(offered(mine, where, local(title="Le même"))) == 1
    assert len(offered(mine, where, local(title="Un autre"))) == 2


@pytest.mark.parametrize("at", [None, -5, "hier", 10**18, 1.5])
def test_a_clock_that_makes_no_sense_breaks_nothing(
    article: Article, journalist: User, at: Any
) -> None:
    where = address(article, returning=True)
    assert len(offered(client_of(journalist), where, local(at=at, title="Un autre"))) == 1


# When it goes ---------------------------------------------------------------------------------


def test_it_goes_when_the_article_is_saved(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), title="Le titre neuf")
    send(mine, page(article), title="Le titre neuf")
    assert not Unsaved.objects.exists()


def test_it_stays_when_the_save_is_refused(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), title="")
    assert send(mine, page(article), title="").status_code == 200
    assert Unsaved.objects.exists()


def test_another_s_save_leaves_mine(article: Article, journalist: User, editor: User) -> None:
    kept(client_of(journalist), address(article), title="Le mien")
    send(client_of(editor), page(article), title="Le leur")
    assert Unsaved.objects.get().user == journalist


def test_a_new_article_s_copy_goes_when_it_is_created(journalist: User) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(ADD))
    key = opened["form_key"]
    kept(mine, address(key=key), key=key, title="Un début")
    kept(mine, address(), title="Un autre début")
    mine.post(ADD, opened.with_typed({"title": "Un début", "_continue": "1"}))
    assert Unsaved.objects.get().form == KEY


def test_a_form_keeps_its_name_when_it_comes_back_with_errors(journalist: User) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(ADD))
    again = form_of(mine.post(ADD, opened.with_typed({"title": ""})))
    assert again["form_key"] == opened["form_key"]


def test_a_copy_that_arrives_after_its_save_is_refused(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(page(article)))
    mine.post(page(article), opened.with_typed({"title": "Neuf", "_continue": "1"}))
    key = opened["form_key"]
    assert kept(mine, address(article), key=key, title="Presque neuf").status_code == 409
    assert not Unsaved.objects.exists()


def test_the_page_that_follows_says_which_form_is_saved(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(page(article)))
    answer = mine.post(page(article), opened.with_typed({"title": "Neuf", "_continue": "1"}))
    words = mine.get(answer.headers["Location"]).content.decode()
    assert f'"{opened["form_key"]}": {article.pk}' in words
    assert f'data-version="{article.version + 1}"' in words


def test_it_goes_when_its_writer_says_so(article: Article, journalist: User, editor: User) -> None:
    kept(client_of(editor), address(article), title="La sienne")
    mine = client_of(journalist)
    kept(mine, address(article), title="La mienne")
    assert mine.delete(address(article)).status_code == 200
    assert Unsaved.objects.get().user == editor


def test_a_save_leaves_the_copies_that_nobody_answered(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    opened = form_of(mine.get(page(article)))
    kept(mine, address(article), title="Une phrase d’hier")
    kept(mine, address(article), key=opened["form_key"], title="Le titre neuf")
    mine.post(page(article), opened.with_typed({"title": "Le titre du jour", "_continue": "1"}))
    (copy,) = offered(mine, address(article))
    assert copy["values"]["title"] == ["Une phrase d’hier"]


def test_each_copy_is_dropped_by_its_own_name(article: Article, journalist: User) -> None:
    mine = client_of(journalist)
    for key in ("formulaire-1", "formulaire-2"):
        kept(mine, address(article), key=key, title=f"Titre du {key}")
    data = json.dumps({"key": "formulaire-1"})
    mine.delete(address(article), data, content_type="application/json")
    (copy,) = offered(mine, address(article))
    assert copy["values"]["title"] == ["Titre du formulaire-2"]


def test_what_was_typed_since_the_offer_is_not_dropped_with_it(
    article: Article, journalist: User, clock: Clock
) -> None:
    """Two machines, one login: the one still writes what the other sees offered."""
    mine = client_of(journalist)
    kept(mine, address(article), title="Un début")
    (copy,) = offered(mine, address(article))
    clock.forward(minutes=1)
    kept(mine, address(article), title="Un début et sa suite")
    ((key, at),) = copy["rows"].items()
    data = json.dumps({"key": key, "at": at})
    assert mine.delete(address(article), data, content_type="application/json").status_code == 200
    (copy,) = offered(mine, address(article))
    assert copy["values"]["title"] == ["Un début et sa suite"]
    data = json.dumps({"key": key, "at": copy["rows"][key]})
    mine.delete(address(article), data, content_type="application/json")
    assert offered(mine, address(article)) == []


@pytest.mark.parametrize("at", [1, None, "hier", ["x"]])
def test_an_instant_that_makes_no_sense_drops_nothing(
    article: Article, journalist: User, at: Any
) -> None:
    mine = client_of(journalist)
    kept(mine, address(article), title="Un début")
    data = json.dumps({"key": KEY, "at": at})
    assert mine.delete(address(article), data, content_type="application/json").status_code == 400
    assert Unsaved.objects.exists()


def test_it_goes_with_the_article(article: Article, journalist: User, editor: User) -> None:
    kept(client_of(journalist), address(article), title="La mienne")
    article.delete()
    assert not Unsaved.objects.exists()


# Closed sessions ------------------------------------------------------------------------------


def test_a_refused_token_gives_the_text_back(article: Article, journalist: User) -> None:
    mine = Client(enforce_csrf_checks=True)
    mine.force_login(journalist)
    typed = {"title": "L'IA <b>?", "body": "<p>Un & deux</p>"}
    answer = mine.post(page(article), typed)
    assert answer.status_code == 403
    words = answer.content.decode()
    assert "L&#x27;IA &lt;b&gt;?" in words
    assert "&lt;p&gt;Un &amp; deux&lt;/p&gt;" in words
    assert f'href="{page(article)}"' in words
    assert answer.headers["Cache-Control"] == "no-store"


def test_elsewhere_a_refused_token_gives_nothing_back(reader: Client) -> None:
    outside = Client(enforce_csrf_checks=True)
    answer = outside.post("/admin/login/", {"title": "Secret", "password": "Secret"})
    assert answer.status_code == 403
    assert "Secret" not in answer.content.decode()


def test_the_copy_is_there_after_logging_in_again(
    article: Article, journalist: User, clock: Clock
) -> None:
    kept(client_of(journalist), address(article), title="Avant la coupure")
    clock.set(clock.now() + timedelta(days=30))
    (copy,) = offered(client_of(journalist), address(article))
    assert copy["values"]["title"] == ["Avant la coupure"]
