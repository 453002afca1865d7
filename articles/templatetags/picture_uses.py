"""What a page of the picture library says of the articles; the library itself knows none."""

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse

from articles import permissions
from articles.desk.picture_uses import holders_of, uses_of
from images.models import Image

register = template.Library()


@register.inclusion_tag("admin/articles/_picture_uses.html", takes_context=True)
def picture_uses(context: dict[str, Any], image: Image) -> dict[str, Any]:
    """Where `image` stands. A working copy that the person may not read is counted, not named."""
    user = context["request"].user
    uses = uses_of(image)
    named = [
        use for use in uses if use.edition is not None or permissions.can_view(user, use.article)
    ]
    holders = [(record, desk_address(record, user)) for record in holders_of(image)]
    return {"uses": named, "others": len(uses) - len(named), "holders": holders}


def desk_address(record: Model, user: User) -> str:
    """Of the page of `record` at the desk; "" for who may not open it: readers know its name."""
    label, model = record._meta.app_label, record._meta.model_name
    if not user.has_perm(f"{label}.view_{model}"):
        return ""
    return reverse(f"admin:{label}_{model}_change", args=[record.pk])
