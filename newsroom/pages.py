"""The pages of the title itself, and those of errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

PAGES = (
    "mentions-legales",
    "contact",
    "charte",
    "accessibilite",
    "donnees-personnelles",
    "plan-du-site",
)


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    response = render(request, f"pages/{name}.html")
    response["Cache-Control"] = "public, no-cache"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for a draft, a future article and an address that never was."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed."""
    # Without the request: no context processor runs either.
    text = render_to_string("500.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(text, status=500)
