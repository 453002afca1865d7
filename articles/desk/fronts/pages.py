"""The pages on which front pages are composed: the board, a card, the preview at any instant.

Every act is a plain form that works without a script; `static/desk/fronts/front.js` adds dragging,
which fills in and sends the same form.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import permissions
from articles.desk.fronts import composing
from articles.desk.fronts.board import board as board_of
from articles.desk.fronts.board import candidates
from articles.desk.fronts.forms import HOME, ChangeForm, InstantForm, PlaceForm
from articles.models import Article, Section, Slot
from articles.public.front import next_change
from articles.public.views import front_page
from articles.refusals import PublishingError
from prose.finding import asked_words

# "zone:key of the card above", and "zone:" for the first place.
PLACE = re.compile(r"([a-z]{1,12}):([1-9][0-9]{0,17})?\Z")


def composer(request: HttpRequest) -> User:
    """Who asks, if they may compose the front pages."""
    if not isinstance(request.user, User) or not permissions.may(request.user, "compose_front"):
        raise PermissionDenied
    return request.user


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def section_of(slug: str) -> Section | None:
    return get_object_or_404(Section, slug=slug) if slug else None


def address(name: str, section: Section | None) -> str:
    """Of a page about the front page of `section`, or about the home page."""
    if section is None:
        return reverse(f"admin:{name}")
    return reverse(f"admin:{name}_section", args=[section.slug])


def shown(
    request: HttpRequest, template: str, section: Section | None, **words: Any
) -> TemplateResponse:
    context = admin.site.each_context(request) | {
        "section": section,
        "page_name": section.name if section else _("Home page"),
        "board_url": address("front", section),
        "preview_url": address("front_preview", section),
        **words,
    }
    return TemplateResponse(request, f"admin/front/{template}.html", context)


@require_safe
def board(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The zones of one page with their cards, and what could be placed there."""
    composer(request)
    section, now, query = section_of(slug), timezone.now(), asked_words(request)
    tabs = [(_("Home page"), address("front", None), section is None)]
    tabs += [(one.name, address("front", one), one == section) for one in Section.objects.all()]
    return shown(
        request,
        "board",
        section,
        title=_("Front page"),
        tabs=tabs,
        board=board_of(section, now),
        found=candidates(section, query, now),
        query=query,
        page_value=section.slug if section else HOME,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, article_id: int) -> HttpResponse:
    user = composer(request)
    readable = Article.objects.filter(permissions.viewable(user))
    article = get_object_or_404(readable, pk=article_id)
    story = composing.to_read(article, timezone.now())
    if story is None:
        messages.error(request, composing.not_to_read(article))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    asked = {name: request.GET[name] for name in ("page", "zone") if name in request.GET}
    form = PlaceForm(
        request.POST if request.method == "POST" else None, section=story.section, initial=asked
    )

    def act() -> Slot:
        slot = composing.place(article=article, by=user, **form.place, **form.card)
        messages.success(
            request, _("“%(title)s” is placed: %(where)s.") % {
                "title": story.title, "where": composing.in_words(slot, timezone.now()),
            },
        )  # fmt: skip
        return slot

    return ask(
        request, form, act, story=story, verb=_("Place the story"), title=_("Put on the front page")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slot_id: int) -> HttpResponse:
    user = composer(request)
    slot = card(slot_id)
    if slot is None or slot.is_over():
        return lost(request, slot)
    initial = {"seen_version": slot.version}
    form = ChangeForm(
        request.POST if request.method == "POST" else None, slot=slot, initial=initial
    )

    def act() -> Slot:
        changed = composing.change(
            slot=slot, by=user, seen_version=form.cleaned_data["seen_version"], **form.card
        )
        messages.success(request, _("The card is changed."))
        return changed

    story = composing.to_read(slot.article, timezone.now()) or slot.article
    return ask(
        request, form, act, section=slot.section, story=story, slot=slot, verb=_("Save"),
        title=_("Change the card"),
    )  # fmt: skip


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Slot],
    *,
    section: Section | None = None,
    **words: Any,
) -> HttpResponse:
    """Show the form; when it is right, do it. A refusal comes back with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            slot = act()
        except PublishingError as refusal:
            form.add_error(None, str(refusal))
        else:
            return back_to(slot)
    return shown(request, "card", section, form=form, media=form.media, **words)


@require_POST
def move(request: HttpRequest, slot_id: int) -> HttpResponseRedirect:
    def act(slot: Slot, user: User, seen_version: int) -> None:
        place = PLACE.match(request.POST.get("place", ""))
        if place is None:
            raise PublishingError(_("This place does not exist: nothing was moved."))
        above = int(place[2]) if place[2] else None
        composing.move(slot=slot, by=user, seen_version=seen_version, zone=place[1], after=above)

    return at_once(request, slot_id, act)


@require_POST
def remove(request: HttpRequest, slot_id: int) -> HttpResponseRedirect:
    def act(slot: Slot, user: User, seen_version: int) -> None:
        composing.remove(slot=slot, by=user, seen_version=seen_version)
        messages.success(request, _("The card is taken off."))

    return at_once(request, slot_id, act)


def at_once(
    request: HttpRequest, slot_id: int, act: Callable[[Slot, User, int], None]
) -> HttpResponseRedirect:
    """Do it, or say why not; back to the board, at the card."""
    user = composer(request)
    slot = card(slot_id)
    if slot is None:
        return lost(request, slot)
    seen = request.POST.get("seen_version", "")
    try:
        # A version that makes no sense is none that anybody saw.
        act(slot, user, int(seen) if seen.isdecimal() and len(seen) < 10 else -1)
    except PublishingError as refusal:
        messages.error(request, str(refusal))
    return back_to(slot)


def card(slot_id: int) -> Slot | None:
    rows = Slot.objects.select_related("article", "section")
    return rows.filter(pk=slot_id, superseded=False).first()


def back_to(slot: Slot) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{address('front', slot.section)}#carte-{slot.pk}")


def lost(request: HttpRequest, slot: Slot | None) -> HttpResponseRedirect:
    messages.error(request, _("This card is over or was taken off: here is the page as it is."))
    return HttpResponseRedirect(address("front", slot.section if slot else None))


# The preview ----------------------------------------------------------------------------------


@require_safe
def preview(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The page at any instant, past or to come, as a telephone and a large screen show it."""
    composer(request)
    section, now = section_of(slug), timezone.now()
    form = instant_form(request, now)
    at = asked_instant(form, now)
    words: dict[str, Any] = {}
    if at is not None:
        following = next_change(at, section)
        words = {
            "at": at,
            "is_now": at == now,
            "page_url": f"{address('front_page', section)}?{query_for(at)}",
            "change": following,
            "change_query": query_for(following) if following else "",
        }
    return shown(
        request, "preview", section, title=_("Preview of the front page"), form=form, **words
    )


