"""The bar and the pages of decisions: what a role may decide now, and what follows."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, Edition, JournalEntry, Status
from articles.models.edition import Kind
from prose.dates import moment
from tests.articles.desk.pages import desk_of, page, page_of_edition
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_published,
    make_ready,
    make_scheduled,
    make_user,
    make_withdrawn,
)
from tests.forms import errors_of, form_of, read, said, send, sentence

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NOTHING: list[str] = []
# What the bar offers, beside saving and previewing, the usual next step last.
BAR = {
    ("journalist", "draft"): ["submit"],
    ("journalist", "in_review"): NOTHING,
    ("journalist", "ready"): NOTHING,
    ("journalist", "scheduled"): NOTHING,
    ("journalist", "live"): NOTHING,
    ("journalist", "withdrawn"): ["submit"],
    ("editor", "draft"): ["submit"],
    ("editor", "in_review"): ["send_back", "approve"],
    ("editor", "ready"): ["send_back", "publish"],
    ("editor", "scheduled"): ["withdraw", "send_back", "publish"],
    ("editor", "live"): ["withdraw", "send_back", "mend", "correct", "publish"],
    ("editor", "withdrawn"): ["submit"],
    ("picture_editor", "draft"): NOTHING,
    ("picture_editor", "in_review"): NOTHING,
    ("picture_editor", "ready"): NOTHING,
    ("picture_editor", "scheduled"): NOTHING,
    ("picture_editor", "live"): NOTHING,
    ("picture_editor", "withdrawn"): NOTHING,
}


def article_that_is(state: str, by: User, clock: Clock) -> Article:
    if state == "scheduled":
        return make_scheduled(clock.after(days=1), by=by)
    if state == "live":
        return make_published(by=by)
    if state == "withdrawn":
        return make_withdrawn(clock, by=by)
    return make_article(by=by, status=state)


def offered(desk: Client, article: Article) -> list[str]:
    """The decisions that the bar shows."""
    buttons = form_of(desk.get(page(article))).buttons
    return [value for name, value in buttons if name == "_decision" and value != "preview"]


def approved(**fields: object) -> Article:
    return make_ready(**fields)


@pytest.mark.parametrize(("role", "state"), BAR, ids=[f"{role}-{state}" for role, state in BAR])
def test_the_bar_offers_what_the_role_may_decide_now(role: str, state: str, clock: Clock) -> None:
    user = make_user(role)
    article = article_that_is(state, user, clock)
    assert offered(client_of(user), article) == BAR[role, state]


@pytest.mark.parametrize("role", ["chief", "admin"])
@pytest.mark.parametrize(("state", "expected"), [
    (state, expected) for (role, state), expected in BAR.items() if role == "editor"
])  # fmt: skip
def test_chiefs_decide_what_editors_do(
    role: str, state: str, expected: list[str], clock: Clock
) -> None:
    user = make_user(role)
    assert offered(client_of(user), article_that_is(state, user, clock)) == expected


def test_every_button_of_the_bar_leads_somewhere(editor: User, clock: Clock) -> None:
    desk = client_of(editor)
    for state in ("draft", "in_review", "ready", "scheduled", "live", "withdrawn"):
        for name in offered(desk, article_that_is(state, editor, clock)):
            article = article_that_is(state, editor, clock)
            answer = send(desk, page(article), _decision=name)
            assert answer.status_code == 302
            assert desk.get(answer.headers["Location"]).status_code == 200


# Reviewing ------------------------------------------------------------------------------------


def test_an_editor_approves_from_the_form(editor: User, clock: Clock) -> None:
    article = make_article(status=Status.IN_REVIEW)
    answer = send(client_of(editor), page(article), title="Relu", _decision="approve")
    article.refresh_from_db()
    assert (article.title, article.status) == ("Relu", Status.READY)
    assert any("Relu" in words for words in said(answer))


def test_an_editor_sends_back_with_a_note_that_the_author_reads(
    editor: User, journalist: User, clock: Clock
) -> None:
    article = make_article(by=journalist, status=Status.IN_REVIEW)
    answer = send(
        client_of(editor), page(article, "send_back"), note="Qui le dit ?\nNommez la source."
    )
    assert answer.headers["Location"] == page(article)
    assert Article.objects.get().status == Status.DRAFT
    words = client_of(journalist).get(page(article)).content.decode()
    assert "Nommez la source." in words


@pytest.mark.parametrize("note", ["", "   ", "A" * 1001])
def test_a_note_that_is_missing_or_too_long_is_refused_at_its_field(
    editor: User, note: str
) -> None:
    article = make_article(status=Status.IN_REVIEW)
    answer = send(client_of(editor), page(article, "send_back"), note=note)
    assert answer.status_code == 200
    assert set(errors_of(answer)) == {"note"}
    assert form_of(answer)["note"] == note
    assert Article.objects.get().status == Status.IN_REVIEW


def test_a_draft_is_not_sent_back_and_the_note_is_not_lost(editor: User) -> None:
    article = make_article()
    answer = send(client_of(editor), page(article, "send_back"), note="Une longue note.")
    assert answer.status_code == 200
    assert errors_of(answer)["__all__"] == sentence(
        "This article is “%(status)s”: this is not possible from there.",
        status=Status.DRAFT.label,
    )
    assert form_of(answer)["note"] == "Une longue note."


def test_a_text_that_lacks_something_is_not_approved(editor: User) -> None:
    article = make_article(status=Status.IN_REVIEW, standfirst="")
    answer = send(client_of(editor), page(article), _decision="approve")
    assert said(answer)[-1] == sentence("Write a standfirst.")
    assert Article.objects.get().status == Status.IN_REVIEW


# Publishing -----------------------------------------------------------------------------------


def test_an_editor_publishes_now(editor: User, reader: Client, clock: Clock) -> None:
    article = approved(title="Un accord trouvé")
    form = form_of(client_of(editor).get(page(article, "publish")))
    assert {"kind", "note"}.isdisjoint(form.controls)
    assert form["when"] == "now"
    answer = send(client_of(editor), page(article, "publish"), when="now")
    assert answer.headers["Location"] == page(article)
    edition = Edition.objects.get()
    assert (edition.live_from, edition.kind) == (clock.now(), Kind.FIRST)
    assert reader.get(edition.get_absolute_url()).status_code == 200


def test_an_editor_schedules_on_paris_clocks(editor: User, reader: Client, clock: Clock) -> None:
    article = approved()
    answer = send(client_of(editor), page(article, "publish"), when="later", at="2025-06-12T08:00")
    edition = Edition.objects.get()
    assert edition.live_from == datetime(2025, 6, 12, 6, tzinfo=UTC)
    assert any(" ".join(moment(edition.live_from).split()) in " ".join(words.split())
               for words in said(answer))  # fmt: skip
    clock.set(edition.live_from - timedelta(seconds=1))
    assert reader.get(edition.get_absolute_url()).status_code == 404
    clock.set(edition.live_from)
    assert reader.get(edition.get_absolute_url()).status_code == 200


def test_a_time_typed_beside_now_is_asked_about(editor: User, clock: Clock) -> None:
    article = approved()
    answer = send(client_of(editor), page(article, "publish"), when="now", at="2026-01-01T08:00")
    assert errors_of(answer)["when"]
    assert form_of(answer)["at"] == "2026-01-01T08:00"
    assert not Edition.objects.exists()


def test_a_time_that_is_past_is_refused_with_what_was_typed(editor: User, clock: Clock) -> None:
    article = approved()
    answer = send(client_of(editor), page(article, "publish"), when="later", at="2025-02-11T09:29")
    assert answer.status_code == 200
    assert errors_of(answer)["__all__"]
    assert form_of(answer)["at"] == "2025-02-11T09:29"
    assert form_of(answer)["when"] == "later"
    assert not Edition.objects.exists()


def test_what_was_refused_once_may_be_sent_again_mended(editor: User, clock: Clock) -> None:
    article, desk = approved(), client_of(editor)
    answer = send(desk, page(article, "publish"), when="later", at="2025-02-11T09:29")
    form = form_of(answer)
    desk.post(page(article, "publish"), form.with_typed({"at": "2025-02-11T10:29"}))
    assert Edition.objects.get().live_from == clock.after(minutes=59)


def test_an_embargo_is_a_sentence_on_the_page(editor: User, clock: Clock) -> None:
    article = approved(embargo_until=clock.after(hours=3))
    answer = send(client_of(editor), page(article, "publish"), when="now")
    assert errors_of(answer)["__all__"] == sentence(
        "This article is under embargo until %(when)s. A chief editor alone may lift it, "
        "and says why.",
        when=moment(clock.after(hours=3)),
    )


def test_a_live_article_asks_for_the_kind_of_change(
    editor: User, reader: Client, clock: Clock
) -> None:
    article = make_published(title="Le premier titre")
    address = Edition.objects.get().get_absolute_url()
    clock.forward(hours=1)
    desk = client_of(editor)
    send(desk, page(article), title="Le titre mis à jour", _decision="publish")
    assert "Le premier titre" in reader.get(address).content.decode()
    form = form_of(desk.get(page(article, "publish")))
    assert form["kind"] == Kind.UPDATE
    send(desk, page(article, "publish"))
    assert "Le titre mis à jour" in reader.get(address, follow=True).content.decode()


@pytest.mark.parametrize("kind", ["update", "correction", "silent"])
def test_the_kind_chosen_is_the_kind_of_the_edition(editor: User, clock: Clock, kind: str) -> None:
    article = make_published()
    clock.forward(hours=1)
    send(client_of(editor), page(article, "publish"), kind=kind, note="Le chiffre était faux.")
    assert Edition.objects.latest("number").kind == kind


@pytest.mark.parametrize("kind", ["first", "rewrite", ""])
def test_a_kind_that_does_not_exist_here_is_refused(editor: User, clock: Clock, kind: str) -> None:
    article = make_published()
    clock.forward(hours=1)
    answer = send(client_of(editor), page(article, "publish"), kind=kind)
    assert set(errors_of(answer)) == {"kind"}
    assert Edition.objects.count() == 1


def test_a_correction_without_its_note_is_refused_and_the_time_is_kept(
    editor: User, clock: Clock
) -> None:
    article = make_published()
    answer = send(
        client_of(editor), page(article, "publish"), kind="correction", when="later",
        at="2025-03-01T08:00",
    )  # fmt: skip
    assert errors_of(answer)["__all__"] == sentence(
        "A correction tells readers what was wrong: write its note."
    )
    form = form_of(answer)
    assert (form["kind"], form["when"], form["at"]) == ("correction", "later", "2025-03-01T08:00")


# Moving, cancelling, withdrawing --------------------------------------------------------------


def test_a_schedule_is_moved(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(days=1))
    address = page_of_edition(edition, "reschedule")
    local = edition.live_from.astimezone(PARIS)
    assert form_of(client_of(editor).get(address))["at"] == f"{local:%Y-%m-%dT%H:%M}"
    send(client_of(editor), address, at="2025-02-20T07:15")
    edition.refresh_from_db()
    assert edition.live_from == datetime(2025, 2, 20, 6, 15, tzinfo=UTC)


def test_what_is_live_is_not_moved(editor: User, clock: Clock) -> None:
    edition = make_edition()
    clock.forward(minutes=1)
    answer = send(client_of(editor), page_of_edition(edition, "reschedule"), at="2025-02-20T07:15")
    assert errors_of(answer)["__all__"]
    assert form_of(answer)["at"] == "2025-02-20T07:15"
    assert Edition.objects.get().live_from == edition.live_from


def test_a_schedule_is_cancelled_by_a_button_of_its_own(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(days=1))
    desk = client_of(editor)
    address = page_of_edition(edition, "cancel")
    (form,) = [
        form for form in read(desk.get(page(edition.article))).forms
        if form.attributes.get("action") == address
    ]  # fmt: skip
    assert form.attributes["method"] == "post"
    desk.post(address, form.values)
    assert Article.objects.get().status == Status.READY
    assert Edition.objects.get().cancelled


def test_a_link_cannot_cancel_a_schedule(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(days=1))
    answer = client_of(editor).get(page_of_edition(edition, "cancel"))
    assert answer.status_code == 405
    assert not Edition.objects.get().cancelled


def test_a_schedule_that_is_cancelled_twice_is_told_so(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(days=1))
    desk, address = client_of(editor), page_of_edition(edition, "cancel")
    desk.post(address)
    answer = desk.post(address)
    assert said(answer)[-1] == sentence("This schedule is already cancelled.")


def test_a_schedule_that_a_colleague_moved_meanwhile_is_not_cancelled(
    editor: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(days=1))
    desk, address = client_of(editor), page_of_edition(edition, "cancel")
    (form,) = [
        form for form in read(desk.get(page(edition.article))).forms
        if form.attributes.get("action") == address
    ]  # fmt: skip
    publishing.reschedule(edition, make_user("editor"), clock.after(days=2))
    answer = desk.post(address, form.values)
    assert [" ".join(words.split()) for words in said(answer)] == [
        sentence("Somebody moved this edition to %(when)s meanwhile. Reload the page.",
                 when=moment(clock.after(days=2)))
    ]  # fmt: skip
    assert not Edition.objects.get().cancelled
    answer = desk.post(address, {"seen": "n’importe quoi"})
    assert said(answer)[-1] == sentence("Nothing says where this card stood. Reload the page.")
    assert not Edition.objects.get().cancelled


def test_a_withdrawal_that_a_colleague_moved_meanwhile_is_not_given_up(
    editor: User, clock: Clock
) -> None:
    article = make_published()
    clock.forward(minutes=1)
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=3))
    desk, address = client_of(editor), page(article, "keep")
    shown = re.search(r'form="keep-online" name="seen" value="([^"]+)"',
                      desk.get(page(article)).content.decode())  # fmt: skip
    assert shown
    sooner = clock.after(hours=2)
    publishing.withdraw(article, make_user("editor"), "Plus tôt que prévu.", sooner)
    answer = desk.post(address, {"seen": shown[1]})
    assert [" ".join(words.split()) for words in said(answer)] == [
        sentence("Somebody moved this withdrawal to %(when)s meanwhile. Reload the page.",
                 when=moment(sooner))
    ]  # fmt: skip
    assert Edition.objects.get().live_until == sooner
    desk.post(address, {"seen": sooner.isoformat()})
    assert Edition.objects.get().live_until is None


@pytest.mark.parametrize("name", ["reschedule", "cancel"])
def test_the_edition_of_another_article_is_not_reached(
    editor: User, clock: Clock, name: str
) -> None:
    edition, other = make_edition(at=clock.after(days=1)), make_article()
    edition.article = other
    edition.number = 7
    answer = client_of(editor).post(page_of_edition(edition, name))
    assert answer.status_code == 404


def test_a_withdrawal_asks_why_and_readers_are_told(
    editor: User, reader: Client, clock: Clock
) -> None:
    article = make_published()
    address = Edition.objects.get().get_absolute_url()
    clock.forward(hours=1)
    refused = send(client_of(editor), page(article, "withdraw"), note=" ")
    assert set(errors_of(refused)) == {"note"}
    send(client_of(editor), page(article, "withdraw"), note="Source retirée.")
    assert reader.get(address).status_code == 410
    assert JournalEntry.objects.latest("pk").note == "Source retirée."


def test_what_is_not_online_is_not_withdrawn(editor: User, clock: Clock) -> None:
    article = make_scheduled(clock.after(days=1))
    answer = send(client_of(editor), page(article, "withdraw"), note="Finalement non.")
    assert errors_of(answer)["__all__"] == sentence(
        "Nothing of this article is online. To give up a schedule, cancel it."
    )
    assert form_of(answer)["note"] == "Finalement non."


def test_opening_a_page_decides_nothing(clock: Clock) -> None:
    article, desk = approved(), desk_of("editor")
    for name in ("publish", "send_back", "withdraw"):
        desk.get(page(article, name))
        desk.head(page(article, name))
    article.refresh_from_db()
    assert article.status == Status.READY
    assert not JournalEntry.objects.exists()


def test_the_zone_is_said_beside_the_time(editor: User, clock: Clock) -> None:
    words = client_of(editor).get(page(approved(), "publish")).content.decode()
    assert "Europe/Paris" in words
