"""Making the renditions of the whole library what they should be: none missing, old or left over.

The state of the rows and of the store says what is to be done, and each picture is done at once:
whatever stops it, the next run goes on from there, and a run after the last does nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from images.models import Image, Rendition
from images.renditions.encoding import FORMATS
from images.renditions.making import FOLDER, make, outdated, up_to_date, wanted
from images.renditions.recipe import recipe_of

# Only what we name so is ours to delete.
OURS = re.compile(r"[0-9a-f]{32}\.(?:jpeg|webp|avif)\Z")
# How long a file keeps its address once another has taken its place.
KEPT = timedelta(days=30)
# A file is stored before its row is written: a young one may be waiting for it.
YOUNG = timedelta(hours=1)
CHUNK = 200


@dataclass(frozen=True)
class Work:
    """A picture that is not as it should be."""

    image: Image
    missing: int
    outdated: int


def stored() -> set[str]:
    """The names of the files in the store, in one listing and not one question for each."""
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return set()
    return {f"{FOLDER}/{name}" for name in files if OURS.match(name)}


def lost(image: Image, present: set[str]) -> set[str]:
    return {str(row.file.name) for row in image.renditions.all()} - present


def to_do(present: set[str]) -> Iterator[Work]:
    """The pictures of which a file is missing or made by an older recipe, oldest first."""
    images = Image.objects.order_by("pk").prefetch_related("renditions")
    for image in images.iterator(chunk_size=CHUNK):
        recipe, gone = recipe_of(image), lost(image, present)
        missing = wanted(image, FORMATS) - set(up_to_date(image, recipe, gone))
        old = sum(outdated(row, recipe, gone) for row in image.renditions.all())
        if missing or old:
            yield Work(image, len(missing), old)


def remake(image: Image, present: set[str]) -> int:
    """Bring one picture up to date; returns how many files were made.

    Raises OSError or ValueError when its original is not there or cannot be decoded.
    """
    fresh = Image.objects.get(pk=image.pk)
    return make(fresh, FORMATS, lost(fresh, present))


def expired() -> "QuerySet[Rendition]":
    """Those superseded for so long that no feed and no share of then is read any more."""
    return Rendition.everything.filter(superseded_at__lte=timezone.now() - KEPT)


def left_over() -> Iterator[str]:
    """Files of ours that no row names and that none is about to."""
    limit = timezone.now() - YOUNG
    used = set(Rendition.everything.values_list("file", flat=True))
    for name in sorted(stored() - used):
        if default_storage.get_modified_time(name) <= limit:
            yield name


def prune(name: str) -> bool:
    """Delete the file `name`, unless a row names it after all."""
    if Rendition.everything.filter(file=name).exists():
        return False
    default_storage.delete(name)
    return True
