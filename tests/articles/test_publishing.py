"""An editor publishes, now or at an instant to come."""

import ast
import inspect
from datetime import datetime

import pytest
from django.contrib.auth.models import User

from articles import publishing, readiness, refusals
from articles.models import Article, Edition, Status
from articles.publishing import publish
from prose.dates import PARIS, moment
from tests.articles.history import (
    around,
    chain,
    journal,
    last_entry,
    seen_twice,
    shown,
)
from tests.articles.refusals import (
    CANNOT_PUBLISH,
    CLASH,
    DELETED,
    PAST,
    STALE,
    WRONG_STATUS,
    refused,
)
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_edition,
    make_ready,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


# Who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_those_who_answer_for_the_title_publish(role: str) -> None:
    user = make_user(role)
    edition = publish(make_ready(), user)
    assert edition.issued_by == user


def test_a_journalist_cannot_publish(journalist: User) -> None:
    article = make_ready(by=journalist)
    with refused(CANNOT_PUBLISH):
        publish(article, journalist)
    assert not Edition.objects.exists()
    assert Article.objects.get().status == Status.READY


@pytest.mark.parametrize("role", ["picture_editor", ""])
def test_those_who_do_not_edit_cannot_publish(role: str) -> None:
    with refused(CANNOT_PUBLISH):
        publish(make_ready(), make_user(role))


def test_an_editor_who_left_cannot_publish(editor: User) -> None:
    editor.is_active = False
    with refused(CANNOT_PUBLISH):
        publish(make_ready(), editor)


# What and from which status -------------------------------------------------------------------


def test_a_ready_article_is_published_at_once(editor: User, clock: Clock) -> None:
    article = make_ready()
    edition = publish(article, editor)
    assert article.status == Article.objects.get().status == Status.ISSUED
    assert (edition.number, edition.kind) == (1, "first")
    assert edition.live_from == edition.first_published_at == edition.issued_at == clock.now()
    assert edition.live_until is None
    assert around(article, clock.now()) == [None, 1, 1]


def test_an_article_appears_at_the_second_that_was_promised(editor: User, clock: Clock) -> None:
    article = make_ready()
    at = datetime(2025, 2, 12, 8, 0, tzinfo=PARIS)
    edition = publish(article, editor, at=at)
    assert edition.first_published_at == at
    assert edition.issued_at == clock.now()
    assert around(article, at) == [None, 1, 1]
    assert shown(article) is None
    clock.set(at)
    assert shown(article) == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_was_not_approved_is_not_published(editor: User, status: Status) -> None:
    article = make_article(status=status)
    with refused(WRONG_STATUS, status=status.label):
        publish(article, editor)
    assert not Edition.objects.exists()


def test_an_article_that_became_incomplete_is_not_published(editor: User) -> None:
    article = make_ready(section=None)
    with refused("Choose a section."):
        publish(article, editor)
    assert Article.objects.get().status == Status.READY


def test_what_is_printed_is_what_is_stored(editor: User) -> None:
    article = make_ready(title="Le titre enregistré")
    article.title = "Un titre jamais enregistré"
    assert publish(article, editor).title == "Le titre enregistré"


def test_a_change_of_a_live_article_waits_for_its_edition(editor: User, clock: Clock) -> None:
    article = make_ready(title="Avant")
    publish(article, editor)
    clock.forward(hours=1)
    article.title = "Après"
    article.save()
    assert Edition.objects.visible().get().title == "Avant"
    publish(article, editor)
    assert Edition.objects.visible().get().title == "Après"


# The chain ------------------------------------------------------------------------------------


def test_a_new_edition_ends_the_one_before_it(editor: User, clock: Clock) -> None:
    article, first = make_ready(), clock.now()
    publish(article, editor)
    second = clock.forward(hours=1)
    publish(article, editor)
    assert chain(article) == [(1, first, second), (2, second, None)]
    assert around(article, second) == [1, 2, 2]


