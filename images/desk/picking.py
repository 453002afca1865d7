"""What the picker asks: which pictures answer to these words, and their files."""

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from images.desk.answers import for_staff
from images.desk.rows import picture_rows
from images.figures import MIME
from images.models import Image, Rendition
from prose.finding import IDENTIFIER, asked_ids, asked_words, holding

MOST_ROWS = 24
# What somebody looking for a picture remembers of it.
SEARCHED = ("caption", "credit", "photographer", "alt", "people_shown", "place")


@require_GET
@for_staff("images.view_image")
def pictures(request: HttpRequest, user: User) -> JsonResponse:
    """Pictures newest first; those whose rights do not hold now come last, and say so.

    `?q=` words, `?from=24` how many of them are there already; `?ids=3,12` those of a text.
    `more`: whether others follow.
    """
    known = asked_ids(request)
    if known is not None:
        return JsonResponse({"rows": picture_rows(Image.objects.filter(pk__in=known))})
    start = asked_start(request)
    closed = ~Exists(Image.objects.showable().filter(pk=OuterRef("pk")))
    answers = Image.objects.filter(holding(asked_words(request), *SEARCHED))
    found = list(answers.order_by(closed, "-pk")[start : start + MOST_ROWS + 1])
    return JsonResponse({"rows": picture_rows(found[:MOST_ROWS]), "more": len(found) > MOST_ROWS})


def asked_start(request: HttpRequest) -> int:
    """How many answers the page has already; none for a word that is no number."""
    given = request.GET.get("from", "")
    return int(given) if IDENTIFIER.match(given) else 0


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
