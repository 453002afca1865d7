from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.dating import date_of
from articles.models import Article, Byline, Mention
from prose.autocomplete import WithAutocompletes


class BylineForm(forms.ModelForm):
    """A new byline that names somebody is meant, touched or not; an emptied one is not."""

    class Meta:
        model = Byline
        fields = ("person", "role", "rank")

    def has_changed(self) -> bool:
        if self.instance.pk is not None:
            return super().has_changed()
        return any(self[name].value() for name in ("person", "role"))


class OfTheArticle(WithAutocompletes, admin.StackedInline):
    """A part of the article: whoever may see or change the article may see or change it."""

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return obj is None or permissions.can_view(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None or obj.pk is None:
            return permissions.may(request.user, "add_article")
        return permissions.can_change(request.user, obj)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.has_change_permission(request, obj)


class BylineInline(OfTheArticle):
    model = Byline
    form = BylineForm
    fields = ("person", "role", "rank")
    autocomplete_fields = ("person",)

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """On a new article, room for its writer's name."""
        return 0 if obj else 1


class MentionInline(OfTheArticle):
    model = Mention
    fields = ("person", "held", "attribution", "rank")
    readonly_fields = ("held",)
    autocomplete_fields = ("person",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return (
            super()
            .get_queryset(request)
            .select_related("person", "article")
            .prefetch_related("person__positions__organisation")
        )

    @admin.display(description=_("position on the article’s date"))
    def held(self, mention: Mention) -> str:
        """What will be printed unless a title is written for this article."""
        if mention.person_id is None:
            return "—"
        position = mention.person.position_on(date_of(mention.article))
        return position.as_printed if position else "—"
