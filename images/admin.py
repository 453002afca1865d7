from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from images import library
from images.figures import showable
from images.forms import FIELDSETS, ImageForm
from images.models import Image
from prose.kept import KeptWhenUsed


@admin.register(Image)
class ImageAdmin(KeptWhenUsed):
    form = ImageForm
    list_display = ("thumbnail", "__str__", "credit", "rights", "rights_until")
    list_display_links = ("thumbnail", "__str__")
    list_filter = ("rights",)
    search_fields = ("caption", "credit", "photographer", "alt")
    search_help_text = _("Caption, credit, photographer or description")
    list_per_page = 40
    readonly_fields = ("thumbnail",)
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
        found = super().get_fieldsets(request, obj)
        fields = ("thumbnail" if obj else "file", "alt", "decorative", "caption")
        return ((None, {"fields": fields}), *found[1:])

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        """When choosing a picture for a text, only those that may be shown."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        choosing = request.path.endswith("/autocomplete/")
        return (found & Image.objects.showable() if choosing else found), duplicates

    @admin.display(description=_("as it stands"))
    def thumbnail(self, image: Image) -> str:
        shown = showable([image.pk or 0]).get(image.pk or 0)
        if shown is None or shown.wide is None:
            return gettext("Outside its rights")
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" width="240" height="135">',
            shown.wide.src,
            image.alt,
        )

    def save_model(self, request: HttpRequest, obj: Image, form: ModelForm, change: bool) -> None:
        if change:
            library.amend(image=obj, changed=set(form.changed_data))
        else:
            by = request.user if request.user.is_authenticated else None
            library.enter(image=obj, by=by)
