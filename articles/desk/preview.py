"""The page as readers will have it, rendered by the public code from the working copy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.freezing import freeze
from articles.models import Article, Edition
from articles.public.page import compose
from articles.public.views import article_page


@require_safe
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """For those who may see the article; never kept, never indexed."""
    article = get_object_or_404(
        Article.objects.filter(permissions.viewable(request.user)).select_related(
            "section", "hero_image"
        ),
        pk=article_id,
    )
    now = timezone.now()
    first = Edition.objects.standing().filter(article=article).order_by("live_from").first()
    edition = freeze(article, first.first_published_at if first else now, now).edition
    if article.section is None:
        # A draft may lack what a page of readers never does.
        edition.printed["section"] = {"name": _("No section yet"), "slug": "sans-rubrique"}
    return shown(request, edition, article)


@require_safe
def edition(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """What readers saw, see or will see of one edition, whether its time has come or not."""
    article = get_object_or_404(
        Article.objects.filter(permissions.viewable(request.user)), pk=article_id
    )
    printed = get_object_or_404(
        Edition.objects.select_related("section"), article=article, number=number
    )
    return shown(request, printed, article)


def shown(request: HttpRequest, edition: Edition, article: Article) -> HttpResponse:
    page = compose(edition, timezone.now(), [])
    response = article_page(request, page, preview=True, article_id=article.pk)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
