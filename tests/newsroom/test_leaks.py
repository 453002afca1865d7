"""Nothing that is not public yet, or no more, shows on any address: every text of every row is told
apart by a word of its own, and no word is heard before its second."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import embargo, publishing
from articles.desk.saving import saved
from articles.models import Article, Edition, Section, Status, Topic
from articles.models.edition import EditionQuerySet, Kind
from articles.public import views
from events.models import Event
from images.models import Image, Rendition
from people.models import Organisation, Person, Position
from tests.articles.history import SECOND
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_section,
    make_topic,
    make_user,
)
from tests.newsroom.canaries import (
    Aviary,
    Place,
    Row,
    beside,
    furnish,
    furnish_the_rest,
    own_models,
    rows_of_everything,
    texts_of,
)
from tests.newsroom.public_addresses import all_of, answers

pytestmark = pytest.mark.django_db

# What readers may read of what is public. Every other text, of every model, is for the newsroom.
PRINTED = {
    f"{model}.{field}"
    for model, fields in {
        "articles.Section": "name slug description",
        "articles.Topic": "name slug",
        "articles.Edition": "title short_title kicker standfirst html note path "
        "printed.section.name printed.signature printed.authors.name printed.authors.attribution "
        "printed.people.name printed.people.attribution printed.topics.name printed.events.name "
        "printed.events.when printed.events.place printed.events.organisers printed.hero.alt "
        "printed.hero.caption printed.figures.alt printed.figures.caption",
        "articles.Quotation": "words attribution anchor",
        "articles.Slot": "front_title",
        "events.Event": "name slug summary venue city",
        "events.EventChange": "note old_venue old_city",
        "events.Participation": "role",
        "images.Image": "alt caption long_description credit photographer copyright "
        "licence_url generator",
        "people.Organisation": "name short_name slug website same_as",
        "people.Person": "given_name family_name honorific slug biography same_as",
        "people.Position": "title",
    }.items()
    for field in fields.split()
}


class World:
    """A title with its directory and a published article, around what is not public."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.editor = clock, make_user("editor")
        # The instant that everything waits for; what is made meanwhile takes less than that.
        self.when = clock.after(days=5)
        self.pictures: list[tuple[str, int]] = []
        self.live_until_now: dict[type[Row], set[Any]] | None = None
        self.section, self.topic, self.event = make_section(), make_topic(), make_event()
        self.person = make_person("Anne", "Roux", portrait=make_picture())
        make_position(self.person, "directrice", organisation=make_organisation())
        self.aviary = Aviary()
        self.article = self.state("public", lambda world: make_published(**world.parts()))
        clock.forward(hours=1)

    def parts(self) -> dict[str, Any]:
        """What every article of this world has: the same section, topic, event and people, so that
        the pages of those would list it, and two pictures of its own."""
        inside = make_picture(credit_form="generated", rights="generated", generator="Outil")
        body = (
            f'<p>Un accord est trouvé.</p><figure data-image="{inside.pk}"></figure>'
            "<p>« Cet accord fut très long à trouver », explique Anne Roux, directrice.</p>"
        )
        return {
            "section": self.section, "topics": [self.topic], "events": [self.event],
            "authors": [self.person], "mentions": [self.person], "publisher": self.editor,
            "body": body, "hero_image": make_picture(), "hero_caption": "La salle.",
            "signature": "avec AFP", "short_title": "Accord",
        }  # fmt: skip

    def draft(self, **fields: Any) -> Article:
        parts = self.parts() | fields
        parts.pop("publisher")
        article = make_article(by=self.editor, **parts)
        saved(article=article, by=self.editor)
        return article

    def state(self, name: str, making: Callable[["World"], Article]) -> Article:
        """Make something in a state, with a row of every model beside it, and plant its words."""
        before, self.live_until_now = rows_of_everything(), None
        article = making(self)
        # What readers see already has no word.
        before = self.live_until_now or before
        known: dict[type[Row], Row] = {
            Article: article, Image: article.hero_image or make_picture(), User: self.editor,
            Section: self.section, Topic: self.topic, Event: self.event, Person: self.person,
            Organisation: Organisation.objects.earliest("pk"),
            Position: Position.objects.earliest("pk"),
        }  # fmt: skip
        edition = article.editions.exclude(pk__in=before[Edition]).last()
        if edition is not None:
            known[Edition] = edition
        if name == "public":
            furnish_the_rest(known)
        furnish(known, before)
        if name == "public":
            before = {}
        new = [
            row
            for model in own_models()
            for row in model._default_manager.exclude(pk__in=before.get(model, set()))
        ]
        self.pictures += [(name, row.pk) for row in new if isinstance(row, Image)]
        # The working copy too, where only an edition of it is new.
        working_copy = {row for row in [article, *beside(article)] if row not in new}
        self.aviary.plant(name, [*new, *working_copy])
        return article

    def followed(self, kind: Kind) -> Article:
        """A live article whose next edition waits; what is live has no word."""
        article = make_published(**self.parts())
        self.clock.forward(minutes=5)
        self.live_until_now = rows_of_everything()
        article.hero_image = make_picture()
        article.title = "Un accord est trouvé, la suite"
        article.save()
        make_edition(
            article=article, at=self.when, kind=kind, note="Le chiffre était faux.",
            publisher=self.editor,
        )  # fmt: skip
        return article

    def lend_a_picture(self) -> None:
        """A live article whose picture may be shown later than its words."""
        picture = make_picture()
        make_published(**self.parts() | {"hero_image": picture})
        Image.objects.filter(pk=picture.pk).update(rights_from=self.when)
        self.pictures.append(("rights to come", picture.pk))
        self.aviary.plant("rights to come", [picture])

    def heard(self, reader: Client) -> dict[Place, str]:
        """Each place whose word is heard, with an address where it is."""
        found: dict[Place, str] = {}
        for address, answer in answers(reader).items():
            for place in self.aviary.heard(all_of(address, answer)):
                found[place] = address
        return found


