"""The marks of rights about to end: told apart by their colours too, what they concern below."""

import pytest

from tests.browser.conftest import Visits
from tests.clock import Clock
from tests.factories import make_person, make_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_each_mark_has_its_colour_and_what_is_concerned_stands_apart(
    visits: Visits, clock: Clock
) -> None:
    for days in (1, 6, 20):
        make_person(portrait=make_picture(rights_until=clock.after(days=days)))
    page = visits.desk("picture_editor")
    page.goto("/admin/")
    colours = {
        page.locator(f".state-rights-{mark}").first.evaluate("mark => getComputedStyle(mark).color")
        for mark in (1, 7, 30)
    }
    plain = page.evaluate(
        "() => { const one = document.querySelector('.state-rights-1').cloneNode();"
        " one.className = 'state'; document.querySelector('.desk-rights').append(one);"
        " return getComputedStyle(one).color }"
    )
    assert len(colours | {plain}) == 4
    above = page.locator(".desk-rights > ul > li > a").first.bounding_box()
    below = page.locator(".desk-concerned li a").first.bounding_box()
    assert above
    assert below
    assert below["x"] > above["x"]
