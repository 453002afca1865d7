"""What changes a plan, for the forms, the calendar and any script alike.

Each is one transaction and a compare-and-set on the version that its caller saw. A refusal is a
`PlanningError` whose text is a sentence for the person who asked.
"""

from datetime import date, time
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.saving import saved
from articles.models import Article, Byline, Coverage, Plan
from articles.models.plan import Stage
from people.models import Person


class PlanningError(Exception):
    """A change of a plan that is refused, with a sentence that says why and what to do."""


def can_change(user: User, plan: Plan) -> bool:
    """Who directs the planning any; others their own ideas, until one is assigned."""
    if permissions.may(user, "direct_plan"):
        return True
    own = plan.created_by_id == user.pk and plan.stage == Stage.IDEA
    return own and permissions.may(user, "change_plan")


def can_write(user: User, plan: Plan) -> bool:
    """Who may begin its article: the person it is assigned to, or who directs the planning."""
    if not permissions.may(user, "add_article"):
        return False
    return plan.assigned_to_id == user.pk or permissions.may(user, "direct_plan")


def create(*, plan: Plan, by: User) -> None:
    """Keep a new plan; assigned when it says to whom, else an idea."""
    if not permissions.may(by, "add_plan"):
        raise PlanningError(_("Your role cannot add to the planning."))
    plan.created_by, plan.stage = by, stage_of(plan)
    plan.save()


def change(*, plan: Plan, by: User) -> None:
    """Keep what was typed into `plan`, whose version is the one that was read."""
    with transaction.atomic():
        take(plan, by, assigned_to=plan.assigned_to, stage=stage_of(plan))
        plan.version += 1
        plan.stage = stage_of(plan)
        plan.save()


def move(*, plan: Plan, by: User, on: date | None, at: time | None = None) -> None:
    """Plan it for another day and hour, on Paris clocks; without a day it is an idea's date."""
    take(plan, by, planned_on=on, planned_time=at if on else None)
    plan.refresh_from_db()


def drop(*, plan: Plan, by: User) -> None:
    """Give a plan up; it stays in the list, and on no calendar."""
    if plan.article_id is not None:
        raise PlanningError(_("This plan has become an article."))
    take(plan, by, stage=Stage.DROPPED)
    plan.refresh_from_db()


def become_article(*, plan: Plan, by: User) -> Article:
    """The draft of a plan: its title, section, length, event, and the byline of who writes it.

    Asked twice, or by two people at once, it makes one article and gives the same.
    """
    if not can_write(by, plan):
        raise PlanningError(_("This plan is assigned to somebody else."))
    with transaction.atomic():
        # Holds the row: whoever comes second finds the article.
        Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)
        held = Plan.objects.select_related("article").get(pk=plan.pk)
        if held.article is not None:
            return held.article
        if held.stage == Stage.DROPPED:
            raise PlanningError(_("This plan has been dropped: assign it again first."))
        writer = held.assigned_to or by
        article = Article.objects.create(
            title=held.title,
            section=held.section,
            commissioned_length=held.commissioned_length,
            # Not `by`: a journalist finds among their own what an editor's click began for them.
            created_by=writer,
            version=1,
        )
        person = Person.objects.filter(user=writer).first()
        if person is not None:
            Byline.objects.create(article=article, person=person)
        if held.event_id is not None:
            Coverage.objects.create(article=article, event_id=held.event_id)
        saved(article=article, by=by)
        Plan.objects.filter(pk=plan.pk).update(
            article=article, assigned_to=writer, stage=Stage.WRITING, updated_at=timezone.now()
        )
    plan.refresh_from_db()
    return article


def stage_of(plan: Plan) -> Stage:
    """What the assignment says; writing that has begun goes on, what was dropped is taken up."""
    if plan.assigned_to_id is None:
        return Stage.IDEA
    return Stage.WRITING if plan.stage == Stage.WRITING else Stage.ASSIGNED


def take(plan: Plan, by: User, **values: Any) -> None:
    """Write `values` if the stored plan is the one that was seen and `by` may change it."""
    seen = Plan.objects.filter(pk=plan.pk).first()
    if seen is None:
        raise PlanningError(_("This plan has been deleted."))
    if not can_change(by, seen):
        raise PlanningError(_("Your role cannot change this plan."))
    taken = Plan.objects.filter(pk=plan.pk, version=plan.version).update(
        version=F("version") + 1, updated_at=timezone.now(), **values
    )
    if taken != 1:
        raise PlanningError(_("Somebody changed this plan meanwhile. Reload the page."))
