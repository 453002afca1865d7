"""The log of announcements with replay, and the webhooks they go to."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import OutboxItem, Webhook
from articles.outbox import leasing
from articles.outbox.instants import database_now
from prose.dates import moment

# Of an error in the list; its own page has all of it.
MOST_OF_AN_ERROR = 70
STATES: dict[str, str | Promise] = dict(OutboxItem.State.choices)
# The names of a message, as the other side gets them, for those who read them here.
WORDS: dict[str, str | Promise] = {
    "text": _("text"),
    "topic": _("feed"),
    "reason": _("reason"),
    "event": _("event"),
    "at": _("at"),
    "article": _("article"),
    "edition": _("edition"),
    "kind": _("kind"),
    "note": _("note"),
    "url": _("address"),
    "title": _("title"),
    "standfirst": _("standfirst"),
    "first_published_at": _("first published"),
}


def in_words(value: object) -> str:
    """An instant as people read it; anything else as it is; a dash for nothing."""
    text = str(value) if value is not None else ""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return moment(found) if found and is_aware(found) else text or "—"


def lines(pairs: Iterable[tuple[object, object]]) -> str:
    """A list of things and what is said of each."""
    return format_html_join("", "<div><strong>{}</strong> {}</div>", pairs) or "—"


@admin.register(OutboxItem)
class OutboxAdmin(admin.ModelAdmin):
    list_display = ("article", "what", "due_at", "state", "late_by", "attempts", "what_failed")
    fields = (
        "article", "what_edition", "kind", "to", "message", "due_at", "state", "done_at", "late_by",
        "attempts", "next_at", "held_until", "error", "history", "key",
    )  # fmt: skip
    list_filter = ("state", "kind", "webhook")
    list_select_related = ("article", "edition", "webhook", "recipient")
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

    @admin.display(description=_("announcement"), ordering="kind")
    def what(self, item: OutboxItem) -> str:
        """What it is and to whom, in one column: those of a list are counted."""
        to = item.webhook or item.recipient
        return f"{item.get_kind_display()}, {to}" if to else item.get_kind_display()

    @admin.display(description=_("edition"))
    def what_edition(self, item: OutboxItem) -> str:
        if item.edition is None:
            return "—"
        return f"{item.edition.number}, {item.edition.get_kind_display()}"

    @admin.display(description=_("message"))
    def message(self, item: OutboxItem) -> str:
        return lines(
            (WORDS.get(name, name), in_words(value)) for name, value in item.payload.items()
        )

    @admin.display(description=_("being sent until"))
    def held_until(self, item: OutboxItem) -> str:
        return moment(item.leased_until) if item.leased_until else "—"

    @admin.display(description=_("attempts, one by one"))
    def history(self, item: OutboxItem) -> str:
        return lines(
            (in_words(entry["at"]), STATES.get(entry["said"], entry["said"])) for entry in item.log
        )

    @admin.display(description=_("error"))
    def what_failed(self, item: OutboxItem) -> str:
        return Truncator(item.error).chars(MOST_OF_AN_ERROR)

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
