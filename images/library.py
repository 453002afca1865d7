"""Entering the picture library: the functions that the admin, commands and imports all call."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from images import intake, renditions
from images.models import CreditForm, Image, Rights

# What the file may say itself, for a person to confirm.
OF_THE_FILE = (
    "caption", "credit", "photographer", "copyright", "alt", "people_shown", "place", "taken_on",
    "source", "permitted_uses", "licence", "licence_url", "rights_note", "generator",
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A picture of the library, and whether the very same file was there already."""

    image: Image
    known: bool


def proposed(seen: intake.Intake) -> dict[str, Any]:
    """The fields that a file fills, by name; a picture that says that an AI made it is one."""
    found = {name: value for name in OF_THE_FILE if (value := getattr(seen, name))}
    if seen.generated:
        found |= {"rights": Rights.GENERATED, "credit_form": CreditForm.GENERATED}
    return found


def same_as(seen: intake.Intake) -> Image | None:
    """The picture that the library has of these very bytes."""
    return Image.objects.filter(sha256=seen.sha256).first()


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


def take(*, file: "File[bytes]", by: User | None, **fields: Any) -> Taken:
    """Add the picture in `file`, or find it: the same bytes again give the picture already there.

    `fields` are those of Image, and win over what the file says of itself.
    Raises ValidationError with French sentences.
    """
    seen = intake.read(file)
    known = same_as(seen)
    if known:
        return Taken(known, known=True)
    said = proposed(seen) | fields
    if said.get("credit_form") == CreditForm.RESERVED and not said.get("credit"):
        said["credit"] = "DR"
    image = Image(file=file, **said)
    describe(image, seen)
    return Taken(enter(image=image, by=by), known=False)


def add(*, file: "File[bytes]", by: User | None, **fields: Any) -> Image:
    """The picture of `take`, whether it was there already or not."""
    return take(file=file, by=by, **fields).image