def test_an_edition_published_now_lasts_until_the_scheduled_one(editor: User, clock: Clock) -> None:
    article, first, evening = make_ready(), clock.now(), clock.after(hours=9)
    publish(article, editor)
    publish(article, editor, at=evening)
    noon = clock.forward(hours=2)
    publish(article, editor)
    assert chain(article) == [(1, first, noon), (3, noon, evening), (2, evening, None)]


def test_an_edition_between_two_scheduled_ones_finds_its_place(editor: User, clock: Clock) -> None:
    article = make_ready()
    early, middle, late = (clock.after(hours=hours) for hours in (1, 2, 3))
    publish(article, editor, at=early)
    publish(article, editor, at=late)
    publish(article, editor, at=middle)
    assert chain(article) == [(1, early, middle), (3, middle, late), (2, late, None)]


def test_an_earlier_first_publication_takes_the_name_of_first(editor: User, clock: Clock) -> None:
    article = make_ready()
    later = publish(article, editor, at=clock.after(days=1))
    sooner = publish(article, editor, at=clock.after(hours=1))
    later.refresh_from_db()
    assert (sooner.kind, later.kind) == ("first", "update")
    assert later.first_published_at == sooner.first_published_at == sooner.live_from


def test_what_is_published_before_a_scheduled_first_edition_is_the_first(
    editor: User, clock: Clock
) -> None:
    article = make_ready()
    scheduled = publish(article, editor, at=clock.after(hours=1))
    live = publish(article, editor)
    scheduled.refresh_from_db()
    assert (live.kind, scheduled.kind) == ("first", "update")
    assert scheduled.first_published_at == live.live_from == clock.now()


def test_the_first_publication_never_changes_once_it_was_seen(editor: User, clock: Clock) -> None:
    article, promised = make_ready(), clock.now()
    publish(article, editor)
    clock.forward(days=40)
    edition = publish(article, editor)
    assert edition.first_published_at == promised
    assert "/2025/02/" in edition.path


def test_two_editions_cannot_begin_at_the_same_instant(editor: User, clock: Clock) -> None:
    article, at = make_ready(), clock.after(hours=1)
    publish(article, editor, at=at)
    with refused(CLASH, when=moment(at)):
        publish(article, editor, at=at)
    assert len(chain(article)) == 1


# Kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["update", "silent", "correction"])
def test_what_never_appeared_can_only_appear_first(editor: User, kind: str) -> None:
    with refused("This article has never appeared: publish it first."):
        publish(make_ready(), editor, kind=kind, note="Précision.")


def test_what_appeared_cannot_appear_first_again(editor: User, clock: Clock) -> None:
    article = make_ready()
    publish(article, editor)
    clock.forward(hours=1)
    with refused("This article has already appeared: choose update or correction."):
        publish(article, editor, kind="first")


@pytest.mark.parametrize("kind", ["update", "silent"])
def test_a_later_edition_has_the_kind_that_was_chosen(
    editor: User, clock: Clock, kind: str
) -> None:
    article = make_ready()
    publish(article, editor)
    clock.forward(hours=1)
    assert publish(article, editor, kind=kind).kind == kind


# When -----------------------------------------------------------------------------------------


def test_nothing_is_published_in_the_past(editor: User, clock: Clock) -> None:
    at = clock.after(seconds=-1)
    with refused(PAST, when=moment(at)):
        publish(make_ready(), editor, at=at)


def test_a_time_without_a_zone_is_refused(editor: User) -> None:
    with refused("This time has no time zone: nobody can tell when it is."):
        publish(make_ready(), editor, at=datetime(2030, 1, 1, 8))


def test_the_current_instant_is_not_the_past(editor: User, clock: Clock) -> None:
    article = make_ready()
    publish(article, editor, at=clock.now())
    assert last_entry(article).verb == "published"


# Together -------------------------------------------------------------------------------------


