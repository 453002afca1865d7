"""The articles to look at because an event moved: the list, and the one click."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import permissions
from articles.desk.to_look_at import looked
from articles.models import ToLookAt


@admin.register(ToLookAt)
class ToLookAtAdmin(admin.ModelAdmin):
    """All of them, done or not; nothing is added or changed here but by looking."""

    list_display = ("article", "event", "covers", "names", "looked_at", "looked_at_by")
    list_display_links = None
    list_filter = (("looked_at", admin.EmptyFieldListFilter), "change__event")
    list_select_related = ("article", "change__event", "looked_at_by")

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:pk>/vu/",
            self.admin_site.admin_view(self.look),
            name="articles_tolookat_looked",
        )
        return [own, *super().get_urls()]

    @method_decorator(require_POST)
    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The person who clicks has looked; back to the page that listed the article."""
        if not isinstance(request.user, User) or not self.has_view_permission(request):
            raise PermissionDenied
        item = get_object_or_404(ToLookAt.objects.select_related("change"), pk=pk)
        looked(item=item, by=request.user)
        back = request.POST.get("back", "")
        own = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back if own else reverse("admin:index"))

    @admin.display(description=_("event"), ordering="change__event")
    def event(self, item: ToLookAt) -> str:
        return str(item.change.event)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may(request.user, "review_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One goes with its article, whoever may delete that one; none goes alone."""
        return obj is not None

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied
