"""What machines read of an article: schema.org, every picture with its credit (rows M01 to M10)."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from articles.models.printed import PrintedEvent, PrintedPerson, PrintedQuotation
from articles.public.page import Page
from images.figures import Showable
from images.jsonld import image_object
from people.models import Organisation, Person, Position
from prose.dates import in_paris
from prose.jsonld import absolute, script
from prose.plain import text_of


def publisher() -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#publisher"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "correctionsPolicy": absolute("/corrections/"),
        "ethicsPolicy": absolute("/charte/"),
    }


def images(page: Page) -> list[dict[str, Any]]:
    """Row M03: the hero in 16:9, 4:3 and 1:1, then each picture of the text as it stands."""
    found = [(page.hero, shape) for shape in page.hero.shown.shapes] if page.hero else []
    inside = [figure for figure in page.pictures if figure is not page.hero]
    found += [(figure, figure.shown.whole) for figure in inside if figure.shown.whole]
    return [image_object(figure.shown, picture, figure.caption) for figure, picture in found]


def person(printed: PrintedPerson) -> dict[str, Any]:
    """Row M03: the name alone, without "Par", title or organisation."""
    return {
        "@type": "Person",
        "name": printed["name"],
        "url": absolute(f"/personnes/{printed['slug']}/"),
    }


def event(printed: PrintedEvent) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "Event",
        "@id": absolute(f"/evenements/{printed['slug']}/"),
        "name": printed["name"],
        "startDate": printed["machine_start"],
        "endDate": printed["machine_end"],
    }
    if printed["place"]:
        described["location"] = {"@type": "Place", "name": printed["place"]}
    return described


def news_article(page: Page) -> SafeString:
    edition, printed = page.edition, page.edition.printed
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": absolute(edition.get_absolute_url()),
        "mainEntityOfPage": absolute(edition.get_absolute_url()),
        "headline": edition.title,
        "description": edition.standfirst,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "articleSection": printed["section"]["name"],
        "datePublished": in_paris(edition.first_published_at).isoformat(timespec="seconds"),
        "dateModified": in_paris(page.modified_at or edition.first_published_at).isoformat(
            timespec="seconds"
        ),
        "publisher": {"@id": absolute("/#publisher")},
        "author": [person(author) for author in printed["authors"]]
        or [{"@type": "Organization", "name": printed["signature"] or settings.SITE_NAME}],
        "image": images(page),
        "about": [event(covered) for covered in printed["events"]],
        "mentions": [person(card.person) for card in page.people],
        # Row M09: the words shown large, and who said them.
        "hasPart": [quotation(shown) for shown in printed.get("pull_quotes", [])],
        "keywords": [topic["name"] for topic in printed["topics"]],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": text_of(past.note),
                "datePublished": in_paris(past.live_from).isoformat(timespec="seconds"),
            }
            for past in page.corrections
        ],
    }
    return script(
        [{key: value for key, value in article.items() if value}, breadcrumb(page), publisher()]
    )


def quotation(printed: PrintedQuotation) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": "Quotation", "text": printed["words"]}
    if printed["speaker"]:
        described["creator"] = {"@type": "Person", "name": printed["speaker"]}
    return described


def person_page(
    person: Person, now_held: list[Position], portrait: Showable | None, *, signs: bool
) -> SafeString:
    """Row M07: what the person is today. The page of one who signs is an author's profile."""
    # One who holds two positions at a place works there once.
    places = dict.fromkeys(held.organisation for held in now_held if held.organisation)
    described: dict[str, Any] = {
        "@type": "Person",
        "@id": absolute(person.get_absolute_url()),
        "name": person.name,
        "honorificPrefix": person.honorific,
        "url": absolute(person.get_absolute_url()),
        "description": text_of(person.biography),
        "jobTitle": [position.title for position in now_held],
        "worksFor": [organisation(place) for place in places],
        "sameAs": person.same_as_addresses,
        "image": [image_object(portrait, portrait.whole)] if portrait and portrait.whole else [],
    }
    found = {key: value for key, value in described.items() if value}
    if not signs:
        return script([found])
    profile = {
        "@type": "ProfilePage",
        "url": absolute(person.get_absolute_url()),
        "mainEntity": {"@id": found["@id"]},
    }
    return script([profile, found])


def organisation(found: Organisation) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "@id": absolute(found.get_absolute_url()),
        "name": found.name,
    }


def organisation_page(found: Organisation) -> SafeString:
    described: dict[str, Any] = organisation(found) | {
        "alternateName": found.short_name,
        "url": found.website or absolute(found.get_absolute_url()),
        "sameAs": found.same_as_addresses,
    }
    return script([{key: value for key, value in described.items() if value}])


def breadcrumb(page: Page) -> dict[str, Any]:
    """Row E35: Accueil › Rubrique, as the page shows it."""
    section = page.edition.printed["section"]
    steps = (("Accueil", "/"), (section["name"], f"/{section['slug']}/"))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": rank, "name": name, "item": absolute(path)}
            for rank, (name, path) in enumerate(steps, start=1)
        ],
    }
