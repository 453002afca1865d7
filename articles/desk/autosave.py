"""The addresses of the safety copy of what is typed: kept every few seconds, never published."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles import permissions
from articles.desk.copies import (
    KEY,
    OFFERED,
    Copy,
    drop,
    drop_what_is_saved,
    keep,
    key_of,
    offered,
)
from articles.desk.typed import Refused, content_of
from articles.models import Article
from prose.dates import hour, moment
from prose.fields import LONGEST_BODY

# In bytes: the longest body, each of its signs written as an escape, and room for the rest.
LARGEST = 6 * LONGEST_BODY + 200_000
# In the session: the forms whose save was confirmed, so that their safety copies can go.
CONFIRMED, REMEMBERED = "desk_saved_forms", 50

View = Callable[..., HttpResponse]


def confirm(request: HttpRequest, article: Article, form: str) -> None:
    """The article is saved with what `form` held: its safety copy is out of date, and so is any
    that holds no more than the article does. The others wait for an answer."""
    if isinstance(request.user, User):
        if KEY.match(form):
            drop(user=request.user, article=article, form=form)
            drop(user=request.user, article=None, form=form)
            done = dict(list(confirmed(request).items())[-REMEMBERED:])
            request.session[CONFIRMED] = done | {form: article.pk}
        drop_what_is_saved(user=request.user, article=article)


def confirmed(request: HttpRequest) -> dict[str, int]:
    found: dict[str, int] = request.session.get(CONFIRMED, {})
    return found


def refusal(sentence: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"error": sentence} | more, status=status)


def for_writers(view: View) -> View:
    """For who may write there; answers in JSON, and never with the login's page."""

    @wraps(view)
    def guarded(request: HttpRequest, article_id: int | None = None, key: str = "") -> HttpResponse:
        user = request.user
        if not (isinstance(user, User) and user.is_active and user.is_staff):
            return refusal(_("You are logged out."), 403, login=True)
        article = None
        if article_id is not None:
            seen = Article.objects.filter(permissions.viewable(user))
            article = get_object_or_404(seen, pk=article_id)
            if not permissions.can_change(user, article):
                return refusal(_("You cannot change this article as it stands."), 403)
        elif not permissions.may(user, "add_article"):
            return refusal(_("Your role cannot write an article."), 403)
        elif not KEY.match(key):
            return refusal(_("This is not the content of a form."), 400)
        try:
            return view(request, user, article, key)
        except Refused as refused:
            return refusal(str(refused), refused.status)

    return never_cache(guarded)


def sent(request: HttpRequest) -> dict[str, Any]:
    """The JSON of the request. Raises Refused."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Refused(_("This text is too long to be kept."), status=413)
    try:
        found = json.loads(request.body)
    except ValueError:
        raise Refused(_("This is not the content of a form.")) from None
    if not isinstance(found, dict):
        raise Refused(_("This is not the content of a form."))
    return found


def typed_at(given: dict[str, Any]) -> datetime | None:
    """The instant of the text that may go, as the offer named it. Raises Refused."""
    try:
        return datetime.fromisoformat(given["at"]) if "at" in given else None
    except (TypeError, ValueError):
        raise Refused(_("This is not the content of a form.")) from None


@for_writers
def unsaved(request: HttpRequest, user: User, article: Article | None, key: str) -> HttpResponse:
    """GET what is kept, POST or PUT to keep, DELETE to drop."""
    if request.method in {"POST", "PUT"}:
        given = sent(request)
        if given.get("key") in confirmed(request):
            # Sent before the save, arrived after it.
            return refusal(_("This text is already saved."), 409)
        version = given.get("version")
        kept = keep(
            user=user, article=article, form=key or key_of(given),
            content=content_of(given.get("content")),
            seen_version=version if isinstance(version, int) and 0 <= version < 2**31 else 0,
        )  # fmt: skip
        return JsonResponse({"at": kept.at.isoformat(), "hour": hour(kept.at)})
    if request.method == "DELETE":
        given = sent(request) if request.body else {}
        form = key or (key_of(given) if "key" in given else None)
        drop(user=user, article=article, form=form, at=typed_at(given))
        return JsonResponse({})
    if request.method in {"GET", "HEAD"}:
        return answer(offered(user, article))
    return refusal(_("This is not the content of a form."), 405)


@for_writers
def returning(request: HttpRequest, user: User, article: Article | None, key: str) -> HttpResponse:
    """All that may be offered: what the server keeps and, in the request, what the browser does.

    It stores nothing.
    """
    if request.method != "POST":
        return refusal(_("This is not the content of a form."), 405)
    found = sent(request).get("copies")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused(_("This is not the content of a form."))
    read = found[:OFFERED]
    return answer(offered(user, article, read), read=len(read))


def answer(copies: list[Copy], *, read: int = 0) -> JsonResponse:
    """What is offered; of the browser's copies the first `read` were looked at."""
    return JsonResponse(
        {
            "read": read,
            "copies": [
                {
                    "key": one.key,
                    "in_browser": one.in_browser,
                    "kept": one.kept,
                    "rows": one.rows,
                    "values": one.values,
                    "labels": one.labels,
                    "html": render_to_string(
                        "admin/articles/article/_unsaved.html",
                        {"copy": one, "number": number, "when": moment(one.at)},
                    ),
                }
                for number, one in enumerate(copies)
            ],
        }
    )


def addresses() -> list[URLPattern]:
    """Under the article's part of the admin; each view is guarded by itself."""
    return [
        path("<int:article_id>/unsaved/", unsaved, name="articles_article_unsaved"),
        path("<int:article_id>/unsaved/return/", returning, name="articles_article_returning"),
        path("new/<str:key>/unsaved/", unsaved, name="articles_article_unsaved_new"),
        path("new/<str:key>/unsaved/return/", returning, name="articles_article_returning_new"),
    ]
