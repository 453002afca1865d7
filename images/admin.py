"""The picture library in the admin: its contact sheet, one picture, and its other addresses."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from images import library, pending
from images.desk import picking, sending
from images.desk.filters import Mine, RightsStand, Uncredited, Use, Year
from images.desk.rows import picture_rows, whole_of
from images.desk.sheet import Sheet
from images.forms import FIELDSETS, ImageForm, already_there
from images.intake import MOST_BYTES
from images.models import Image
from images.rules import remarks
from prose.finding import holding
from prose.kept import KeptWhenUsed


@admin.register(Image)
class ImageAdmin(KeptWhenUsed):
    form = ImageForm
    list_filter = (Mine, Use, Uncredited, RightsStand, "rights", Year)
    # Django shows its search box for these; the search itself is `get_search_results`.
    search_fields = picking.SEARCHED
    search_help_text = _("Caption, credit, photographer, description, people shown, place")
    list_per_page = 48
    list_max_show_all = 0
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = FIELDSETS

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Those who curate the library any picture; who uploads a picture, that one."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.has_perm("images.curate_image"):
            return True
        return obj.uploaded_by_id == request.user.pk

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """The file is given once: another file is another picture."""
        first, *others = super().get_fieldsets(request, obj)
        fields = tuple(name for name in first[1]["fields"] if name != "file" or obj is None)
        return ((None, first[1] | {"fields": fields}), *others)

    # The contact sheet ---------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Sheet

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        """Words in any order, without accents. To choose for a form, only what may be shown."""
        found = queryset.filter(holding(search_term, *self.search_fields))
        choosing = request.path.endswith("/autocomplete/")
        return (found & Image.objects.showable() if choosing else found), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": _("Picture library")}
        return super().changelist_view(request, (extra_context or {}) | title)

    # One picture ---------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Image | None = None,
    ) -> HttpResponse:
        if obj is not None and obj.pk:
            (context["row"],) = picture_rows([obj])
            context["whole"] = whole_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What becomes of the file after the form was found valid is said too."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except library.Known as found:
            messages.warning(request, already_there(found.image))
            return redirect("admin:images_image_change", found.image.pk)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Image, form: ModelForm, change: bool) -> None:
        if change:
            library.amend(image=obj, changed=set(form.changed_data))
        else:
            by = request.user if request.user.is_authenticated else None
            library.enter(image=obj, by=by)
        if isinstance(form, ImageForm) and form.taken_off():
            messages.warning(request, form.taken_off())
        for field, sentence in remarks(obj):
            label = form.fields[field].label
            messages.warning(
                request, _("%(field)s: %(remark)s") % {"field": label, "remark": sentence}
            )

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        library.remove(image=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        for image in queryset:
            library.remove(image=image)

    # Other addresses -----------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """The JSON ones guard themselves: a script cannot do anything with the login's page."""
        return [
            path("send/", self.admin_site.admin_view(self.send_view), name="images_image_send"),
            path("send/file/", sending.send, name="images_image_send_file"),
            path("send/<int:key>/", sending.complete, name="images_image_complete"),
            path("send/<int:key>/discard/", sending.discard, name="images_image_discard"),
            path("send/<int:key>/thumbnail/", sending.thumbnail, name="images_image_waiting"),
            path("pictures/", picking.pictures, name="images_image_pictures"),
            path("renditions/<int:key>/", picking.rendition, name="images_image_rendition"),
            *super().get_urls(),
        ]

    def send_view(self, request: HttpRequest) -> HttpResponse:
        """Sending one file or fifty, and completing what was sent before."""
        user = request.user
        if not self.has_add_permission(request) or not isinstance(user, User):
            raise PermissionDenied
        waiting = pending.waiting_for(user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Send pictures"),
            "cards": [sending.card_context(one, pending.form_of(one)) for one in waiting],
            "together": sending.together(),
            "most_bytes": MOST_BYTES,
        }
        return TemplateResponse(request, "admin/images/image/send.html", context)
