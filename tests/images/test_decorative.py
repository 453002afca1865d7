"""A decorative picture is passed over in silence, on whatever page it stands (row A02)."""

import re

import pytest
from django.test import Client

from tests.factories import make_event, make_person, make_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("decorative", "read_aloud"), [(True, [""]), (False, ["Une salle &amp; son public."])]
)
@pytest.mark.parametrize("page", ["person", "event"])
def test_a_picture_is_read_aloud_unless_it_is_decorative(
    reader: Client, page: str, decorative: bool, read_aloud: list[str]
) -> None:
    picture = make_picture(alt="Une salle & son public.", decorative=decorative)
    shown = make_person(portrait=picture) if page == "person" else make_event(picture=picture)
    words = reader.get(shown.get_absolute_url()).content.decode()
    assert re.findall(r'<img[^>]* alt="([^"]*)"', words) == read_aloud
