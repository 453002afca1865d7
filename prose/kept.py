"""Admin of what articles refer to: it keeps its address, and is not deleted under them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpRequest

from prose.autocomplete import WithAutocompletes


class KeptWhenUsed(WithAutocompletes, admin.ModelAdmin):
    """What is referred to is not deleted: the page names what refers to it, to every role.

    An address is chosen once: printed pages and other sites lead to it.
    """

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        deleted, counts, lacking, users = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if users else lacking, users

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        found = super().get_readonly_fields(request, obj)
        return (*found, "slug") if obj and self.has_address() else found

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_address(self) -> bool:
        try:
            self.opts.get_field("slug")
        except FieldDoesNotExist:
            return False
        return True
