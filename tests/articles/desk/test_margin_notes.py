"""Notes in the margin: left through a link by somebody without an account, seen on the article."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.desk import preview_links
from articles.desk.passages import passages
from articles.models import Article, OutboxItem, PreviewLink, PreviewNote
from articles.public.page import Part
from tests.articles.desk.pages import page
from tests.clock import Clock
from tests.factories import client_of, make_article, make_picture, make_user
from tests.forms import errors_of

pytestmark = pytest.mark.django_db

# The first paragraph of the text that the tests write, and the subhead after it.
FIRST, SECOND = "Le comité s’est réuni mardi à Paris.", "Un calendrier resserré"


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    return make_article(by=journalist)


@pytest.fixture
def link(article: Article, editor: User) -> tuple[PreviewLink, str]:
    made, token = preview_links.create(
        article=article, by=editor, recipient="Maître Aubin",
        expires_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    return made, f"/apercu/{token}/"


@pytest.fixture
def address(link: tuple[PreviewLink, str]) -> str:
    return link[1]


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


# Leaving one ----------------------------------------------------------------------------------


def test_the_recipient_notes_a_paragraph_without_an_account(
    address: str, reader: Client, clock: Clock
) -> None:
    answer = reader.post(address, {"paragraph": "1", "text": "  Mercredi, et non mardi. "})
    assert answer.status_code == 303
    assert answer["Cache-Control"] == "no-store"
    note = PreviewNote.objects.get()
    assert (note.text, note.paragraph, note.excerpt) == ("Mercredi, et non mardi.", 1, FIRST)
    assert note.at == clock.now()
    seen = text(reader.get(answer["Location"]))
    assert "Mercredi, et non mardi." in seen
    assert not reader.cookies


def test_a_note_is_taken_from_a_browser_that_checks_forgeries(address: str) -> None:
    # No referrer, an opaque origin and no cookie: what a browser sends under our own policy.
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address, {"text": "Bien."}, headers={"Origin": "null"})
    assert answer.status_code == 303
    assert PreviewNote.objects.count() == 1


def test_a_login_adds_nothing_to_a_link(address: str, admin_user: User) -> None:
    answer = client_of(admin_user).get(address)
    assert "/admin/" not in text(answer)
    assert not answer.cookies


def test_coming_back_from_a_note_is_no_other_visit(
    link: tuple[PreviewLink, str], reader: Client
) -> None:
    made, address = link
    reader.get(address)
    reader.get(reader.post(address, {"text": "Bien."})["Location"])
    made.refresh_from_db()
    assert made.visits == 1


@pytest.mark.parametrize("paragraph", ["0", "", "99", None])
def test_a_note_on_no_paragraph_is_on_the_whole_text(
    address: str, reader: Client, paragraph: str | None
) -> None:
    sent = {"text": "Bien."} | ({} if paragraph is None else {"paragraph": paragraph})
    assert reader.post(address, sent).status_code == 303
    note = PreviewNote.objects.get()
    assert (note.paragraph, note.excerpt) == (0, "")


@pytest.mark.parametrize(
    "written", ["", "   \n", "a" * 2001, "Un octet\0nul"], ids=["none", "blank", "long", "nul"]
)
def test_a_note_that_cannot_be_taken_comes_back_as_it_was_typed(
    address: str, reader: Client, written: str
) -> None:
    answer = reader.post(address, {"paragraph": "1", "text": written})
    assert answer.status_code == 200
    assert not PreviewNote.objects.exists()
    words = text(answer)
    assert 'id="marge-1" open' in words
    assert 'id="marge-2" open' not in words
    assert 'aria-invalid="true"' in words
    assert 'id="erreur-1"' in words
    if written.strip():
        assert written in words
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("paragraph", ["-1", "abc", "9999999999", "1; DROP"])
def test_a_paragraph_that_makes_no_sense_loses_nothing(
    address: str, reader: Client, paragraph: str
) -> None:
    answer = reader.post(address, {"paragraph": paragraph, "text": "À vérifier avant jeudi."})
    assert answer.status_code == 200
    assert "À vérifier avant jeudi." in text(answer)
    assert not PreviewNote.objects.exists()


def test_a_link_takes_fifty_notes(link: tuple[PreviewLink, str], reader: Client) -> None:
    made, address = link
    for number in range(50):
        preview_links.leave_note(link=made, text=f"Note {number}")
    answer = reader.post(address, {"paragraph": "1", "text": "Une de trop."})
    assert answer.status_code == 200
    assert "Une de trop." in text(answer)
    assert PreviewNote.objects.count() == 50


def test_nothing_is_written_through_a_closed_link(
    link: tuple[PreviewLink, str], editor: User, reader: Client
) -> None:
    made, address = link
    preview_links.revoke(link=made, by=editor)
    assert reader.post(address, {"text": "Trop tard."}).status_code == 404
    with pytest.raises(preview_links.Refused):
        preview_links.leave_note(link=made, text="Trop tard.")
    assert not PreviewNote.objects.exists()


def test_a_note_is_words_and_never_markup(address: str, reader: Client, editor: User) -> None:
    hostile = "<script>alert(1)</script>\n<b>gras</b>"
    shown = reader.get(reader.post(address, {"text": hostile})["Location"]).content.decode()
    article = Article.objects.get()
    staff = client_of(editor).get(page(article)).content.decode()
    for seen in (shown, staff):
        assert "<script>alert(1)" not in seen
        assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>" in seen


# Where it stands ------------------------------------------------------------------------------


def margin_of(words: str, number: int) -> str:
    found = re.search(rf'<details class="marge" id="marge-{number}".*?</details>', words, re.S)
    assert found, number
    return found[0]


def test_a_note_follows_its_paragraph(address: str, article: Article, reader: Client) -> None:
    reader.post(address, {"paragraph": "2", "text": "Resserré de combien ?"})
    assert "Resserré de combien" in margin_of(text(reader.get(address)), 2)
    Article.objects.update(body=f"<p>Un paragraphe de plus.</p>{article.body}")
    words = text(reader.get(address))
    assert "Resserré de combien" in margin_of(words, 3)
    assert "Resserré de combien" not in margin_of(words, 2)


def test_a_note_whose_paragraph_is_gone_is_not_lost(address: str, reader: Client) -> None:
    reader.post(address, {"paragraph": "2", "text": "Resserré de combien ?"})
    Article.objects.update(body="<p>Tout est récrit.</p>")
    words = text(reader.get(address))
    assert "Resserré de combien" in words.split('id="marge"')[1]
    assert SECOND in words.split('id="marge"')[1]


def test_every_paragraph_has_its_margin_and_the_text_is_whole(address: str, reader: Client) -> None:
    picture = make_picture(caption="Le bloc.")
    Article.objects.update(
        body=f'<p>Avant.</p><figure data-image="{picture.pk}"></figure><p>Après.</p>'
        "<ul><li>Un</li><li>Deux</li></ul>"
    )
    words = text(reader.get(address))
    assert re.findall(r'id="marge-(\d)"', words) == ["1", "2", "3"]
    assert "<li>Deux</li>" in words
    assert "Le bloc." in words


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["<p>Un</p><h2 id='a'>Deux</h2><p>Trois<br>lignes</p>"], ["Un", "Deux", "Trois lignes"]),
        (["<ul><li>Un</li><li>Deux</li></ul>"], ["Un Deux"]),
        (["<aside><h2>Titre</h2>", "<p>Fin</p></aside><p>Suite</p>"], ["Titre", "Suite"]),
        (["<p></p><p>Seul</p>"], ["Seul"]),
        (['<p title="a > b">Un</p>'], ["Un"]),
        (["Texte nu"], []),
        ([], []),
    ],
)
def test_a_text_is_cut_where_its_paragraphs_begin(parts: list[str], expected: list[str]) -> None:
    found = list(passages([Part(html, None) for html in parts]))
    assert [one.words for one in found if one.number] == expected
    assert [one.number for one in found if one.number] == list(range(1, len(expected) + 1))
    assert "".join(one.html for one in found) == "".join(parts)


# Who sees it ----------------------------------------------------------------------------------


def test_the_authors_and_who_made_the_link_are_told_of_the_first_note(
    address: str, journalist: User, editor: User, reader: Client, clock: Clock
) -> None:
    make_user("editor")
    for number in range(3):
        clock.forward(minutes=1)
        reader.post(address, {"text": f"Note {number}"})
    told = OutboxItem.objects.filter(kind=OutboxItem.Kind.NOTICE)
    assert {item.recipient for item in told} == {journalist, editor}
    assert told.count() == 2
    assert all("Maître Aubin" in item.payload["text"] for item in told)
    clock.forward(hours=2)
    reader.post(address, {"text": "Encore un mot."})
    assert told.all().count() == 4


def test_the_notes_stand_beside_the_text_until_they_are_settled(
    address: str, article: Article, journalist: User, reader: Client
) -> None:
    reader.post(address, {"paragraph": "1", "text": "Mercredi, et non mardi."})
    desk = client_of(journalist)
    words = text(desk.get(page(article)))
    assert "Mercredi, et non mardi." in words
    assert "Maître Aubin" in words
    note = PreviewNote.objects.get()
    settling = f"{page(article, 'preview').removesuffix('preview/')}notes/{note.pk}/settle/"
    assert settling in words
    assert desk.post(settling).status_code == 302
    note.refresh_from_db()
    assert note.settled_by == journalist
    assert "Mercredi, et non mardi." not in text(desk.get(page(article)))
    assert preview_links.settle(note=note, by=journalist) is False


def test_notes_are_for_those_whose_text_it_is(
    address: str, article: Article, reader: Client
) -> None:
    reader.post(address, {"text": "Entre nous."})
    Article.objects.update(status="issued")
    stranger = make_user("journalist")
    assert "Entre nous." not in text(client_of(stranger).get(page(article)))
    note = PreviewNote.objects.get()
    settling = f"{page(article, 'preview').removesuffix('preview/')}notes/{note.pk}/settle/"
    assert client_of(stranger).post(settling).status_code == 403
    note.refresh_from_db()
    assert note.settled_at is None


def test_readers_never_see_a_note(
    address: str, article: Article, editor: User, reader: Client
) -> None:
    reader.post(address, {"text": "Le mot de la source."})
    Article.objects.update(status="ready")
    desk = client_of(editor)
    desk.post(page(article, "publish"), {"when": "now", "seen_version": article.version})
    published = reader.get(article.editions.get().get_absolute_url())
    assert published.status_code == 200
    assert "Le mot de la source." not in text(published)
    assert "marge" not in text(published)


def test_the_form_says_no_error_before_it_is_sent(address: str, reader: Client) -> None:
    assert errors_of(reader.get(address)) == {}
