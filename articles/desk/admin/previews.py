"""The screens of previews: two widths side by side, links for people outside, their notes."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import embargo, permissions
from articles.desk import preview_links
from articles.desk.admin.decisions import by, found, page_of
from articles.desk.preview_forms import LinkForm
from articles.desk.versions_shown import LATEST, Version, version, versions
from articles.models import Article, PreviewLink, PreviewNote

Staff = Callable[[str, Any, str], URLPattern]


def page_of_links(article: Article) -> str:
    return reverse("admin:articles_article_links", args=[article.pk])


def asked_for(request: HttpRequest, article: Article) -> Version:
    """The version that the address names; 404 when there is none."""
    chosen = version(article, request.GET.get("version", LATEST))
    if chosen is None:
        raise Http404
    return chosen


def shared(request: HttpRequest, article_id: int) -> Article:
    """The article, if this person may show it outside."""
    article = found(request, article_id)
    if not permissions.can_share(request.user, article):
        raise PermissionDenied
    return article


def screen(request: HttpRequest, article: Article, name: str, **words: object) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "article": article,
        "opts": Article._meta,
        "embargo": embargo.runs_until(article),
        **words,
    }
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context)


@require_safe
def side_by_side(request: HttpRequest, article_id: int) -> HttpResponse:
    """The real page, on a phone and on a desktop."""
    article = found(request, article_id)
    chosen = asked_for(request, article)
    return screen(
        request, article, "side_by_side",
        title=_("Preview"), chosen=chosen, address=chosen.address(article),
        versions=versions(article, chosen),
        may_share=permissions.can_share(request.user, article),
        may_change=permissions.can_change(request.user, article),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, article_id: int) -> HttpResponse:
    """The article's links, and the form for another. The address of a new one is shown here,
    once: it is in no later answer."""
    article = shared(request, article_id)
    chosen = asked_for(request, article)
    offered = versions(article, chosen)
    form = LinkForm(request.POST or None, versions=offered, initial={"version": chosen.key})
    made, address = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, token = create(request, article, form)
        except preview_links.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            address = settings.SITE_URL + reverse("outsider", args=[token])
            form = LinkForm(versions=offered)
    response = screen(
        request, article, "links",
        title=_("Link for an outsider"), form=form, made=made, address=address,
        links=shown(preview_links.links_of(article)),
    )  # fmt: skip
    response["Cache-Control"] = "no-store"
    return response


def create(request: HttpRequest, article: Article, form: LinkForm) -> tuple[PreviewLink, str]:
    return preview_links.create(
        article=article,
        by=by(request),
        recipient=form.cleaned_data["recipient"],
        email=form.cleaned_data["email"],
        version=version(article, form.cleaned_data["version"]),
        expires_at=form.instant(timezone.now()),
    )


def shown(links: Iterable[PreviewLink]) -> list[dict[str, object]]:
    """Each link with the words of the version that it shows."""
    return [
        {"link": link, "version": Version(revision=link.revision, edition=link.edition).words}
        for link in links
    ]


@require_POST
def revoke(request: HttpRequest, article_id: int, link_id: int) -> HttpResponseRedirect:
    article = shared(request, article_id)
    link = get_object_or_404(PreviewLink, pk=link_id, article=article)
    if preview_links.revoke(link=link, by=by(request)):
        messages.success(
            request,
            _("The link for %(recipient)s opens nothing any more.") % {"recipient": link.recipient},
        )
    return HttpResponseRedirect(page_of_links(article))


@require_POST
def settle(request: HttpRequest, article_id: int, note_id: int) -> HttpResponseRedirect:
    article = shared(request, article_id)
    note = get_object_or_404(PreviewNote, pk=note_id, link__article=article)
    if preview_links.settle(note=note, by=by(request)):
        messages.success(request, _("The note is settled."))
    return HttpResponseRedirect(page_of(article))


def urls(staff: Staff) -> list[URLPattern]:
    return [
        staff("side-by-side", side_by_side, "side_by_side"),
        staff("links", links, "links"),
        staff("links/<int:link_id>/revoke", revoke, "revoke_link"),
        staff("notes/<int:note_id>/settle", settle, "settle_note"),
    ]
