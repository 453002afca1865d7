"""A key that no row can have is refused at its field, wherever the desk completes a name."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.factories import client_of, make_organisation, make_person
from tests.forms import Answer, errors_of, form_of, send

pytestmark = pytest.mark.django_db

bad_keys = pytest.mark.parametrize("key", ["abc", "-1", "9" * 23, ""])


def completes(of: "admin.ModelAdmin[Any]") -> bool:
    """Whether a form of this admin, or a row in it, completes a name."""
    declared = [of.autocomplete_fields, *(inline.autocomplete_fields for inline in of.inlines)]
    return any(declared) or bool(completed(of.form.base_fields))


def completed(fields: dict[str, Any]) -> list[str]:
    """The fields whose widget completes a name, under the "add" sign of the admin or not."""
    return [
        name
        for name, field in fields.items()
        if isinstance(getattr(field.widget, "widget", field.widget), AutocompleteMixin)
    ]


COMPLETING = [of for of in admin.site._registry.values() if completes(of)]
every_admin = pytest.mark.parametrize("of", COMPLETING, ids=lambda of: of.opts.label_lower)


@pytest.fixture
def desk(db: None) -> Client:
    return client_of(User.objects.create_superuser("partout"))


def add_page(desk: Client, of: "admin.ModelAdmin[Any]") -> tuple[str, Answer]:
    address = reverse(f"admin:{of.opts.app_label}_{of.opts.model_name}_add")
    return address, desk.get(address)


def of_the_form(page: Answer) -> list[str]:
    return completed(page.context["adminform"].form.fields)


def of_its_rows(page: Answer) -> Iterator[tuple[str, str]]:
    """(prefix of the rows, field) of each autocomplete."""
    for inline in page.context["inline_admin_formsets"]:
        for name in completed(inline.formset.empty_form.fields):
            yield inline.formset.prefix, name


def refused(answer: Answer, field: str, key: str) -> None:
    """The page came back with a sentence at the field; an empty one may be saved."""
    assert answer.status_code in ({200} if key else {200, 302})
    if key:
        assert field in errors_of(answer)


def typed_text(page: Answer) -> dict[str, str]:
    """Something typed in one plain line of the form, which is to come back."""
    fields = page.context["adminform"].form.fields
    name = next(name for name in ("kicker", "title", "name", "given_name") if name in fields)
    return {name: "Un mot"}


def kept(answer: Answer, typed: dict[str, str]) -> None:
    if answer.status_code == 200:
        form = form_of(answer)
        assert {name: form[name] for name in typed} == typed


@every_admin
@bad_keys
def test_an_address_that_brings_a_bad_key_opens_the_form(
    desk: Client, of: "admin.ModelAdmin[Any]", key: str
) -> None:
    address, page = add_page(desk, of)
    for field in of_the_form(page):
        assert desk.get(address, {field: key}).status_code == 200, field


@every_admin
@bad_keys
def test_a_bad_key_is_refused_at_its_field_and_the_rest_is_kept(
    desk: Client, of: "admin.ModelAdmin[Any]", key: str
) -> None:
    address, page = add_page(desk, of)
    for field in of_the_form(page):
        typed = typed_text(page)
        answer = send(desk, address, **typed | {field: key})
        refused(answer, field, key)
        kept(answer, typed)
    for prefix, name in of_its_rows(page):
        field, typed = f"{prefix}-0-{name}", typed_text(page)
        answer = send(desk, address, **typed | {f"{prefix}-TOTAL_FORMS": 1, field: key})
        refused(answer, field, key)
        kept(answer, typed)


def test_the_autocompletes_of_the_desk_are_found(desk: Client) -> None:
    """The two tests above ask what they claim to."""
    found = set()
    for of in COMPLETING:
        _, page = add_page(desk, of)
        rows = [f"{prefix}-{name}" for prefix, name in of_its_rows(page)]
        found |= {f"{of.opts.model_name}.{name}" for name in [*of_the_form(page), *rows]}
    assert found >= {
        "article.event_choices", "article.topic_choices", "article.bylines-person",
        "article.mentions-person", "event.parent", "event.picture",
        "event.organiser_set-organisation", "event.participations-person", "person.portrait",
        "person.positions-organisation", "plan.event", "plan.section",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["person", "organisation"])
@bad_keys
def test_the_page_that_merges_refuses_a_bad_key(desk: Client, kind: str, key: str) -> None:
    record = make_person() if kind == "person" else make_organisation()
    address = reverse(f"admin:people_{kind}_merge", args=[record.pk])
    assert desk.get(address, {"gone": key}).status_code == 200
    answer = send(desk, address, gone=key)
    refused(answer, "gone", key)
