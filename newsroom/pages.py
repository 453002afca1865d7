"""The pages of the title itself, and those of errors."""

import re

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
    closed = (f"Disallow: /{folder}/" for folder in ("admin", "apercu", "calendrier"))
    lines = ["User-agent: *", *closed, ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for a draft, a future article and an address that never was."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store"
    return response


# What a writer would miss, in the order of the form, with its name there.
WRITTEN = {"kicker": "Surtitre", "title": "Titre", "standfirst": "Chapô", "body": "Texte"}
DECIDED = {"note": "Note", "at": "Date et heure", "front_title": "Titre de une"}
ARTICLE_FORM = re.compile(r"/admin/articles/article/(add/|\d+/change/)\Z")


def session_changed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is out of date: nothing was done, and nothing that was sent is lost.

    What was sent comes back in boxes to copy from, so that it holds without the browser's copy.
    """
    written = [
        (label, request.POST[name]) for name, label in WRITTEN.items() if request.POST.get(name)
    ]
    is_form = ARTICLE_FORM.match(request.path) is not None
    context = {"back": request.path if is_form else "", "written": written if is_form else []}
    response = render(request, "403_csrf.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What a role does not allow, or no more: nothing was done, and what was sent is given back."""
    written = [
        (label, request.POST[name])
        for name, label in (WRITTEN | DECIDED).items()
        if request.POST.get(name)
    ]
    response = render(request, "403.html", {"written": written}, status=403)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed."""
    # Without the request: no context processor runs either.
    context = {"site_name": settings.SITE_NAME, "form": ARTICLE_FORM.match(request.path)}
    text = render_to_string("500.html", context)
    return HttpResponse(text, status=500)
