"""Whose pictures readers may fetch: those of something that they can read, from its second on.

The library knows no article. A model that refers to a picture says itself which of its rows
readers see, by a class method `seen_by_readers(at)`; one that has none shows readers nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from images.models import Image

# A cookie that starts so is what a page, which readers do not see, lends to who was let in.
LOAN, SALT = "pictures-lent-", "images.showing"
# Each kind of page that lends: whether the one of that number is still open to who was let in.
LENDERS: dict[str, Callable[[int], bool]] = {}


def is_public(image: Image, at: datetime) -> bool:
    """Whether something that readers see at `at` shows the picture. Its rights are another matter.

    One query for each kind of thing that may show a picture, until one does.
    """
    return any(rows.exists() for rows in showing(image, at))


def showing(image: Image, at: datetime) -> Iterator["QuerySet[Any]"]:
    for relation in Image._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            seen = getattr(relation.related_model, "seen_by_readers", None)
            if seen is not None:
                yield seen(at).filter(**{relation.field.name: image.pk})


def may_see_unpublished(request: HttpRequest, image: Image) -> bool:
    """The newsroom, and who holds a loan. Without a cookie nothing is asked, so that the answer
    to a reader depends on no cookie."""
    if any(lends(name, loan, image) for name, loan in request.COOKIES.items()):
        return True
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def lend(
    response: HttpResponse, *, kind: str, number: int, images: Iterable[int], until: datetime
) -> None:
    """Let the browser that gets this page, of LENDERS' `kind`, fetch the pictures that it shows.

    Until `until` at most, and only while the page itself is open: it is asked at each fetch.
    """
    lent = sorted(set(images))
    if not lent:
        return
    response.set_cookie(
        f"{LOAN}{kind}-{number}",
        signing.dumps([kind, number, lent], salt=SALT, compress=True),
        expires=until,
        path=reverse("images:rendition", args=["-"]).removesuffix("-"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def lends(name: str, loan: str, image: Image) -> bool:
    if not name.startswith(LOAN):
        return False
    try:
        kind, number, lent = signing.loads(loan, salt=SALT)
    except signing.BadSignature:
        return False
    return image.pk in lent and LENDERS[kind](number)
