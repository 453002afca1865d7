"""The editor's “typography” button: a text as it would be saved, and how much that changes."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prose.diff import replaced
from prose.fields import LONGEST_BODY
from prose.sanitise import clean
from prose.typography import typeset


@require_POST
def typeset_text(request: HttpRequest) -> HttpResponse:
    """{html} → {html, changes}: the rule of `RichTextField`, nothing kept. Staff only (admin)."""
    source = request.POST.get("html", "")
    if len(source) > LONGEST_BODY:
        return JsonResponse({"error": _("This text is too long.")}, status=413)
    kept = clean(source)
    result = typeset(kept, mode="html")
    return JsonResponse({"html": result, "changes": sum(1 for _place in replaced(kept, result))})
