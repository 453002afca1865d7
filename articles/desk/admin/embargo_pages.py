"""The pages of an embargo: its papers, and lifting or moving it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import embargo, permissions
from articles.desk.admin.decisions import ask, by, decide, found
from articles.models import Article, EmbargoDocument
from prose.dates import moment
from prose.fields import LocalDateTimeField, TypesetField

# Letters, messages and scans; nothing that is a program.
DOCUMENTS = (
    "pdf", "doc", "docx", "odt", "rtf", "txt", "eml", "msg", "jpg", "jpeg", "png",
)  # fmt: skip
LONGEST_NAME = 160


class LiftForm(forms.Form):
    note = TypesetField(
        label=gettext_lazy("Why does the embargo change? The journal keeps it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
    until = LocalDateTimeField(
        label=gettext_lazy("New end of the embargo"),
        required=False,
        help_text=gettext_lazy("Empty: the embargo is lifted now."),
    )


class DocumentForm(forms.Form):
    document = forms.FileField(
        label=gettext_lazy("Document"),
        validators=[FileExtensionValidator(DOCUMENTS)],
        help_text=gettext_lazy("The letter or message. The newsroom alone reads it."),
    )

    def clean_document(self) -> Any:
        """Said at the field, before ten megabytes are read."""
        file = self.cleaned_data["document"]
        if file.size > embargo.LARGEST_DOCUMENT:
            raise forms.ValidationError(_("This file is too large: 10 MB at most."))
        return file


@dataclass(frozen=True)
class Paper:
    document: EmbargoDocument
    removable: bool


def words(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the article's page says of its embargo."""
    until = article.embargo_until
    return {
        "embargo_documents": [
            Paper(document, permissions.can_remove_document(request.user, document))
            for document in article.embargo_documents.defer("content")
        ],
        "embargo_runs": until is not None and until > timezone.now(),
        "may_lift_embargo": permissions.can_lift_embargo(request.user, article),
    }


def lift(request: HttpRequest, article_id: int) -> HttpResponse:
    article = found(request, article_id)
    if not permissions.may(request.user, "lift_embargo"):
        raise PermissionDenied

    def act(form: LiftForm) -> str:
        until = form.cleaned_data["until"]
        embargo.lift(article=article, by=by(request), reason=form.cleaned_data["note"], until=until)
        if until:
            return _("The embargo now ends on %(when)s.") % {"when": moment(until)}
        return _("The embargo is lifted: the article may appear.")

    form = LiftForm(request.POST if request.method == "POST" else None)
    return ask(request, article, form, act, title=_("Lift or move the embargo"), verb=_("Confirm"))


def add_document(request: HttpRequest, article_id: int) -> HttpResponse:
    article = found(request, article_id)
    if not permissions.can_change(request.user, article):
        raise PermissionDenied

    def act(form: DocumentForm) -> str:
        file = form.cleaned_data["document"]
        embargo.add_document(
            article=article, by=by(request), name=kept_name(file.name), content=file.read()
        )
        return _("“%(name)s” is kept with the article.") % {"name": file.name}

    sent = request.method == "POST"
    form = DocumentForm(request.POST if sent else None, request.FILES if sent else None)
    return ask(request, article, form, act, title=_("Document of the embargo"), verb=_("Add"))


def kept_name(name: str) -> str:
    """The name as it was given, cut before its extension when it is too long."""
    path = Path(name)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


@require_safe
def document(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """The file, for who may see the article: to keep, never to open within the site."""
    paper = document_of(request, article_id, number)
    return HttpResponse(
        bytes(paper.content),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, paper.name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        },
    )


@require_POST
def remove_document(request: HttpRequest, article_id: int, number: int) -> HttpResponseRedirect:
    paper = document_of(request, article_id, number)

    def act() -> str:
        embargo.remove_document(document=paper, by=by(request))
        return _("“%(name)s” is removed.") % {"name": paper.name}

    return decide(request, paper.article, act)


def document_of(request: HttpRequest, article_id: int, number: int) -> EmbargoDocument:
    article = found(request, article_id)
    return get_object_or_404(article.embargo_documents.select_related("article"), pk=number)


def addresses(staff: Callable[[str, Any, str], URLPattern]) -> list[URLPattern]:
    return [
        staff("embargo/lift", lift, "lift_embargo"),
        staff("embargo/documents/add", add_document, "embargo_add_document"),
        staff("embargo/documents/<int:number>", document, "embargo_document"),
        staff("embargo/documents/<int:number>/remove", remove_document,
              "embargo_remove_document"),
    ]  # fmt: skip
