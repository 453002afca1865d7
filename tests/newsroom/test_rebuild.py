"""`rebuild`: what is missing or outdated is made again, what is left over goes, at any moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from images import library, renditions
from images.models import Image, Rendition
from images.renditions import encoding, making, rebuilding
from images.renditions.plan import Cut
from tests.clock import Clock
from tests.factories import make_picture

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
ORPHAN = f"renditions/{'0' * 32}.jpeg"


@pytest.fixture(autouse=True)
def nothing_left_by_others() -> None:
    """The store is shared by the tests of a session, and rolled back by none."""
    for name in rebuilding.stored():
        default_storage.delete(name)


def rebuild(*options: str) -> str:
    words = StringIO()
    call_command("rebuild", "--renditions", *options, stdout=words, stderr=words)
    return words.getvalue()


def files() -> set[str]:
    return set(Rendition.objects.values_list("file", flat=True))


def complete(image: Image) -> bool:
    """Whether each rendition has its row and each row its file."""
    rows = set(image.renditions.values_list("crop", "format", "width"))
    names = set(image.renditions.values_list("file", flat=True))
    return len(rows) == len(making.wanted(image, encoding.FORMATS)) and names <= rebuilding.stored()


def make_old(name: str) -> None:
    two_hours_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(default_storage.path(name), (two_hours_ago, two_hours_ago))


def test_what_was_never_made_is_made_and_then_nothing_is_left_to_do() -> None:
    image = make_picture()
    Rendition.objects.all().delete()
    assert "1 image(s) à refaire" in rebuild()
    assert complete(image)
    before = set(Rendition.objects.values_list("pk", "file"))
    assert "0 image(s) à refaire" in rebuild()
    assert before == set(Rendition.objects.values_list("pk", "file"))


def test_a_file_that_the_store_lost_is_made_again_under_its_name() -> None:
    image = make_picture()
    rebuild()
    names = files()
    name = str(image.renditions.get(crop="whole", format="webp").file.name)
    default_storage.delete(name)
    rebuild()
    assert complete(image)
    assert files() == names


def test_another_quality_makes_all_again(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image = make_picture()
    rebuild()
    before = files()
    lower = {"jpeg": (30,), "webp": (30,), "avif": (20,)}
    monkeypatch.setattr(encoding, "QUALITIES", lower)
    monkeypatch.setattr("images.renditions.recipe.OF_THE_SITE", ("lower",))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert "1 image(s) à refaire" in rebuild()
    assert complete(image)
    assert not files() & before
    # What feeds and caches name is there still.
    assert rebuilding.stored() == files() | before


def test_what_was_superseded_a_month_ago_is_pruned(
    clock: Clock, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image = make_picture()
    rebuild()
    before = files()
    image.alt = "Une autre salle."
    library.amend(image=image, changed={"alt"})
    rebuild()
    clock.forward(days=30, seconds=-1)
    rebuild("--prune")
    assert before < rebuilding.stored()
    clock.forward(seconds=1)
    rebuild("--prune", "--dry-run")
    assert before < rebuilding.stored()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        rebuild("--prune")
    assert not before & rebuilding.stored()
    assert complete(image)


def test_a_dry_run_changes_nothing() -> None:
    make_picture()
    default_storage.save(ORPHAN, ContentFile(b"left over"))
    make_old(ORPHAN)
    before, stored = files(), rebuilding.stored()
    said = rebuild("--dry-run", "--prune")
    assert "1 image(s) à refaire" in said
    assert ORPHAN in said
    assert (before, stored) == (files(), rebuilding.stored())


def test_only_our_own_files_that_nothing_names_are_pruned() -> None:
    image = make_picture()
    young, foreign = f"renditions/{'1' * 32}.webp", "renditions/lisez-moi.txt"
    for name in (ORPHAN, young, foreign):
        default_storage.save(name, ContentFile(b"left over"))
    for name in {ORPHAN, foreign} | files():
        make_old(name)
    rebuild()
    assert default_storage.exists(ORPHAN)
    rebuild("--prune")
    assert not default_storage.exists(ORPHAN)
    assert default_storage.exists(young)
    assert default_storage.exists(foreign)
    assert default_storage.exists(str(image.file.name))
    assert complete(image)
    default_storage.delete(foreign)


def test_a_picture_that_fails_is_named_and_stops_no_other() -> None:
    broken, sound = make_picture(), make_picture()
    default_storage.delete(str(broken.file.name))
    with pytest.raises(CommandError, match=f": {broken.pk}"):
        rebuild()
    assert complete(sound)


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    images = [make_picture() for _ in range(3)]
    asked: list[int] = []

    def interrupted(image: Image, wanted: set[tuple[Cut, str]]) -> list[encoding.Encoded]:
        asked.append(image.pk)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return encoding.encode(image, wanted)

    with monkeypatch.context() as patch:
        patch.setattr("images.renditions.making.encode", interrupted)
        with pytest.raises(CommandError, match="Interrompu") as stopped:
            rebuild()
    assert stopped.value.returncode == 130
    assert [complete(image) for image in images] == [True, False, False]
    assert "2 image(s) à refaire" in rebuild()
    assert all(complete(image) for image in images)


ADD = """
import io
from django.core.files.base import ContentFile
from PIL import Image
from images import library
for shade in range(6):
    data = io.BytesIO()
    Image.effect_noise((900, 600), 20 + shade).convert("RGB").save(data, "JPEG")
    library.add(file=ContentFile(data.getvalue(), name="x"), by=None, alt="Une salle.", credit="A")
"""
COUNT = """
from images.models import Image, Rendition
from images.renditions import rebuilding
rows = Rendition.objects.all()
names = set(rows.values_list("file", flat=True))
print(len(list(rebuilding.to_do(rebuilding.stored()))), names <= rebuilding.stored(), len(names))
"""


@pytest.mark.heavy
def test_killed_in_the_middle_it_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    environment = {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}

    def manage(*words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    manage("migrate", "--verbosity", "0")
    manage("shell", "--no-imports", "-c", ADD)
    running = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "rebuild", "--renditions"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout
    assert "6 image(s)" in running.stdout.readline()
    assert "1/6" in running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    running.wait()
    left, whole, _files = manage("shell", "--no-imports", "-c", COUNT).split()
    assert 1 <= int(left) <= 5
    assert whole == "True"
    manage("rebuild", "--renditions")
    left, whole, made = manage("shell", "--no-imports", "-c", COUNT).split()
    assert (left, whole) == ("0", "True")
    assert int(made) > 6 * 20
    assert "0 image(s)" in manage("rebuild", "--renditions")


def test_the_worker_still_has_what_a_new_picture_waits_for() -> None:
    image = make_picture()
    assert list(renditions.pending()) == [image]
    rebuild()
    assert list(renditions.pending()) == []
