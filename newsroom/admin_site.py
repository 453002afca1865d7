"""The desk: Django's admin under our name and theme, opening on what there is to do."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.desk import board, day_list, notices, rights_watch
from articles.desk.calendar import pages as calendar
from articles.desk.calendar import subscribing
from articles.desk.dashboard import dashboard
from articles.desk.fronts import pages as front_pages
from articles.outbox.health import health
from articles.outbox.instants import database_now
from newsroom.publisher import PUBLISHER


class DeskSite(AdminSite):
    site_title = PUBLISHER.title
    site_header = PUBLISHER.title
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        screens = (notices, calendar, subscribing, day_list, board, front_pages)
        return [page for screen in screens for page in screen.urls(self)] + super().get_urls()

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Adds the count of unread notices, which the header of every page shows."""
        known = isinstance(request.user, User) and request.user.is_active
        count = notices.unread(request.user) if known else 0  # type: ignore[arg-type]
        return super().each_context(request) | {"unread_notices": count}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = dict(extra_context or {})
        if isinstance(request.user, User):
            context["dashboard"] = dashboard(request.user)
            context["rights_watch"] = watched = rights_watch.watch(request.user)
            context["rights_watch_goes_on"] = rights_watch.goes_on(watched)
            context["may_write"] = permissions.may(request.user, "add_article")
            context["may_publish"] = permissions.may(request.user, "publish_article")
            context["may_compose"] = permissions.may(request.user, "compose_front")
            context["may_review"] = permissions.may(request.user, "review_article")
            if permissions.may(request.user, "view_outboxitem"):
                context["worker"] = health(database_now())
        return super().index(request, context)
