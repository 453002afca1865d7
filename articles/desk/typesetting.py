"""The editor's “typography” button: a text as it would be saved, and how much that changes."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prose.fields import LONGEST_BODY
from prose.sanitise import clean
from prose.typography import typeset

LETTER = re.compile(r"[^\W\d_]")


def changes_between(source: str, result: str) -> int:
    """How many places of `source` differ in `result`.

    A place is what stands between two letters: typography moves no letter, so that the places of
    both texts go by pairs, in one pass however long they are.
    """
    before, after = LETTER.split(source), LETTER.split(result)
    differing = sum(one != other for one, other in zip(before, after, strict=False))
    return differing + abs(len(before) - len(after))


@require_POST
def typeset_text(request: HttpRequest) -> HttpResponse:
    """{html} → {html, changes}: the rule of `RichTextField`, nothing kept. Staff only (admin)."""
    source = request.POST.get("html", "")
    if len(source) > LONGEST_BODY:
        return JsonResponse({"error": _("This text is too long.")}, status=413)
    kept = clean(source)
    result = typeset(kept, mode="html")
    return JsonResponse({"html": result, "changes": changes_between(kept, result)})
