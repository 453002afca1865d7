"""A picture is shown while its rights last, to the second."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from images.figures import showable
from images.models import Image
from tests.clock import Clock
from tests.factories import make_picture, make_shown_picture

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def may_be_shown(image: Image, clock: Clock) -> bool:
    """The three ways in which the site asks; they must agree."""
    answers = {
        image.may_be_shown(),
        Image.objects.showable().filter(pk=image.pk).exists(),
        image.pk in showable([image.pk]),
        image.may_be_shown(clock.now()),
    }
    assert len(answers) == 1
    return answers.pop()


def address(image: Image) -> str:
    found = showable([image.pk])[image.pk].whole
    assert found is not None
    return found.src


def test_a_picture_disappears_at_the_second_at_which_its_rights_end(clock: Clock) -> None:
    end = clock.after(hours=1)
    image = make_picture(rights_until=end)
    for at, shown in ((end - SECOND, True), (end, False), (end + SECOND, False)):
        clock.set(at)
        assert may_be_shown(image, clock) is shown


def test_a_picture_appears_at_the_second_at_which_its_rights_begin(clock: Clock) -> None:
    begin = clock.after(hours=1)
    image = make_picture(rights_from=begin)
    for at, shown in ((begin - SECOND, False), (begin, True), (begin + SECOND, True)):
        clock.set(at)
        assert may_be_shown(image, clock) is shown


def test_a_picture_without_an_end_is_shown_for_ever(clock: Clock) -> None:
    image = make_picture()
    clock.forward(days=36_500)
    assert may_be_shown(image, clock)


def test_the_file_itself_has_no_address_any_more_once_the_rights_end(
    clock: Clock, reader: Client
) -> None:
    end = clock.after(hours=1)
    url = address(make_shown_picture(rights_until=end))
    for at, status in ((end - SECOND, 200), (end, 404), (end + SECOND, 404)):
        clock.set(at)
        assert reader.get(url).status_code == status


def test_a_cache_keeps_a_file_until_its_rights_end_and_no_longer(
    clock: Clock, reader: Client
) -> None:
    url = address(make_shown_picture(rights_until=clock.after(hours=1)))
    assert "max-age=3600," in reader.get(url)["Cache-Control"]
    clock.forward(minutes=59, seconds=59, milliseconds=500)
    assert "max-age=0," in reader.get(url)["Cache-Control"]


def test_a_file_for_ever_is_kept_for_a_year(clock: Clock, reader: Client) -> None:
    answer = reader.get(address(make_shown_picture()))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "image/jpeg"


def test_the_original_has_no_address(reader: Client) -> None:
    image = make_picture()
    for url in (f"/images/{image.file.name}", f"/images/renditions/{image.sha256}", "/images/"):
        assert reader.get(url).status_code == 404


@pytest.mark.parametrize("name", ["../secret-key", "..%2fsecret-key", "x.jpeg", "%00"])
def test_no_other_file_is_served(reader: Client, name: str) -> None:
    assert reader.get(f"/images/renditions/{name}").status_code == 404


def test_rights_do_not_end_before_they_begin(clock: Clock) -> None:
    image = make_picture()
    for end in (clock.now(), clock.now() - SECOND):
        with pytest.raises(IntegrityError), transaction.atomic():
            Image.objects.filter(pk=image.pk).update(rights_from=clock.now(), rights_until=end)
    Image.objects.filter(pk=image.pk).update(
        rights_from=clock.now(), rights_until=clock.now() + SECOND
    )


@pytest.mark.parametrize(
    "wrong",
    [{"credit": ""}, {"alt": ""}, {"focal_x": 1.1}, {"focal_y": -0.1}],
)
def test_the_database_refuses_a_picture_without_credit_words_or_focal_point(
    wrong: dict[str, object],
) -> None:
    image = make_picture()
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(**wrong)


def test_a_decorative_picture_needs_no_words() -> None:
    assert make_picture(decorative=True, alt="").pk
