"""The safety copy of what is typed: kept every few seconds, offered on return, never published.

It lives beside the working copy: keeping it saves no article and makes no revision. It is kept as
it was typed, letter for letter, and goes through the fence when it comes back to a page.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles import permissions
from articles.desk import revisions
from articles.desk.comparing import Difference, differences
from articles.models import Article, Unsaved
from prose.dates import hour, moment
from prose.fields import LINE_BREAKS, LONGEST_BODY, LocalDateTimeField, ZonedDateTimeInput
from prose.sanitise import clean
from prose.typography import typeset

Values = dict[str, list[str]]

TYPESET = ("kicker", "title", "standfirst", "hero_caption", "short_title")
PLAIN = ("signature", "slug")
FIELDS = {
    *TYPESET, *PLAIN, "body", "section", "hero_image", "embargo_until", "embargo_until_fold",
    "embargo_asked_by",
    "topic_choices", "event_choices", "commissioned_length",
}  # fmt: skip
ROW = re.compile(
    r"(bylines|mentions)-(?:(?:TOTAL|INITIAL)_FORMS"
    r"|(\d{1,3})-(person|role|attribution|rank|id|DELETE))\Z"
)
KEY = re.compile(r"[A-Za-z0-9-]{8,40}\Z")

# In a line the form accepts a thousand signs at most; what is too long must come back to be cut.
LONGEST_LINE = 10_000
MOST_VALUES = 2_000
# In bytes: the longest body, each of its signs written as an escape, and room for the rest.
LARGEST = 6 * LONGEST_BODY + 200_000
# Forms of new articles, and copies of a browser, that are offered on return; newest first.
OFFERED = 5
# Forms of one article whose texts are kept for one person; all of them are offered.
KEPT = 20
# In the session: the forms whose save was confirmed, so that their safety copies can go.
CONFIRMED, REMEMBERED = "desk_saved_forms", 50


class Refused(Exception):
    """What was sent is not the content of a form; `status` is the answer's."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Copy:
    """A text that was not saved, as it is offered on return."""

    # The form that it was typed in, which names it in the browser and, for a new one, here.
    key: str
    at: datetime
    values: Values
    labels: dict[str, dict[str, str]]
    differences: list[Difference]
    # The forms that hold this very text: in the browser, and on the server with their instant.
    kept: list[str]
    rows: dict[str, str]
    # The article was saved, by anybody, since this text was typed.
    older: bool = False

    @property
    def in_browser(self) -> bool:
        """In the browser alone."""
        return not self.rows


# What is kept ---------------------------------------------------------------------------------


def content_of(given: Any) -> dict[str, Any]:
    """What a browser sent, reduced to what the form has. Raises Refused."""
    if not isinstance(given, dict) or not isinstance(given.get("values"), dict):
        raise Refused(_("This is not the content of a form."))
    values: Values = {}
    for name, found in given["values"].items():
        if name not in FIELDS and not ROW.match(name):
            continue
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise Refused(_("This is not the content of a form."))
        longest = LONGEST_BODY if name == "body" else LONGEST_LINE
        if any(len(one) > longest for one in found):
            raise Refused(_("This text is too long to be kept."), status=413)
        values[name] = found
    if sum(map(len, values.values())) > MOST_VALUES:
        raise Refused(_("This text is too long to be kept."), status=413)
    return {"values": values, "labels": labels_of(given.get("labels"), values)}


def labels_of(given: Any, values: Values) -> dict[str, dict[str, str]]:
    """The words of the options that are chosen: the form cannot look them up by itself."""
    if not isinstance(given, dict):
        return {}
    return {
        name: {
            value: label[:300]
            for value, label in given[name].items()
            if value in found and isinstance(label, str)
        }
        for name, found in values.items()
        if isinstance(given.get(name), dict)
    }


def keep(
    *, user: User, article: Article | None, form: str, content: dict[str, Any], seen_version: int
) -> Unsaved:
    """Keep `content` as what the user typed in the opened `form`, of the article or of a new one.

    Another form's text stays: its writer was not asked yet whether it may go.
    """
    unsaved, _created = Unsaved.objects.update_or_create(
        user=user,
        article=article,
        form="" if article else form,
        written_in=form if article else "",
        defaults={"content": content, "seen_version": seen_version, "at": timezone.now()},
    )
    if article:
        others = kept_for(user, article).exclude(pk=unsaved.pk)
        oldest = others.values_list("pk", flat=True)[KEPT - 1 :]
        Unsaved.objects.filter(pk__in=list(oldest)).delete()
    return unsaved


def drop(
    *, user: User, article: Article | None, form: str | None = None, at: datetime | None = None
) -> None:
    """Forget a safety copy: its text is saved, or its writer says that it may go.

    Without `form`, all those of the article; with `at`, only the text of that instant, and not
    what somebody typed on in the same form since.
    """
    found = kept_for(user, article, form)
    (found.filter(at=at) if at else found).delete()


def kept_for(user: Any, article: Article | None, form: str | None = None) -> Any:
    found = Unsaved.objects.filter(user=user, article=article)
    if form is None:
        return found
    return found.filter(written_in=form) if article else found.filter(form=form)


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


def drop_what_is_saved(*, user: User, article: Article) -> None:
    base = revisions.snapshot(article)
    for row in kept_for(user, article):
        if not copy_of(row, base, article.version).differences:
            row.delete()


