"""Composing a front page: who may, what is refused, what two editors do at once, what stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.desk.fronts import composing as desk
from articles.models import Article, JournalEntry, Slot
from articles.models.front import Zone
from articles.public.front import front
from prose.dates import moment
from tests.articles.history import SECOND, journal, last_entry
from tests.articles.refusals import refused
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_picture,
    make_published,
    make_scheduled,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

NOT_A_COMPOSER = "Your role cannot compose the front pages, or no more."
CARD_CHANGED = (
    "Somebody moved, changed or took off this card meanwhile: nothing was done. "
    "Here is the page as it is."
)
PAGE_CHANGED = "Somebody moved the cards of this page meanwhile: here they are as they are."
ENDS_EARLY = "It would end on %(until)s, before it begins on %(from)s: choose a later end."

Rows = list[tuple[object, ...]]


@pytest.fixture
def stories(clock: Clock, editor: User) -> list[Article]:
    section = make_section("Hôpital")
    found = []
    for rank in range(6):
        clock.forward(hours=1)
        found.append(make_published(section=section, title=f"Nouvelle {rank}", publisher=editor))
    clock.forward(hours=1)
    return found


def rows() -> Rows:
    """All that the database knows of slots, to see that nothing else changed."""
    return list(Slot.objects.order_by("pk").values_list())


def cards(zone: Zone) -> list[int]:
    """The stories of the cards that are not over in a zone of the home page, from the top."""
    found = Slot.objects.on(None).filter(zone=zone, superseded=False)
    return [slot.article_id for slot in found]


def place_three(stories: list[Article], editor: User) -> list[Slot]:
    placed = [
        desk.place(article=story, by=editor, zone=Zone.HIGHLIGHTS, first=False)
        for story in stories[:3]
    ]
    return [Slot.objects.get(pk=slot.pk) for slot in placed]


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_only_those_who_compose_may_do_anything(
    role: str, stories: list[Article], editor: User
) -> None:
    slot = desk.place(article=stories[0], by=editor)
    before, other = rows(), make_user(role)
    acts: list[Callable[[], object]] = [
        lambda: desk.place(article=stories[1], by=other),
        lambda: desk.move(slot=slot, by=other, seen_version=0, zone=Zone.HIGHLIGHTS),
        lambda: desk.remove(slot=slot, by=other, seen_version=0),
        lambda: desk.change(
            slot=slot, by=other, seen_version=0, shown_from=None, shown_until=None,
            front_title="Autre", picture=None,
        ),
    ]  # fmt: skip
    for act in acts:
        with refused(NOT_A_COMPOSER):
            act()
    assert rows() == before


def test_somebody_who_has_just_lost_the_role_is_refused(
    stories: list[Article], editor: User
) -> None:
    slot = desk.place(article=stories[0], by=editor)
    editor.groups.clear()
    before, fresh = rows(), User.objects.get(pk=editor.pk)
    with refused(NOT_A_COMPOSER):
        desk.move(slot=slot, by=fresh, seen_version=slot.version, zone=Zone.HIGHLIGHTS)
    assert rows() == before


def test_each_act_is_in_the_journal_of_the_story(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    slot = desk.place(article=stories[0], by=editor, shown_until=clock.after(hours=3))
    assert moment(clock.after(hours=3)) in last_entry(stories[0]).note
    clock.forward(minutes=1)
    slot = desk.move(slot=slot, by=editor, seen_version=slot.version, zone=Zone.HIGHLIGHTS)
    clock.forward(minutes=1)
    desk.remove(slot=slot, by=editor, seen_version=slot.version)
    assert journal(stories[0])[-3:] == ["placed", "moved", "unplaced"]
    assert {entry.by for entry in JournalEntry.objects.filter(verb__in=desk.VERBS)} == {editor}


def test_what_ends_before_it_begins_is_refused_and_nothing_else_changed(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    slot = desk.place(article=stories[0], by=editor)
    before = rows()
    begin = clock.after(hours=2)
    for shown_from, shown_until in (
        (None, clock.now()), (None, clock.now() - SECOND), (begin, begin), (begin, begin - SECOND),
    ):  # fmt: skip
        with refused(
            ENDS_EARLY, until=moment(shown_until), **{"from": moment(shown_from or clock.now())}
        ):
            desk.place(
                article=stories[1], by=editor, shown_from=shown_from, shown_until=shown_until
            )
    with refused(ENDS_EARLY, until=moment(clock.now()), **{"from": moment(clock.now())}):
        desk.change(
            slot=slot, by=editor, seen_version=0, shown_from=None, shown_until=clock.now(),
            front_title="", picture=None,
        )  # fmt: skip
    assert rows() == before


def test_a_beginning_that_is_past_is_refused_but_this_minute_is_now(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    clock.forward(seconds=20)
    past = clock.now() - timedelta(minutes=1)
    sentence = "%(when)s is past: leave the beginning empty to begin at once."
    with refused(sentence, when=moment(past)):
        desk.place(article=stories[0], by=editor, shown_from=past)
    assert not Slot.objects.exists()
    minute = clock.now().replace(second=0)
    slot = desk.place(article=stories[0], by=editor, shown_from=minute)
    assert slot.shown_from == clock.now()


def test_a_draft_is_refused(stories: list[Article], editor: User) -> None:
    draft = make_article(by=editor)
    sentence = "“%(title)s” is neither online nor scheduled: publish or schedule it first."
    with refused(sentence, title=draft.title):
        desk.place(article=draft, by=editor)


def test_a_story_of_another_section_is_refused_at_the_head_of_a_section(
    stories: list[Article], editor: User
) -> None:
    sentence = "“%(title)s” is not in the section “%(section)s”: its readers would not find it."
    with refused(sentence, title="Nouvelle 0", section="Ville"):
        desk.place(article=stories[0], by=editor, section=make_section("Ville"))
    assert not Slot.objects.exists()


def test_a_place_that_ends_before_its_story_appears_is_refused(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    coming = make_scheduled(clock.after(hours=5), publisher=editor)
    sentence = "This article appears on %(when)s, after the end of its place: choose a later end."
    with refused(sentence, when=moment(clock.after(hours=5))):
        desk.place(article=coming, by=editor, shown_until=clock.after(hours=5))
    desk.place(article=coming, by=editor, shown_until=clock.after(hours=6))


def test_a_card_is_not_changed_to_end_before_its_story_appears(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    coming = make_scheduled(clock.after(hours=5), publisher=editor)
    slot = desk.place(article=coming, by=editor)
    before = rows()
    sentence = "This article appears on %(when)s, after the end of its place: choose a later end."
    with refused(sentence, when=moment(clock.after(hours=5))):
        desk.change(
            slot=slot, by=editor, seen_version=slot.version, shown_from=None,
            shown_until=clock.after(hours=5), front_title="", picture=None,
        )  # fmt: skip
    assert rows() == before


def test_a_place_that_begins_once_its_story_is_withdrawn_is_refused(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    ends = clock.after(hours=5)
    slot = desk.place(article=stories[0], by=editor, shown_from=clock.after(hours=4))
    publishing.withdraw(stories[0], editor, "Fin de la mise en ligne prévue.", at=ends)
    before = rows()
    sentence = "This article is withdrawn on %(when)s, before its place begins: begin earlier."
    with refused(sentence, when=moment(ends)):
        desk.place(article=stories[0], by=editor, shown_from=ends)
    with refused(sentence, when=moment(ends)):
        desk.change(
            slot=slot, by=editor, seen_version=slot.version, shown_from=ends, shown_until=None,
            front_title="", picture=None,
        )  # fmt: skip
    assert rows() == before
    desk.place(article=stories[0], by=editor, shown_from=ends - SECOND)


def test_a_zone_that_does_not_exist_is_refused(stories: list[Article], editor: User) -> None:
    with refused("This zone does not exist."):
        desk.place(article=stories[0], by=editor, zone="ailleurs")


@pytest.mark.parametrize(
    ("which", "after", "wanted"),
    [(2, None, [2, 0, 1]), (0, 2, [1, 2, 0]), (2, 0, [0, 2, 1]), (0, 1, [1, 0, 2])],
)
def test_a_card_is_moved_within_its_zone(
    which: int,
    after: int | None,
    wanted: list[int],
    stories: list[Article],
    editor: User,
    clock: Clock,
) -> None:
    placed = place_three(stories, editor)
    clock.forward(minutes=1)
    desk.move(
        slot=placed[which], by=editor, seen_version=0, zone=Zone.HIGHLIGHTS,
        after=None if after is None else placed[after].pk,
    )  # fmt: skip
    assert cards(Zone.HIGHLIGHTS) == [stories[rank].pk for rank in wanted]


def test_a_card_is_moved_to_another_zone(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    placed = place_three(stories, editor)
    clock.forward(minutes=1)
    desk.move(slot=placed[1], by=editor, seen_version=0, zone=Zone.LEAD)
    assert cards(Zone.LEAD) == [stories[1].pk]
    assert cards(Zone.HIGHLIGHTS) == [stories[0].pk, stories[2].pk]


def test_of_two_editors_who_move_one_card_the_second_is_told(
    stories: list[Article], editor: User, chief: User, clock: Clock
) -> None:
    card = place_three(stories, editor)[0]
    mine, theirs = (Slot.objects.get(pk=card.pk) for _ in range(2))
    clock.forward(minutes=1)
    desk.move(slot=mine, by=editor, seen_version=mine.version, zone=Zone.LEAD)
    before = rows()
    with refused(CARD_CHANGED):
        desk.move(
            slot=theirs, by=chief, seen_version=theirs.version, zone=Zone.HIGHLIGHTS,
        )  # fmt: skip
    with refused(CARD_CHANGED):
        desk.remove(slot=theirs, by=chief, seen_version=theirs.version)
    assert rows() == before


def test_a_card_is_not_put_below_one_that_is_no_more_there(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    first, second, _third = place_three(stories, editor)
    clock.forward(minutes=1)
    desk.move(slot=first, by=editor, seen_version=0, zone=Zone.LEAD)
    before = rows()
    with refused(PAGE_CHANGED):
        desk.move(slot=second, by=editor, seen_version=0, zone=Zone.HIGHLIGHTS, after=first.pk)
    assert rows() == before


def test_a_card_that_is_over_is_not_changed_any_more(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    slot = desk.place(article=stories[0], by=editor, shown_until=clock.after(hours=1))
    clock.forward(hours=1)
    with refused(CARD_CHANGED):
        desk.remove(slot=slot, by=editor, seen_version=0)
    with refused(CARD_CHANGED):
        desk.move(slot=slot, by=editor, seen_version=0, zone=Zone.HIGHLIGHTS)


def test_the_pages_of_the_past_stay_as_readers_saw_them(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    """Whatever is done to a card afterwards."""

    def heads() -> list[list[str]]:
        found = []
        for instant in instants:
            page = front(instant)
            assert page.lead
            found.append([entry.title for entry in (page.lead, *page.highlights)])
        return found

    instants = [clock.now() - SECOND]
    slots = place_three(stories, editor)
    clock.forward(minutes=10)
    seen = heads()
    for act in (
        lambda: desk.place(article=stories[3], by=editor, front_title="Titre de une"),
        lambda: desk.move(slot=slots[2], by=editor, seen_version=0, zone=Zone.HIGHLIGHTS),
        lambda: desk.change(
            slot=slots[0], by=editor, seen_version=0, shown_from=None, shown_until=None,
            front_title="Un autre titre", picture=make_picture(),
        ),
        lambda: desk.move(slot=slots[2], by=editor, seen_version=1, zone=Zone.LEAD),
        lambda: desk.remove(slot=slots[1], by=editor, seen_version=0),
        lambda: desk.remove(slot=slots[2], by=editor, seen_version=2),
    ):  # fmt: skip
        instants.append(clock.now() - SECOND)
        seen = heads()
        act()
        clock.forward(minutes=10)
        assert heads() == seen
    instants.append(clock.now() - SECOND)
    assert len({tuple(head) for head in heads()}) == 8


def test_a_card_to_come_may_begin_at_another_time_and_leaves_no_past(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    slot = desk.place(article=stories[0], by=editor, shown_from=clock.after(hours=2))
    desk.change(
        slot=slot, by=editor, seen_version=0, shown_from=clock.after(hours=1), shown_until=None,
        front_title="", picture=None,
    )  # fmt: skip
    stored = Slot.objects.get()
    assert stored.shown_from == clock.after(hours=1)
    desk.remove(slot=stored, by=editor, seen_version=1)
    assert not Slot.objects.exists()
