"""What readers see. Everything comes from `Edition.objects.visible`; nothing else of an article."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition, Section, Topic
from articles.models.edition import Kind
from articles.public import jsonld
from articles.public.front import front, on_page
from articles.public.hub import announced
from articles.public.listing import listing
from articles.public.page import Page, compose, story_of
from prose import dates

CORRECTIONS_SHOWN = 100


def fresh(response: HttpResponse) -> HttpResponse:
    """A page may change at any second: kept, but asked for again each time (ETag, 304)."""
    response.setdefault("Cache-Control", "public, no-cache")
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = fresh(composed(request))
    # The hub is told of what is new, which the pages of what is older never are.
    return page if request.GET.get("avant") else announced(page, request.path)


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    return fresh(composed(request, get_object_or_404(Section, slug=slug)))


def composed(request: HttpRequest, section: Section | None = None) -> HttpResponse:
    """The head and the newest; what is older, which has no head, for `?avant=`."""
    now, before = timezone.now(), request.GET.get("avant", "")
    if not before:
        return front_page(request, now, section)
    found = listing(on_page(now, section), before, now)
    return render(request, page_of(section), {"section": section, "listing": found})


def front_page(
    request: HttpRequest, at: datetime, section: Section | None = None, **extra: object
) -> HttpResponse:
    """The home page, or that of `section`, as readers have it at `at`."""
    found = front(at, section)
    context = {"section": section, "front": found, "listing": found.listing, **extra}
    return render(request, page_of(section), context)


def page_of(section: Section | None) -> str:
    return "articles/section.html" if section else "articles/home.html"


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    found = listing(
        Edition.objects.visible().filter(topics__topic=topic), request.GET.get("avant", "")
    )
    return fresh(render(request, "articles/topic.html", {"topic": topic, "listing": found}))


@require_safe
def archive(request: HttpRequest, year: str, month: str) -> HttpResponse:
    begin = datetime(int(year), int(month), 1, tzinfo=dates.PARIS)
    end = (begin + timedelta(days=32)).replace(day=1)
    found = listing(
        Edition.objects.visible().filter(first_published_at__gte=begin, first_published_at__lt=end),
        request.GET.get("avant", ""),
    )
    if not found.entries:
        raise Http404
    context = {"month": dates.month(begin), "listing": found}
    return fresh(render(request, "articles/archive.html", context))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction that readers saw of an article that they can still read."""
    now = timezone.now()
    made = (
        Edition.objects.seen_by(now)
        .filter(kind=Kind.CORRECTION, article_id__in=Edition.objects.visible(now).values("article"))
        .defer("html")
        .order_by("-live_from", "-id")[:CORRECTIONS_SHOWN]
    )
    return fresh(render(request, "articles/corrections.html", {"corrections": made}))


@require_safe
def article(request: HttpRequest, section: str, year: str, month: str, slug: str) -> HttpResponse:
    """200 while it is live; 301 from an old address; 410 once withdrawn; else 404, no hint."""
    now = timezone.now()
    path = f"{section}/{year}/{month}/{slug}"
    edition, story = story_of(path, now)
    if not story:
        raise Http404
    if edition is None:
        return gone(request)
    if edition.path != path:
        return HttpResponsePermanentRedirect(edition.get_absolute_url())
    page = compose(edition, now, story)
    if may_edit(request):
        # Never kept by a cache that readers share.
        response = article_page(request, page, edit=edition.article_id)
        response["Cache-Control"] = "private, no-store"
        return response
    return fresh(article_page(request, page))


def may_edit(request: HttpRequest) -> bool:
    """Whether an editor is reading. Without a session's cookie nothing of it is looked at, so
    that the page of a reader depends on no cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_staff and request.user.has_perm("articles.publish_article")


def article_page(
    request: HttpRequest, page: Page, template: str = "articles/article.html", **extra: object
) -> HttpResponse:
    context = {
        "page": page,
        "edition": page.edition,
        "printed": page.edition.printed,
        "jsonld": jsonld.news_article(page),
        **extra,
    }
    return render(request, template, context)


def gone(request: HttpRequest) -> HttpResponse:
    """Withdrawn: said in a sentence, and not to be found or kept."""
    response = render(request, "410.html", status=410)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
