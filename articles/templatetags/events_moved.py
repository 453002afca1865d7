"""What the admin page of an event shows of articles; the events know nothing of them."""

from typing import Any

from django import template

from articles import permissions
from articles.models import ToLookAt
from events.models import Event, EventChange
from events.told import sentences

register = template.Library()

DONE_SHOWN = 30


@register.inclusion_tag("admin/events/event/_articles.html", takes_context=True)
def articles_to_look_at(context: template.Context, event: Event) -> dict[str, Any]:
    """What is open about `event` and what was done, for those who may review."""
    request = context["request"]
    if not permissions.may(request.user, "review_article"):
        return {}
    about = ToLookAt.objects.filter(change__event=event)
    return {
        "items": about.open(),
        "done": about.exclude(looked_at=None).for_editors()[:DONE_SHOWN],
        "request": request,
    }


@register.filter
def told(change: EventChange) -> str:
    """What changed, in sentences."""
    return " ".join(sentences(change))
