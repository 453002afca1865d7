"""A schedule is moved or given up; what stands around it closes the gap."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, Edition, Status
from articles.publishing import cancel, publish, reschedule
from prose.dates import PARIS, moment
from tests.articles.history import around, chain, journal, last_entry, shown
from tests.articles.refusals import CANNOT_PUBLISH, CLASH, PAST, refused
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_person,
    make_position,
    make_ready,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

LIVE = "This edition is live since %(when)s. Publish another one, or withdraw the article."
MOVED = "Somebody moved this edition to %(when)s meanwhile. Reload the page."
ALREADY_CANCELLED = "This schedule is already cancelled."
ADDRESS_TAKEN = "At that date the address of this article is that of another one: change it."


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_only_a_publisher_moves_or_cancels(role: str, clock: Clock) -> None:
    edition, user = make_edition(at=clock.after(hours=1)), make_user(role)
    with refused(CANNOT_PUBLISH):
        reschedule(edition, user, clock.after(hours=2))
    with refused(CANNOT_PUBLISH):
        cancel(edition, user)
    assert chain(edition.article) == [(1, clock.after(hours=1), None)]


# Moving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [1, 5])
def test_a_first_edition_is_moved_sooner_or_later(editor: User, clock: Clock, hours: int) -> None:
    edition, to = make_edition(at=clock.after(hours=3)), clock.after(hours=hours)
    reschedule(edition, editor, to)
    assert edition.live_from == edition.first_published_at == to
    assert around(edition.article, to) == [None, 1, 1]


def test_the_journal_keeps_where_an_edition_was_moved(editor: User, clock: Clock) -> None:
    edition, to = make_edition(at=clock.after(hours=3)), clock.after(hours=5)
    reschedule(edition, editor, to)
    entry = last_entry(edition.article)
    assert (entry.verb, entry.by, entry.edition) == ("rescheduled", editor, edition)
    assert entry.note == moment(to)


def test_moving_an_update_moves_the_end_of_what_is_live(editor: User, clock: Clock) -> None:
    article, begun = make_ready(), clock.now()
    publish(article, editor)
    update = publish(article, editor, at=clock.after(hours=3))
    reschedule(update, editor, clock.after(hours=1))
    assert chain(article) == [(1, begun, clock.after(hours=1)), (2, clock.after(hours=1), None)]
    reschedule(update, editor, clock.after(hours=9))
    assert chain(article) == [(1, begun, clock.after(hours=9)), (2, clock.after(hours=9), None)]
    assert update.first_published_at == begun


def test_moving_an_edition_across_another_changes_their_order(editor: User, clock: Clock) -> None:
    article = make_ready()
    one, two, three = (clock.after(hours=hours) for hours in (1, 2, 3))
    first = publish(article, editor, at=one)
    second = publish(article, editor, at=two, kind="silent")
    reschedule(first, editor, three)
    second.refresh_from_db()
    assert chain(article) == [(2, two, three), (1, three, None)]
    # The first that readers see is the first; what was the first updates it.
    assert (second.kind, first.kind) == ("first", "update")
    assert second.first_published_at == first.first_published_at == two


def test_moving_an_edition_before_the_first_dates_the_article_anew(
    editor: User, clock: Clock
) -> None:
    article = make_ready(section=make_section(slug="sante"), slug="accord")
    first = publish(article, editor, at=datetime(2025, 4, 2, 8, tzinfo=PARIS))
    second = publish(article, editor, at=datetime(2025, 4, 3, 8, tzinfo=PARIS))
    march = datetime(2025, 3, 31, 8, tzinfo=PARIS)
    reschedule(second, editor, march)
    first.refresh_from_db()
    assert (second.kind, first.kind) == ("first", "update")
    assert second.path == first.path == "sante/2025/03/accord"
    assert first.first_published_at == march


def test_an_edition_in_the_middle_is_moved_to_the_end(editor: User, clock: Clock) -> None:
    article, begun = make_ready(), clock.now()
    publish(article, editor)
    two, three, four = (clock.after(hours=hours) for hours in (2, 3, 4))
    middle = publish(article, editor, at=two)
    publish(article, editor, at=three)
    reschedule(middle, editor, four)
    assert chain(article) == [(1, begun, three), (3, three, four), (2, four, None)]


def test_an_edition_is_moved_to_where_it_stands_already(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=1))
    reschedule(edition, editor, clock.after(hours=1))
    assert chain(edition.article) == [(1, clock.after(hours=1), None)]


def test_an_edition_moved_to_this_instant_is_live(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=1))
    reschedule(edition, editor, clock.now())
    assert shown(edition.article) == 1


def test_a_live_edition_is_not_moved(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=1))
    begun = clock.forward(hours=1)
    with refused(LIVE, when=moment(begun)):
        reschedule(edition, editor, clock.after(hours=1))
    with refused(LIVE, when=moment(begun)):
        cancel(edition, editor)
    assert shown(edition.article) == 1


def test_an_edition_is_not_moved_to_the_past(editor: User, clock: Clock) -> None:
    edition, past = make_edition(at=clock.after(hours=1)), clock.after(seconds=-1)
    with refused(PAST, when=moment(past)):
        reschedule(edition, editor, past)


def test_an_edition_is_not_moved_onto_another(editor: User, clock: Clock) -> None:
    article = make_ready()
    publish(article, editor, at=clock.after(hours=1))
    second = publish(article, editor, at=clock.after(hours=2))
    with refused(CLASH, when=moment(clock.after(hours=1))):
        reschedule(second, editor, clock.after(hours=1))
    assert len(chain(article)) == 2


def test_who_saw_another_hour_is_told_where_the_edition_went(
    editor: User, chief: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    copy = Edition.objects.get(pk=edition.pk)
    reschedule(edition, editor, clock.after(hours=2))
    for act in (lambda: reschedule(copy, chief, clock.after(hours=3)), lambda: cancel(copy, chief)):
        with refused(MOVED, when=moment(clock.after(hours=2))):
            act()
    assert chain(edition.article) == [(1, clock.after(hours=2), None)]


def test_an_edition_is_not_moved_to_a_month_where_another_has_its_address(
    editor: User, clock: Clock
) -> None:
    section = make_section()
    april, may = datetime(2025, 4, 2, 8, tzinfo=PARIS), datetime(2025, 5, 2, 8, tzinfo=PARIS)
    make_edition(section=section, slug="le-point", at=may)
    edition = make_edition(section=section, slug="le-point", at=april)
    with refused(ADDRESS_TAKEN):
        reschedule(edition, editor, may.replace(day=3))
    edition.refresh_from_db()
    assert edition.live_from == april


def test_a_form_that_was_open_on_the_article_is_told(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=1))
    before = Article.objects.get().version
    reschedule(edition, editor, clock.after(hours=2))
    assert Article.objects.get().version == before + 1


# Moving across a change of ministers ----------------------------------------------------------


def test_the_position_is_that_of_the_day_to_which_the_edition_is_moved(
    editor: User, clock: Clock
) -> None:
    minister = make_person("Ariane", "Lestrade")
    make_position(minister, "députée", end=date(2025, 2, 27))
    make_position(minister, "ministre de la Santé", start=date(2025, 2, 28))
    edition = make_edition(at=datetime(2025, 2, 27, 23, 59, tzinfo=PARIS), mentions=[minister])
    assert edition.printed["people"][0]["attribution"] == "députée"
    reschedule(edition, editor, datetime(2025, 2, 28, 0, 0, tzinfo=PARIS))
    assert edition.printed["people"][0]["attribution"] == "ministre de la Santé"
    reschedule(edition, editor, datetime(2025, 2, 27, 8, 0, tzinfo=PARIS))
    assert edition.printed["people"][0]["attribution"] == "députée"


def test_a_title_that_the_desk_wrote_by_hand_survives_the_move(editor: User, clock: Clock) -> None:
    minister = make_person()
    make_position(minister, "ministre de la Santé", start=date(2025, 2, 28))
    article = make_ready(mentions=[minister])
    article.mentions.update(attribution="alors en campagne")
    edition = publish(article, editor, at=datetime(2025, 2, 27, 8, tzinfo=PARIS))
    reschedule(edition, editor, datetime(2025, 3, 1, 8, tzinfo=PARIS))
    assert edition.printed["people"][0]["attribution"] == "alors en campagne"


def test_an_update_keeps_the_positions_of_the_article_s_first_day(
    editor: User, clock: Clock
) -> None:
    minister = make_person()
    make_position(minister, "députée", end=date(2025, 2, 27))
    make_position(minister, "ministre de la Santé", start=date(2025, 2, 28))
    article = make_ready(mentions=[minister])
    publish(article, editor)
    update = publish(article, editor, at=datetime(2025, 3, 5, 8, tzinfo=PARIS))
    assert update.printed["people"][0]["attribution"] == "députée"
    reschedule(update, editor, datetime(2025, 3, 6, 8, tzinfo=PARIS))
    assert update.printed["people"][0]["attribution"] == "députée"


# Giving up ------------------------------------------------------------------------------------


def test_a_cancelled_first_edition_never_appears_and_the_article_is_ready_again(
    editor: User, clock: Clock
) -> None:
    at = clock.after(hours=1)
    edition = make_edition(at=at)
    cancel(edition, editor)
    assert edition.cancelled
    assert around(edition.article, at) == [None, None, None]
    assert Article.objects.get().status == Status.READY
    entry = last_entry(edition.article)
    assert (entry.verb, entry.edition, entry.note) == ("cancelled", edition, moment(at))


def test_cancelling_an_update_restores_what_it_would_have_replaced(
    editor: User, clock: Clock
) -> None:
    article, begun = make_ready(), clock.now()
    publish(article, editor)
    update = publish(article, editor, at=clock.after(hours=1))
    cancel(update, editor)
    assert chain(article) == [(1, begun, None)]
    assert around(article, clock.after(hours=1)) == [1, 1, 1]
    assert Article.objects.get().status == Status.ISSUED


def test_cancelling_in_the_middle_joins_what_is_around(editor: User, clock: Clock) -> None:
    article, begun = make_ready(), clock.now()
    publish(article, editor)
    middle = publish(article, editor, at=clock.after(hours=1))
    publish(article, editor, at=clock.after(hours=2))
    cancel(middle, editor)
    assert chain(article) == [(1, begun, clock.after(hours=2)), (3, clock.after(hours=2), None)]


def test_when_the_first_is_cancelled_the_next_becomes_the_first(editor: User, clock: Clock) -> None:
    article = make_ready()
    first = publish(article, editor, at=clock.after(hours=1))
    second = publish(article, editor, at=clock.after(days=40))
    cancel(first, editor)
    second.refresh_from_db()
    assert second.kind == "first"
    assert second.first_published_at == clock.after(days=40)
    assert "/2025/03/" in second.path


def test_a_schedule_is_cancelled_once(editor: User, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=1))
    cancel(edition, editor)
    for act in (
        lambda: cancel(edition, editor),
        lambda: reschedule(edition, editor, clock.after(hours=2)),
    ):
        with refused(ALREADY_CANCELLED):
            act()
    assert journal(edition.article) == ["scheduled", "cancelled"]


def test_a_cancelled_number_is_not_given_again(editor: User, clock: Clock) -> None:
    article = make_ready()
    cancel(publish(article, editor, at=clock.after(hours=1)), editor)
    article.refresh_from_db()
    assert publish(article, editor).number == 2


def test_an_article_that_was_sent_back_stays_with_its_author_and_is_not_scheduled_any_more(
    editor: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    publishing.send_back(edition.article, editor, "À reprendre avant ce soir.")
    with refused("This schedule is already cancelled."):
        cancel(edition, editor)
    assert Article.objects.get().status == Status.DRAFT
