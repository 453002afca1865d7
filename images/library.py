"""Entering the picture library: the functions that the admin, commands and imports all call."""

import logging
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from images import intake, renditions
from images.intake import refusals
from images.models import CreditForm, Image, Rights

logger = logging.getLogger(__name__)

# What the file may say itself, for a person to confirm.
OF_THE_FILE = (
    "caption", "credit", "photographer", "copyright", "alt", "long_description", "people_shown",
    "place", "taken_on", "source", "permitted_uses", "licence", "licence_url", "rights_note",
    "generator",
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A picture of the library, and whether the very same file was there already."""

    image: Image
    known: bool


class Known(Exception):
    """The library has these very bytes already: as `image`."""

    def __init__(self, image: Image) -> None:
        super().__init__(str(image))
        self.image = image


def proposed(seen: intake.Intake) -> dict[str, Any]:
    """The fields that a file fills, by name; a picture that says that an AI made it is one."""
    found = {name: value for name in OF_THE_FILE if (value := getattr(seen, name))}
    if seen.generated:
        found |= {"rights": Rights.GENERATED, "credit_form": CreditForm.GENERATED}
    return found


def same_as(sha256: str) -> Image | None:
    """The picture that the library has of the bytes of this fingerprint."""
    return Image.objects.filter(sha256=sha256).first()


def describe(image: Image, seen: intake.Intake) -> None:
    """Write on an unsaved `image` what only its file can say."""
    image.sha256, image.width, image.height = seen.sha256, seen.width, seen.height
    image.composite = seen.composite


def enter(*, image: Image, by: User | None) -> Image:
    """Save a new, described picture and make the files that readers get.

    Raises ValidationError when a field is missing or wrong, or when its file cannot be decoded;
    Known when somebody entered the same file since it was looked at.
    """
    image.uploaded_by = by
    try:
        image.full_clean(exclude=["file"])
        with transaction.atomic():
            image.save()
            renditions.make(image)
    except renditions.Undecodable as error:
        drop_original(str(image.file.name))
        raise refusals.damaged() from error
    except (ValidationError, IntegrityError) as error:
        known = same_as(image.sha256)
        if known is None:
            raise
        raise Known(known) from error
    return image


def amend(*, image: Image, changed: set[str]) -> Image:
    """Save a picture whose fields `changed` were edited; remakes the files that those show.

    Without its original the words and the rights are kept even so: they cannot wait for who finds
    the file again, and `rebuild` makes then what is missing.
    """
    with transaction.atomic():
        image.save()
        if changed:
            try:
                renditions.make(image)
            except (OSError, ValueError):
                logger.exception("The files of picture %s could not be remade", image.pk)
    return image


def remove(*, image: Image) -> None:
    """Delete a picture with its original and all its files, as a source may ask.

    Raises ProtectedError when something refers to it.
    """
    original = str(image.file.name)
    with transaction.atomic():
        renditions.forget(image)
        image.delete()
        transaction.on_commit(lambda: drop_original(original), robust=True)


def drop_original(name: str) -> None:
    """Unless a picture has it: the same bytes have the same name, and may have entered again."""
    if not Image.objects.filter(file=name).exists():
        default_storage.delete(name)


def take(*, file: "File[bytes]", by: User | None, **fields: Any) -> Taken:
    """Add the picture in `file`, or find it: the same bytes again give the picture already there.

    `fields` are those of Image, and win over what the file says of itself.
    Raises ValidationError with French sentences.
    """
    seen = intake.read(file)
    known = same_as(seen.sha256)
    if known:
        return Taken(known, known=True)
    said = proposed(seen) | fields
    if said.get("credit_form") == CreditForm.RESERVED and not said.get("credit"):
        said["credit"] = "DR"
    image = Image(file=file, **said)
    describe(image, seen)
    try:
        return Taken(enter(image=image, by=by), known=False)
    except Known as found:
        return Taken(found.image, known=True)


def add(*, file: "File[bytes]", by: User | None, **fields: Any) -> Image:
    """The picture of `take`, whether it was there already or not."""
    return take(file=file, by=by, **fields).image
