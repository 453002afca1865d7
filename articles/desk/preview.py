"""The page as readers will have it, rendered by the public code, for those who may see the article.

Of the working copy, of an old save or of an edition, past or to come; never kept, never indexed.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import embargo, permissions
from articles.desk.versions_shown import LATEST, version
from articles.models import Article
from articles.public.page import compose
from articles.public.views import article_page


# The screen that shows two widths side by side frames these pages; no other page may.
@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    return shown(request, article_id, LATEST)


@require_safe
@xframe_options_sameorigin
def saved_page(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    return shown(request, article_id, f"save-{number}")


@require_safe
@xframe_options_sameorigin
def edition(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """What readers saw, see or will see of one edition, whether its time has come or not."""
    return shown(request, article_id, f"edition-{number}")


def shown(request: HttpRequest, article_id: int, key: str) -> HttpResponse:
    article = get_object_or_404(
        Article.objects.filter(permissions.viewable(request.user)).select_related(
            "section", "hero_image"
        ),
        pk=article_id,
    )
    asked = version(article, key)
    if asked is None:
        raise Http404
    now = timezone.now()
    page = compose(asked.printed(article, now), now, [])
    response = article_page(
        request, page, preview=True, article_id=article.pk,
        version=asked.words, online=asked.is_online(now), embargo=embargo.runs_until(article),
    )  # fmt: skip
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
