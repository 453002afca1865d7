"""The page on which two records become one: choose, read what will move, confirm."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from people import merging
from people.forms import MergeForm


def merge_view(model_admin: "admin.ModelAdmin[Any]") -> Callable[..., HttpResponse]:
    """The view for the records of `model_admin`."""
    model: Any = model_admin.model
    opts = model_admin.opts

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not isinstance(request.user, User) or not request.user.has_perm(
            f"people.merge_{opts.model_name}"
        ):
            raise PermissionDenied
        kept = get_object_or_404(model.objects.standing(), pk=pk)
        posted = request.method == "POST"
        form = MergeForm(kept, request.POST if posted else None, initial=request.GET.dict())
        gone = form.cleaned_data["gone"] if posted and form.is_valid() else None
        if gone is not None and "_confirm" in request.POST:
            try:
                merging.merge(kept=kept, gone=gone, by=request.user)
            except merging.MergeError as error:
                form.add_error(None, str(error))
                gone = None
            else:
                said = _("“%(gone)s” is merged into “%(kept)s”.") % {"gone": gone, "kept": kept}
                model_admin.log_change(request, kept, said)
                messages.success(request, said)
                address = reverse(f"admin:people_{opts.model_name}_change", args=[kept.pk])
                return HttpResponseRedirect(address)
        context = admin.site.each_context(request) | {
            "title": _("Merge with another record"),
            "opts": opts,
            "form": form,
            "media": form.media,
            "kept": kept,
            "gone": gone,
            "moving": merging.preview(gone) if gone is not None else [],
        }
        return TemplateResponse(request, "admin/people/merge.html", context)

    return view
