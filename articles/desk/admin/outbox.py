"""The log of announcements with replay, and the webhooks they go to."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import OutboxItem, Webhook
from articles.outbox import leasing
from articles.outbox.instants import database_now


@admin.register(OutboxItem)
class OutboxAdmin(admin.ModelAdmin):
    list_display = ("article", "kind", "to", "due_at", "state", "late_by", "attempts", "error")
    list_filter = ("state", "kind", "webhook")
    list_select_related = ("article", "webhook", "recipient")
    search_fields = ("key", "article__title")
    search_help_text = _("Key or title of the article")
    show_full_result_count = False
    list_per_page = 50
    actions = ("replay",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxItem | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxItem | None = None) -> bool:
        return False

    @admin.display(description=_("to"))
    def to(self, item: OutboxItem) -> str:
        return str(item.webhook or item.recipient or "—")

    @admin.display(description=_("late by (seconds)"))
    def late_by(self, item: OutboxItem) -> str:
        return "—" if item.lateness is None else f"{item.lateness:.1f}".replace(".", ",")

    @admin.action(description=_("Do again, under the same key"), permissions=["replay"])
    def replay(self, request: HttpRequest, queryset: QuerySet[OutboxItem]) -> None:
        now = database_now()
        again = sum(leasing.replay(item, now) for item in queryset)
        messages.success(
            request,
            ngettext("%(count)d announcement is done again.",
                     "%(count)d announcements are done again.", again) % {"count": again},
        )  # fmt: skip

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_webhook")


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    list_display = ("name", "url", "active")
    fields = ("name", "url", "secret", "active")
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.base_fields["secret"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        return form
