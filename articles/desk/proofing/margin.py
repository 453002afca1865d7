"""The margin of the article's form: what to settle in the text as it is being written.

The text comes with the request and is not stored; one that is not saved yet is proofread too.
"""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk import revisions
from articles.desk.autosave import for_writers, refusal, sent
from articles.desk.proofing.draft import Draft, of_state
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.running import remaining
from articles.desk.proofing.settling import Refused, dismiss, waive
from articles.desk.typed import Refused as BadContent
from articles.desk.typed import content_of, state_of
from articles.models import Article


def draft_of(given: dict[str, Any], article: Article | None) -> Draft:
    """What saving this form would give. Raises BadContent."""
    content = content_of(given.get("content"))
    base = revisions.snapshot(article) if article else {}
    return of_state(state_of(content["values"], base), article)


def as_data(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": str(one.level),
        "message": one.message,
        "excerpt": one.excerpt,
        "field": one.field,
        "before": one.before,
        "after": one.after,
        "fix": one.fix,
        "fingerprint": one.fingerprint,
    }


def answer(user: User, draft: Draft) -> JsonResponse:
    found = remaining(draft)
    return JsonResponse(
        {
            "levels": [
                {
                    "level": str(level),
                    "label": str(level.label),
                    "findings": [as_data(one) for one in found if one.level == level],
                }
                for level in Level
            ],
            "saved": draft.article is not None,
            "may_waive": permissions.may(user, "waive_finding"),
        }
    )


def posted(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        raise BadContent(_("This is not the content of a form."), status=405)
    return sent(request)


@for_writers
def proofread(request: HttpRequest, user: User, article: Article | None, key: str) -> HttpResponse:
    """{content} → {levels, saved, may_waive}. Nothing is kept."""
    return answer(user, draft_of(posted(request), article))


@for_writers
def settle(request: HttpRequest, user: User, article: Article | None, key: str) -> HttpResponse:
    """{content, fingerprint, reason?} → the findings that remain.

    A reason waives what blocks, of the stored text; without one a remark is dismissed.
    """
    given = posted(request)
    if article is None:
        return refusal(_("Save the article first."), 400)
    draft, fingerprint = draft_of(given, article), given.get("fingerprint")
    finding = next((one for one in remaining(draft) if one.fingerprint == fingerprint), None)
    if finding is None:
        return refusal(_("The text changed, or somebody settled this: look again."), 409)
    try:
        if "reason" in given:
            reason = given["reason"] if isinstance(given["reason"], str) else ""
            waive(article=article, by=user, fingerprint=finding.fingerprint, reason=reason)
        else:
            dismiss(article=article, by=user, finding=finding)
    except Refused as refused:
        return refusal(str(refused), 400)
    return answer(user, draft)


def addresses() -> list[URLPattern]:
    """Under the article's part of the admin; each view is guarded by itself."""
    return [
        path("<int:article_id>/proof/", proofread, name="articles_article_proof"),
        path("<int:article_id>/proof/settle/", settle, name="articles_article_settle"),
        path("new/<str:key>/proof/", proofread, name="articles_article_proof_new"),
        path("new/<str:key>/proof/settle/", settle, name="articles_article_settle_new"),
    ]
