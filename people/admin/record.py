"""What the admin of people and of organisations share."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.admin.merging import merge_view
from people.names import named
from prose.dates import moment
from prose.kept import KeptWhenUsed


class RecordAdmin(KeptWhenUsed):
    """A record of the directory: found by any form of its name, merged by who may."""

    change_form_template = "admin/people/change_form.html"
    search_fields = ("folded",)
    show_full_result_count = False
    readonly_fields: ClassVar[tuple[str, ...]] = ("merges",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(merged_into=None)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Also what autocompletes ask."""
        return queryset.filter(named(search_term) if search_term.strip() else Q()), False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The tick is for who may write; the log for a record that has one."""
        hidden = set()
        if not self.may_write(request, obj):
            hidden.add("is_another")
        if obj is None or not obj.took_over.exists():
            hidden.add("merges")
        return [
            (name, options | {"fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def may_write(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    @admin.display(description=_("merged records"))
    def merges(self, record: Any) -> SafeString:
        return format_html_join(
            "",
            "<p>{} · {} · {}</p>",
            (
                (merge.gone, moment(merge.at), merge.by or "—")
                for merge in record.took_over.select_related("gone", "by")
            ),
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_merge"] = request.user.has_perm(f"people.merge_{self.opts.model_name}")
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        merge = self.admin_site.admin_view(merge_view(self))
        name = f"people_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", merge, name=name), *super().get_urls()]
