"""Every public surface of the demo: beside each picture its alternative text and its credit."""

import html
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from articles.models import Edition
from images.credits import credit_line
from images.models import Image, Rendition
from tests.demo import paint_quickly
from tests.factories import client_of

pytestmark = pytest.mark.django_db

FIGURE = re.compile(r"<figure\b([^>]*)>((?:(?!</figure>).)*)</figure>", re.S)
MEDIA = {"media": "http://search.yahoo.com/mrss/"}
STARTS = ("/", "/evenements/", "/corrections/", "/plan-du-site/", "/rss.xml")
ADDRESS = re.compile(r'(?:href|src)="([^"#?]+)(?:\?[^"]*)?"')
UNFOLDED = re.compile(r'<details class="description">.*?</details>', re.S)
NOT_PAGES = ("/static/", "/images/", "/admin/")

Surface = dict[str, tuple[str, str]]


@pytest.fixture(scope="module", autouse=True)
def surface(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Surface]:
    """The pages and feeds that a reader of the demo can reach: type and content by address."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        paint_quickly(patch)
        call_command("demo", stdout=StringIO())
        yield crawl(client_of(None))
        transaction.set_rollback(True)


def crawl(reader: Client) -> Surface:
    found: Surface = {}
    waiting = [*STARTS, *(one.get_absolute_url() for one in Edition.objects.visible())]
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(NOT_PAGES):
            continue
        answer = reader.get(address, follow=True)
        kind = answer.get("Content-Type", "").partition(";")[0]
        found[address] = (kind, answer.getvalue().decode() if answer.status_code == 200 else "")
        if kind == "text/html":
            waiting += links(address, found[address][1])
    return found


def links(address: str, markup: str) -> Iterator[str]:
    for link in ADDRESS.findall(markup):
        parts = urlsplit(urljoin(settings.SITE_URL + address, html.unescape(link)))
        if settings.SITE_URL.endswith(parts.netloc) and parts.scheme.startswith("http"):
            yield parts.path


def pages(surface: Surface) -> Iterator[tuple[str, str]]:
    return ((a, text) for a, (kind, text) in surface.items() if kind == "text/html" and text)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split(" ")).strip()


def attribute(name: str, markup: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', markup)
    return html.unescape(found[1]) if found else None


def image_of(address: str) -> Image:
    name = address.rpartition("/")[2]
    return Rendition.objects.select_related("image").get(file=f"renditions/{name}").image


def part(name: str, markup: str) -> str | None:
    found = re.search(rf'<span class="{name}">(.*?)</span>', markup, re.S)
    return words(found[1]) if found else None


def test_the_crawl_sees_the_whole_site(surface: Surface) -> None:
    reached = set(surface)
    assert all(surface[start][1] for start in STARTS)
    assert len(list(pages(surface))) > 60
    for folder in ("/personnes/", "/evenements/", "/organisations/", "/themes/"):
        assert any(address.startswith(folder) for address in reached), folder
    assert {one.get_absolute_url() for one in Edition.objects.visible()} <= reached


def test_no_picture_stands_outside_a_figure(surface: Surface) -> None:
    for address, text in pages(surface):
        assert "<img" not in FIGURE.sub("", text), address


def test_every_picture_has_its_alternative_text_and_its_credit(surface: Surface) -> None:
    seen = 0
    for address, text in pages(surface):
        for opening, inside in FIGURE.findall(text):
            if "<img" not in inside:
                continue
            seen += 1
            image = image_of(attribute("src", inside) or "")
            assert part("credit", inside) == credit_line(image), address
            assert attribute("alt", inside) or image.decorative, address
            assert 'role="figure"' in opening
            legend = re.search(r"<figcaption>(.*?)</figcaption>", inside, re.S)
            assert legend
            said = words(UNFOLDED.sub("", legend[1]))
            assert said == attribute("aria-label", opening), address
            assert attribute("width", inside)
            assert attribute("height", inside)
            assert 'sizes="' in inside
    assert seen > 50


def test_an_infographic_of_the_demo_unfolds_its_description(surface: Surface) -> None:
    printed = "".join(one for _at, text in pages(surface) for one in UNFOLDED.findall(text))
    infographics = Image.objects.filter(credit_form="infographic")
    assert infographics
    for image in infographics:
        for line in image.long_description.splitlines():
            assert line in words(printed)


def test_every_picture_has_its_caption_beside_it_wherever_it_stands(surface: Surface) -> None:
    placements: Counter[str] = Counter()
    for address, text in pages(surface):
        for opening, inside in FIGURE.findall(text):
            if "<img" in inside:
                placements[attribute("class", opening) or ""] += 1
                caption = part("legende", inside)
                assert caption, (address, opening)
                assert caption != attribute("alt", inside)
    assert set(placements) == {"hero", "body", "lead", "card", "portrait"}
    assert placements["hero"] + placements["body"] > 12


def test_only_what_the_eye_meets_first_is_fetched_first(surface: Surface) -> None:
    for address, text in pages(surface):
        pictures = re.findall(r"<img\b[^>]*>", text)
        urgent = [picture for picture in pictures if "fetchpriority" in picture]
        assert len(urgent) <= 1, address
        assert urgent == [one for one in pictures if 'loading="lazy"' not in one], address
        assert not urgent or urgent[0] == pictures[0], address


def test_every_picture_of_a_feed_has_its_credit_and_its_words(surface: Surface) -> None:
    seen = 0
    for address, (_kind, text) in surface.items():
        if not address.endswith("rss.xml") or not text:
            continue
        for content in ElementTree.fromstring(text).iterfind(".//media:content", MEDIA):  # noqa: S314
            seen += 1
            image = image_of(content.attrib["url"])
            credit = content.find("media:credit", MEDIA)
            assert credit is not None
            assert credit.attrib == {"role": "photographer"}
            assert credit.text == credit_line(image)
            assert content.findtext("media:description", None, MEDIA)
            assert content.findtext("media:text", "", MEDIA) or image.decorative
            assert (content.attrib["medium"], content.attrib["type"]) == ("image", "image/jpeg")
            assert int(content.attrib["width"]) > 0 < int(content.attrib["height"])
    assert seen > 10


def described(text: str) -> Iterator[dict[str, str]]:
    """The pictures that a page describes to search engines."""
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        for node in json.loads(script)["@graph"]:
            yield from node.get("image", [])


def test_every_picture_that_search_engines_read_has_its_credit(surface: Surface) -> None:
    seen = 0
    for address, text in pages(surface):
        for one in described(text):
            seen += 1
            assert one["creditText"] == credit_line(image_of(one["contentUrl"])), address
            assert one["creditText"] in words(text), address
    assert seen > 30


def test_search_engines_read_every_picture_of_a_text(surface: Surface) -> None:
    seen = 0
    for address, text in pages(surface):
        told = {image_of(one["contentUrl"]).pk for one in described(text) if one["creditText"]}
        for opening, inside in FIGURE.findall(text):
            if "<img" in inside and attribute("class", opening) in {"hero", "body"}:
                seen += 1
                assert image_of(attribute("src", inside) or "").pk in told, address
    assert seen > 12


def test_search_engines_get_the_hero_in_three_shapes(surface: Surface) -> None:
    edition = next(one for one in Edition.objects.visible() if one.printed["hero"])
    text = surface[edition.get_absolute_url()][1]
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert found
    shapes = [
        round(one["width"] / one["height"], 1) for one in json.loads(found[1])["@graph"][0]["image"]
    ]
    assert shapes[:3] == [1.8, 1.3, 1.0]


def test_networks_get_a_card_with_its_size_its_type_and_its_words(surface: Surface) -> None:
    seen = 0
    for edition in Edition.objects.visible():
        if not edition.printed["hero"]:
            continue
        seen += 1
        text = surface[edition.get_absolute_url()][1]
        told = dict(re.findall(r'<meta property="(og:image[^"]*)" content="([^"]*)">', text))
        row = Rendition.objects.get(file=f"renditions/{told['og:image'].rpartition('/')[2]}")
        assert row.crop == "social"
        assert told["og:image"].startswith(settings.SITE_URL)
        assert told["og:image:type"] == "image/jpeg"
        assert told["og:image:width"] == str(row.width)
        assert told["og:image:height"] == str(row.height)
        assert html.unescape(told["og:image:alt"]) == edition.printed["hero"]["alt"]
    assert seen > 5
