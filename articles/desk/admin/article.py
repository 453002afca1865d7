"""The article in the admin: who may do what, how it is laid out, what follows a save."""

import uuid
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import embargo, permissions
from articles.desk import (
    autosave,
    copies,
    lookups,
    preview,
    preview_links,
    typesetting,
    typography_report,
)
from articles.desk.admin import decisions, embargo_pages, previews, versions
from articles.desk.admin.bar import decisions as decisions_of
from articles.desk.admin.forms import ArticleForm
from articles.desk.admin.inlines import BylineInline, MentionInline
from articles.desk.ahead import outdated
from articles.desk.fronts import composing
from articles.desk.line_of_time import line_of_time
from articles.desk.proofing import margin
from articles.desk.saving import saved
from articles.desk.state import states, with_readers
from articles.models import Article, Edition
from articles.models.edition import Kind
from prose.clocks import zone_in_words
from prose.fields import RichTextField
from prose.searched import SearchedByWords

# In the session: the save whose typography its writer is told about.
TYPESET_NOW = "desk_typeset_revision"

EMBARGO = ("embargo_until", "embargo_asked_by")
AT_ONCE = {"submit": decisions.submit, "approve": decisions.approve, "mend": decisions.mend}
# The page that each opens, and what is already chosen there.
ON_A_PAGE = {
    "send_back": ("send_back", ""),
    "publish": ("publish", ""),
    "correct": ("publish", f"?kind={Kind.CORRECTION}"),
    "withdraw": ("withdraw", ""),
    "preview": ("side_by_side", ""),
}


