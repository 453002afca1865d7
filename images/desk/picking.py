"""What the picker asks: which pictures answer to these words, and their files."""

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from images.desk.answers import for_staff
from images.desk.rows import picture_rows
from images.figures import MIME
from images.models import Image, Rendition
from prose.finding import asked_ids, asked_words, holding

MOST_ROWS = 24
# What somebody looking for a picture remembers of it.
SEARCHED = ("caption", "credit", "photographer", "alt", "people_shown", "place")


@require_GET
@for_staff("images.view_image")
def pictures(request: HttpRequest, user: User) -> JsonResponse:
    """Pictures newest first, those whose rights do not hold now among them, and saying so.

    `?q=` words, `?ids=3,12` those of a text.
    """
    known = asked_ids(request)
    if known is not None:
        found = Image.objects.filter(pk__in=known)
    else:
        found = Image.objects.filter(holding(asked_words(request), *SEARCHED))[:MOST_ROWS]
    return JsonResponse({"rows": picture_rows(found)})


@require_GET
@for_staff("images.view_image")
def rendition(request: HttpRequest, user: User, key: int) -> FileResponse:
    """A file of a picture whatever its rights, for staff alone: not to be kept."""
    row = get_object_or_404(Rendition, pk=key)
    try:
        file = default_storage.open(str(row.file.name))
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type=MIME[row.format])
