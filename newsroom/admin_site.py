"""The desk: Django's admin under our name and theme, opening on what there is to do."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.desk import rights_watch
from articles.desk.dashboard import dashboard
from newsroom.publisher import PUBLISHER


class DeskSite(AdminSite):
    site_title = PUBLISHER.title
    site_header = PUBLISHER.title
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = dict(extra_context or {})
        if isinstance(request.user, User):
            context["dashboard"] = dashboard(request.user)
            context["rights_watch"] = rights_watch.watch(request.user)
            context["may_write"] = permissions.may(request.user, "add_article")
            context["may_review"] = permissions.may(request.user, "review_article")
        return super().index(request, context)
