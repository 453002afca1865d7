"""The pages of decisions: each asks what the decision needs, and knocks at the publishing door."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import permissions, publishing, timeline
from articles.desk.admin.decision_forms import (
    DecisionForm,
    PublishForm,
    RescheduleForm,
    WithdrawForm,
)
from articles.desk.ahead import change_for_readers
from articles.desk.calendar.pages import instant_seen
from articles.models import Article, Edition
from articles.models.edition import Kind
from prose.dates import moment

Act = Callable[[Any], str]


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def found(request: HttpRequest, article_id: int) -> Article:
    """The article, if this person may see it; 404 otherwise, without a hint."""
    return get_object_or_404(
        Article.objects.filter(permissions.viewable(request.user)), pk=article_id
    )


def refuse_without(request: HttpRequest, permission: str) -> None:
    if not permissions.may(request.user, permission):
        raise PermissionDenied


def decide(request: HttpRequest, article: Article, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do it and say so, or say why not; back to the article."""
    try:
        messages.success(request, act())
    except publishing.PublishingError as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(page_of(article))


def ask(
    request: HttpRequest, article: Article, form: forms.Form, act: Act, **words: Any
) -> HttpResponse:
    """Show the form; when it is right, do it. A refusal comes back with all that was typed.

    The page remembers the article that it was opened on: what changed since is not decided on.
    """
    form.fields["seen_version"] = forms.IntegerField(
        widget=forms.HiddenInput, initial=article.version
    )
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["seen_version"] != article.version:
                raise publishing.PublishingError(
                    _("Somebody changed this article meanwhile. Reload the page and read it again.")
                )
            messages.success(request, act(form))
        except publishing.PublishingError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(page_of(article))
    context = admin.site.each_context(request) | {
        "article": article,
        "form": form,
        "opts": Article._meta,
        "media": form.media,
        **words,
    }
    return TemplateResponse(request, "admin/articles/article/decision.html", context, status=200)


