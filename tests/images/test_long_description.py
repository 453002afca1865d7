"""Rows A03 and A04: what is to be read in a picture unfolds in words under its caption."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from images import library
from images.models import Image
from tests.factories import (
    client_of,
    make_edition,
    make_event,
    make_picture,
    make_user,
    picture_bytes,
)
from tests.forms import Answer
from tests.images.test_intake_words import packet

pytestmark = pytest.mark.django_db

TOLD = "Douze lits en 2024 & dix-huit en 2025.\nLa moitié sont la nuit."
PRINTED = "<p>Douze lits en 2024 &amp; dix-huit en 2025.<br>La moitié sont la nuit.</p>"
UNFOLDED = re.compile(
    r'<details class="description"><summary>([^<]*)</summary>(.*?)</details>', re.S
)


def infographic() -> Image:
    return make_picture(credit_form="infographic", long_description=TOLD)


@pytest.mark.parametrize("place", ["hero", "body", "event"])
def test_readers_unfold_the_description_under_the_caption(reader: Client, place: str) -> None:
    picture = infographic()
    if place == "event":
        page = make_event(picture=picture).get_absolute_url()
    else:
        figure = f'<p>Le texte.</p><figure data-image="{picture.pk}"></figure>'
        fields = {"hero_image": picture} if place == "hero" else {"body": figure}
        page = make_edition(**fields).get_absolute_url()
    words = reader.get(page).content.decode()
    assert UNFOLDED.findall(words) == [("Description détaillée", PRINTED)]
    (caption,) = re.findall(r"<figcaption>.*?</figcaption>", words, re.S)
    assert "Infographie" in caption
    assert 'class="description"' in caption


def test_a_list_leads_to_the_page_and_unfolds_nothing(reader: Client) -> None:
    edition = make_edition(hero_image=infographic())
    for page in ("/", f"/{edition.section.slug}/"):
        words = reader.get(page).content.decode()
        assert "<figure" in words
        assert "Douze lits" not in re.sub(r"<script.*?</script>", "", words, flags=re.S)


def test_a_picture_without_a_description_has_nothing_to_unfold(reader: Client) -> None:
    page = make_edition(hero_image=make_picture()).get_absolute_url()
    assert 'class="description"' not in reader.get(page).content.decode()


def test_machines_read_the_description_too(reader: Client) -> None:
    page = make_edition(hero_image=infographic()).get_absolute_url()
    words = reader.get(page).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', words, re.S)
    described = [json.loads(block) for block in blocks]
    assert TOLD in json.dumps(described, ensure_ascii=False).replace("\\n", "\n")


def test_the_file_proposes_the_description_that_it_carries() -> None:
    fields = (
        "<core:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>Douze lits, puis "
        "dix-huit.</rdf:li></rdf:Alt></core:ExtDescrAccessibility>"
    )
    file = ContentFile(picture_bytes(xmp=packet(fields)), name="a.jpg")
    image = library.add(
        file=file, by=None, alt="Un diagramme.", credit="La rédaction", credit_form="infographic"
    )
    assert image.long_description == "Douze lits, puis dix-huit."


def answer_of_the_form(picture: Image, **typed: str) -> Answer:
    """What the desk answers a picture editor who changes the fields `typed`."""
    browser = client_of(make_user("picture_editor"))
    page = f"/admin/images/image/{picture.pk}/change/"
    form = browser.get(page).context["adminform"].form
    shown = {name: form[name].value() or "" for name in form.fields if name != "decorative"}
    return browser.post(page, shown | typed)


def test_the_picture_editor_writes_lines_and_french_spaces_are_put_right() -> None:
    picture, lines = make_picture(), "  Deux lits : un\r\n« deux » ! "
    answer = answer_of_the_form(picture, credit_form="infographic", long_description=lines)
    assert answer.status_code == 302
    picture.refresh_from_db()
    assert picture.long_description == "Deux lits\u00a0: un\n«\u00a0deux\u00a0»\u202f!"


def test_an_infographic_without_its_description_loses_nothing_that_was_typed() -> None:
    answer = answer_of_the_form(make_picture(), credit_form="infographic", caption="Les lits.")
    assert "Une infographie se lit aussi en mots" in answer.content.decode()
    assert "Les lits." in answer.content.decode()
