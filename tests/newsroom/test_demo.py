"""The demo newsroom: what it holds, so that every page of the site has something to show."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from articles.models import Article, Edition, JournalEntry, Section, Status, ToLookAt
from articles.models.edition import Kind
from events.models import Event
from images.models import Image
from newsroom.checks import DEMO_PASSWORD, DEMO_USERS
from people.models import Person, Position
from prose.sanitise import clean
from prose.typography import typeset
from tests.demo import paint_quickly
from tests.factories import client_of

pytestmark = pytest.mark.django_db


RENDITION = re.compile(r"/images/renditions/[0-9a-z]+\.[a-z]+")


@pytest.fixture(scope="module", autouse=True)
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demo, loaded once for this file and taken back after it; what the command said."""
    words = StringIO()
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        paint_quickly(patch)
        call_command("demo", stdout=words)
        yield words.getvalue()
        transaction.set_rollback(True)


def visible() -> list[Edition]:
    return list(Edition.objects.visible())


def test_the_demo_says_what_it_does(said: str) -> None:
    assert len(said.strip().splitlines()) >= 3


def test_loading_it_twice_changes_nothing() -> None:
    before = {
        model: model.objects.count()
        for model in (Article, Edition, Person, Position, Event, Image, JournalEntry)
    }
    words = StringIO()
    call_command("demo", stdout=words)
    assert words.getvalue().strip()
    assert before == {model: model.objects.count() for model in before}


def test_twelve_articles_or_more_are_online_over_four_sections() -> None:
    assert len(visible()) >= 12
    sections = Section.objects.all()
    assert len(sections) >= 4
    by_section = Edition.objects.visible().order_by().values("section").annotate(Count("pk"))
    assert len(by_section) == len(sections)
    assert all(row["pk__count"] >= 2 for row in by_section)


def test_one_is_scheduled_some_minutes_ahead() -> None:
    now = timezone.now()
    (edition,) = Edition.objects.standing().filter(live_from__gt=now)
    assert timedelta(0) < edition.live_from - now < timedelta(minutes=30)
    assert edition.article.status == Status.ISSUED


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_one_is_on_each_side_of_the_desk(status: Status) -> None:
    assert Article.objects.filter(status=status, editions=None).count() >= 1


def test_one_was_corrected_with_a_note() -> None:
    corrected = Edition.objects.visible().filter(kind=Kind.CORRECTION)
    assert corrected.exists()
    assert all(edition.note for edition in corrected)


def test_one_was_withdrawn_and_says_so() -> None:
    entry = JournalEntry.objects.get(verb=JournalEntry.Verb.WITHDRAWN)
    assert entry.note
    edition = Edition.objects.standing().filter(article=entry.article).latest("live_from")
    assert client_of(None).get(edition.get_absolute_url()).status_code == 410


def test_one_was_brought_up_to_date() -> None:
    assert Edition.objects.visible().filter(kind=Kind.UPDATE).exists()


def test_the_reference_article_has_its_parts() -> None:
    article = Article.objects.get(title__startswith="Sommet sur l’IA")
    for part in ("<h2>", "</blockquote>", 'class="exergue"', "«\u00a0Impact IA\u00a0»"):
        assert part in article.body
    assert article.hero_image is not None
    assert article.hero_image.credit == "Ministère de la Santé"
    assert article.mentions.count() >= 4
    assert article.events.count() == 2


def test_eight_people_or_more_hold_dated_positions() -> None:
    dated = Person.objects.filter(positions__start__isnull=False).distinct()
    assert Person.objects.count() >= 8
    assert dated.count() >= 4
    today = timezone.localdate()
    changed = [
        person for person in dated.annotate(held=Count("positions"))
        if person.held > 1
    ]  # fmt: skip
    assert changed
    gone = [
        person for person in dated.prefetch_related("positions__organisation")
        if person.position_on(today) is None
    ]  # fmt: skip
    assert gone


def test_four_events_one_in_another_one_to_come() -> None:
    assert Event.objects.count() >= 4
    assert Event.objects.filter(parent__isnull=False).exists()
    assert Event.objects.upcoming().exists()


def test_the_summit_holds_its_health_morning() -> None:
    summit = Event.objects.get(slug="sommet-action-intelligence-artificielle")
    morning = summit.parts.get()
    assert summit.when.replace("\u00a0", " ") == "10 et 11 février 2025"
    assert morning.when.replace("\u00a0", " ") == "mardi 11 février 2025, 9 h–12 h 30"
    assert morning.place == "Station F, Paris"


def test_one_event_is_put_off_one_is_cancelled_and_the_editors_have_articles_to_look_at() -> None:
    for status in ("postponed", "cancelled"):
        change = Event.objects.get(status=status).changes.get()
        assert change.note
        assert change.by is not None
    assert Event.objects.exclude(time_zone="Europe/Paris").get().changes.get().moved
    assert ToLookAt.objects.open().filter(change__event__status="postponed").exists()


def test_twelve_pictures_or_more_each_with_its_words() -> None:
    pictures = list(Image.objects.all())
    assert len(pictures) >= 12
    for picture in pictures:
        assert picture.caption.endswith((".", ")."))
        assert picture.credit
        assert picture.alt or picture.decorative
        picture.full_clean()


def test_the_texts_are_as_the_desk_would_have_stored_them() -> None:
    for article in Article.objects.all():
        assert article.body == clean(article.body), article
        article.full_clean(exclude=["hero_image"])
        if article.status != Status.DRAFT:
            assert typeset(article.title) == article.title
            assert typeset(article.body, mode="html") == article.body, article


@pytest.mark.parametrize("name", DEMO_USERS)
def test_each_role_has_a_login(name: str) -> None:
    user = authenticate(username=name, password=DEMO_PASSWORD)
    assert user is not None
    assert [group.name for group in user.groups.all()] == [name]
    assert client_of(user).get("/admin/").status_code == 200


def test_every_public_page_of_it_opens() -> None:
    reader = client_of(None)
    addresses = ["/", "/rss.xml", "/corrections/"]
    addresses += [edition.get_absolute_url() for edition in visible()]
    for model in (Section, Person, Event):
        addresses += [row.get_absolute_url() for row in model.objects.all()]
    for address in addresses:
        assert reader.get(address).status_code == 200, address


def test_people_of_the_demo_are_quoted_with_what_they_were_that_day() -> None:
    maud = Person.objects.get(slug="maud-kerlavec")
    said_as = set(maud.quotations.values_list("attribution", flat=True))
    assert len(said_as) >= 2
    assert maud.quotations.filter(form="sentence").exists()
    assert maud.quotations.filter(form="pull").exists()


def test_one_waits_under_an_embargo_with_its_paper() -> None:
    held = Article.objects.get(embargo_until__gt=timezone.now())
    assert held.embargo_asked_by
    assert held.embargo_documents.get().size > 100
    assert held.journal.filter(verb="embargoed").exists()


def test_every_picture_that_a_page_shows_is_given_to_who_reads_it() -> None:
    reader = client_of(None)
    pages = [edition.get_absolute_url() for edition in Edition.objects.visible()]
    people = [person.get_absolute_url() for person in Person.objects.filter(merged_into=None)]
    shown = {
        address
        for page in ["/", "/rss.xml", *pages, *people]
        for address in RENDITION.findall(reader.get(page).content.decode())
    }
    assert len(shown) >= 20
    assert {reader.head(address).status_code for address in shown} == {200}
