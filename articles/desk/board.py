"""The board: what the newsroom has in hand, a column for each status, from the idea to the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk import planning
from articles.desk.lateness import lateness
from articles.models import Article, Edition, Plan, Section, Status
from articles.models.plan import Stage
from prose import dates

# What a column shows; the list that it leads to has the rest.
MOST = 30
# A plan whose draft was deleted is somebody’s still, and waits to be begun again.
STAGES = {
    (Stage.IDEA,): gettext_lazy("Ideas"),
    (Stage.ASSIGNED, Stage.WRITING): gettext_lazy("Assigned"),
}
STATUSES = {
    Status.DRAFT: gettext_lazy("Being written"),
    Status.IN_REVIEW: gettext_lazy("In review"),
    Status.READY: gettext_lazy("Ready"),
}


@dataclass(frozen=True)
class Card:
    """`length` is the one commissioned, in signs; `write` the address that begins its article."""

    title: str
    url: str
    section: str = ""
    form: str = ""
    who: str = ""
    when: str = ""
    late: str = ""
    length: int | None = None
    event: str = ""
    write: str = ""

    @property
    def piece(self) -> str:
        """What is to be written: "Enquête · Hôpital · 6 000 signes"."""
        signs = ""
        if self.length:
            signs = _("%(length)s signs") % {
                "length": number_format(self.length, force_grouping=True)
            }
        return " · ".join(filter(None, [self.form, self.section, signs]))


@dataclass
class Column:
    """`more` leads to the rest of a column that is longer than what is shown."""

    name: str | Promise
    cards: list[Card] = field(default_factory=list)
    more: str = ""


@dataclass(frozen=True)
class Asked:
    """Whose board, and of which section; everybody’s and all of them without."""

    user: User
    now: datetime
    mine: bool = False
    section: Section | None = None


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("planning/board/", site.admin_view(board), name="board")]


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """`?mine=1&section=3`. One query for each column, whatever it holds."""
    user = request.user
    if not isinstance(user, User) or not permissions.may(user, "view_plan"):
        raise PermissionDenied
    sections = {str(section.pk): section for section in Section.objects.all()}
    chosen = sections.get(request.GET.get("section", ""))
    asked = Asked(user, timezone.now(), "mine" in request.GET, chosen)
    context = admin.site.each_context(request) | {
        "title": _("Board"),
        "columns": [*columns_of_plans(asked), *columns_of_articles(asked), scheduled(asked)],
        "asked": asked,
        "sections": sections.values(),
        "may_plan": permissions.may(user, "add_plan"),
    }
    return TemplateResponse(request, "admin/planning/board.html", context)


def columns_of_plans(asked: Asked) -> Iterator[Column]:
    for stages, name in STAGES.items():
        found = in_section(Plan.objects.pending().filter(stage__in=stages), asked)
        if asked.mine:
            found = found.filter(Q(assigned_to=asked.user) | Q(created_by=asked.user))
        plans = found.select_related("section", "assigned_to", "event")
        address = reverse("admin:articles_plan_changelist") + f"?stage__exact={stages[0]}"
        yield column(name, plans, lambda plan: of_plan(plan, asked), address)


def columns_of_articles(asked: Asked) -> Iterator[Column]:
    viewable = Article.objects.filter(permissions.viewable(asked.user))
    for status, name in STATUSES.items():
        found = in_section(viewable.filter(status=status), asked)
        if asked.mine:
            found = found.filter(permissions.is_own(asked.user))
        articles = (
            found.select_related("section", "plan__assigned_to", "plan__event", "created_by")
            .defer("body")
            .order_by("-updated_at", "-id")
        )
        address = reverse("admin:articles_article_changelist") + f"?status__exact={status}"
        articles = articles.prefetch_related("bylines__person")
        yield column(name, articles, lambda article: of_article(article, asked), address)


def scheduled(asked: Asked) -> Column:
    viewable = permissions.viewable(asked.user, "article__")
    coming = Edition.objects.standing().filter(viewable, live_from__gt=asked.now)
    found = in_section(coming, asked)
    if asked.mine:
        found = found.filter(permissions.is_own(asked.user, "article__"))
    editions = found.select_related("section").defer("html").order_by("live_from")
    return column(gettext_lazy("Scheduled"), editions, of_edition, reverse("admin:calendar"))


def in_section(found: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    return found.filter(section=asked.section) if asked.section else found


def column(
    name: str | Promise, found: "QuerySet[Any]", card: Callable[[Any], Card], address: str
) -> Column:
    # One more than is shown tells whether there is more.
    rows = list(found[: MOST + 1])
    return Column(name, [card(row) for row in rows[:MOST]], address if len(rows) > MOST else "")


# Cards ----------------------------------------------------------------------------------------


def of_plan(plan: Plan, asked: Asked) -> Card:
    may_write = planning.can_write(asked.user, plan)
    return Card(
        title=plan.title,
        url=reverse("admin:articles_plan_change", args=[plan.pk]),
        section=plan.section.name if plan.section else "",
        who=name_of(plan.assigned_to),
        write=reverse("admin:articles_plan_write", args=[plan.pk]) if may_write else "",
        **ordered(plan, asked.now),
    )


def of_article(article: Article, asked: Asked) -> Card:
    signed = ", ".join(byline.person.name for byline in article.bylines.all())
    plan: Plan | None = getattr(article, "plan", None)
    order = ordered(plan, asked.now) if plan else {"length": article.commissioned_length}
    return Card(
        title=article.title,
        url=reverse("admin:articles_article_change", args=[article.pk]),
        section=article.section.name if article.section else "",
        who=signed or article.signature or name_of(article.created_by),
        **order,
    )


def ordered(plan: Plan, now: datetime) -> dict[str, Any]:
    """What was asked for: the piece, its length, for when, on what event; and what is late."""
    late = lateness(plan, now)
    return {
        "form": plan.get_form_display(),
        "when": when_of(plan),
        "late": _("%(span)s late") % {"span": late.in_words} if late else "",
        "length": plan.commissioned_length,
        "event": plan.event.name if plan.event else "",
    }


def when_of(plan: Plan) -> str:
    if plan.planned_on is None:
        return ""
    return dates.moment(plan.planned_at) if plan.planned_at else dates.full(plan.planned_on)


def of_edition(edition: Edition) -> Card:
    return Card(
        title=edition.title,
        url=reverse("admin:articles_article_change", args=[edition.article_id]),
        section=edition.section.name,
        form=edition.get_kind_display(),
        when=dates.moment(edition.live_from),
    )


def name_of(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""
