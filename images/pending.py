"""Pictures on their way into the library: received, completed, or given up."""

import io
from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from images import intake, library
from images.decoding import MEMORY
from images.forms import ImageForm
from images.intake import refusals
from images.models import Image, PendingPicture
from images.renditions.working_copy import Undecodable, working_copy

THUMBNAIL = (480, 480)  # pixels, at most


def waiting_for(user: User) -> QuerySet[PendingPicture]:
    """What `user` sent and did not complete, oldest first; without the thumbnails' bytes."""
    return PendingPicture.objects.filter(uploaded_by=user).defer("thumbnail")


def receive(*, file: "File[bytes]", by: User) -> PendingPicture | Image:
    """Look at `file` and keep it for `by` to complete; or the picture that has the same bytes.

    Raises ValidationError with French sentences for what the library refuses.
    """
    seen = intake.read(file)
    known = library.same_as(seen.sha256)
    if known:
        return known
    waiting = waiting_for(by).filter(sha256=seen.sha256).first()
    if waiting:
        return waiting
    # Two tabs may send the same file at once.
    pending, _created = PendingPicture.objects.get_or_create(
        uploaded_by=by,
        sha256=seen.sha256,
        defaults={
            "file": file,
            "filename": (file.name or "")[-200:],
            "width": seen.width,
            "height": seen.height,
            "said": {name: str(value) for name, value in library.proposed(seen).items()},
            "thumbnail": thumbnail_of(file),
        },
    )
    return pending


def thumbnail_of(file: "File[bytes]") -> bytes:
    """A small JPEG, upright, that says nothing of itself; for the person who sent it.

    Raises ValidationError with a French sentence where the picture cannot be decoded.
    """
    buffer = io.BytesIO()
    file.seek(0)
    try:
        with MEMORY.taken(MEMORY.size):
            picture = working_copy(file)
    except Undecodable as error:
        raise refusals.damaged() from error
    picture.thumbnail(THUMBNAIL)
    picture.save(buffer, "JPEG", quality=75)
    file.seek(0)
    return buffer.getvalue()


def form_of(pending: PendingPicture, typed: dict[str, Any] | None = None) -> ImageForm:
    """The library's form on a file that waits, filled with what the file says, else `typed`.

    Fields that were not sent keep the value that the library gives by default.
    Raises FileNotFoundError when the store lost the file.
    """
    prefix = f"p{pending.pk}"
    if typed is None:
        return ImageForm(initial=pending.said, prefix=prefix)
    blank = ImageForm(prefix=prefix)
    defaults = {
        blank.add_prefix(name): field.prepare_value(blank.get_initial_for_field(field, name))
        for name, field in blank.fields.items()
    }
    sent = {name: value for name, value in defaults.items() if value not in (None, False)} | typed
    # A file of its own: the library copies it, what waits is removed.
    stored = default_storage.open(str(pending.file.name))
    kept = UploadedFile(stored, pending.filename or "photo", size=stored.size)
    answered = {name for name in blank.fields if blank.add_prefix(name) in typed}
    files = MultiValueDict({f"{prefix}-file": [kept]})
    return ImageForm(sent, files, prefix=prefix, answered=answered)


def enter(*, pending: PendingPicture, form: ImageForm, by: User) -> Image:
    """The picture that a valid `form` describes; nothing waits any more.

    Raises what `library.enter` does.
    """
    with transaction.atomic():
        image = library.enter(image=form.instance, by=by)
        discard(pending=pending)
    return image


def discard(*, pending: PendingPicture) -> None:
    """Give a file up. It is removed once that is certain."""
    name = str(pending.file.name)
    pending.delete()
    transaction.on_commit(lambda: default_storage.delete(name))
