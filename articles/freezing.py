"""Freezing: the working copy as it will be printed, with names and positions of its date."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.attributing import Attributed, attributed, once, recorded, with_positions
from articles.body import image_ids, link_ids, printed_figure, render
from articles.dating import day_of, event_that_dates
from articles.models import (
    Article,
    Byline,
    Edition,
    EditionEvent,
    EditionImage,
    EditionPerson,
    EditionTopic,
    Mention,
    Quotation,
    Topic,
)
from articles.models.printed import (
    Printed,
    PrintedEvent,
    PrintedPerson,
    PrintedQuotation,
    PrintedTopic,
)
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
    people: list[Attributed] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    topic_ids: list[int] = field(default_factory=list)
    event_ids: list[int] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    def save_links(self) -> None:
        """Write the keys; the edition must be saved."""
        edition = self.edition
        EditionPerson.objects.bulk_create(
            EditionPerson(
                edition=edition, person=person, as_author=True, portrait_id=person.portrait_id
            )
            for person in self.authors
        )
        EditionPerson.objects.bulk_create(
            EditionPerson(
                edition=edition,
                person=named.person,
                as_author=False,
                position=named.position,
                portrait_id=named.person.portrait_id,
            )
            for named in self.people
        )
        for quotation in self.quotations:
            quotation.edition = edition
        Quotation.objects.bulk_create(self.quotations)
        EditionTopic.objects.bulk_create(
            EditionTopic(edition=edition, topic_id=pk) for pk in self.topic_ids
        )
        EditionEvent.objects.bulk_create(
            EditionEvent(edition=edition, event_id=pk) for pk in self.event_ids
        )
        EditionImage.objects.bulk_create(
            EditionImage(edition=edition, image=image) for image in self.images
        )


@dataclass
class Related:
    """What an article refers to, each in its order; the people ready for `attributed`."""

    bylines: list[Byline]
    mentions: list[Mention]
    topics: list[Topic]
    events: list[Event]


def related_to(article: Article) -> Related:
    """What the working copy refers to now."""
    mentions = article.mentions.select_related("person__merged_into").prefetch_related(
        "person__positions__organisation", "person__merged_into__positions__organisation"
    )
    coverages = article.coverages.select_related("event").prefetch_related("event__organisers")
    return Related(
        bylines=list(article.bylines.select_related("person__merged_into")),
        mentions=list(mentions),
        topics=[tagging.topic for tagging in article.taggings.select_related("topic")],
        events=[coverage.event for coverage in coverages],
    )


def freeze(
    article: Article,
    first_published_at: datetime,
    shown_at: datetime,
    related: Related | None = None,
) -> Frozen:
    """What `article` would print, dated `first_published_at`, for readers of `shown_at` on.

    `related`: what it refers to, when that is not what the working copy refers to now. The
    positions of the people are those held on the day that dates it (`articles.dating`); links
    lead to what is public when it is shown. Saves nothing.
    """
    related = related or related_to(article)
    events = related.events
    day = day_of(first_published_at, events)
    people = once(
        attributed(mention.person, mention.attribution, day) for mention in related.mentions
    )
    body_images = Image.objects.in_bulk(image_ids(article.body))
    body = render(article.body, body_images, addresses(article.body, shown_at))
    quotations = recorded(
        body.quotations, people, day, event_that_dates(first_published_at, events)
    )
    authors = {byline.person.survivor.pk: byline for byline in related.bylines}
    hero = article.hero_image
    printed: Printed = {
        "section": {
            "name": article.section.name if article.section else "",
            "slug": article.section.slug if article.section else "",
        },
        "authors": [
            printed_person(byline.person.survivor, byline.role) for byline in authors.values()
        ],
        "signature": article.signature,
        "people": [printed_person(named.person, named.text) for named in people],
        "events": [printed_event(event) for event in events],
        "topics": [PrintedTopic(name=topic.name, slug=topic.slug) for topic in related.topics],
        "hero": printed_figure(hero, article.hero_caption) if hero else None,
        "figures": body.figures,
        "minutes": reading_minutes(article.body),
        "pull_quotes": [
            PrintedQuotation(words=quotation.words, speaker=quotation.speaker)
            for quotation in quotations
            if quotation.form == Quotation.Form.PULL
        ],
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
        authors=[byline.person.survivor for byline in authors.values()],
        people=once([*people, *named_in_the_text(article.body, quotations)]),
        quotations=quotations,
        topic_ids=[topic.pk for topic in related.topics],
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


def named_in_the_text(body: str, quotations: list[Quotation]) -> list[Attributed]:
    """Those who speak in it or whom it links to: found by it, though no position is printed."""
    linked = {pk for kind, pk in link_ids(body) if kind == "person"}
    people = Person.objects.filter(pk__in=linked).select_related("merged_into")
    speakers = [quotation.person for quotation in quotations if quotation.person]
    return [Attributed(person.survivor, "", None) for person in [*people, *speakers]]


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
    events = [link.event for link in edition.events.select_related("event")]
    before = day_of(edition.first_published_at, events)
    local = in_paris(first_published_at)
    section, _year, _month, slug = edition.path.split("/")
    edition.path = f"{section}/{local:%Y/%m}/{slug}"
    edition.first_published_at = first_published_at
    if day_of(first_published_at, events) != before:
        reattribute(edition, events)


def reattribute(edition: Edition, events: list[Event]) -> None:
    """Print the positions of the edition's day, where it prints those of the directory."""
    day = day_of(edition.first_published_at, events)
    event = event_that_dates(edition.first_published_at, events)
    keys = {link.person_id: link for link in edition.people.filter(as_author=False)}
    # By the address that was printed: the record may have been merged since.
    slugs = [printed["slug"] for printed in edition.printed["people"]]
    people = {
        person.slug: person for person in with_positions(Person.objects.filter(slug__in=slugs))
    }
    for printed in edition.printed["people"]:
        person = people.get(printed["slug"])
        key = keys.get(person.survivor.pk) if person else None
        if person and key and (key.position_id or not printed["attribution"]):
            now = attributed(person, "", day)
            printed["attribution"] = now.text
            EditionPerson.objects.filter(pk=key.pk).update(position=now.position)
    for quotation in edition.quotations.select_related("person"):
        quotation.day, quotation.event = day, event
        # Under a block or a pull quote the position is a part of the text.
        in_sentence = quotation.form == Quotation.Form.SENTENCE
        if (
            quotation.person
            and in_sentence
            and (quotation.position_id or not quotation.attribution)
        ):
            now = attributed(quotation.person, "", day)
            quotation.attribution, quotation.position = now.text, now.position
        quotation.save(update_fields=["day", "event", "attribution", "position"])
