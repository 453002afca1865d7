"""Entering the picture library: the functions that the admin, commands and imports all call."""

from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from images import intake, renditions
from images.models import Image


def describe(image: Image, seen: intake.Intake) -> None:
    """Write on an unsaved `image` what only its file can say."""
    image.sha256, image.width, image.height = seen.sha256, seen.width, seen.height


def enter(*, image: Image, by: User | None) -> Image:
    """Save a new, described picture and make the files that readers get.

    Raises ValidationError when a field is missing or wrong.
    """
    image.uploaded_by = by
    image.full_clean(exclude=["file"])
    with transaction.atomic():
        image.save()
        renditions.make(image)
    return image


def amend(*, image: Image, changed: set[str]) -> Image:
    """Save a picture whose fields `changed` were edited; remakes the files that those show."""
    with transaction.atomic():
        image.save()
        if changed:
            renditions.make(image)
    return image


def add(*, file: "File[bytes]", by: User | None, **fields: Any) -> Image:
    """Add the picture in `file`; the same bytes again give the picture already there.

    `fields` are those of Image; caption, credit, photographer and alt default to the file's own.
    Raises ValidationError with French sentences.
    """
    seen = intake.read(file)
    known = Image.objects.filter(sha256=seen.sha256).first()
    if known:
        return known
    own = {name: getattr(seen, name) for name in ("caption", "credit", "photographer", "alt")}
    image = Image(file=file, **(own | fields))
    describe(image, seen)
    return enter(image=image, by=by)
