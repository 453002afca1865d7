"""A front page: full at every instant, no story twice, nothing on it that is not visible."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import publishing
from articles.desk.fronts import composing as desk
from articles.models import Article, Edition, Section, Slot
from articles.models.front import PLACES, Zone
from articles.public.front import HEAD, arrange, arranged, front, next_change
from images.models import Image
from tests.articles.history import SECOND
from tests.clock import START, Clock
from tests.factories import (
    make_edition,
    make_picture,
    make_published,
    make_scheduled,
    make_section,
    make_withdrawn,
)

MINUTE = timedelta(minutes=1)


# A pure function ------------------------------------------------------------------------------

PLACED = st.tuples(st.sampled_from(Zone.values), st.integers(1, 12))
SLOTS = st.lists(PLACED, max_size=12).map(
    lambda placed: [
        Slot(pk=pk, zone=zone, article_id=article)
        for pk, (zone, article) in enumerate(placed, start=1)
    ]
)
READABLE = st.sets(st.integers(1, 12))


@given(slots=SLOTS, readable=READABLE)
def test_whatever_is_placed_the_head_is_full_of_different_stories_that_can_be_read(
    slots: list[Slot], readable: set[int]
) -> None:
    editions = {key: Edition(article_id=key) for key in sorted(readable, reverse=True)}
    found = arrange(slots, editions, editions.values())
    picks = [pick for zone in PLACES for pick in found.zones[zone]]
    shown = [pick.edition.article_id for pick in picks]
    assert len(shown) == min(HEAD, len(readable))
    assert sorted(shown + [edition.article_id for edition in found.rest]) == sorted(readable)
    # A place is empty only when nothing is left for it.
    assert [len(found.zones[zone]) for zone in PLACES] == [
        min(places, max(0, len(readable) - sum(list(PLACES.values())[:position])))
        for position, places in enumerate(PLACES.values())
    ]


@given(slots=SLOTS, readable=st.sets(st.integers(1, 12), min_size=HEAD))
def test_what_is_placed_stands_in_its_zone_in_order_above_the_freshest(
    slots: list[Slot], readable: set[int]
) -> None:
    editions = {key: Edition(article_id=key) for key in sorted(readable, reverse=True)}
    found = arrange(slots, editions, editions.values())
    for zone in PLACES:
        in_zone = [pick.slot for pick in found.zones[zone]]
        ours = [slot for slot in in_zone if slot]
        assert in_zone[: len(ours)] == ours
        assert {slot.zone for slot in ours} <= {zone}
        assert [slot.pk for slot in ours] == sorted(slot.pk for slot in ours)
    picks = [pick for zone in PLACES for pick in found.zones[zone]]
    fresh = [pick.edition.article_id for pick in picks if not pick.slot]
    rest = [edition.article_id for edition in found.rest]
    # Nothing below is fresher than what fills a place.
    assert fresh + rest == sorted(fresh + rest, reverse=True)


@given(slots=SLOTS, readable=READABLE)
def test_a_story_that_is_placed_and_can_be_read_waits_only_behind_others(
    slots: list[Slot], readable: set[int]
) -> None:
    editions = {key: Edition(article_id=key) for key in readable}
    found = arrange(slots, editions, editions.values())
    placed = {zone: [pick.slot for pick in found.zones[zone] if pick.slot] for zone in PLACES}
    everywhere = {slot.article_id for slots in placed.values() for slot in slots}
    for slot in slots:
        if slot.article_id in readable and slot.article_id not in everywhere:
            assert len(placed[Zone(slot.zone)]) == PLACES[Zone(slot.zone)]


# On real rows ---------------------------------------------------------------------------------

STORY = st.tuples(st.sampled_from(["live", "scheduled", "withdrawn", "ending"]), st.integers(1, 30))
CARD = st.tuples(
    st.integers(0, 9),
    st.booleans(),
    st.sampled_from(Zone.values),
    st.integers(-20, 30),
    st.one_of(st.none(), st.integers(1, 30)),
)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    stories=st.lists(STORY, min_size=1, max_size=9),
    cards=st.lists(CARD, max_size=8),
    more=st.lists(st.integers(-25, 65), max_size=6),
)
def test_at_every_instant_the_page_is_full_without_duplicates_and_without_what_is_not_visible(
    stories: list[tuple[str, int]],
    cards: list[tuple[int, bool, str, int, int | None]],
    more: list[int],
    editor: User,
    clock: Clock,
) -> None:
    clock.set(START)
    with transaction.atomic():
        sections = [make_section(), make_section()]
        articles = [
            made(kind, delay, sections[rank % 2], editor, clock)
            for rank, (kind, delay) in enumerate(stories)
        ]
        begin = clock.now()
        for which, at_home, zone, start, length in cards:
            article = articles[which % len(articles)]
            shown_from = begin + start * MINUTE
            Slot.objects.create(
                section=None if at_home else article.section,
                zone=zone, rank=which, article=article, shown_from=shown_from,
                shown_until=shown_from + length * MINUTE if length else None,
            )  # fmt: skip
        boundaries: set[datetime | None] = {
            *Slot.objects.values_list("shown_from", flat=True),
            *Slot.objects.values_list("shown_until", flat=True),
            *Edition.objects.values_list("live_from", flat=True),
            *Edition.objects.values_list("live_until", flat=True),
            *(begin + minutes * MINUTE for minutes in more),
        }
        for instant in filter(None, boundaries):
            for at in (instant - SECOND, instant, instant + SECOND):
                for section in (None, *sections):
                    hold(at, section)
        transaction.set_rollback(True)


def made(kind: str, delay: int, section: Section, editor: User, clock: Clock) -> Article:
    if kind == "scheduled":
        return make_scheduled(
            clock.after(minutes=delay), section=section, publisher=editor, signature="La rédaction"
        )
    clock.forward(minutes=1)
    article = make_published(section=section, publisher=editor, signature="La rédaction")
    if kind == "withdrawn":
        clock.forward(minutes=1)
        publishing.withdraw(article, editor, "Une erreur.")
    elif kind == "ending":
        publishing.withdraw(article, editor, "Le temps du salon.", clock.after(minutes=delay))
    return article


def hold(at: datetime, section: Section | None) -> None:
    """The three promises, at one instant of one page."""
    found = arranged(at, section)
    visible = Edition.objects.visible(at)
    readable = set(
        (visible.filter(section=section) if section else visible).values_list("article", flat=True)
    )
    picks = [pick for zone in PLACES for pick in found.zones[zone]]
    everything = [pick.edition for pick in picks] + found.rest
    assert len(picks) == min(HEAD, len(readable))
    assert sorted(edition.article_id for edition in everything) == sorted(readable)
    assert all(edition.is_visible(at) for edition in everything)
    for pick in picks:
        if pick.slot:
            assert pick.slot.shown_from <= at
            assert not pick.slot.is_over(at)


# A page that readers open ---------------------------------------------------------------------


@pytest.fixture
def stories(clock: Clock, editor: User) -> list[Article]:
    """Eight stories of one section, an hour apart, the oldest first."""
    section = make_section("Hôpital")
    found = []
    for rank in range(8):
        clock.forward(hours=1)
        found.append(make_published(section=section, title=f"Nouvelle {rank}", publisher=editor))
    clock.forward(hours=1)
    return found


def titles(at: datetime, section: Section | None = None) -> list[str]:
    found = front(at, section)
    entries = [*([found.lead] if found.lead else []), *found.highlights, *found.listing.entries]
    return [entry.title for entry in entries]


def lead(reader: Client, address: str = "/") -> str:
    page = reader.get(address).content.decode()
    return page.split('class="une"')[1].split("<h2>")[1].split(">")[1].split("<")[0]


@pytest.mark.django_db
def test_without_slots_a_page_goes_from_the_freshest_to_the_oldest(
    stories: list[Article], clock: Clock
) -> None:
    assert titles(clock.now()) == [f"Nouvelle {rank}" for rank in range(7, -1, -1)]


@pytest.mark.django_db
def test_a_slot_begins_and_ends_at_its_second(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    begin, end = clock.after(hours=1), clock.after(hours=3)
    desk.place(article=stories[2], by=editor, shown_from=begin, shown_until=end)
    for instant, wanted in (
        (begin - SECOND, "Nouvelle 7"), (begin, "Nouvelle 2"), (begin + SECOND, "Nouvelle 2"),
        (end - SECOND, "Nouvelle 2"), (end, "Nouvelle 7"), (end + SECOND, "Nouvelle 7"),
    ):  # fmt: skip
        clock.set(instant)
        assert lead(reader) == wanted
    # The head of the section is another page.
    clock.set(begin)
    section = stories[2].section
    assert section
    assert lead(reader, section.get_absolute_url()) == "Nouvelle 7"


@pytest.mark.django_db
def test_the_page_that_a_browser_keeps_is_another_one_at_that_second(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    begin = clock.after(hours=1)
    desk.place(article=stories[2], by=editor, shown_from=begin)
    clock.set(begin - SECOND)
    kept = reader.get("/")
    assert "no-cache" in kept["Cache-Control"]
    same = {"If-None-Match": kept["ETag"]}
    assert reader.get("/", headers=same).status_code == 304
    clock.set(begin)
    assert reader.get("/", headers=same).status_code == 200


@pytest.mark.django_db
def test_a_scheduled_story_that_is_placed_appears_at_its_second_and_leaves_no_hole_before(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    due = clock.after(hours=2)
    coming = make_scheduled(due, title="Nouvelle à venir", publisher=editor)
    desk.place(article=coming, by=editor)
    for instant, wanted in (
        (due - SECOND, "Nouvelle 7"), (due, "Nouvelle à venir"), (due + SECOND, "Nouvelle à venir"),
    ):  # fmt: skip
        clock.set(instant)
        assert lead(reader) == wanted


@pytest.mark.django_db
def test_a_story_that_is_withdrawn_leaves_no_hole(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    for story in (stories[1], stories[3]):
        desk.place(article=story, by=editor, first=False)
    assert lead(reader) == "Nouvelle 1"
    gone = clock.after(hours=1)
    publishing.withdraw(Article.objects.get(pk=stories[1].pk), editor, "Une erreur.", gone)
    for instant, wanted in (
        (gone - SECOND, "Nouvelle 1"), (gone, "Nouvelle 3"), (gone + SECOND, "Nouvelle 3"),
    ):  # fmt: skip
        clock.set(instant)
        assert lead(reader) == wanted


@pytest.mark.django_db
def test_what_the_page_shows_below_its_head_is_not_what_the_head_shows(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    desk.place(article=stories[0], by=editor, zone=Zone.HIGHLIGHTS)
    desk.place(article=stories[5], by=editor, zone=Zone.HIGHLIGHTS)
    assert titles(clock.now()) == [
        "Nouvelle 7", "Nouvelle 5", "Nouvelle 0", "Nouvelle 6",
        "Nouvelle 4", "Nouvelle 3", "Nouvelle 2", "Nouvelle 1",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_head_of_a_section_shows_its_own_stories_only(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    section, other = stories[0].section, make_section("Ville")
    desk.place(article=stories[0], by=editor, section=section)
    assert section
    assert lead(reader, section.get_absolute_url()) == "Nouvelle 0"
    assert lead(reader) == "Nouvelle 7"
    # The story moves to another section: its place in the first one is filled.
    clock.forward(hours=1)
    article = Article.objects.get(pk=stories[0].pk)
    article.section = other
    article.save()
    make_edition(article=article, publisher=editor)
    assert lead(reader, section.get_absolute_url()) == "Nouvelle 7"


@pytest.mark.django_db
def test_a_front_title_stands_on_that_page_only(
    stories: list[Article], editor: User, reader: Client
) -> None:
    desk.place(article=stories[2], by=editor, front_title="Un titre <b>plus court</b>")
    page = reader.get("/").content.decode()
    assert "Un titre &lt;b&gt;plus court&lt;/b&gt;" in page
    assert "Nouvelle 2" not in page
    edition = Edition.objects.get(article=stories[2])
    for address in (edition.get_absolute_url(), "/rss.xml"):
        page = reader.get(address).content.decode()
        assert "plus court" not in page
        assert "Nouvelle 2" in page


def place_with_picture(article: Article, editor: User, **fields: Any) -> Image:
    picture = make_picture(credit="Agence de la une", **fields)
    desk.place(article=article, by=editor, picture=picture)
    return picture


def files_of(picture: Image) -> list[str]:
    return [rendition.address for rendition in picture.renditions.all()]


@pytest.mark.django_db
def test_the_picture_of_a_slot_is_printed_with_its_credit_and_ends_at_its_second(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    end = clock.after(hours=1)
    picture = place_with_picture(stories[2], editor, rights_until=end)
    address = files_of(picture)[0]
    clock.set(end - SECOND)
    page = reader.get("/").content.decode()
    assert page.count("Agence de la une") >= 1
    assert address.rpartition(".")[0] in page
    assert reader.get(address).status_code == 200
    clock.set(end)
    assert "Agence de la une" not in reader.get("/").content.decode()
    assert reader.get(address).status_code == 404
    assert lead(reader) == "Nouvelle 2"


@pytest.mark.django_db
def test_the_files_of_a_slot_s_picture_are_there_while_it_stands_on_the_page(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    begin, end = clock.after(hours=1), clock.after(hours=2)
    picture = make_picture()
    address = files_of(picture)[0]
    desk.place(article=stories[2], by=editor, picture=picture, shown_from=begin, shown_until=end)
    for instant, status in (
        (begin - SECOND, 404), (begin, 200), (end - SECOND, 200), (end, 404),
    ):  # fmt: skip
        clock.set(instant)
        assert reader.get(address).status_code == status
    # Behind another one, nobody sees it.
    clock.set(begin)
    desk.place(article=stories[3], by=editor)
    assert reader.get(address).status_code == 404


@pytest.mark.django_db
def test_the_picture_of_a_story_that_is_not_online_is_not_there(
    stories: list[Article], editor: User, reader: Client, clock: Clock
) -> None:
    coming = make_scheduled(clock.after(hours=1), publisher=editor)
    picture = place_with_picture(coming, editor)
    assert reader.get(files_of(picture)[0]).status_code == 404
    clock.forward(hours=1)
    assert reader.get(files_of(picture)[0]).status_code == 200


@pytest.mark.django_db
def test_the_next_change_of_a_page_is_known(
    stories: list[Article], editor: User, clock: Clock
) -> None:
    now, section = clock.now(), stories[0].section
    assert next_change(now) is None
    make_scheduled(clock.after(hours=5), publisher=editor)
    assert next_change(now) == clock.after(hours=5)
    assert next_change(now, section) is None
    desk.place(
        article=stories[0], by=editor, section=section, shown_from=clock.after(hours=1),
        shown_until=clock.after(hours=2),
    )  # fmt: skip
    assert next_change(now) == clock.after(hours=5)
    assert next_change(now, section) == clock.after(hours=1)
    assert next_change(clock.after(hours=1), section) == clock.after(hours=2)


@pytest.mark.django_db
def test_the_database_refuses_a_slot_that_ends_before_it_begins(
    stories: list[Article], clock: Clock
) -> None:
    for until in (clock.now(), clock.now() - SECOND):
        with pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.create(
                article=stories[0], zone=Zone.LEAD, rank=0, shown_from=clock.now(),
                shown_until=until,
            )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(article=stories[0], zone="ailleurs", rank=0, shown_from=clock.now())


@pytest.mark.django_db
def test_a_story_withdrawn_before_it_was_placed_is_refused(editor: User, clock: Clock) -> None:
    gone = make_withdrawn(clock, publisher=editor)
    with pytest.raises(
        publishing.PublishingError, match="neither online nor scheduled|ni en ligne"
    ):
        desk.place(article=gone, by=editor)
    assert not Slot.objects.exists()
