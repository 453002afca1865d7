"""The planning in the admin: the list, the form, and the one click that begins an article."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import permissions
from articles.desk import planning
from articles.models import Plan
from articles.models.plan import Stage, instant
from prose.autocomplete import WithAutocompletes
from prose.fields import LocalDateTimeField, TypesetField, ZonedDateTimeInput, refuse_clock_change
from prose.searched import SearchedByWords


class PlanForm(forms.ModelForm):
    """Carries the version that was read: what somebody else saved meanwhile is not written over."""

    title = TypesetField(label=_("working title"), max_length=110)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Plan
        fields = (
            "title", "form", "section", "planned_on", "planned_time", "deadline", "assigned_to",
            "event", "commissioned_length", "notes",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        if "assigned_to" in self.fields:
            people = User.objects.filter(is_active=True, is_staff=True).order_by("username")
            self.fields["assigned_to"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, hour = cleaned.get("planned_on"), cleaned.get("planned_time")
        if day and hour:
            try:
                refuse_clock_change(instant(day, hour).replace(tzinfo=None))
            except ValidationError as refusal:
                self.add_error("planned_time", refusal)
        if self.instance.pk and cleaned.get("seen") != self.instance.version:
            raise ValidationError(_("Somebody changed this plan meanwhile. Reload the page."))
        writer = cleaned.get("assigned_to", self.instance.assigned_to)
        if self.instance.article_id is not None and writer is None:
            self.add_error("assigned_to", _("Its article is begun: say who writes it."))
        return cleaned


@admin.register(Plan)
class PlanAdmin(WithAutocompletes, SearchedByWords):
    form = PlanForm
    list_display = ("title", "form", "section", "planned_on", "deadline", "assigned_to", "where")
    list_filter = ("stage", "form", "section", "assigned_to")
    list_select_related = ("section", "assigned_to", "article")
    search_fields = ("title", "notes")
    search_help_text = _("Working title or notes")
    show_full_result_count = False
    list_per_page = 50
    actions = None
    autocomplete_fields = ("section", "event")
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")},
        models.TimeField: {"widget": forms.TimeInput({"type": "time"}, format="%H:%M")},
        models.DateTimeField: {"form_class": LocalDateTimeField, "widget": ZonedDateTimeInput},
    }
    fieldsets = (
        (None, {"fields": ["title", "form", "section", "seen"]}),
        (_("Date"), {"fields": ["planned_on", "planned_time", "deadline"]}),
        (
            _("Commission"),
            {"fields": ["assigned_to", "event", "commissioned_length", "notes"]},
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"articles_plan_{name}"
            )
            for name, view in (("write", self.write), ("drop", self.drop))
        ] + super().get_urls()

    # Who may do what ------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Plan | None = None) -> bool:
        if obj is None:
            return permissions.may(request.user, "change_plan")
        return isinstance(request.user, User) and planning.can_change(request.user, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Plan | None = None) -> tuple[str, ...]:
        """Whom it is given to, and for when, is said by who directs the planning; one may take
        an idea of one's own."""
        return () if permissions.may(request.user, "direct_plan") else ("assigned_to",)

    # What follows ---------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Plan, form: Any, change: bool) -> None:
        if not isinstance(request.user, User):
            raise PermissionDenied
        keep = planning.change if change else planning.create
        keep(plan=obj, by=request.user)
        if obj.deadline_follows:
            messages.warning(request, _("The deadline is later than the planned date: check both."))

    @admin.display(description=_("stage"))
    def where(self, plan: Plan) -> str:
        return plan.article.get_status_display() if plan.article else plan.get_stage_display()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        plan = Plan.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        known = {
            "plan": plan,
            "may_write_it": plan is not None
            and isinstance(request.user, User)
            and plan.stage != Stage.DROPPED
            and planning.can_write(request.user, plan),
        }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | known)

    @method_decorator(require_POST)
    def write(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin its article, or open the one that was begun."""
        return self.decide(request, pk, begin)

    @method_decorator(require_POST)
    def drop(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.decide(request, pk, give_up)

    def decide(self, request: HttpRequest, pk: int, act: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not self.has_view_permission(request):
            raise PermissionDenied
        plan = get_object_or_404(Plan, pk=pk)
        try:
            return HttpResponseRedirect(act(plan, request.user))
        except planning.PlanningError as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:articles_plan_change", args=[pk]))


def begin(plan: Plan, by: User) -> str:
    article = planning.become_article(plan=plan, by=by)
    return reverse("admin:articles_article_change", args=[article.pk])


def give_up(plan: Plan, by: User) -> str:
    planning.drop(plan=plan, by=by)
    return reverse("admin:articles_plan_changelist")
