"""Safety copies of what is typed: kept beside the working copy, offered on return.

Keeping one saves no article and makes no revision. It is kept as it was typed and goes through the
fence when it comes back to a page.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.desk import revisions
from articles.desk.comparing import Difference, differences
from articles.desk.typed import PLAIN, TYPESET, Values, content_of, first, state_of
from articles.models import Article, Unsaved
from prose.sanitise import clean

KEY = re.compile(r"[A-Za-z0-9-]{8,40}\Z")
# Forms of new articles, and copies of a browser, that are offered on return; newest first.
OFFERED = 5
# Forms of one article whose texts are kept for one person; all of them are offered.
KEPT = 20


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


def drop_what_is_saved(*, user: User, article: Article) -> None:
    base = revisions.snapshot(article)
    for row in kept_for(user, article):
        if not copy_of(row, base, article.version).differences:
            row.delete()


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
