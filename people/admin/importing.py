"""The page on which a table of positions is read, then recorded."""

import base64
import binascii

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from people.forms import ImportForm
from people.importing import Outcome, Report, UnreadableFileError, import_positions
from people.models import Person
from people.printed import as_links

NEEDED = ("people.add_person", "people.add_organisation", "people.add_position",
          "people.change_position")  # fmt: skip


def import_view(request: HttpRequest) -> HttpResponse:
    """A file is first read without recording anything; its bytes travel with the report."""
    if not all(request.user.has_perm(permission) for permission in NEEDED):
        raise PermissionDenied
    confirmed = "_confirm" in request.POST
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted and not confirmed else ImportForm()
    report, data, refusal = None, b"", ""
    if confirmed:
        data = carried(request)
    elif form.is_bound and form.is_valid():
        data = form.cleaned_data["file"].read()
    if data:
        try:
            report = import_positions(data=data, dry_run=not confirmed)
        except UnreadableFileError as error:
            refusal = str(error)
    elif confirmed:
        refusal = _("The file did not arrive whole. Choose it again.")
    context = admin.site.each_context(request) | {
        "title": _("Import positions"),
        "opts": Person._meta,
        "form": form,
        "report": report,
        "lines": [(line, as_links(line.printed)) for line in report.lines] if report else [],
        "counts": counted(report) if report else [],
        "carried": base64.b64encode(data).decode() if report and report.dry_run else "",
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/people/import.html", context)


def carried(request: HttpRequest) -> bytes:
    try:
        return base64.b64decode(request.POST.get("carried", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def counted(report: Report) -> list[tuple[str, int]]:
    words = {
        Outcome.ADDED: _("added"),
        Outcome.CHANGED: _("changed"),
        Outcome.SAME: _("already there"),
        Outcome.REFUSED: _("refused"),
    }
    return [(word, report.count(outcome)) for outcome, word in words.items()]
