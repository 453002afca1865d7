"""The directory's page of a person, with the articles that print what it says.

The directory itself knows no article; the desk registers the page anew with what it adds.
"""

from typing import Any

from django.contrib import admin, messages
from django.forms import BaseModelFormSet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.desk.attributions import keys_of, printing
from people.admin import PersonAdmin as DirectoryAdmin
from people.models import Person, Position
from people.printed import as_links, printed_in


class PersonAdmin(DirectoryAdmin):
    readonly_fields = (*DirectoryAdmin.readonly_fields, "printed_in")

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if obj is None:
            return found
        panel = (_("Articles that print a position"), {"fields": ("printed_in",)})
        return [*found, panel]

    @admin.display(description=_("live and scheduled"))
    def printed_in(self, person: Person) -> SafeString:
        rows = printing(person, keys_of(person.positions.all()))
        return SafeString(render_to_string("admin/people/_printed_in.html", {"rows": rows}))

    def save_formset(
        self, request: HttpRequest, form: Any, formset: BaseModelFormSet, change: bool
    ) -> None:
        """A position that is changed, ended or deleted is printed somewhere: where is said."""
        touched = [
            position.pk
            for inline in getattr(formset, "forms", [])
            for position in [inline.instance]
            if isinstance(position, Position) and position.pk and inline.has_changed()
        ]
        # Before the save: what prints a position that is deleted forgets which one it was.
        before = printed_in(form.instance, touched) if touched else []
        super().save_formset(request, form, formset, change)
        if before:
            messages.warning(request, as_links(before))


admin.site.unregister(Person)
admin.site.register(Person, PersonAdmin)
