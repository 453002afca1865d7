"""The second at which a right ends: before it the picture is everywhere, from it nowhere."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client

from articles.models import Article, Edition
from images.models import Image
from tests.clock import Clock
from tests.factories import (
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
# What may lead to a picture or speak of it, wherever it stands in an answer.
RENDITION = re.compile(r"/images/renditions/[0-9a-z]+\.[a-z]+")
FIGURE = re.compile(r"<figure\b(.*?)</figure>", re.S)
WORDS = {
    "caption": "Une légende bien à elle.",
    "credit": "Agence Introuvable",
    "alt": "Trois arbres.",
}


@dataclass
class Site:
    """A site of which every surface prints one picture whose rights end."""

    image: Image
    end: datetime
    article: Article
    addresses: list[str]
    files: list[str]


@pytest.fixture
def site(clock: Clock) -> Site:
    """The picture is hero, figure, portrait and visual, on every page that readers may open."""
    end = clock.after(hours=1)
    image = make_picture(width=1300, height=900, rights_until=end, **WORDS)
    section, topic = make_section("Hôpital"), make_topic("Données")
    organisation = make_organisation("Numeum")
    person = make_person("Anne", "Roux", portrait=image)
    author = make_person("Léa", "Berger", portrait=image)
    make_position(person, "déléguée", organisation=organisation)
    event = make_event("Sommet", picture=image)
    body = f'<p>Avant elle.</p><figure data-image="{image.pk}"></figure><p>Après elle.</p>'
    article = make_published(
        hero_image=image, body=body, section=section, topics=[topic], events=[event],
        mentions=[person], authors=[author],
    )  # fmt: skip
    edition = Edition.objects.get(article=article)
    # A second article: the first stands as a card, not only as the lead.
    clock.forward(minutes=1)
    make_published(
        section=section, topics=[topic], events=[event], mentions=[person], authors=[author]
    )
    local = edition.first_published_at
    return Site(
        image,
        end,
        article,
        [
            edition.get_absolute_url(), "/", f"/{section.slug}/", f"/themes/{topic.slug}/",
            f"/personnes/{person.slug}/", f"/personnes/{author.slug}/",
            f"/organisations/{organisation.slug}/", f"/evenements/{event.slug}/",
            f"/archives/{local:%Y/%m}/", "/rss.xml",
        ],
        [row.address for row in image.renditions.all()],
    )  # fmt: skip


def spoken_of(text: str) -> Iterator[str]:
    """What an answer says of the picture: its files, its caption, its credit."""
    yield from RENDITION.findall(text)
    yield from (
        words for words in ("Une légende bien à elle", "Agence Introuvable") if words in text
    )


def answer(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode())


def test_a_second_before_the_end_it_is_on_every_surface(
    site: Site, clock: Clock, reader: Client
) -> None:
    clock.set(site.end - SECOND)
    for address in site.addresses:
        found = set(spoken_of(answer(reader, address)))
        assert found & set(site.files), address
        assert "Agence Introuvable" in found, address
    for file in site.files:
        assert reader.get(file).status_code == 200


@pytest.mark.parametrize("later", [timedelta(0), SECOND, timedelta(days=400)])
def test_from_the_second_of_the_end_it_is_on_none(
    later: timedelta, site: Site, clock: Clock, reader: Client
) -> None:
    clock.set(site.end + later)
    for address in site.addresses:
        assert list(spoken_of(answer(reader, address))) == [], address
    for file in site.files:
        assert reader.get(file).status_code == 404


def test_every_page_stays_whole_without_it(site: Site, clock: Clock, reader: Client) -> None:
    clock.set(site.end)
    for address in site.addresses:
        page = answer(reader, address)
        assert all("<img" in figure for figure in FIGURE.findall(page)), address
        for trace in ("<figcaption></figcaption>", "og:image", "ImageObject", "media:content",
                      "<picture>", "summary_large_image", "<!--figure"):  # fmt: skip
            assert trace not in page, (address, trace)
        assert "Un accord sur les données de santé" in page, address
    text = re.sub(r"\s+", " ", answer(reader, site.addresses[0]))
    assert re.search(r"Avant elle\.</p> ?<p>Après elle\.", text)


def test_a_machine_s_view_of_the_article_has_it_until_the_end(
    site: Site, clock: Clock, reader: Client
) -> None:
    credit = '"creditText": "(Crédit\u00a0: Agence Introuvable)"'
    traces = ('property="og:image"', '"ImageObject"', credit)
    clock.set(site.end - SECOND)
    before = answer(reader, site.addresses[0])
    clock.set(site.end)
    after = answer(reader, site.addresses[0])
    for trace in traces:
        assert trace in before
        assert trace not in after


def test_a_cache_may_not_keep_a_page_or_a_file_beyond_the_end(
    site: Site, clock: Clock, reader: Client
) -> None:
    for address in site.addresses:
        assert "no-cache" in reader.get(address)["Cache-Control"], address
    clock.set(site.end - timedelta(seconds=90))
    for file in site.files:
        age = re.search(r"max-age=(\d+)", reader.get(file)["Cache-Control"])
        assert age
        assert int(age[1]) <= 90


def test_a_validator_of_before_does_not_revive_it(site: Site, clock: Clock, reader: Client) -> None:
    clock.set(site.end - SECOND)
    tags = {address: reader.get(address).get("ETag", "") for address in site.addresses}
    clock.set(site.end)
    for address, tag in tags.items():
        assert tag, address
        assert reader.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200, address


def test_its_rights_prolonged_it_is_back_everywhere(
    site: Site, clock: Clock, reader: Client
) -> None:
    clock.set(site.end + SECOND)
    Image.objects.filter(pk=site.image.pk).update(rights_until=clock.after(days=30))
    for address in site.addresses:
        assert set(spoken_of(answer(reader, address))) & set(site.files), address
