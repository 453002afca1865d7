"""The house's rules, its words, and the waivers that were given."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.desk.proofing.patterns import validate_pattern, validate_replacement
from articles.desk.proofing.trying import MOST, try_out
from articles.models import HouseRule, HouseWord, Waiver


class HouseRuleForm(forms.ModelForm):
    """Refuses an expression that is wrong or that could hold up the desk."""

    class Meta:
        model = HouseRule
        fields = (
            "pattern", "exact_case", "message", "replacement", "level", "in_quotations", "state",
        )  # fmt: skip

    def clean_pattern(self) -> str:
        pattern: str = self.cleaned_data["pattern"]
        validate_pattern(pattern)
        return pattern

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "pattern" in cleaned:
            try:
                validate_replacement(cleaned["pattern"], cleaned.get("replacement", ""))
            except ValidationError as error:
                self.add_error("replacement", error)
        return cleaned


@admin.register(HouseRule)
class HouseRuleAdmin(admin.ModelAdmin):
    form = HouseRuleForm
    change_form_template = "admin/articles/houserule/change_form.html"
    list_display = ("message", "pattern", "level", "state")
    list_filter = ("state", "level")
    search_fields = ("message", "pattern")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_out_view)
        return [
            path("<int:rule_id>/try/", view, name="articles_houserule_try"),
            *super().get_urls(),
        ]

    def try_out_view(self, request: HttpRequest, rule_id: int) -> HttpResponse:
        """What the rule would find in the last articles; it is changed by nothing here."""
        rule = self.get_object(request, str(rule_id))
        if rule is None or not self.has_view_permission(request, rule):
            raise Http404
        context = self.admin_site.each_context(request) | {
            "rule": rule,
            "opts": self.opts,
            "title": _("Try out a rule"),
            "tried": try_out(rule),
            "most": MOST,
        }
        return TemplateResponse(request, "admin/articles/houserule/try.html", context)


@admin.register(HouseWord)
class HouseWordAdmin(admin.ModelAdmin):
    list_display = ("word",)
    search_fields = ("word",)


@admin.register(Waiver)
class WaiverAdmin(admin.ModelAdmin):
    """The list of what was let through, by whom and why. It is only read."""

    list_display = ("at", "by", "code", "excerpt", "reason", "article")
    list_filter = ("code", "at", "by")
    search_fields = ("excerpt", "reason", "article__title")
    list_select_related = ("by", "article")
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Waiver | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Waiver | None = None) -> bool:
        return False
