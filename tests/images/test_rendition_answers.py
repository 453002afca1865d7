"""How a rendition is answered: once a year to a cache, never after its rights, nothing runs."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from images.models import Image, Rendition
from tests.clock import Clock
from tests.factories import make_shown_picture

pytestmark = pytest.mark.django_db


def a_file(image: Image) -> Rendition:
    return image.renditions.get(crop="whole", format="jpeg")


def test_a_browser_that_has_the_file_is_told_so_without_reading_it(
    reader: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_file(make_shown_picture(rights_until=clock.after(hours=1)))
    first = reader.get(row.address)
    assert first.getvalue() == row.file.read()
    monkeypatch.setattr(default_storage, "open", lambda *_: pytest.fail("The file was read."))
    again = reader.get(row.address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["ETag"] == first["ETag"]


def test_a_browser_that_has_the_file_is_refused_once_the_rights_end(
    reader: Client, clock: Clock
) -> None:
    row = a_file(make_shown_picture(rights_until=clock.after(hours=1)))
    tag = reader.get(row.address)["ETag"]
    clock.forward(hours=1)
    assert reader.get(row.address, headers={"If-None-Match": tag}).status_code == 404


def test_asking_about_a_file_does_not_read_it(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_file(make_shown_picture())
    monkeypatch.setattr(default_storage, "open", lambda *_: pytest.fail("The file was read."))
    answer = reader.head(row.address)
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(row.size)
    assert answer.content == b""


def test_a_part_that_is_asked_gets_the_whole(reader: Client) -> None:
    row = a_file(make_shown_picture())
    answer = reader.get(row.address, headers={"Range": "bytes=0-9"})
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "none"
    assert len(answer.getvalue()) == row.size


def test_nothing_in_a_file_runs_and_other_sites_may_show_it(reader: Client) -> None:
    answer = reader.get(a_file(make_shown_picture()).address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Cookie" not in answer.get("Vary", "")


def test_nobody_sends_anything_to_a_file(reader: Client) -> None:
    assert reader.post(a_file(make_shown_picture()).address).status_code == 405


def test_a_file_that_the_store_lost_is_a_404(reader: Client) -> None:
    row = a_file(make_shown_picture())
    default_storage.delete(str(row.file.name))
    assert reader.get(row.address).status_code == 404


@pytest.mark.parametrize(("seconds", "age"), [(90, 90), (60 * 60 * 24 * 400, 31_536_000)])
def test_a_shared_cache_never_outlives_the_rights(
    reader: Client, clock: Clock, seconds: int, age: int
) -> None:
    row = a_file(make_shown_picture(rights_until=clock.now() + timedelta(seconds=seconds)))
    assert reader.get(row.address)["Cache-Control"] == f"public, max-age={age}, immutable"