# The states in which nothing is public --------------------------------------------------------


def draft(world: World) -> Article:
    return world.draft()


def in_review(world: World) -> Article:
    return world.draft(status=Status.IN_REVIEW)


def approved(world: World) -> Article:
    return world.draft(status=Status.READY)


def embargoed(world: World) -> Article:
    article = world.draft(
        status=Status.READY,
        embargo_until=world.clock.after(days=2),
        embargo_asked_by="Le ministère",
    )
    embargo.note_setting(article=article, by=world.editor)
    embargo.add_document(article=article, by=world.editor, name="courrier.pdf", content=b"%PDF")
    return article


def cancelled(world: World) -> Article:
    edition = make_edition(at=world.clock.after(hours=3), **world.parts())
    publishing.cancel(edition, world.editor)
    return edition.article


def withdrawn(world: World) -> Article:
    article = make_published(**world.parts())
    world.clock.forward(minutes=5)
    publishing.withdraw(article, world.editor, "La source se rétracte.")
    return article


def sent_back(world: World) -> Article:
    article = world.draft(status=Status.IN_REVIEW)
    publishing.send_back(article, world.editor, "Nommez la source.")
    return article


NEVER: list[Callable[[World], Article]] = [
    draft, in_review, approved, embargoed, cancelled, withdrawn, sent_back,
]  # fmt: skip

# The states of which something is public from one instant on ------------------------------------


def scheduled(world: World) -> Article:
    return make_edition(at=world.when, **world.parts()).article


def planned_then_moved(world: World) -> Article:
    """Promised for earlier, then put off: the first promise does not count any more."""
    edition = make_edition(at=world.clock.after(hours=2), **world.parts())
    publishing.reschedule(edition, world.editor, world.when)
    return edition.article


def after_its_embargo(world: World) -> Article:
    parts = world.parts() | {"embargo_until": world.when, "embargo_asked_by": "Le ministère"}
    return make_edition(at=world.when, **parts).article


