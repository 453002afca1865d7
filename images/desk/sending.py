"""Sending files to the library: each is received, described by its sender, then entered."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from images import library
from images import pending as waiting
from images.desk.answers import for_staff, refusal
from images.desk.rows import picture_rows
from images.forms import ImageForm
from images.models import Image, PendingPicture

# Of these nothing is asked here: the file was sent, the focal point is set on the picture's page.
NOT_ASKED = {"file", "focal_x", "focal_y"}
# In the order in which one writes them; the others are folded away.
ASKED_FIRST = ("caption", "alt", "decorative", "credit", "photographer", "rights", "rights_until")
# What the pictures of one sending often share.
SHARED = (
    "credit", "photographer", "credit_form", "copyright", "rights", "rights_from", "rights_until",
    "source", "licence",
)  # fmt: skip
# What the library demands and a file seldom says.
DEMANDED = ("credit", "alt")


@require_POST
@for_staff("images.add_image")
def send(request: HttpRequest, user: User) -> JsonResponse:
    """A file is kept for its sender to confirm; with `enter`, what lacks nothing enters at once.

    201 with `picture`, 200 with the `known` one, 202 with what waits and its form, 400 refused.
    """
    file = request.FILES.get("file")
    if file is None:
        return refusal({"file": [_("Choose a file.")]})
    try:
        received = waiting.receive(file=file, by=user)
    except ValidationError as error:
        return refusal({"file": error.messages})
    if isinstance(received, Image):
        return known_already(received)
    if "enter" not in request.POST:
        return JsonResponse(card(received), status=202)
    form = waiting.form_of(received, prefixed(received))
    if form.is_valid():
        return entered_or_refused(received, form, user)
    return JsonResponse(card(received, form), status=202)


@require_POST
@for_staff("images.add_image")
def complete(request: HttpRequest, user: User, key: int) -> HttpResponse:
    """The file enters with the fields that were typed; else what is wrong is said by field."""
    pending = mine(user, key)
    try:
        form = waiting.form_of(pending, request.POST.dict())
    except FileNotFoundError:
        return refusal({"all": [_("This file was lost: send it again.")]})
    if form.is_valid():
        return entered_or_refused(pending, form, user)
    known = library.same_as(pending.sha256)
    return given_up(pending, known) if known else refusal(by_field(form))


@require_POST
@for_staff("images.add_image")
def discard(request: HttpRequest, user: User, key: int) -> JsonResponse:
    waiting.discard(pending=mine(user, key))
    return JsonResponse({})


@require_GET
@for_staff("images.add_image")
def thumbnail(request: HttpRequest, user: User, key: int) -> HttpResponse:
    return HttpResponse(bytes(mine(user, key).thumbnail), content_type="image/jpeg")


def mine(user: User, key: int) -> PendingPicture:
    """What waits is seen by who sent it. Raises Http404."""
    return get_object_or_404(PendingPicture, pk=key, uploaded_by=user)


# Answers --------------------------------------------------------------------------------------


def entered_or_refused(pending: PendingPicture, form: ImageForm, user: User) -> JsonResponse:
    try:
        return entered(waiting.enter(pending=pending, form=form, by=user), form.taken_off())
    except library.Known as found:
        return given_up(pending, found.image)
    except ValidationError as error:
        return refusal({"all": error.messages})


def given_up(pending: PendingPicture, known: Image) -> JsonResponse:
    """Of a file that the library has nothing waits any more."""
    waiting.discard(pending=pending)
    return known_already(known)


def entered(image: Image, said: str = "") -> JsonResponse:
    """With what there is to say of it, if anything."""
    (row,) = picture_rows([image])
    return JsonResponse({"picture": row, "said": said}, status=201)


def known_already(image: Image) -> JsonResponse:
    (row,) = picture_rows([image])
    return JsonResponse({"picture": row, "known": True})


def prefixed(pending: PendingPicture) -> dict[str, Any]:
    """What the file says, as its form would send it."""
    form = waiting.form_of(pending)
    return {form.add_prefix(name): value for name, value in pending.said.items()}


def card(pending: PendingPicture, form: ImageForm | None = None) -> dict[str, Any]:
    """The form of a file that waits, as HTML, and which fields lack or are wrong."""
    form = form or waiting.form_of(pending)
    return {
        "pending": pending.pk,
        "name": pending.filename,
        "lacks": [name for name in DEMANDED if not pending.said.get(name)],
        "html": render_to_string("admin/images/image/_card.html", card_context(pending, form)),
    }


def card_context(pending: PendingPicture, form: ImageForm) -> dict[str, Any]:
    asked = [name for name in form.fields if name not in NOT_ASKED]
    return {
        "pending": pending,
        "form": form,
        "first": [form[name] for name in ASKED_FIRST if name in asked],
        "more": [form[name] for name in asked if name not in ASKED_FIRST],
    }


def together() -> list[BoundField]:
    """The fields to fill once for all the files of a sending; the page copies them to each."""
    form = ImageForm(prefix="all")
    return [form[name] for name in SHARED if name in form.fields]


def by_field(form: ImageForm) -> dict[str, list[str]]:
    """What is said of the whole form concerns the description: the one rule that joins two."""
    said = {name: [str(words) for words in found] for name, found in form.errors.items()}
    whole = said.pop(NON_FIELD_ERRORS, [])
    if whole:
        said["alt"] = [*said.get("alt", []), *whole]
    return said
