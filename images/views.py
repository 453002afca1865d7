"""The bytes of a rendition, under its own address, while its rights hold.

Always streamed from here, from an S3-compatible store too. A redirect to a signed address of the
store would outlive the rights by as long as it is signed for, would be refused by our own policy
(`img-src 'self'`) and could not be kept by a shared cache, which is what makes streaming cheap:
each file is asked of us once a cache and a year.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from images import showing
from images.figures import MIME
from images.models import Rendition
from images.renditions.making import FOLDER

YEAR = 31_536_000  # seconds
BLOCK = 65_536  # bytes


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """404 outside the picture's rights and before what shows it appears; else the file.

    To keep until the rights end, a year at most; not at all by who sees it before readers do.
    """
    if "\0" in name:
        # PostgreSQL does not take it for a text.
        raise Http404
    row = get_object_or_404(Rendition.everything.select_related("image"), file=f"{FOLDER}/{name}")
    if not row.image.may_be_shown():
        raise Http404
    headers = headers_of(row, name)
    if not showing.is_public(row.image, timezone.now()):
        if not showing.may_see_unpublished(request, row.image):
            raise Http404
        headers["Cache-Control"] = "private, no-store"
    known = get_conditional_response(
        request, etag=headers["ETag"], response=HttpResponse(headers=headers)
    )
    if known is None or known.status_code == 200:
        return body(request, row, headers)
    return known


def headers_of(row: Rendition, name: str) -> dict[str, Any]:
    return {
        "Content-Type": MIME[row.format],
        "Content-Length": str(row.size),
        # The name is that of the bytes.
        "ETag": f'"{name.partition(".")[0]}"',
        "Cache-Control": f"public, max-age={seconds_to_keep(row)}, immutable",
        # A picture, whatever somebody managed to put in it: nothing in it runs.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        # Feed readers and search engines show it with its credit from their own pages.
        "Cross-Origin-Resource-Policy": "cross-origin",
        # A few hundred kilobytes at most: nobody resumes them.
        "Accept-Ranges": "none",
    }


def body(request: HttpRequest, row: Rendition, headers: dict[str, Any]) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    try:
        file = default_storage.open(str(row.file.name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, headers=headers)
    response.block_size = BLOCK
    return response


def seconds_to_keep(row: Rendition) -> int:
    """How long any cache may keep it: never a second longer than its rights."""
    if row.image.rights_until is None:
        return YEAR
    left = (row.image.rights_until - timezone.now()).total_seconds()
    return max(0, min(YEAR, int(left)))
