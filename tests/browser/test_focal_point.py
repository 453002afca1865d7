"""The focal point of a picture: by mouse, by keyboard, with what each crop will show."""

from typing import TYPE_CHECKING

import pytest

from images.models import Image
from tests.browser.conftest import Visits
from tests.factories import make_picture

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POINT = ".photo-point"
STAGE = ".photo-stage img"
CROPS = ".photo-crops img"


def opened(visits: Visits, **fields: object) -> "tuple[Page, Image]":
    picture = make_picture(width=600, height=400, **fields)
    page = visits.desk("picture_editor")
    page.goto(f"/admin/images/image/{picture.pk}/change/")
    page.locator(POINT).wait_for(state="attached")
    return page, picture


def values(page: "Page") -> tuple[str, str]:
    return page.input_value("#id_focal_x"), page.input_value("#id_focal_y")


def save(page: "Page") -> None:
    with page.expect_navigation():
        page.click('input[name="_continue"]')


def test_a_click_moves_the_point_and_every_crop_follows(visits: Visits) -> None:
    page, picture = opened(visits)
    box = page.locator(STAGE).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.25)
    assert values(page) == ("0.8", "0.25")
    assert page.locator(CROPS).count() == 4
    for crop in page.locator(CROPS).all():
        assert crop.evaluate("image => getComputedStyle(image).objectPosition") == "80% 25%"
    save(page)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (0.8, 0.25)


def test_the_point_is_dragged_and_stays_on_the_picture(visits: Visits) -> None:
    page, _picture = opened(visits)
    box = page.locator(STAGE).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.6, steps=4)
    assert values(page) == ("0.3", "0.6")
    page.mouse.move(box["x"] - 200, box["y"] + box["height"] + 300, steps=2)
    page.mouse.up()
    assert values(page) == ("0", "1")


def test_on_a_telephone_a_swipe_scrolls_and_a_tap_moves_the_point(visits: Visits) -> None:
    picture = make_picture(width=600, height=400)
    page = visits.desk(
        "picture_editor", has_touch=True, is_mobile=True, viewport={"width": 360, "height": 640}
    )
    page.goto(f"/admin/images/image/{picture.pk}/change/")
    page.locator(POINT).wait_for(state="attached")
    page.locator(STAGE).evaluate("image => image.scrollIntoView({ block: 'center' })")
    before = page.evaluate("scrollY")
    box = page.locator(STAGE).bounding_box()
    assert box
    fingers = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.8
    swipe(fingers, (x, y), (x, y - 150))
    page.wait_for_function("before => scrollY > before + 50", arg=before)
    assert values(page) == ("0.5", "0.5")
    page.locator(STAGE).evaluate("image => image.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(400)
    box = page.locator(STAGE).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.25)
    assert values(page) == ("0.8", "0.25")
    held = box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.25
    swipe(fingers, held, (box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.5))
    assert values(page) == ("0.4", "0.5")


def swipe(fingers: "CDPSession", start: tuple[float, float], end: tuple[float, float]) -> None:
    """One finger, from `start` to `end`."""

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", start)
    for step in range(1, 11):
        part = step / 10
        touch(
            "touchMove",
            (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part),
        )
    touch("touchEnd")


def test_the_keyboard_moves_it_and_it_is_announced(visits: Visits) -> None:
    page, picture = opened(visits)
    page.focus(POINT)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowUp")
    assert values(page) == ("0.39", "0.41")
    words = "39 % depuis la gauche, 41 % depuis le haut"
    assert page.locator(".photo-point-said[role=status]").inner_text() == words
    assert words in str(page.locator(POINT).get_attribute("aria-label"))
    # The fields are sliders, with their value in words.
    assert page.locator("#id_focal_x").get_attribute("type") == "range"
    assert page.locator("#id_focal_x").get_attribute("aria-valuetext") == "39 %"
    save(page)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (0.39, 0.41)
    page.focus(POINT)
    page.keyboard.press("Home")
    assert values(page) == ("0.5", "0.5")


def test_the_sliders_move_the_point(visits: Visits) -> None:
    page, _picture = opened(visits)
    page.focus("#id_focal_x")
    page.keyboard.press("ArrowRight")
    assert page.locator(POINT).evaluate("point => point.style.left") == "51%"


def test_a_picture_that_is_not_cropped_has_no_point_and_says_why(visits: Visits) -> None:
    page, picture = opened(visits, focal_x=0.2)
    page.check("#id_keep_whole")
    assert page.locator(POINT).is_hidden()
    assert "s’imprime entière" in page.locator(".photo-point-said").inner_text()
    assert page.locator("#id_focal_x").is_disabled()
    save(page)
    picture.refresh_from_db()
    # The point that stood is kept, should crops be allowed again.
    assert (picture.keep_whole, picture.focal_x) == (True, 0.2)
    page.uncheck("#id_keep_whole")
    assert page.locator(POINT).is_visible()
