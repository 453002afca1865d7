"""The five roles come from code."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom.roles import ROLES, apply_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db

# What the design says, in one table.
MAY = {
    "articles.add_article": {"journalist", "editor", "chief", "admin"},
    "articles.edit_any_article": {"editor", "chief", "admin"},
    "articles.review_article": {"editor", "chief", "admin"},
    "articles.publish_article": {"editor", "chief", "admin"},
    "articles.compose_front": {"editor", "chief", "admin"},
    "articles.lift_embargo": {"chief", "admin"},
    "articles.import_edition": {"admin"},
    "articles.delete_section": {"chief", "admin"},
    "articles.change_topic": {"editor", "chief", "admin"},
    "people.change_person": {"editor", "chief", "admin"},
    "events.change_event": {"editor", "chief", "admin"},
    "images.add_image": {"journalist", "editor", "chief", "picture_editor", "admin"},
    "images.delete_image": {"picture_editor", "admin"},
    "auth.change_user": {"admin"},
}


def permissions_of(group: Group) -> set[str]:
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_the_roles_are_those_of_the_design_and_exist_after_a_migration() -> None:
    assert set(ROLES) == {"journalist", "editor", "chief", "picture_editor", "admin"}
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_has_exactly_its_permissions_and_each_of_them_exists(role: str) -> None:
    assert permissions_of(Group.objects.get(name=role)) == ROLES[role]


@pytest.mark.parametrize("permission", sorted(MAY))
def test_each_power_is_given_to_those_that_the_design_names(permission: str) -> None:
    app, codename = permission.split(".")
    assert Permission.objects.filter(content_type__app_label=app, codename=codename).exists()
    assert {role for role in ROLES if make_user(role).has_perm(permission)} == MAY[permission]


@pytest.mark.parametrize("permission", ["edition", "journalentry", "revision", "rendition"])
def test_nobody_writes_by_hand_what_code_alone_writes(permission: str) -> None:
    for role, given in ROLES.items():
        hand = {name for name in given if name.endswith(f"_{permission}") and ".view_" not in name}
        assert hand - {"articles.import_edition"} == set(), role


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert make_user("").get_all_permissions() == set()


def test_what_was_changed_by_hand_is_put_right_by_the_next_migration() -> None:
    journalist = Group.objects.get(name="journalist")
    journalist.permissions.add(Permission.objects.get(codename="publish_article"))
    Group.objects.get(name="chief").permissions.clear()
    Group.objects.get(name="admin").delete()
    call_command("migrate", verbosity=0)
    for role, wanted in ROLES.items():
        assert permissions_of(Group.objects.get(name=role)) == wanted


def test_a_group_of_the_newsroom_s_own_is_left_alone() -> None:
    own = Group.objects.create(name="pigistes")
    own.permissions.add(Permission.objects.get(codename="view_article"))
    apply_roles()
    assert permissions_of(own) == {"articles.view_article"}
