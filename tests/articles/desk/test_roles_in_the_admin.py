"""What each role may do is enforced by the server, whatever a browser shows or sends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Byline, Edition, JournalEntry, Mention, Status
from images.models import Image
from tests.articles.desk.pages import (
    ADD,
    EDITORS,
    HOME,
    LIST,
    ROLES,
    desk_of,
    page,
    page_of_edition,
    stranger,
)
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_event,
    make_person,
    make_picture,
    make_published,
    make_scheduled,
    make_section,
    make_topic,
    make_user,
)
from tests.forms import Answer, Typed, errors_of, form_of, send

pytestmark = pytest.mark.django_db

STATUSES = ("draft", "in_review", "ready", "issued")
# By role, on an own article then on another's, in the order of STATUSES: changes (c), reads (r),
# or is not told that it exists (-).
RIGHTS = {
    "journalist": ("ccrr", "---r"),
    "editor": ("cccc", "cccc"),
    "chief": ("cccc", "cccc"),
    "picture_editor": ("rrrr", "---r"),
    "admin": ("cccc", "cccc"),
}
CASES = [
    pytest.param(role, own, status, rights[0 if own else 1][rank], id=f"{role}-{own}-{status}")
    for role, rights in RIGHTS.items()
    for own in (True, False)
    for rank, status in enumerate(STATUSES)
]
every_case = pytest.mark.parametrize(("role", "own", "status", "right"), CASES)
FORGED = "Un titre que personne n’a le droit d’écrire"


def article_of(user: User, own: bool, status: str) -> Article:
    return make_article(by=user if own else make_user("journalist"), status=status)


def what_an_editor_sends(article: Article, **typed: Any) -> Typed:
    """A complete form for `article`, from a browser that has one."""
    return form_of(desk_of("editor").get(page(article))).with_typed(typed)


def title_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).title


def assert_no_hint(desk: Client, answer: Answer, name: str) -> None:
    """The answer on an article that one may not see is that on one that does not exist."""
    missing = desk.post(reverse(f"admin:articles_article_{name}", args=[4_000_000]))
    assert answer.status_code == missing.status_code
    assert answer.headers.get("Location") == missing.headers.get("Location")


# One article ----------------------------------------------------------------------------------


@every_case
def test_an_article_opens_to_write_to_read_or_not_at_all(
    role: str, own: bool, status: str, right: str
) -> None:
    user = make_user(role)
    article = article_of(user, own, status)
    answer = client_of(user).get(page(article))
    if right == "-":
        assert (answer.status_code, answer.headers["Location"]) == (302, HOME)
        return
    assert answer.status_code == 200
    assert ("title" in form_of(answer).controls) == (right == "c")
    assert (("_continue", "1") in form_of(answer).buttons) == (right == "c")


@every_case
def test_a_raw_post_changes_only_what_its_author_may_change(
    role: str, own: bool, status: str, right: str
) -> None:
    user = make_user(role)
    article = article_of(user, own, status)
    before = article.title
    answer = client_of(user).post(page(article), what_an_editor_sends(article, title=FORGED))
    assert title_of(article) == (FORGED if right == "c" else before)
    if right == "-":
        assert_no_hint(client_of(user), answer, "change")
    else:
        assert answer.status_code == (302 if right == "c" else 403)


@every_case
def test_the_history_and_the_preview_are_for_those_who_see_the_article(
    role: str, own: bool, status: str, right: str
) -> None:
    user = make_user(role)
    article, desk = article_of(user, own, status), client_of(user)
    history, preview = desk.get(page(article, "history")), desk.get(page(article, "preview"))
    assert history.status_code == (302 if right == "-" else 200)
    assert preview.status_code == (404 if right == "-" else 200)
    if right == "-":
        assert article.title not in preview.content.decode()


@every_case
def test_only_a_draft_is_deleted_and_only_by_who_may_change_it(
    role: str, own: bool, status: str, right: str
) -> None:
    user = make_user(role)
    article, desk = article_of(user, own, status), client_of(user)
    allowed = right == "c" and status == "draft"
    asked = desk.get(page(article, "delete"))
    answer = desk.post(page(article, "delete"), {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists() != allowed
    if right == "-":
        assert_no_hint(desk, answer, "delete")
    else:
        assert asked.status_code == (200 if allowed else 403)
        assert answer.status_code == (302 if allowed else 403)


@pytest.mark.parametrize("role", EDITORS)
def test_what_readers_once_saw_is_never_deleted(role: str, clock: Clock) -> None:
    article = make_published()
    Article.objects.filter(pk=article.pk).update(status=Status.DRAFT)
    assert desk_of(role).post(page(article, "delete"), {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("role", ROLES)
def test_articles_are_begun_by_those_who_write(role: str) -> None:
    desk, writes = desk_of(role), role != "picture_editor"
    page_of_add = desk.get(ADD)
    assert page_of_add.status_code == (200 if writes else 403)
    form = form_of(desk_of("editor").get(ADD))
    answer = desk.post(ADD, form.with_typed({"title": FORGED}))
    assert answer.status_code == (302 if writes else 403)
    assert Article.objects.filter(title=FORGED).exists() == writes


# Lists and their actions ----------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_the_list_holds_what_one_may_see_and_nothing_else(role: str) -> None:
    user = make_user(role)
    articles = {
        (own, status): article_of(user, own, status) for own in (True, False) for status in STATUSES
    }
    words = client_of(user).get(LIST).content.decode()
    for rank, status in enumerate(STATUSES):
        for own in (True, False):
            seen = RIGHTS[role][0 if own else 1][rank] != "-"
            assert (articles[own, status].title in words) == seen


def test_a_search_does_not_find_what_one_may_not_see(journalist: User) -> None:
    other = make_article(title="Révélations sur un secret")
    found = client_of(journalist).get(LIST, {"q": "secret"})
    assert other.title not in found.content.decode()


def delete_selected(desk: Client, *articles: Article) -> Any:
    keys = [article.pk for article in articles]
    return desk.post(LIST, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})


def test_the_list_deletes_own_drafts_together(journalist: User) -> None:
    articles = [make_article(by=journalist), make_article(by=journalist)]
    assert delete_selected(client_of(journalist), *articles).status_code == 302
    assert not Article.objects.exists()


def test_the_list_does_not_delete_the_drafts_of_others(journalist: User) -> None:
    own, other = make_article(by=journalist), make_article()
    delete_selected(client_of(journalist), own, other)
    assert list(Article.objects.all()) == [other]


@pytest.mark.parametrize("status", ["in_review", "ready", "issued"])
def test_the_list_deletes_nothing_when_one_of_them_is_no_draft(
    journalist: User, status: str
) -> None:
    articles = [make_article(by=journalist), make_article(by=journalist, status=status)]
    delete_selected(client_of(journalist), *articles)
    assert Article.objects.count() == 2


def test_the_picture_editor_deletes_no_article() -> None:
    article = make_article(status=Status.ISSUED)
    delete_selected(desk_of("picture_editor"), article)
    assert Article.objects.filter(pk=article.pk).exists()


# Decisions ------------------------------------------------------------------------------------

DECISIONS: dict[str, dict[str, str]] = {
    "send_back": {"note": "À revoir."},
    "publish": {"when": "now"},
    "withdraw": {"note": "Retiré."},
}


def state_of_everything() -> tuple[object, ...]:
    """What a refused decision must leave as it was."""
    return (
        list(Article.objects.order_by("pk").values_list("status", "version")),
        list(Edition.objects.order_by("pk").values_list("live_from", "live_until")),
        JournalEntry.objects.count(),
    )


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
@pytest.mark.parametrize("name", DECISIONS)
def test_decisions_are_for_editors(role: str, name: str, clock: Clock) -> None:
    user = make_user(role)
    own = make_published(by=user)
    clock.forward(hours=1)
    before, desk = state_of_everything(), client_of(user)
    assert desk.get(page(own, name)).status_code == 403
    typed = DECISIONS[name] | {"kind": "update", "seen_version": str(own.version)}
    assert desk.post(page(own, name), typed).status_code == 403
    assert state_of_everything() == before


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_page_does_not_tell_that_an_article_exists(role: str, name: str) -> None:
    article, desk = make_article(status=Status.READY), desk_of(role)
    assert desk.get(page(article, name)).status_code == 404
    assert desk.post(page(article, name), DECISIONS[name]).status_code == 404


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
def test_a_schedule_is_moved_and_cancelled_by_editors(role: str, clock: Clock) -> None:
    user = make_user(role)
    edition = make_edition(at=clock.after(hours=2), by=user)
    before, desk = state_of_everything(), client_of(user)
    moved = page_of_edition(edition, "reschedule")
    assert desk.get(moved).status_code == 403
    assert desk.post(moved, {"at": "2026-01-01T08:00"}).status_code == 403
    assert desk.post(page_of_edition(edition, "cancel")).status_code == 403
    assert state_of_everything() == before


@pytest.mark.parametrize("role", EDITORS)
def test_editors_open_each_decision(role: str, clock: Clock) -> None:
    article = make_published()
    edition = make_edition(article=article, at=clock.after(hours=2), kind="update")
    desk = desk_of(role)
    for name in DECISIONS:
        assert desk.get(page(article, name)).status_code == 200
    assert desk.get(page_of_edition(edition, "reschedule")).status_code == 200


@pytest.mark.parametrize("name", ["approve", "publish", "withdraw", "send_back", "absent", ""])
def test_a_forged_decision_saves_the_text_and_decides_nothing(journalist: User, name: str) -> None:
    article = make_article(by=journalist, status=Status.IN_REVIEW)
    desk = client_of(journalist)
    answer = send(desk, page(article), title="Mon titre", _decision=name)
    assert answer.status_code == 302
    desk.get(answer.headers["Location"])
    article.refresh_from_db()
    assert (article.title, article.status) == ("Mon titre", Status.IN_REVIEW)
    assert not Edition.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_forged_decision_on_another_s_article_is_not_even_a_save(journalist: User) -> None:
    article = make_article(status=Status.DRAFT)
    sent = what_an_editor_sends(article, title=FORGED, _decision="submit")
    client_of(journalist).post(page(article), sent)
    article.refresh_from_db()
    assert article.title != FORGED
    assert article.status == Status.DRAFT


# Fields that nobody types ---------------------------------------------------------------------


def test_forged_fields_are_not_read_from_the_form(journalist: User) -> None:
    chief = make_user("chief")
    send(
        client_of(journalist), ADD, title="Ma brève", status="issued", created_by=chief.pk,
        version=40, _continue="1",
    )  # fmt: skip
    article = Article.objects.get()
    assert (article.status, article.created_by, article.version) == ("draft", journalist, 1)
    send(
        client_of(journalist), page(article), status="ready", created_by=chief.pk, version=40,
        title="Ma brève, suite", _continue="1",
    )  # fmt: skip
    article.refresh_from_db()
    assert (article.status, article.created_by, article.version) == ("draft", journalist, 2)


def test_whoever_writes_sets_an_embargo(journalist: User) -> None:
    article = make_article(by=journalist)
    send(client_of(journalist), page(article), embargo_until="2030-01-01T08:00")
    article.refresh_from_db()
    assert article.embargo_until is not None


@pytest.mark.parametrize(
    ("role", "lifts"), [("journalist", False), ("editor", False), ("chief", True), ("admin", True)]
)
@pytest.mark.parametrize("typed", ["", "2030-01-01T06:00", None])
def test_once_set_an_embargo_is_lifted_by_a_chief_alone_and_never_by_the_form(
    role: str, lifts: bool, typed: str | None
) -> None:
    user, embargo = make_user(role), timezone.now() + timedelta(days=1)
    article = make_article(by=user, embargo_until=embargo)
    opened = client_of(user).get(page(article))
    assert "embargo_until" not in form_of(opened).controls
    assert (page(article, "lift_embargo") in opened.content.decode()) == lifts
    send(client_of(user), page(article), embargo_until=typed, title="Sous embargo")
    article.refresh_from_db()
    assert article.title == "Sous embargo"
    assert article.embargo_until == embargo


# Parts of an article --------------------------------------------------------------------------


def inline(prefix: str, rows: list[dict[str, object]], stored: int = 0) -> dict[str, Any]:
    fields: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": stored,
    }
    for rank, row in enumerate(rows):
        fields |= {f"{prefix}-{rank}-{name}": value for name, value in row.items()}
    return fields


@pytest.mark.parametrize("stored", [0, 1])
def test_the_byline_of_another_s_article_cannot_be_taken(journalist: User, stored: int) -> None:
    own, other = make_article(by=journalist, signature="La rédaction"), make_article()
    byline = other.bylines.get()
    row: dict[str, object] = {
        "id": byline.pk, "article": other.pk, "person": stranger().pk, "rank": 0, "DELETE": "on",
    }  # fmt: skip
    send(client_of(journalist), page(own), **inline("bylines", [row], stored))
    row.pop("DELETE")
    send(client_of(journalist), page(own), **inline("bylines", [row], stored))
    kept = Byline.objects.get(pk=byline.pk)
    assert (kept.article, kept.person) == (other, byline.person)
    assert other.bylines.count() == 1


def test_a_mention_is_not_added_to_an_article_that_one_only_reads(journalist: User) -> None:
    own = make_article(by=journalist, status=Status.READY)
    row: dict[str, object] = {"person": stranger().pk, "rank": 0, "article": own.pk}
    sent = what_an_editor_sends(own, **inline("mentions", [row]))
    assert client_of(journalist).post(page(own), sent).status_code == 403
    assert not Mention.objects.exists()


def test_a_topic_that_does_not_exist_is_refused(journalist: User) -> None:
    article = make_article(by=journalist)
    answer = send(client_of(journalist), page(article), topic_choices=[4_000_000])
    assert answer.status_code == 200
    assert "topic_choices" in errors_of(answer)


# Autocompletes --------------------------------------------------------------------------------


def complete(desk: Client, model: str, field: str, term: str = "") -> Any:
    app, name = model.split(".")
    return desk.get(
        "/admin/autocomplete/",
        {"app_label": app, "model_name": name, "field_name": field, "term": term},
    )


def offered(answer: Any) -> set[str]:
    return {row["text"] for row in answer.json()["results"]}


PROPOSALS: list[tuple[str, str, Callable[[], object]]] = [
    ("articles.byline", "person", lambda: make_person("Nadia", "Zidi")),
    ("articles.mention", "person", lambda: make_person("Nadia", "Zidi")),
    ("articles.article", "hero_image", lambda: make_picture(caption="Nadia Zidi.")),
    ("articles.article", "topics", lambda: make_topic("Zidi")),
    ("articles.article", "events", lambda: make_event("Zidi")),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("model", "field", "make"), PROPOSALS)
def test_every_role_looks_up_what_an_article_refers_to(
    role: str, model: str, field: str, make: Callable[[], object]
) -> None:
    wanted = make()
    assert offered(complete(desk_of(role), model, field, "Zidi")) == {str(wanted)}


@pytest.mark.parametrize(("model", "field", "make"), PROPOSALS)
def test_who_has_no_role_looks_nothing_up(
    model: str, field: str, make: Callable[[], object]
) -> None:
    make()
    assert complete(desk_of(""), model, field).status_code == 403


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
@pytest.mark.parametrize("model", ["articles.byline", "articles.mention", "articles.edition"])
def test_an_autocomplete_does_not_list_the_drafts_of_others(role: str, model: str) -> None:
    make_article(title="Le brouillon d’une autre")
    assert offered(complete(desk_of(role), model, "article")) == set()


@pytest.mark.parametrize("role", ["journalist", "editor", "chief", "picture_editor"])
@pytest.mark.parametrize(
    ("model", "field"),
    [("people.person", "user"), ("articles.article", "created_by"), ("auth.user", "groups")],
)
def test_an_autocomplete_does_not_list_logins(role: str, model: str, field: str) -> None:
    assert complete(desk_of(role), model, field).status_code == 403


def test_a_picture_outside_its_rights_is_not_offered(journalist: User) -> None:
    make_picture(caption="Hors droits.", rights_until=timezone.now() - timedelta(days=1))
    shown = make_picture(caption="Dans ses droits.")
    answer = complete(client_of(journalist), "articles.article", "hero_image")
    assert offered(answer) == {str(shown)}


# Around articles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("/admin/articles/section/add/", {"chief", "admin"}),
        ("/admin/articles/topic/add/", {"editor", "chief", "admin"}),
        ("/admin/people/person/add/", {"editor", "chief", "admin"}),
        ("/admin/people/organisation/add/", {"editor", "chief", "admin"}),
        ("/admin/events/event/add/", {"editor", "chief", "admin"}),
        ("/admin/images/image/add/", set(ROLES)),
        ("/admin/auth/user/add/", {"admin"}),
        ("/admin/auth/group/add/", {"admin"}),
        ("/admin/articles/section/", set(ROLES)),
        ("/admin/articles/topic/", set(ROLES)),
        ("/admin/people/person/", set(ROLES)),
        ("/admin/events/event/", set(ROLES)),
        ("/admin/images/image/", set(ROLES)),
        ("/admin/auth/user/", {"admin"}),
    ],
)
def test_each_part_of_the_desk_opens_for_its_roles(address: str, roles: set[str]) -> None:
    answers = {role: desk_of(role).get(address).status_code for role in ROLES}
    assert answers == {role: 200 if role in roles else 403 for role in ROLES}


@pytest.mark.parametrize("role", EDITORS)
def test_a_section_in_use_is_kept(role: str, clock: Clock) -> None:
    section = make_section()
    make_published(section=section)
    desk_of(role).post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})
    section.refresh_from_db()


@pytest.mark.parametrize(
    ("role", "own", "right"),
    [
        ("journalist", True, "c"),
        ("journalist", False, "r"),
        ("editor", False, "c"),
        ("picture_editor", False, "c"),
    ],
)
def test_a_picture_is_changed_by_who_sent_it_or_by_who_keeps_the_library(
    role: str, own: bool, right: str
) -> None:
    user = make_user(role)
    picture = make_picture(by=user if own else make_user("journalist"))
    address = f"/admin/images/image/{picture.pk}/change/"
    sent = form_of(desk_of("picture_editor").get(address)).with_typed({"credit": "Moi"})
    answer = client_of(user).post(address, sent)
    assert answer.status_code == (302 if right == "c" else 403)
    assert (Image.objects.get().credit == "Moi") == (right == "c")


@pytest.mark.parametrize("role", ROLES)
def test_a_picture_is_deleted_by_those_who_keep_the_library(role: str) -> None:
    user = make_user(role)
    picture = make_picture(by=user)
    answer = client_of(user).post(f"/admin/images/image/{picture.pk}/delete/", {"post": "yes"})
    keeps = role in {"picture_editor", "admin"}
    assert answer.status_code == (302 if keeps else 403)
    assert Image.objects.exists() != keeps


# Who is nobody here ---------------------------------------------------------------------------


def every_page(clock: Clock) -> list[str]:
    article = make_published()
    edition = make_edition(article=article, at=clock.after(hours=2), kind="update")
    return [
        HOME, LIST, ADD, *[page(article, name) for name in
        ("change", "delete", "history", "preview", "side_by_side", "links", "send_back", "publish",
         "withdraw")],
        page_of_edition(edition, "reschedule"), page_of_edition(edition, "cancel"),
        "/admin/autocomplete/?app_label=articles&model_name=byline&field_name=person",
        "/admin/images/image/", "/admin/people/person/", "/admin/events/event/",
    ]  # fmt: skip


def test_who_is_not_logged_in_is_asked_to(reader: Client, clock: Clock) -> None:
    for address in every_page(clock):
        for answer in (reader.get(address), reader.post(address)):
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith(reverse("admin:login")), address


def test_a_reader_s_account_does_not_open_the_desk(clock: Clock) -> None:
    reader = client_of(make_user("editor", is_staff=False))
    for address in every_page(clock):
        assert reader.get(address).status_code == 302, address


def test_a_member_of_staff_without_a_role_sees_an_empty_desk(clock: Clock) -> None:
    desk = desk_of("")
    first, *others = every_page(clock)
    assert desk.get(first).status_code == 200
    for address in others:
        assert desk.get(address).status_code in {302, 403, 404, 405}, address
    assert Edition.objects.first().title not in desk.get(first).content.decode()  # type: ignore[union-attr]


def test_who_left_is_logged_out(journalist: User) -> None:
    article = make_article(by=journalist)
    desk = client_of(journalist)
    journalist.is_active = False
    journalist.save()
    assert desk.get(page(article)).headers["Location"].startswith(reverse("admin:login"))


def test_a_post_without_the_form_s_token_is_refused(editor: User) -> None:
    article = make_article(status=Status.IN_REVIEW)
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(editor)
    sent = what_an_editor_sends(article, csrfmiddlewaretoken=None, _decision="approve")
    assert forger.post(page(article), sent).status_code == 403
    assert forger.post(page(article, "publish"), {"when": "now"}).status_code == 403
    assert Article.objects.get().status == Status.IN_REVIEW


def test_a_scheduled_article_is_in_the_list_of_its_author_alone(
    journalist: User, clock: Clock
) -> None:
    own = make_scheduled(clock.after(hours=1), by=journalist, title="Le mien, pour demain")
    words = client_of(journalist).get(LIST).content.decode()
    assert own.title in words