def given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def by(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def submit(request: HttpRequest, article: Article) -> HttpResponseRedirect:
    def act() -> str:
        publishing.submit(article, by(request))
        return _("“%(title)s” is submitted: an editor will read it.") % {"title": article}

    return decide(request, article, act)


def approve(request: HttpRequest, article: Article) -> HttpResponseRedirect:
    def act() -> str:
        publishing.approve(article, by(request))
        return _("“%(title)s” is approved: publish it now or schedule it.") % {"title": article}

    return decide(request, article, act)


def send_back(request: HttpRequest, article_id: int) -> HttpResponse:
    article = found(request, article_id)
    refuse_without(request, "review_article")

    coming = timeline.to_come(article.pk, timezone.now())

    def act(form: DecisionForm) -> str:
        publishing.send_back(article, by(request), form.cleaned_data["note"])
        if coming:
            return _("“%(title)s” is back with its author, and is not scheduled any more.") % {
                "title": article
            }
        return _("“%(title)s” is back with its author.") % {"title": article}

    form = DecisionForm(given(request))
    form.fields["note"].label = gettext_lazy("What should the author change?")
    return ask(
        request, article, form, act, title=_("Send back"), verb=_("Send back"), given_up=coming
    )


def publish(request: HttpRequest, article_id: int) -> HttpResponse:
    article = found(request, article_id)
    refuse_without(request, "publish_article")
    now = timezone.now()
    appeared = Edition.objects.seen_by(now).filter(article=article).exists()
    coming = timeline.to_come(article.pk, now)

    def act(form: PublishForm) -> str:
        edition = publishing.publish(
            article,
            by(request),
            at=form.instant,
            kind=form.cleaned_data.get("kind"),
            note=form.cleaned_data.get("note", ""),
            carry=form.carries,
        )
        said = {"title": article, "when": moment(edition.live_from)}
        if not edition.is_visible():
            return _("“%(title)s” will be online on %(when)s.") % said
        if edition.kind == Kind.CORRECTION:
            return _("The correction of “%(title)s” is online.") % said
        return _("“%(title)s” is online.") % said

    kind = request.GET.get("kind", "")
    form = PublishForm(given(request), appeared=appeared, ahead=bool(coming), kind=kind)
    return ask(
        request, article, form, act, title=_("Publish or schedule"), verb=_("Confirm"),
        coming=coming, change=change_for_readers(article, now) if coming else None,
    )  # fmt: skip


def withdraw(request: HttpRequest, article_id: int) -> HttpResponse:
    article = found(request, article_id)
    refuse_without(request, "publish_article")

    def act(form: WithdrawForm) -> str:
        publishing.withdraw(article, by(request), form.cleaned_data["note"], form.instant)
        if form.instant:
            return _("“%(title)s” will be withdrawn on %(when)s.") % {
                "title": article,
                "when": moment(form.instant),
            }
        return _("“%(title)s” is withdrawn: readers are told that it was.") % {"title": article}

    form = WithdrawForm(given(request))
    coming = timeline.to_come(article.pk, timezone.now())
    return ask(
        request, article, form, act, title=_("Withdraw"), verb=_("Withdraw"), danger=True,
        ended=coming,
    )  # fmt: skip


@require_POST
def keep(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article = found(request, article_id)
    refuse_without(request, "publish_article")

    def act() -> str:
        seen = request.POST.get("seen")
        publishing.keep(article, by(request), instant_seen(seen) if seen is not None else None)
        return _("“%(title)s” stays online.") % {"title": article}

    return decide(request, article, act)


def mend(request: HttpRequest, article: Article) -> HttpResponseRedirect:
    """A typo of a live article: the text that was just saved is printed, and nobody is told.

    While another text is to come, the working copy may be that one: the page asks, and shows what
    readers would see change.
    """
    if timeline.to_come(article.pk, timezone.now()):
        address = reverse("admin:articles_article_publish", args=[article.pk])
        return HttpResponseRedirect(f"{address}?kind={Kind.SILENT}")

    def act() -> str:
        publishing.publish(article, by(request), kind=Kind.SILENT)
        return _("“%(title)s” is mended: its dates have not moved.") % {"title": article}

    return decide(request, article, act)


def scheduled_edition(article: Article, number: int) -> Edition:
    edition = Edition.objects.filter(article=article, number=number).first()
    if edition is None:
        raise Http404
    return edition


def reschedule(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    article = found(request, article_id)
    refuse_without(request, "publish_article")
    edition = scheduled_edition(article, number)

    def act(form: RescheduleForm) -> str:
        publishing.reschedule(edition, by(request), form.cleaned_data["at"])
        return _("Edition %(number)s is moved to %(when)s.") % {
            "number": number,
            "when": moment(edition.live_from),
        }

    form = RescheduleForm(given(request), initial={"at": edition.live_from})
    return ask(request, article, form, act, title=_("Reschedule"), verb=_("Move"))


@require_POST
def renew(request: HttpRequest, article_id: int, number: int) -> HttpResponseRedirect:
    article = found(request, article_id)
    refuse_without(request, "publish_article")
    edition = scheduled_edition(article, number)

    def act() -> str:
        # What the page showed is what is put in: another text is told, as by any decision.
        seen = request.POST.get("seen_version", "")
        article.version = int(seen) if seen.isascii() and seen.isdecimal() else -1
        publishing.renew(article, edition, by(request))
        return _("The edition of %(when)s will print the text of now.") % {
            "when": moment(edition.live_from)
        }

    return decide(request, article, act)


@require_POST
def cancel(request: HttpRequest, article_id: int, number: int) -> HttpResponseRedirect:
    article = found(request, article_id)
    refuse_without(request, "publish_article")
    edition = scheduled_edition(article, number)

    def act() -> str:
        if "seen" in request.POST:
            edition.live_from = instant_seen(request.POST["seen"])
        publishing.cancel(edition, by(request))
        return _("The schedule is cancelled.")

    return decide(request, article, act)