def test_of_two_copies_the_second_is_told(editor: User, chief: User) -> None:
    first, second = seen_twice(make_ready())
    publish(first, editor)
    with refused(STALE):
        publish(second, chief)
    assert journal(first) == ["published"]


def test_a_deleted_article_is_said_to_be_deleted(editor: User) -> None:
    article, copy = seen_twice(make_ready())
    article.delete()
    with refused(DELETED):
        publish(copy, editor)


def test_a_refusal_leaves_the_copy_in_hand_usable(editor: User, clock: Clock) -> None:
    article, at = make_ready(), clock.after(hours=-1)
    with refused(PAST, when=moment(at)):
        publish(article, editor, at=at)
    assert publish(article, editor).number == 1


# Addresses ------------------------------------------------------------------------------------


def test_an_address_is_made_of_section_date_and_title(editor: User, clock: Clock) -> None:
    article = make_ready(
        title="L’Assemblée vote la loi", section=make_section("Politique", slug="politique")
    )
    # At midnight of Paris the month is the new one, whatever it is in Greenwich.
    at = datetime(2025, 3, 1, 0, 0, tzinfo=PARIS)
    edition = publish(article, editor, at=at)
    assert edition.path == "politique/2025/03/l-assemblee-vote-la-loi"
    assert edition.get_absolute_url() == "/politique/2025/03/l-assemblee-vote-la-loi/"


def test_the_address_of_another_article_is_refused_and_that_article_named(editor: User) -> None:
    section = make_section()
    taken = make_edition(section=section, slug="accord", title="Le premier accord")
    with refused(
        "The address /%(path)s/ is that of “%(title)s”: change the address of this article.",
        path=taken.path,
        title="Le premier accord",
    ):
        publish(make_ready(section=section, slug="accord"), editor)


def test_the_address_of_a_cancelled_schedule_is_free(editor: User, clock: Clock) -> None:
    section = make_section()
    given_up = make_edition(section=section, slug="accord", at=clock.after(hours=1))
    publishing.cancel(given_up, editor)
    assert publish(make_ready(section=section, slug="accord"), editor).path == given_up.path


# The journal and the sentences ----------------------------------------------------------------


def test_the_journal_tells_a_publication_from_a_schedule(editor: User, clock: Clock) -> None:
    article = make_ready()
    publish(article, editor)
    entry = last_entry(article)
    assert (entry.verb, entry.by, entry.at) == ("published", editor, clock.now())
    edition = publish(article, editor, at=clock.after(hours=1), kind="silent", note=" Coquille. ")
    entry = last_entry(article)
    assert (entry.verb, entry.edition, entry.note) == ("scheduled", edition, "Coquille.")


def sentences(module: object) -> list[ast.expr]:
    """What the module raises, requires or yields as a sentence."""
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):  # type: ignore[arg-type]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "PublishingError":
                found += node.args
            elif node.func.id == "require":
                found += node.args[1:]
        elif isinstance(node, ast.Yield) and node.value is not None:
            found.append(node.value)
    return found


@pytest.mark.parametrize("module", [publishing, readiness, refusals])
def test_every_refusal_is_a_whole_sentence_that_can_be_translated(module: object) -> None:
    found = [said for said in sentences(module) if not plumbing(said)]
    assert found
    for said in found:
        pattern = said.left if isinstance(said, ast.BinOp) else said
        assert isinstance(pattern, ast.Call), ast.unparse(said)
        assert ast.unparse(pattern.func) == "_"
        text = ast.literal_eval(pattern.args[0])
        assert text.endswith("."), text
        assert text.count("%") == text.count("%("), text


def plumbing(said: ast.expr) -> bool:
    """The helpers that pass on sentences already made."""
    passed_on = ast.unparse(said.elts[-1] if isinstance(said, ast.Tuple) else said)
    return passed_on in {"sentence", "' '.join(found)"}
