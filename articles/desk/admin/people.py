"""The directory's page of a person, with the articles that print what it says.

The directory itself knows no article; the desk registers the page anew with what it adds.
"""

from typing import Any

from django.contrib import admin, messages
from django.forms import BaseModelFormSet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.desk.attributions import Printing, keys_of, printing
from people.admin import PersonAdmin as DirectoryAdmin
from people.models import Person, Position
from prose.dates import moment

NAMED_AT_ONCE = 10


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
        before = printing(form.instance, touched) if touched else []
        super().save_formset(request, form, formset, change)
        if before:
            messages.warning(request, said(before, len(before)))


def said(rows: list[Printing], count: int) -> SafeString:
    """ "2 articles print this position and keep it: …", each a link to its page of the desk."""
    sentence = ngettext(
        "%(count)s article, live or scheduled, prints what you changed, and keeps it as printed:",
        "%(count)s articles, live or scheduled, print what you changed, and keep it as printed:",
        count,
    ) % {"count": count}
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a> ({}) : {}</li>',
        (
            (
                reverse("admin:articles_article_change", args=[row.edition.article_id]),
                row.edition.title,
                moment(row.edition.live_from),
                row.printed,
            )
            for row in rows[:NAMED_AT_ONCE]
        ),
    )
    more = len(rows) - NAMED_AT_ONCE
    rest = format_html("<li>{}</li>", gettext("and others, listed on the page of the person"))
    return format_html("{}<ul>{}{}</ul>", sentence, links, rest if more > 0 else "")


admin.site.unregister(Person)
admin.site.register(Person, PersonAdmin)