@admin.register(Article)
class ArticleAdmin(SearchedByWords):
    form = ArticleForm
    inlines = (BylineInline, MentionInline)
    change_form_template = "admin/articles/article/change_form.html"
    object_history_template = "admin/articles/article/history.html"
    list_display = ("title", "state", "section", "signed_by", "updated_at")
    list_filter = ("status", "section")
    search_fields = ("title", "kicker", "standfirst")
    search_help_text = _("Title, kicker or standfirst")
    list_select_related = ("section",)
    list_per_page = 50
    show_full_result_count = False
    fieldsets = (
        (None, {"classes": ("writing",), "fields": ("kicker", "title", "standfirst", "body")}),
        (_("Commission"), {"fields": ("commissioned_length",)}),
        (_("Placement"), {"fields": ("section", "topic_choices", "event_choices")}),
        (_("Picture"), {"fields": ("hero_image", "hero_caption")}),
        (_("Signature"), {"fields": ("signature",)}),
        (
            _("Address and embargo"),
            {
                "fields": (
                    "short_title",
                    "slug",
                    "embargo_until",
                    "embargo_asked_by",
                    "seen_version",
                )
            },
        ),
    )

    # Who may do what: asked by every view of the admin, for the object at hand ---------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        found = super().get_queryset(request).filter(permissions.viewable(request.user))
        return with_readers(found, timezone.now()).prefetch_related("bylines__person")

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return permissions.may(request.user, "view_article")
        return permissions.can_view(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return permissions.may(request.user, "change_article")
        return permissions.can_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return permissions.may(request.user, "delete_article")
        return permissions.can_delete(request.user, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        return () if permissions.can_set_embargo(request.user, obj) else EMBARGO

    # Lists ---------------------------------------------------------------------------------

    @admin.display(description=_("status"), ordering="status")
    def state(self, article: Article) -> SafeString:
        marks = [(one.key, one.words) for one in states(article)]
        return format_html_join(" ", '<span class="state state-{}">{}</span>', marks)

    @admin.display(description=_("signed by"))
    def signed_by(self, article: Article) -> str:
        names = [str(byline.person) for byline in article.bylines.all()]
        return ", ".join(names) or article.signature or "—"

    # Form ----------------------------------------------------------------------------------

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """A new article is signed by its writer, until they say otherwise."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        person = getattr(request.user, "person", None)
        if isinstance(inline, BylineInline) and obj.pk is None and person is not None:
            kwargs["initial"] = [{"person": person.pk}]
        return kwargs

    def get_form(
        self,
        request: HttpRequest,
        obj: Article | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[ModelForm]:
        """Who reviews texts may see their HTML."""
        form = super().get_form(request, obj, change, **kwargs)
        body = form.base_fields.get("body")
        if isinstance(body, RichTextField) and permissions.may(request.user, "review_article"):
            form.base_fields["body"] = body.with_source()
        return form

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        obj.version = F("version") + 1 if change else 1
        super().save_model(request, obj, form, change)
        obj.refresh_from_db(fields=["version"])

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[BaseInlineFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        article = form.instance
        if "topic_choices" in form.cleaned_data:
            article.topics.set(form.cleaned_data["topic_choices"])
        if "event_choices" in form.cleaned_data:
            article.events.set(form.cleaned_data["event_choices"])
        revision = saved(
            article=article,
            by=request.user if request.user.is_authenticated else None,
            typed=form.typed,
        )
        if "embargo_until" in form.changed_data:
            embargo.note_setting(article=article, by=request.user)  # type: ignore[arg-type]
        autosave.confirm(request, article, request.POST.get("form_key", ""))
        if revision and revision.typed:
            # Told on the article's page, to who saved, until something else is saved.
            request.session[TYPESET_NOW] = revision.pk

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.decided(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self.decided(request, obj) or super().response_change(request, obj)

    def decided(self, request: HttpRequest, article: Article) -> HttpResponseRedirect | None:
        """The decision whose button saved the form, if any."""
        name = request.POST.get("_decision", "")
        if name in AT_ONCE:
            return AT_ONCE[name](request, article)
        if name in ON_A_PAGE:
            page, chosen = ON_A_PAGE[name]
            address = reverse(f"admin:articles_article_{page}", args=[article.pk])
            return HttpResponseRedirect(address + chosen)
        return None

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context |= {"decisions": [], "editions": []} | self.kept(request, obj)
        if obj is not None and obj.pk:
            context["decisions"] = decisions_of(request.user, obj)  # type: ignore[arg-type]
            context["editions"] = Edition.objects.filter(article=obj).order_by("-number")
            marks = obj.journal.filter(verb__in=embargo.VERBS).select_related("by")
            context["line"] = line_of_time(context["editions"], timezone.now(), obj, marks)
            context |= embargo_pages.words(request, obj)
            context["states"] = states(obj)
            context["outdated"] = outdated(obj, timezone.now())
            context["zone"] = zone_in_words()
            context["may_publish"] = permissions.may(request.user, "publish_article")
            context["may_share"] = permissions.can_share(request.user, obj)
            if context["may_share"]:
                context["margin_notes"] = preview_links.waiting_notes(obj)
            context["may_compose"] = permissions.may(request.user, "compose_front") and any(
                not edition.cancelled for edition in context["editions"]
            )
            said = obj.journal.exclude(note="").exclude(verb__in=[*embargo.VERBS, *composing.VERBS])
            context["last_note"] = said.select_related("by").first()
        return super().render_change_form(request, context, add, change, form_url, obj)

    def kept(self, request: HttpRequest, obj: Article | None) -> dict[str, Any]:
        """What the page must know so that nothing typed is lost: see static/desk/autosave.js."""
        article = obj if obj is not None and obj.pk else None
        given = request.POST.get("form_key", "")
        key = given if copies.KEY.match(given) else uuid.uuid4().hex
        args = [article.pk] if article else [key]
        suffix = "" if article else "_new"
        last = article.revisions.first() if article else None
        typography = last if last and request.session.get(TYPESET_NOW) == last.pk else None
        return {
            "form_key": key,
            "unsaved_url": reverse(f"admin:articles_article_unsaved{suffix}", args=args),
            "returning_url": reverse(f"admin:articles_article_returning{suffix}", args=args),
            "kept_on_server": copies.kept_for(request.user, article).exists(),
            "confirmed_forms": autosave.confirmed(request),
            "saved_at": (last.at if last else article.updated_at) if article else None,
            "typography": typography,
            "typography_count": typography_report.count(typography) if typography else 0,
        }

    # Other pages ---------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def staff(route: str, view: Any, name: str) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            return path(f"<int:article_id>/{route}/", wrapped, name=f"articles_article_{name}")

        return [
            staff("preview", preview.preview, "preview"),
            staff("revisions/<int:number>/page", preview.saved_page, "saved_page"),
            *previews.urls(staff),
            staff("editions/<int:number>", preview.edition, "edition"),
            staff("send-back", decisions.send_back, "send_back"),
            staff("publish", decisions.publish, "publish"),
            staff("withdraw", decisions.withdraw, "withdraw"),
            staff("keep", decisions.keep, "keep"),
            staff("editions/<int:number>/reschedule", decisions.reschedule, "reschedule"),
            staff("editions/<int:number>/renew", decisions.renew, "renew"),
            staff("editions/<int:number>/cancel", decisions.cancel, "cancel"),
            staff("compare", versions.compare, "compare"),
            staff("revisions/<int:number>/restore", versions.restore_revision, "restore"),
            staff("revisions/<int:number>/typography", versions.typography, "typography"),
            staff(
                "revisions/<int:number>/typography/undo",
                versions.undo_typography,
                "undo_typography",
            ),
            *embargo_pages.addresses(staff),
            *autosave.addresses(),
            *margin.addresses(),
            *lookups.urls(self.admin_site.admin_view),
            path(
                "desk/typeset/",
                self.admin_site.admin_view(typesetting.typeset_text),
                name="articles_article_typeset",
            ),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if article is not None:
            context["journal"] = article.journal.select_related("by", "edition")
            context["revisions"] = article.revisions.select_related("by").defer("content", "typed")
            context["typeset"] = set(
                article.revisions.exclude(typed=None).values_list("number", flat=True)
            )
            context["article"] = article
        return super().history_view(request, object_id, context)