def updated(world: World) -> Article:
    return world.followed(Kind.UPDATE)


def corrected(world: World) -> Article:
    return world.followed(Kind.CORRECTION)


def mended(world: World) -> Article:
    return world.followed(Kind.SILENT)


LATER: list[Callable[[World], Article]] = [
    scheduled, planned_then_moved, after_its_embargo, updated, corrected, mended,
]  # fmt: skip


@pytest.fixture
def world(clock: Clock) -> World:
    world = World(clock)
    for making in [*NEVER, *LATER]:
        world.state(making.__name__, making)
    world.lend_a_picture()
    return world


def pictures_of(states: set[str], world: World) -> list[str]:
    """The addresses of the files of the pictures that were made in `states`."""
    keys = [pk for state, pk in world.pictures if state in states]
    return [row.address for row in Rendition.objects.filter(image__in=keys)]


def test_no_word_is_heard_before_its_second(world: World, reader: Client) -> None:
    world.clock.set(world.when - SECOND)
    told = {
        place: address
        for place, address in world.heard(reader).items()
        if place.state != "public" or place.text not in PRINTED
    }
    assert not told


def test_from_its_second_on_what_is_printed_is_heard_and_nothing_else(
    world: World, reader: Client
) -> None:
    world.clock.set(world.when + SECOND)
    heard = world.heard(reader)
    silent = {making.__name__ for making in NEVER}
    assert not {
        place: address
        for place, address in heard.items()
        if place.state in silent or place.text not in PRINTED
    }
    # What readers may read is read indeed: an ear that is deaf would find no leak either.
    assert {place.text for place in heard} == PRINTED
    for making in LATER:
        mine = {place.text for place in heard if place.state == making.__name__}
        assert {"articles.Edition.title", "articles.Edition.html", "images.Image.credit"} <= mine


def test_a_leak_would_be_heard(
    world: World, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EditionQuerySet, "visible", lambda editions, at=None: editions.standing())
    world.clock.set(world.when - SECOND)
    assert {making.__name__ for making in LATER} <= {place.state for place in world.heard(reader)}


def test_the_files_of_pictures_are_there_from_the_same_second(world: World, reader: Client) -> None:
    silent = {making.__name__ for making in NEVER}
    later = {making.__name__ for making in LATER} | {"rights to come"}
    before, never = pictures_of(later, world), pictures_of(silent, world)
    assert before
    assert never
    world.clock.set(world.when - SECOND)
    assert {reader.get(address).status_code for address in [*before, *never]} == {404}
    world.clock.set(world.when)
    assert {reader.get(address).status_code for address in before} == {200}
    assert {reader.get(address).status_code for address in never} == {404}


def test_a_page_that_fails_tells_nothing(
    world: World, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = Article.objects.get(pk=world.article.pk)

    def fail(*given: object) -> None:
        raise RuntimeError(hidden.title)

    monkeypatch.setattr(views, "front_page", fail)
    reader.raise_request_exception = False
    answer = reader.get("/")
    assert answer.status_code == 500
    assert world.aviary.heard(hidden.title)
    assert not world.aviary.heard(all_of("/", answer))


def test_no_other_method_tells_more(world: World, reader: Client) -> None:
    world.clock.set(world.when - SECOND)
    for edition in Edition.objects.filter(live_from__gte=world.when):
        address = edition.get_absolute_url()
        for method in (reader.head, reader.post, reader.options, reader.put, reader.delete):
            answer = method(address)
            assert not world.aviary.heard(all_of(address, answer)), (method, address)


def test_every_text_of_every_model_has_a_word(world: World) -> None:
    """A model that no state makes would be a silence that proves nothing."""
    planted = {place.model for place in world.aviary.places.values()}
    wanted = {model._meta.label for model in own_models() if texts_of(model)}
    assert planted == wanted
    # Of a text that goes with an article, the database wants no form's name.
    assert world.aviary.refused == {"articles.Unsaved.form"}
