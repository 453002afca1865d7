"""What a page of the picture library says of the articles; the library itself knows none."""

from typing import Any

from django import template

from articles import permissions
from articles.desk.picture_uses import desk_address, holders_of, uses_of
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
