"""An embargo on the desk: set by who writes, kept with its papers, lifted by a chief."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles import embargo
from articles.models import Article, Edition, EmbargoDocument, JournalEntry
from articles.refusals import PublishingError
from prose.dates import moment
from tests.articles.desk.pages import page
from tests.articles.history import SECOND, last_entry
from tests.articles.refusals import STALE, refused
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_published,
    make_ready,
    make_user,
)
from tests.forms import Answer, errors_of, form_of, send, sentence

pytestmark = pytest.mark.django_db

Verb = JournalEntry.Verb
PAST = "%(when)s is past: an embargo ends at a time to come."


def letter(name: str = "courrier.pdf", content: bytes = b"%PDF-1.7 Jusqu'a jeudi") -> object:
    return SimpleUploadedFile(name, content, "application/pdf")


def with_letter(article: Article, by: User, **fields: object) -> EmbargoDocument:
    words = {"name": "courrier.pdf", "content": b"%PDF-1.7"} | fields
    return embargo.add_document(article=article, by=by, **words)  # type: ignore[arg-type]


def line_of(desk: Client, article: Article) -> str:
    words = desk.get(page(article)).content.decode()
    return words[words.index('<ol class="desk-timeline">') :].split("</ol>")[0]


# Setting --------------------------------------------------------------------------------------


def test_who_writes_says_until_when_and_who_asked(journalist: User, clock: Clock) -> None:
    article, desk = make_article(by=journalist), client_of(journalist)
    answer = send(
        desk, page(article), embargo_until="2025-02-13T06:00", embargo_asked_by="Le ministère"
    )
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.embargo_until == datetime(2025, 2, 13, 5, tzinfo=UTC)
    assert article.embargo_asked_by == "Le ministère"
    entry = last_entry(article)
    assert (entry.verb, entry.by) == (Verb.EMBARGOED, journalist)
    line = line_of(desk, article)
    assert moment(article.embargo_until) in line
    assert "Le ministère" in line
    assert 'name="embargo_until"' not in desk.get(page(article)).content.decode()


def test_a_save_that_leaves_the_embargo_alone_is_not_journalled(
    journalist: User, clock: Clock
) -> None:
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    send(client_of(journalist), page(article), title="Un autre titre")
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("typed", ["2025-02-11T09:30", "2025-02-11T09:29", "2024-12-31T00:00"])
def test_an_embargo_in_the_past_is_refused_at_its_field(
    journalist: User, clock: Clock, typed: str
) -> None:
    article = make_article(by=journalist)
    answer = send(
        client_of(journalist), page(article), embargo_until=typed, embargo_asked_by="Le ministère"
    )
    until = datetime.fromisoformat(f"{typed}+01:00")
    assert errors_of(answer) == {"embargo_until": sentence(PAST, when=moment(until))}
    assert form_of(answer)["embargo_until"] == typed
    assert form_of(answer)["embargo_asked_by"] == "Le ministère"
    assert Article.objects.get().embargo_until is None


def test_an_embargo_that_nobody_dated_is_asked_for_its_end(journalist: User, clock: Clock) -> None:
    article = make_article(by=journalist)
    answer = send(client_of(journalist), page(article), embargo_asked_by="Le ministère")
    assert set(errors_of(answer)) == {"embargo_until"}
    assert form_of(answer)["embargo_asked_by"] == "Le ministère"


def test_an_embargo_does_not_cover_what_is_scheduled_before_its_end(
    editor: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    desk, address = client_of(editor), page(edition.article)
    answer = send(desk, address, embargo_until="2025-02-11T10:31")
    assert errors_of(answer)["embargo_until"] == sentence(
        "An edition is scheduled on %(when)s, before the end of this embargo: "
        "move it or cancel it first.",
        when=moment(edition.live_from),
    )
    assert Article.objects.get().embargo_until is None
    assert send(desk, address, embargo_until="2025-02-11T10:30").status_code == 302


def test_an_embargo_on_a_live_article_holds_back_what_follows(
    editor: User, reader: Client, clock: Clock
) -> None:
    article, desk = make_published(), client_of(editor)
    clock.forward(minutes=1)
    assert send(desk, page(article), embargo_until="2025-02-11T18:00").status_code == 302
    refusal = send(desk, page(article, "publish"), when="now", kind="update")
    assert errors_of(refusal)["__all__"]
    assert reader.get(Edition.objects.get().get_absolute_url()).status_code == 200


# Lifting --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["journalist", "editor", "picture_editor"])
def test_a_chief_alone_lifts(role: str, clock: Clock) -> None:
    user = make_user(role)
    article = make_ready(by=user, embargo_until=clock.after(days=1))
    answer = client_of(user).post(page(article, "lift_embargo"), {"note": "Parce que."})
    assert answer.status_code in {403, 404}
    with refused("Only a chief editor may lift an embargo."):
        embargo.lift(article=article, by=user, reason="Parce que.")
    assert Article.objects.get().embargo_until is not None


def test_a_chief_lifts_with_a_reason_that_is_kept(
    chief: User, editor: User, reader: Client, clock: Clock
) -> None:
    until = clock.after(days=1)
    article = make_ready(embargo_until=until, embargo_asked_by="Le ministère")
    held = send(client_of(chief), page(article, "publish"), when="now")
    assert errors_of(held)["__all__"]
    assert not Edition.objects.exists()

    without = send(client_of(chief), page(article, "lift_embargo"), note=" ")
    assert set(errors_of(without)) == {"note"}
    send(client_of(chief), page(article, "lift_embargo"), note="Le texte a fuité hier.")
    entry = last_entry(article)
    assert (entry.verb, entry.by) == (Verb.LIFTED, chief)
    line = line_of(client_of(editor), article)
    assert all(words in line for words in ("Le texte a fuité hier.", "Le ministère", moment(until)))

    send(client_of(editor), page(article, "publish"), when="now")
    assert reader.get(Edition.objects.get().get_absolute_url()).status_code == 200


def test_a_chief_moves_the_end_of_an_embargo(chief: User, editor: User, clock: Clock) -> None:
    article = make_ready(embargo_until=clock.after(days=1), embargo_asked_by="Le ministère")
    send(client_of(chief), page(article, "lift_embargo"), note="Avancé.", until="2025-02-11T18:00")
    article.refresh_from_db()
    assert article.embargo_until == datetime(2025, 2, 11, 17, tzinfo=UTC)
    assert article.embargo_asked_by == "Le ministère"
    assert last_entry(article).verb == Verb.POSTPONED
    early = send(client_of(editor), page(article, "publish"), when="later", at="2025-02-11T17:59")
    assert errors_of(early)["__all__"]
    send(client_of(editor), page(article, "publish"), when="later", at="2025-02-11T18:00")
    assert Edition.objects.get().live_from == article.embargo_until


def test_an_embargo_is_not_moved_to_the_past(chief: User, clock: Clock) -> None:
    until = clock.after(days=1)
    article = make_ready(embargo_until=until)
    answer = send(
        client_of(chief), page(article, "lift_embargo"), note="Avancé.", until="2025-02-11T09:00"
    )
    assert errors_of(answer)["__all__"] == sentence(PAST, when=moment(clock.after(minutes=-30)))
    assert form_of(answer)["note"] == "Avancé."
    assert Article.objects.get().embargo_until == until


def test_an_embargo_is_not_moved_beyond_what_is_scheduled(chief: User, clock: Clock) -> None:
    until = clock.after(hours=1)
    edition = make_edition(at=clock.after(hours=2), embargo_until=until)
    answer = send(
        client_of(chief), page(edition.article, "lift_embargo"), note="Reculé.",
        until="2025-02-11T12:00",
    )  # fmt: skip
    assert errors_of(answer)["__all__"]
    assert Article.objects.get().embargo_until == until
    assert Edition.objects.get().live_from == edition.live_from


def test_two_chiefs_do_not_lift_over_each_other(chief: User, clock: Clock) -> None:
    article = make_ready(embargo_until=clock.after(days=1))
    other = Article.objects.get()
    embargo.lift(article=article, by=chief, reason="Le texte a fuité.")
    with refused(STALE):
        embargo.lift(article=other, by=chief, reason="Le texte a fuité.")


def test_there_is_nothing_to_lift_where_there_is_no_embargo(chief: User) -> None:
    with refused("This article is under no embargo."):
        embargo.lift(article=make_ready(), by=chief, reason="Le texte a fuité.")


# Papers ---------------------------------------------------------------------------------------


def test_a_paper_is_kept_with_the_article_for_those_who_see_it(
    journalist: User, clock: Clock
) -> None:
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    desk = client_of(journalist)
    desk.post(
        page(article, "embargo_add_document"),
        {"document": letter("courrier é.pdf"), "seen_version": article.version},
    )
    paper = EmbargoDocument.objects.get()
    assert (paper.name, paper.added_by) == ("courrier é.pdf", journalist)
    answer = paper_at(desk, paper)
    assert answer.content == b"%PDF-1.7 Jusqu'a jeudi"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert paper.name in desk.get(page(article)).content.decode()


def paper_at(desk: Client, paper: EmbargoDocument) -> Answer:
    return desk.get(f"/admin/articles/article/{paper.article_id}/embargo/documents/{paper.pk}/")


def test_a_paper_is_not_for_readers_nor_for_who_may_not_see_the_article(
    journalist: User, reader: Client, clock: Clock
) -> None:
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    paper = with_letter(article, journalist)
    assert paper_at(reader, paper).status_code == 302
    assert paper_at(client_of(make_user("journalist")), paper).status_code == 404
    other = make_article(by=journalist)
    paper.article = other
    assert paper_at(client_of(journalist), paper).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("courrier.exe", b"MZ"), ("courrier.html", b"<p>"), ("courrier.pdf", b""), ("courrier", b"a")],
)
def test_a_paper_that_is_none_is_refused_at_its_field(
    journalist: User, clock: Clock, name: str, content: bytes
) -> None:
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    answer = client_of(journalist).post(
        page(article, "embargo_add_document"),
        {"document": letter(name, content), "seen_version": article.version},
    )
    assert set(errors_of(answer)) == {"document"}
    assert not EmbargoDocument.objects.exists()


def test_a_paper_that_is_too_large_is_refused(
    journalist: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embargo, "LARGEST_DOCUMENT", 10)
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    answer = client_of(journalist).post(
        page(article, "embargo_add_document"),
        {"document": letter(content=b"%PDF-1.7 ..."), "seen_version": article.version},
    )
    assert set(errors_of(answer)) == {"document"}
    with pytest.raises(PublishingError):
        with_letter(article, journalist, content=b"%PDF-1.7 ...")
    assert not EmbargoDocument.objects.exists()


def test_who_put_a_paper_in_takes_it_out_and_a_chief_any(
    journalist: User, editor: User, chief: User, clock: Clock
) -> None:
    article = make_article(by=journalist, embargo_until=clock.after(days=1))
    first, second = with_letter(article, journalist), with_letter(article, journalist)
    removal = "/admin/articles/article/{}/embargo/documents/{}/remove/"
    client_of(editor).post(removal.format(article.pk, first.pk))
    assert EmbargoDocument.objects.count() == 2
    client_of(journalist).post(removal.format(article.pk, first.pk))
    client_of(chief).post(removal.format(article.pk, second.pk))
    assert not EmbargoDocument.objects.exists()


def test_the_first_second_of_freedom_is_the_end_itself(editor: User, clock: Clock) -> None:
    until = clock.after(days=1)
    article = make_ready(embargo_until=until)
    clock.set(until - SECOND)
    assert errors_of(send(client_of(editor), page(article, "publish"), when="now"))["__all__"]
    clock.set(until)
    assert send(client_of(editor), page(article, "publish"), when="now").status_code == 302