def confirmed(request: HttpRequest) -> dict[str, int]:
    found: dict[str, int] = request.session.get(CONFIRMED, {})
    return found


# What is offered ------------------------------------------------------------------------------


def state_of(values: Values, base: dict[str, Any]) -> dict[str, Any]:
    """The working copy that saving these values would give, over `base`, as a revision has it."""
    return base | texts_of(values, base) | references_of(values)


def texts_of(values: Values, base: dict[str, Any]) -> dict[str, Any]:
    lines = {
        name: settled(LINE_BREAKS.sub(" ", first(values, name).strip()), base, name)
        for name in TYPESET
        if name in values
    }
    plain = {name: first(values, name).strip() for name in PLAIN if name in values}
    body = {"body": settled(clean(first(values, "body")), base, "body")} if "body" in values else {}
    return lines | plain | body


def references_of(values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: number(first(values, name)) for name in ("section", "hero_image") if name in values
    }
    for name, choices in (("topics", "topic_choices"), ("events", "event_choices")):
        if choices in values:
            found[name] = [pk for one in values[choices] if (pk := number(one)) is not None]
    if "embargo_until" in values:
        found["embargo_until"] = embargo(values)
    if "embargo_asked_by" in values:
        found["embargo_asked_by"] = first(values, "embargo_asked_by").strip()
    for part, more in (("bylines", "role"), ("mentions", "attribution")):
        if f"{part}-TOTAL_FORMS" in values:
            found[part] = rows(values, part, more)
    return found


def settled(text: str, base: dict[str, Any], name: str) -> str:
    """`text` as a save would have it: as it stands where it does, else typeset."""
    return text if text == base.get(name) else typeset(text, "html" if name == "body" else "text")


def first(values: Values, name: str) -> str:
    return next(iter(values.get(name, [])), "")


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def embargo(values: Values) -> str | None:
    """The instant that the two controls of the embargo give; None when they give none."""
    given = {name: first(values, name) for name in ("embargo_until", "embargo_until_fold")}
    try:
        instant = ZonedDateTimeInput().value_from_datadict(given, {}, "embargo_until")
        found = LocalDateTimeField(required=False).clean(instant)
    except ValidationError:
        return None
    return found.isoformat() if found else None


def rows(values: Values, part: str, more: str) -> list[dict[str, Any]]:
    """The people named, in the order in which they would be printed; emptied rows are none."""
    found = []
    for index in range(min(number(first(values, f"{part}-TOTAL_FORMS")) or 0, MOST_VALUES)):
        row = {name: first(values, f"{part}-{index}-{name}") for name in ("person", more, "rank")}
        person = number(row["person"])
        if person is not None and not first(values, f"{part}-{index}-DELETE"):
            found.append((number(row["rank"]) or 0, {"person": person, more: row[more].strip()}))
    return [row for _rank, row in sorted(found, key=lambda pair: pair[0])]


def offered(
    user: User, article: Article | None, in_browser: list[dict[str, Any]] | None = None
) -> list[Copy]:
    """The texts to offer on return, newest first; none that the article already has."""
    base = revisions.snapshot(article) if article else {}
    version = article.version if article else 0
    found: list[Copy] = []
    for kept in in_browser or []:
        content = content_of(kept.get("content"))
        key = key_of(kept)
        older = article is not None and kept.get("version") != version
        found.append(copy(content, base, key, instant(kept.get("at")), kept=[key], older=older))
    found += [copy_of(row, base, version) for row in rows_for(user, article)]
    once: list[Copy] = []
    for one in sorted(found, key=lambda one: (one.at, one.in_browser), reverse=True):
        if not one.differences or (article is None and is_empty(one)):
            continue
        if twin := next((known for known in once if known.values == one.values), None):
            twin.kept.extend(one.kept)
            twin.rows.update(one.rows)
        else:
            once.append(one)
    return once


def rows_for(user: User, article: Article | None) -> Any:
    found = kept_for(user, article)
    return found if article else found[:OFFERED]


def copy_of(row: Unsaved, base: dict[str, Any], version: int) -> Copy:
    key = row.written_in or row.form
    older = row.article_id is not None and row.seen_version != version
    return copy(row.content, base, key, row.at, rows={key: row.at.isoformat()}, older=older)


def copy(
    content: dict[str, Any],
    base: dict[str, Any],
    key: str,
    at: datetime,
    *,
    kept: list[str] | None = None,
    rows: dict[str, str] | None = None,
    older: bool,
) -> Copy:
    values: Values = dict(content["values"])
    state = state_of(values, base)
    if "body" in values:
        values["body"] = [clean(first(values, "body"))]
    return Copy(
        key=key, at=at, values=values, labels=content["labels"],
        differences=differences(base, state), kept=kept or [], rows=rows or {}, older=older,
    )  # fmt: skip


def is_empty(one: Copy) -> bool:
    """No word was typed: the name of the writer, filled in for them, is no text of theirs."""
    return not any(first(one.values, name).strip() for name in (*TYPESET, *PLAIN, "body"))


def key_of(kept: dict[str, Any]) -> str:
    key = kept.get("key")
    return key if isinstance(key, str) and KEY.match(key) else ""


def instant(milliseconds: Any) -> datetime:
    """When the browser says that it was; now when that makes no sense."""
    now = timezone.now()
    if isinstance(milliseconds, int) and 0 < milliseconds < now.timestamp() * 1000:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return now


# The addresses --------------------------------------------------------------------------------

View = Callable[..., HttpResponse]


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
