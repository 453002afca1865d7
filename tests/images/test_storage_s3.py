"""Pictures on an S3-compatible store: a real server that speaks S3, started by these tests."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client, override_settings

from images import renditions
from images.models import Image, Rendition
from images.renditions import rebuilding
from newsroom import environment
from tests.clock import Clock
from tests.factories import make_picture, make_shown_picture

pytest.importorskip("moto.server", reason="moto is not installed: pip install 'moto[server]'")

pytestmark = pytest.mark.django_db
BUCKET = "photos"
START_SECONDS = 60


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of the server; it ends with the tests of this file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("The S3 server did not start.")


@pytest.fixture(autouse=True)
def store(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The pictures of the site are in a bucket of that server, as STORAGE_URL says it."""
    url = f"s3://cle:un%2Fsecret@{BUCKET}?endpoint={endpoint}&region=eu-west-3"
    monkeypatch.setenv("STORAGE_URL", url)
    found = environment.storage("STORAGE_URL", tmp_path)
    with override_settings(STORAGES=settings.STORAGES | {"default": found}):
        bucket = default_storage.bucket  # type: ignore[attr-defined]
        bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
        yield bucket
        bucket.objects.delete()
        bucket.delete()


def keys(store: Any, folder: str) -> set[str]:
    return {found.key for found in store.objects.filter(Prefix=folder)}


def status_without_credentials(endpoint: str, key: str) -> int:
    try:
        with urllib.request.urlopen(f"{endpoint}/{BUCKET}/{key}") as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_picture_enters_the_store_and_nobody_reads_it_there(store: Any, endpoint: str) -> None:
    image = make_picture()
    assert keys(store, "originals/") == {image.file.name}
    assert keys(store, "renditions/") == set(image.renditions.values_list("file", flat=True))
    for key in keys(store, ""):
        assert status_without_credentials(endpoint, key) == 403


def test_readers_get_renditions_through_our_address(reader: Client, clock: Clock) -> None:
    image = make_shown_picture(rights_until=clock.after(hours=1))
    for row in image.renditions.all():
        answer = reader.get(row.address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=3600, immutable"
        assert len(answer.getvalue()) == row.size
    clock.forward(hours=1)
    assert {reader.get(row.address).status_code for row in image.renditions.all()} == {404}


def test_a_file_that_the_store_lost_is_a_404(reader: Client, store: Any) -> None:
    row = make_shown_picture().renditions.get(crop="whole", format="jpeg")
    assert reader.get(row.address).status_code == 200
    store.Object(str(row.file.name)).delete()
    assert reader.get(row.address).status_code == 404


def test_the_worker_reads_the_original_from_the_store(store: Any) -> None:
    image = make_picture()
    call_command("worker", "--once")
    made = set(image.renditions.filter(format="avif").values_list("file", flat=True))
    assert made
    assert made < keys(store, "renditions/")


def test_the_library_is_rebuilt_and_pruned_in_the_store(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_picture()
    renditions.make(Image.objects.get(), renditions.LATER)
    names = keys(store, "renditions/")
    store.Object(next(iter(names))).delete()
    left_over = f"renditions/{'0' * 32}.webp"
    store.Object(left_over).put(Body=b"left over")
    words = StringIO()
    monkeypatch.setattr(rebuilding, "YOUNG", -rebuilding.YOUNG)
    call_command("rebuild", "--renditions", "--prune", stdout=words)
    assert "1 image(s) à refaire" in words.getvalue()
    assert keys(store, "renditions/") == names
    assert names == set(Rendition.objects.values_list("file", flat=True))


def test_what_is_forgotten_leaves_the_store(
    store: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    image = make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        renditions.forget(image)
    assert keys(store, "renditions/") == set()
    assert keys(store, "originals/") == {image.file.name}
