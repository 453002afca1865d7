"""The bytes of a rendition, under its own address, while its rights hold."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from images.figures import MIME
from images.models import Rendition

YEAR = 31_536_000  # seconds


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """404 outside the picture's rights; else the file, to keep until they end, a year at most."""
    if "\0" in name:
        # PostgreSQL does not take it for a text.
        raise Http404
    row = get_object_or_404(Rendition.objects.select_related("image"), file=f"renditions/{name}")
    if not row.image.may_be_shown():
        raise Http404
    try:
        file = default_storage.open(str(row.file.name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=MIME[row.format])
    response["Cache-Control"] = f"public, max-age={seconds_to_keep(row)}, immutable"
    return response


def seconds_to_keep(row: Rendition) -> int:
    if row.image.rights_until is None:
        return YEAR
    left = (row.image.rights_until - timezone.now()).total_seconds()
    return max(0, min(YEAR, int(left)))
