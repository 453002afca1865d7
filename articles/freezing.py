"""Freezing: the working copy as it will be printed, with names and positions of its date."""

from dataclasses import dataclass, field
from datetime import date, datetime

from articles.body import image_ids, printed_figure, render
from articles.models import (
    Article,
    Edition,
    EditionEvent,
    EditionImage,
    EditionPerson,
    EditionTopic,
)
from articles.models.printed import Printed, PrintedEvent, PrintedPerson, PrintedTopic
from articles.references import addresses
from events.models import Event
from images.models import Image
from people.models import Person
from prose.dates import in_paris
from prose.plain import reading_minutes


@dataclass
class Frozen:
    """An edition that is not saved yet, and the keys of what it speaks of."""

    edition: Edition
    authors: list[Person] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    topic_ids: list[int] = field(default_factory=list)
    event_ids: list[int] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    def save_links(self) -> None:
        """Write the keys; the edition must be saved."""
        edition = self.edition
        EditionPerson.objects.bulk_create(
            EditionPerson(edition=edition, person=person, as_author=as_author)
            for as_author, people in ((True, self.authors), (False, self.people))
            for person in people
        )
        EditionTopic.objects.bulk_create(
            EditionTopic(edition=edition, topic_id=pk) for pk in self.topic_ids
        )
        EditionEvent.objects.bulk_create(
            EditionEvent(edition=edition, event_id=pk) for pk in self.event_ids
        )
        EditionImage.objects.bulk_create(
            EditionImage(edition=edition, image=image) for image in self.images
        )


def freeze(article: Article, first_published_at: datetime, shown_at: datetime) -> Frozen:
    """What `article` would print, dated `first_published_at`, for readers of `shown_at` on.

    The positions of the people are those held on the day that dates it, in Paris; links lead to
    what is public when it is shown. Saves nothing.
    """
    day = in_paris(first_published_at).date()
    bylines = list(article.bylines.select_related("person"))
    mentions = list(
        article.mentions.select_related("person").prefetch_related(
            "person__positions__organisation"
        )
    )
    taggings = list(article.taggings.select_related("topic"))
    events = [
        coverage.event
        for coverage in article.coverages.select_related("event").prefetch_related(
            "event__organisers"
        )
    ]
    body_images = Image.objects.in_bulk(image_ids(article.body))
    body = render(article.body, body_images, addresses(article.body, shown_at))
    hero = article.hero_image
    printed: Printed = {
        "section": {
            "name": article.section.name if article.section else "",
            "slug": article.section.slug if article.section else "",
        },
        "authors": [printed_person(byline.person, byline.role) for byline in bylines],
        "signature": article.signature,
        "people": [
            printed_person(mention.person, mention.attribution or title_on(mention.person, day))
            for mention in mentions
        ],
        "events": [printed_event(event) for event in events],
        "topics": [PrintedTopic(name=tag.topic.name, slug=tag.topic.slug) for tag in taggings],
        "hero": printed_figure(hero, article.hero_caption) if hero else None,
        "figures": body.figures,
        "minutes": reading_minutes(article.body),
    }
    edition = Edition(
        article=article,
        first_published_at=first_published_at,
        path=path_of(article, first_published_at),
        title=article.title,
        short_title=article.short_title,
        kicker=article.kicker,
        standfirst=article.standfirst,
        html=body.html,
        section=article.section,
        printed=printed,
    )
    used = {figure["image"] for figure in body.figures}
    images = [image for pk, image in body_images.items() if pk in used]
    return Frozen(
        edition=edition,
        authors=[byline.person for byline in bylines],
        people=[mention.person for mention in mentions],
        topic_ids=[tag.topic_id for tag in taggings],
        event_ids=[event.pk for event in events],
        images=images + ([hero] if hero and hero.pk not in used else []),
    )


def path_of(article: Article, first_published_at: datetime) -> str:
    """`section/yyyy/mm/slug`, dated on Paris clocks."""
    local = in_paris(first_published_at)
    section = article.section.slug if article.section else "sans-rubrique"
    return f"{section}/{local:%Y/%m}/{article.address}"


def printed_person(person: Person, attribution: str) -> PrintedPerson:
    return {
        "name": person.name,
        "slug": person.slug,
        "attribution": attribution,
        "portrait": person.portrait_id,
    }


def title_on(person: Person, day: date) -> str:
    position = person.position_on(day)
    return position.as_printed if position else ""


def printed_event(event: Event) -> PrintedEvent:
    return {
        "name": event.name,
        "slug": event.slug,
        "when": event.when,
        "machine_start": event.machine_start,
        "machine_end": event.machine_end,
        "place": event.place,
        "organisers": [organisation.printed_name for organisation in event.organisers.all()],
    }


def redate(edition: Edition, first_published_at: datetime) -> None:
    """Date an edition that nobody has seen yet anew: address, and positions held on the new day.

    A position that the desk wrote by hand for this article stays as it was written.
    """
    before = in_paris(edition.first_published_at).date()
    local = in_paris(first_published_at)
    section, _year, _month, slug = edition.path.split("/")
    edition.path = f"{section}/{local:%Y/%m}/{slug}"
    edition.first_published_at = first_published_at
    people = {
        link.person.slug: link.person
        for link in edition.people.select_related("person").prefetch_related(
            "person__positions__organisation"
        )
    }
    for printed in edition.printed["people"]:
        person = people.get(printed["slug"])
        if person and printed["attribution"] == title_on(person, before):
            printed["attribution"] = title_on(person, local.date())
