from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.admin.record import RecordAdmin
from people.forms import OrganisationForm
from people.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    form = OrganisationForm
    list_display = ("name", "short_name", "kind")
    list_filter = ("kind",)
    search_help_text = _("Name, short name or another name")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "short_name",
                    "is_another",
                    "slug",
                    "kind",
                    "website",
                    "other_names",
                    "same_as",
                    "merges",
                )
            },
        ),
    )
