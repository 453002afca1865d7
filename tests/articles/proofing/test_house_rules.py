"""The house's rules: written by editors, tried out, live, and never able to hold up the desk."""

import time

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.desk.proofing import check
from articles.models import HouseRule
from tests.factories import client_of, make_article, make_user

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_houserule_add")
RULE = {
    "pattern": r"\bau jour d'aujourd'hui\b",
    "message": "Pléonasme.",
    "replacement": "aujourd’hui",
    "level": "warn",
    "state": "draft",
}
TEXT = "<p>Au jour d’aujourd’hui, le comité attend.</p>"


def rule(**fields: object) -> HouseRule:
    return HouseRule.objects.create(**RULE | fields)


def found(body: str) -> list[tuple[str, str, str | None, str]]:
    return [
        (one.excerpt, one.message, one.fix, str(one.level))
        for one in check(make_article(body=body))
        if one.code == "house-style"
    ]


def test_a_live_rule_speaks_and_a_draft_does_not() -> None:
    written = rule()
    assert found(TEXT) == []
    written.state = "live"
    written.save()
    assert found(TEXT) == [("Au jour d’aujourd’hui", "Pléonasme.", "aujourd’hui", "warn")]


def test_a_rule_leaves_quotations_alone_unless_it_says_so() -> None:
    quoted = "<p>« Au jour d’aujourd’hui, nous attendons », dit-elle.</p>"
    written = rule(state="live", level="block")
    assert found(quoted) == []
    HouseRule.objects.filter(pk=written.pk).update(in_quotations=True)
    assert found(quoted) == [("Au jour d’aujourd’hui", "Pléonasme.", None, "info")]


def test_capitals_matter_when_it_is_said() -> None:
    rule(state="live", exact_case=True)
    assert found(TEXT) == []


def test_a_replacement_may_use_groups() -> None:
    rule(state="live", pattern=r"\b(Dr|Pr)\. ", replacement=r"\1 ")
    assert found("<p>Le Dr. Valdombre attend.</p>")[0][2] == "Dr "


@pytest.mark.parametrize(
    "pattern",
    [
        "au jour d’aujourd’hui",
        "au\u00a0jour d'aujourd’hui",
        "au\u202fjour d[’']aujourd[’']hui",
    ],
)
def test_any_apostrophe_and_any_space_of_a_rule_are_those_of_the_text(
    editor: User, pattern: str
) -> None:
    answer = client_of(editor).post(ADD, RULE | {"pattern": pattern, "state": "live"})
    assert answer.status_code == 302
    for text in (TEXT, TEXT.replace("’", "'"), TEXT.replace("Au ", "Au\u00a0")):
        assert len(found(text)) == 1


@pytest.mark.parametrize("role", ["editor", "chief", "admin"])
def test_who_edits_writes_rules(role: str) -> None:
    answer = client_of(make_user(role)).post(ADD, RULE)
    assert answer.status_code == 302
    assert HouseRule.objects.get().pattern == RULE["pattern"]


@pytest.mark.parametrize("role", ["journalist", "picture_editor"])
def test_nobody_else_writes_rules(role: str) -> None:
    assert client_of(make_user(role)).post(ADD, RULE).status_code == 403


@pytest.mark.parametrize(
    "pattern",
    ["(", "[a", "a{2,1}", "*a", "a*", "", "(a+)+$", "(a|aa)+$", r"([a-z]+\s?)+[?;]", "x" * 201],
)
def test_a_bad_expression_is_refused_at_its_field(editor: User, pattern: str) -> None:
    start = time.perf_counter()
    answer = client_of(editor).post(ADD, RULE | {"pattern": pattern})
    assert time.perf_counter() - start < 5
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["pattern"]
    assert not HouseRule.objects.exists()


def test_a_replacement_of_a_group_that_is_not_there_is_refused(editor: User) -> None:
    answer = client_of(editor).post(ADD, RULE | {"replacement": r"\3"})
    assert answer.context["adminform"].form.errors["replacement"]


def test_a_rule_that_would_never_end_is_given_up_and_the_text_is_proofread() -> None:
    # Put in beside the form: an import, or a pattern that no trial betrayed.
    rule(state="live", pattern=r"(\w+\s?)+[%;]")
    body = f"<p>{'mot ' * 4_000}</p><p>Le comité compte 12000 membres.</p>"
    start = time.perf_counter()
    codes = {one.code for one in check(make_article(title="Un avis", body=body))}
    assert time.perf_counter() - start < 3
    assert "number-ungrouped" in codes


def test_a_draft_is_tried_out_on_past_articles(editor: User) -> None:
    make_article(title="Un accord", body=TEXT)
    make_article(title="Un autre", body="<p>Rien.</p>")
    where = reverse("admin:articles_houserule_try", args=[rule().pk])
    page = client_of(editor).get(where).content.decode()
    assert "<mark>Au jour d’aujourd’hui</mark>" in page
    assert "Un accord" in page
    assert "Un autre" not in page


def test_a_rule_that_takes_too_long_says_so_when_it_is_tried_out(editor: User) -> None:
    make_article(body=f"<p>{'mot ' * 4_000}</p>")
    where = reverse("admin:articles_houserule_try", args=[rule(pattern=r"(\w+\s?)+[%;]").pk])
    answer = client_of(editor).get(where)
    assert answer.context["tried"].gave_up