def query_for(at: datetime) -> str:
    return urlencode({"at": at.isoformat()})


def instant_form(request: HttpRequest, now: datetime) -> InstantForm:
    return InstantForm(request.GET) if request.GET.get("at") else InstantForm(initial={"at": now})


def asked_instant(form: InstantForm, now: datetime) -> datetime | None:
    """The instant asked for, now when none is; None for what is no instant."""
    if not form.is_bound:
        return now
    found: datetime | None = form.cleaned_data["at"] if form.is_valid() else None
    return found


@require_safe
@xframe_options_sameorigin
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The public page at an instant, by the readers' own code, for a frame of the preview."""
    composer(request)
    section, now = section_of(slug), timezone.now()
    at = asked_instant(instant_form(request, now), now)
    if at is None:
        asked = request.GET.urlencode()
        return HttpResponseRedirect(f"{address('front_preview', section)}?{asked}")
    response = front_page(request, at, section, preview=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def urls(site: admin.AdminSite) -> list[URLPattern]:
    pages = (("", board, "front"), ("apercu/", preview, "front_preview"),
             ("page/", page, "front_page"))  # fmt: skip
    return [
        path("une/placer/<int:article_id>/", site.admin_view(place), name="front_place"),
        path("une/cartes/<int:slot_id>/", site.admin_view(change), name="front_change"),
        path("une/cartes/<int:slot_id>/deplacer/", site.admin_view(move), name="front_move"),
        path("une/cartes/<int:slot_id>/retirer/", site.admin_view(remove), name="front_remove"),
        *(path(f"une/{end}", site.admin_view(view), name=name) for end, view, name in pages),
        *(
            path(f"une/rubriques/<slug:slug>/{end}", site.admin_view(view), name=f"{name}_section")
            for end, view, name in pages
        ),
    ]
