"""The pages of an article's past: compare two saves, restore one, see what typography changed."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import permissions
from articles.desk import revisions, typography_report
from articles.desk.admin.decisions import by, found, page_of
from articles.desk.comparing import Refused, differences, restore
from articles.models import Article, Revision
from prose.dates import moment


def revision_of(article: Article, number: str | int | None) -> Revision:
    asked = str(number or "")
    revision = None
    if asked.isascii() and asked.isdecimal() and len(asked) < 9:
        revision = article.revisions.select_related("by").filter(number=int(asked)).first()
    if revision is None:
        raise Http404
    return revision


def seen(request: HttpRequest) -> int:
    given = request.POST.get("seen_version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else -1


def shown(
    request: HttpRequest, article: Article, template: str, title: str, **words: object
) -> TemplateResponse:
    context = admin.site.each_context(request) | {
        "article": article,
        "opts": Article._meta,
        "title": title,
        "may_change": permissions.can_change(request.user, article),
        **words,
    }
    return TemplateResponse(request, f"admin/articles/article/{template}.html", context)


@require_safe
def compare(request: HttpRequest, article_id: int) -> HttpResponse:
    """From one save to another or, without one, to the working copy."""
    article = found(request, article_id)
    before = revision_of(article, request.GET.get("from"))
    to = request.GET.get("to", "")
    after = revision_of(article, to) if to else None
    if after is not None and after.number < before.number:
        before, after = after, before
    current = revisions.snapshot(article)
    return shown(
        request, article, "compare", _("Compare two versions"),
        before=before, after=after,
        differences=differences(before.content, after.content if after else current),
        restorable=[one for one in (before, after) if one and one.content != current],
    )  # fmt: skip


@require_POST
def restore_revision(request: HttpRequest, article_id: int, number: int) -> HttpResponseRedirect:
    article = found(request, article_id)
    revision = revision_of(article, number)

    def act() -> str:
        restore(article=article, revision=revision, by=by(request), seen_version=seen(request))
        return _("The text is again what it was on %(when)s.") % {"when": moment(revision.at)}

    return done(request, article, act)


@require_safe
def typography(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    article = found(request, article_id)
    revision = revision_of(article, number)
    last = article.revisions.first()
    return shown(
        request, article, "typography", _("What typography changed"),
        revision=revision, fields=typography_report.report(revision),
        undoable=last is not None and last.number == revision.number,
    )  # fmt: skip


@require_POST
def undo_typography(request: HttpRequest, article_id: int, number: int) -> HttpResponseRedirect:
    article = found(request, article_id)

    def act() -> str:
        typography_report.undo(
            article=article, by=by(request), number=number, seen_version=seen(request)
        )
        return _("The text is back as it was typed.")

    return done(request, article, act)


def done(request: HttpRequest, article: Article, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do it and say so, or say why not; back to the article, or to its past if it is not ours."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
        if not permissions.can_change(request.user, article):
            return HttpResponseRedirect(
                reverse("admin:articles_article_history", args=[article.pk])
            )
    return HttpResponseRedirect(page_of(article))
