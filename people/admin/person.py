from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.admin.importing import NEEDED, import_view
from people.admin.record import RecordAdmin
from people.forms import PersonForm, PositionForm, PositionFormSet
from people.models import Person, Position
from prose.autocomplete import WithAutocompletes
from prose.dates import in_paris

# A web address typed without its scheme is an https one.
HTTPS: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    models.URLField: {"assume_scheme": "https"}
}


class PositionInline(WithAutocompletes, admin.StackedInline):
    model = Position
    formfield_overrides = HTTPS
    form = PositionForm
    formset = PositionFormSet
    extra = 0
    autocomplete_fields = ("organisation",)
    fields = (
        "title",
        ("organisation", "print_organisation"),
        ("start", "end", "rank"),
        "source",
    )


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    form = PersonForm
    inlines = (PositionInline,)
    list_display = ("__str__", "held_today")
    search_help_text = _("Any form of the name")
    change_list_template = "admin/people/person_list.html"
    autocomplete_fields = ("portrait",)
    prepopulated_fields = {"slug": ("given_name", "family_name")}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("honorific", "given_name", "family_name"),
                    "is_another",
                    "slug",
                    "grammatical_gender",
                    "biography",
                    "portrait",
                    "user",
                    "other_names",
                    "same_as",
                    "merges",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("positions__organisation")

    @admin.display(description=_("position today"))
    def held_today(self, person: Person) -> str:
        position = person.position_on(in_paris(timezone.now()).date())
        return position.as_printed if position else "—"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "user" and field is not None:
            # A login is linked here, never made or changed.
            field.widget.can_add_related = False
            field.widget.can_change_related = False
        return field

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_import = all(request.user.has_perm(permission) for permission in NEEDED)
        context = dict(extra_context or {}) | {"may_import": may_import}
        return super().changelist_view(request, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(import_view)
        return [path("import/", view, name="people_person_import"), *super().get_urls()]
