"""The five roles, as groups made from code after every migration, never by hand."""

from typing import Any

from django.apps import apps
from django.db.models import Q

READS = {
    "articles.view_article", "articles.view_section", "articles.view_topic",
    "articles.view_plan",
    "people.view_person", "people.view_organisation", "people.view_position",
    "events.view_event", "events.view_participation", "events.view_organiser",
    "images.view_image",
}  # fmt: skip
WRITES = {
    "articles.add_article", "articles.change_article", "articles.delete_article",
    "articles.add_plan", "articles.change_plan",
    "images.add_image", "images.change_image",
}  # fmt: skip
DIRECTORY = {
    f"{app}.{action}_{model}"
    for app, model in (
        ("people", "person"), ("people", "organisation"), ("people", "position"),
        ("events", "event"), ("events", "participation"), ("events", "organiser"),
    )
    for action in ("add", "change", "delete")
}  # fmt: skip
DECIDES = {
    "articles.edit_any_article", "articles.review_article", "articles.publish_article",
    "articles.add_topic", "articles.change_topic", "articles.delete_topic",
    "images.curate_image", "articles.waive_finding", "articles.view_waiver",
    "articles.view_outboxitem", "articles.direct_plan", "articles.delete_plan",
    "articles.compose_front",
} | {
    f"articles.{action}_{model}"
    for model in ("houserule", "houseword")
    for action in ("add", "change", "delete", "view")
}  # fmt: skip
LEADS = {
    "articles.lift_embargo", "articles.add_section", "articles.change_section",
    "articles.delete_section", "people.merge_person", "people.merge_organisation",
}  # fmt: skip
TELLS = {
    f"articles.{action}_webhook" for action in ("add", "change", "delete", "view")
}  # fmt: skip
LIBRARY = {
    "images.add_image", "images.change_image", "images.delete_image", "images.curate_image",
}  # fmt: skip
ACCOUNTS = {
    f"auth.{action}_{model}"
    for model in ("user", "group")
    for action in ("add", "change", "delete", "view")
}

JOURNALIST = READS | WRITES
EDITOR = JOURNALIST | DECIDES | DIRECTORY
CHIEF = EDITOR | LEADS
ROLES: dict[str, set[str]] = {
    "journalist": JOURNALIST,
    "editor": EDITOR,
    "chief": CHIEF,
    "picture_editor": READS | LIBRARY,
    "admin": CHIEF | LIBRARY | TELLS | ACCOUNTS | {"articles.import_edition"},
}


def apply_roles(**kwargs: Any) -> None:
    """Give each group exactly the permissions of its role."""
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    for role, wanted in ROLES.items():
        group, _created = groups.get_or_create(name=role)
        query = Q(pk__in=[])
        for name in wanted:
            app, codename = name.split(".")
            query |= Q(content_type__app_label=app, codename=codename)
        group.permissions.set(permissions.filter(query))
