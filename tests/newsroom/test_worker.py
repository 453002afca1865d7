"""The worker encodes what waits, and does not spin on what fails."""

import time

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError

from images import renditions
from images.models import Image
from newsroom.management.commands import worker
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


class Attempts:
    """Counts what the worker tries; every picture fails."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.made: list[int] = []

    def __call__(self, image: Image, formats: tuple[str, ...]) -> int:
        self.made.append(image.pk)
        raise self.error


def test_the_worker_encodes_all_that_waits_and_stops_when_asked() -> None:
    images = [make_picture() for _ in range(2)]
    call_command("worker", "--once")
    assert not renditions.pending().exists()
    for image in images:
        assert image.renditions.filter(format="avif", crop="whole").exists()


def test_a_picture_that_cannot_be_read_stops_no_other() -> None:
    sound, broken = make_picture(), make_picture()
    default_storage.delete(str(broken.file.name))
    call_command("worker", "--once")
    assert list(renditions.pending()) == [broken]
    assert sound.renditions.filter(format="avif").exists()


@pytest.mark.parametrize("error", [OSError(), SyntaxError(), DatabaseError(), KeyError("Body")])
def test_a_picture_that_fails_is_tried_less_and_less(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_picture()
    attempts, now = Attempts(error), [1000.0]
    monkeypatch.setattr(renditions, "make", attempts)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    command = worker.Command()
    tried: list[float] = []
    for _second in range(8 * 60):
        while command.encode_one():
            pass
        if len(attempts.made) > len(tried):
            tried.append(now[0] - 1000)
        now[0] += 1
    assert tried == [0, 60, 180, 420]
    assert len(attempts.made) == 4


def test_a_picture_that_failed_once_is_encoded_when_the_store_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image, now = make_picture(), [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    command = worker.Command()
    with monkeypatch.context() as away:
        away.setattr(renditions, "make", Attempts(OSError()))
        assert command.encode_one()
    assert not command.encode_one()
    now[0] += worker.FIRST_WAIT
    assert command.encode_one()
    assert image.renditions.filter(format="avif").exists()
    assert command.failed == {}
