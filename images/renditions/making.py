"""Making the renditions of a picture and keeping them: rows in the database, files in the store.

A file is there before its row and leaves after it: whatever is interrupted, no row is without its
file, and what is left over is a file that `rebuild` prunes.
"""

import logging
from collections.abc import Collection, Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from images.models import Crop, Image, Rendition
from images.renditions.encoding import AT_ONCE, Encoded, encode, formats_of
from images.renditions.plan import Cut, cuts
from images.renditions.recipe import recipe_of

logger = logging.getLogger(__name__)

FOLDER = "renditions"


def make(
    image: Image, formats: tuple[str, ...] = AT_ONCE, lost: Collection[str] = frozenset()
) -> int:
    """Make what is missing of `image` in `formats`, retire what is of an older recipe.

    `lost` names files that have a row and are in the store no more. Returns how many were made.
    Raises OSError or ValueError when the original is not there or cannot be decoded.
    """
    recipe = recipe_of(image)
    missing = wanted(image, formats) - set(up_to_date(image, recipe, lost))
    made = encode(image, missing) if missing else []
    rows = [kept(image, recipe, one) for one in made]
    replace(image, recipe, rows, lost)
    return len(rows)


def wanted(image: Image, formats: tuple[str, ...]) -> set[tuple[Cut, str]]:
    return {(cut, form) for cut in cuts(image) for form in formats_of(cut.crop, formats)}


def up_to_date(
    image: Image, recipe: str, lost: Collection[str] = frozenset()
) -> Iterable[tuple[Cut, str]]:
    """The renditions that `image` has of this very recipe."""
    for row in image.renditions.all():
        if row.recipe == recipe and row.file.name not in lost:
            yield Cut(Crop(row.crop), row.width, row.height), row.format


def kept(image: Image, recipe: str, one: Encoded) -> Rendition:
    """Put the file in the store; the row is returned unsaved."""
    name = f"{FOLDER}/{name_of(image, one)}"
    put(name, one.data)
    return Rendition(
        image=image,
        crop=one.cut.crop,
        format=one.format,
        width=one.cut.width,
        height=one.cut.height,
        file=name,
        size=len(one.data),
        recipe=recipe,
    )


def name_of(image: Image, one: Encoded) -> str:
    """Named by what it holds: for ever the same bytes under one name.

    Under the site's key, because who sent the original could make the same file, and would learn
    from its name whether we hold the picture before we publish it. The name is kept in its row:
    another key changes the names of what is made from then on, and no other. Two crops or two
    pictures may hold the same bytes: each has a file of its own, since rights differ.
    """
    owner = f"{image.sha256} {one.cut.crop} ".encode()
    digest = salted_hmac("images.renditions", owner + one.data, algorithm="sha256").hexdigest()
    return f"{digest[:32]}.{one.format}"


def put(name: str, data: bytes) -> None:
    """Keep `data` under `name`, unless it is there already and not cut short by a crash."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return
        default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(data))
    if stored != name:
        # Another process was quicker by a moment, with the same bytes.
        default_storage.delete(stored)


def replace(image: Image, recipe: str, rows: list[Rendition], lost: Collection[str]) -> None:
    """Put `rows` in the place of those of an older recipe, unless the picture changed meanwhile."""
    with transaction.atomic():
        current = Image.objects.select_for_update().filter(pk=image.pk).first()
        if current is None or recipe_of(current) != recipe:
            logger.info("Picture %s changed while its files were made", image.pk)
            discard([str(row.file.name) for row in rows])
            return
        old = [row for row in current.renditions.all() if outdated(row, recipe, lost)]
        Rendition.objects.filter(pk__in=[row.pk for row in old]).update(
            superseded_at=timezone.now()
        )
        drop(no_longer_to_be_shown(current) | Rendition.everything.filter(file__in=lost))
        # A picture put back as it was has the files of then, under their names.
        again = [str(row.file.name) for row in rows]
        Rendition.everything.filter(image=current, file__in=again).update(
            superseded_at=None, recipe=recipe
        )
        Rendition.objects.bulk_create(rows, ignore_conflicts=True)


def no_longer_to_be_shown(image: Image) -> "models.QuerySet[Rendition]":
    """Of what was superseded, the cuts of a picture whose author asks that there be none."""
    past = Rendition.everything.filter(image=image).exclude(superseded_at=None)
    return past.exclude(crop=Crop.WHOLE) if image.keep_whole else past.none()


def drop(renditions: "models.QuerySet[Rendition]") -> None:
    """The rows now, the files once that is certain."""
    names = [str(name) for name in renditions.values_list("file", flat=True)]
    renditions.delete()
    discard(names)


def outdated(row: Rendition, recipe: str, lost: Collection[str] = frozenset()) -> bool:
    return row.recipe != recipe or row.file.name in lost


def forget(image: Image) -> None:
    """Drop the renditions of `image`, those that were superseded too."""
    drop(Rendition.everything.filter(image=image))


def discard(names: list[str]) -> None:
    """Delete the files that no row names once this transaction is kept."""
    if names:
        transaction.on_commit(lambda: delete(names), robust=True)


def delete(names: list[str]) -> None:
    used = set(Rendition.everything.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        if name not in used:
            default_storage.delete(name)


def pending(form: str = "avif") -> models.QuerySet[Image]:
    """Pictures that have no rendition in the format `form` yet."""
    made = Rendition.objects.filter(image=OuterRef("pk"), format=form)
    return Image.objects.filter(~Exists(made)).order_by("-id")
