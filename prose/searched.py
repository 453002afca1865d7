"""Admin lists that are searched as people type: a text never has the keyboard's own signs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from prose.finding import holding


class SearchedByWords(admin.ModelAdmin):
    """Finds words of `search_fields` in any order, whatever their accents, the kinds of space and
    of apostrophe between them; its list and the autocompletes that ask it."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return queryset.filter(holding(search_term, *self.search_fields)), False
