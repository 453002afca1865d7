"""What every answer carries: a request id, and the policy that says what the page may load."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.logs import request_id as current_request_id

GetResponse = Callable[[HttpRequest], HttpResponse]

# Readers: no script at all, nothing from elsewhere, nothing inline. `connect-src` lets auditors
# that run in the page read robots.txt.
PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# CKEditor 4 writes style attributes and its toolbar's handlers into the page: no script element
# and no other origin runs all the same.
EDITOR_POLICY = ADMIN_POLICY.replace(
    "script-src 'self'; style-src 'self'",
    "script-src 'self'; script-src-attr 'unsafe-inline'; style-src 'self' 'unsafe-inline'",
)
EDITOR_PAGES = re.compile(r"/admin/(articles/article|people/person)/(add/|\d+/change/)")
# The page of readers in the admin: as closed as theirs, but for the screens that frame it.
FRAMED_POLICY = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
FRAMED_PAGES = re.compile(
    r"/admin/(articles/article/\d+/(preview|editions/\d+|revisions/\d+/page)"
    r"|une/(rubriques/[-\w]+/)?page)/\Z"
)
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")


def request_id(get_response: GetResponse) -> GetResponse:
    """Names each request, by the proxy's name for it where it gives a sane one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if GIVEN_ID.match(given) else uuid.uuid4().hex
        token = current_request_id.set(name)
        try:
            response = get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = name
        return response

    return middleware


def policy_for(path: str) -> str:
    if EDITOR_PAGES.match(path):
        return EDITOR_POLICY
    if FRAMED_PAGES.match(path):
        return FRAMED_POLICY
    return ADMIN_POLICY if path.startswith("/admin/") else PUBLIC_POLICY


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", policy_for(request.path))
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware
