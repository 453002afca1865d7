"""The design's rules, proved on the source itself. Each rule is shown to catch what it forbids."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each imports only what stands before it.
ORDER = ("prose", "images", "people", "events", "articles", "newsroom")
READERS_SIDE = ("articles/public/", "articles/templatetags/readers.py")
# The door's own modules, and the synthetic corpus, which writes a hundred thousand at once.
WRITERS = (
    "articles/publishing.py",
    "articles/timeline.py",
    "articles/freezing.py",
    "articles/renewing.py",
    "articles/attributing.py",
    "newsroom/corpus",
    "newsroom/management/commands/corpus.py",
)
DESK_MODULES = (
    "articles.desk",
    "articles.embargo",
    "articles.publishing",
    "articles.timeline",
    "articles.freezing",
    "articles.readiness",
    "articles.refusals",
    "articles.permissions",
    "articles.models.article",
    "articles.models.calendar_address",
    "articles.models.embargo",
    "articles.models.journal",
    "articles.models.plan",
    "articles.models.preview",
)
DESK_MODELS = {
    "Article", "Byline", "CalendarAddress", "Coverage", "EmbargoDocument", "Illustration",
    "JournalEntry", "Mention", "Plan", "PreviewLink", "PreviewNote", "Revision", "Tagging",
}  # fmt: skip
WRITES = {
    "create", "acreate", "update", "aupdate", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "delete", "save",
}  # fmt: skip
FOLLOWING = {"select_related", "prefetch_related", "getattr", "only", "defer"}

Rule = Callable[[Path, ast.Module], Iterator[str]]


def modules() -> list[Path]:
    return sorted(path for package in ORDER for path in (ROOT / package).rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def violations(rule: Rule, paths: list[Path]) -> list[str]:
    assert paths, "The rule looks at nothing."
    return [
        f"{place(path)}: {found}"
        for path in paths
        for found in rule(path, ast.parse(path.read_text()))
    ]


def caught(rule: Rule, where: str, source: str) -> bool:
    return any(rule(ROOT / where, ast.parse(source)))


def imported(path: Path, tree: ast.AST) -> Iterator[str]:
    """The dotted names that a module imports, `from a import b` as `a.b`."""
    package = place(path).removesuffix(".py").split("/")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


# Imports --------------------------------------------------------------------------------------


def against_the_order(path: Path, tree: ast.Module) -> Iterator[str]:
    own = ORDER.index(place(path).split("/")[0])
    for name in imported(path, tree):
        package = name.split(".")[0]
        if package == "tests" or (package in ORDER and ORDER.index(package) > own):
            yield name


def migrated_against_the_order(path: Path, tree: ast.Module) -> Iterator[str]:
    """What a migration waits for or points at, by its application's label."""
    own = ORDER.index(place(path).split("/")[0])
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and (label := text.split(".")[0]) in ORDER[own + 1 :]:
            yield label


def inside_a_function(path: Path, tree: ast.Module) -> Iterator[str]:
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(outer):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{outer.name}, line {node.lineno}"
        elif called_by_name(outer):
            yield f"import by name: {ast.unparse(outer)}"


def called_by_name(node: ast.AST) -> bool:
    """Whether it is `import_module` or `__import__`, bare or as an attribute."""
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name in {"__import__", "import_module"}


def test_packages_import_in_one_direction_only() -> None:
    assert violations(against_the_order, modules()) == []


def test_migrations_follow_the_same_direction() -> None:
    migrations = [path for path in modules() if path.match("*/migrations/0*.py")]
    assert violations(migrated_against_the_order, migrations) == []


def test_no_import_hides_in_a_function() -> None:
    assert violations(inside_a_function, modules()) == []


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("prose/plain.py", "import images"),
        ("people/models.py", "from events.models import Event"),
        ("images/views.py", "from newsroom import pages"),
        ("articles/body.py", "from tests.clock import START"),
    ],
)
def test_an_import_to_the_right_is_caught(where: str, source: str) -> None:
    assert caught(against_the_order, where, source)
    assert not caught(against_the_order, "newsroom/urls.py", source.replace("tests.", "prose."))


def test_a_dependency_to_the_right_is_caught() -> None:
    for source in ('d = [("events", "0001_initial")]', 'ForeignKey(to="articles.article")'):
        assert caught(migrated_against_the_order, "people/migrations/0001_initial.py", source)


def test_an_import_in_a_function_or_by_name_is_caught() -> None:
    for source in (
        "def f():\n    import os",
        "class A:\n    def f(self):\n        if 1:\n            from os import path",
        "import importlib\nimportlib.import_module('articles')",
        "__import__('articles')",
    ):
        assert caught(inside_a_function, "prose/plain.py", source)


# The readers' side ----------------------------------------------------------------------------


def of_the_desk(path: Path, tree: ast.Module) -> Iterator[str]:
    """What reaches from the readers' side to the working copy: by import, attribute or lookup."""
    yield from (
        name
        for name in imported(path, tree)
        if any(within(name, module) for module in DESK_MODULES)
        or (name.startswith("articles.models") and name.split(".")[-1] in DESK_MODELS)
    )
    views = module_names(tree)
    for node in ast.walk(tree):
        if names_the_desk(node, views) or looks_the_desk_up(node):
            yield f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def names_the_desk(node: ast.AST, views: set[str]) -> bool:
    """`views.article` is a view; `edition.article` is the desk; `article_id` is a key."""
    if isinstance(node, ast.Name):
        return node.id in DESK_MODELS
    if not isinstance(node, ast.Attribute):
        return False
    on_module = isinstance(node.value, ast.Name) and node.value.id in views
    return node.attr in DESK_MODELS or (node.attr == "article" and not on_module)


def looks_the_desk_up(node: ast.AST) -> bool:
    """By the name of a column of the article, or by following the key."""
    if isinstance(node, ast.keyword):
        return (node.arg or "").startswith("article__")
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "article__" in node.value
    if not isinstance(node, ast.Call) or called(node) not in FOLLOWING:
        return False
    return any(isinstance(arg, ast.Constant) and arg.value == "article" for arg in node.args)


def module_names(tree: ast.Module) -> set[str]:
    """The names that stand for modules here: imported, and written small."""
    return {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.name.islower()
    }


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def test_the_readers_side_never_reaches_the_desk() -> None:
    readers = [path for path in modules() if place(path).startswith(READERS_SIDE)]
    assert any(place(path) == READERS_SIDE[1] for path in readers)
    assert violations(of_the_desk, readers) == []


@pytest.mark.parametrize(
    "source",
    [
        "from articles.desk import revisions",
        "from articles.models import Article",
        "from articles.models.article import Article as Hidden",
        "from articles.publishing import publish",
        "from articles import models\nmodels.Article.objects.all()",
        "edition.article.title",
        "listing.entries[0].edition.article",
        "Edition.objects.filter(article__status='draft')",
        "Edition.objects.values('article__title')",
        "Edition.objects.select_related('article')",
        "getattr(edition, 'article')",
    ],
)
def test_a_reach_to_the_desk_is_caught(source: str) -> None:
    assert caught(of_the_desk, "articles/public/views.py", source)


def test_what_is_no_reach_to_the_desk_is_let_through() -> None:
    source = """
from articles.public import views
from articles.models import Edition
path("x", views.article, name="article")
Edition.objects.filter(article_id=edition.article_id).values("article")
def article(request): article = {"@type": "NewsArticle"}; article.items()
"""
    assert not caught(of_the_desk, "articles/public/urls.py", source)


TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")


def desk_in(template: str) -> list[str]:
    """The template tags in which a variable or an attribute is called `article`."""
    return [
        tag for tag in TAG.findall(template) if re.search(r"\barticle\b", LITERAL.sub('""', tag))
    ]


def test_no_public_template_touches_an_article() -> None:
    templates = [
        path
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and not place(path).startswith("templates/admin/")
    ]
    assert templates
    found = {place(path): desk_in(path.read_text()) for path in templates}
    assert {name: tags for name, tags in found.items() if tags} == {}


def test_a_template_that_touches_an_article_is_caught() -> None:
    for tag in (
        "{{ edition.article.title }}",
        "{% if entry.edition.article %}",
        "{{ article.status }}",
        "{% for note in edition.article.journal.all %}",
    ):
        assert desk_in(tag)
    for tag in (
        '{% include "articles/article.html" %}',
        "{% url 'articles:article' %}",
        "{{ edition.article_id }}",
        "<article>{{ edition.title }}</article>",
    ):
        assert not desk_in(tag)


# The door -------------------------------------------------------------------------------------


def writes_an_edition(path: Path, tree: ast.Module) -> Iterator[str]:
    """Calls that make, move or end an edition, or write the keys of what it speaks of."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and is_edition_model(node.func.id):
            yield f"line {node.lineno}: {node.func.id}("
        elif isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            names = set(chain(node.func.value))
            if any(is_edition_model(name) for name in names) or names & {"editions", "edition"}:
                yield f"line {node.lineno}: .{node.func.attr}("


def is_edition_model(name: str) -> bool:
    return name in {
        "Edition", "EditionPerson", "EditionTopic", "EditionEvent", "EditionImage", "Quotation",
    }  # fmt: skip


def chain(node: ast.expr) -> Iterator[str]:
    """The names along `a.b(…).c`, from the right."""
    if isinstance(node, ast.Call):
        yield from chain(node.func)
    elif isinstance(node, ast.Attribute):
        yield node.attr
        yield from chain(node.value)
    elif isinstance(node, ast.Subscript):
        yield from chain(node.value)
    elif isinstance(node, ast.Name):
        yield node.id


def test_only_the_door_writes_editions() -> None:
    others = [path for path in modules() if not place(path).startswith(WRITERS)]
    assert violations(writes_an_edition, others) == []


def test_the_door_itself_does_write_them() -> None:
    for name in WRITERS[:3]:
        tree = ast.parse((ROOT / name).read_text())
        assert name == WRITERS[0] or list(writes_an_edition(ROOT / name, tree))


@pytest.mark.parametrize(
    "source",
    [
        "Edition(article=article)",
        "Edition.objects.create(article=article)",
        "Edition.objects.filter(pk=1).update(live_until=None)",
        "Edition.objects.visible().delete()",
        "EditionPerson.objects.bulk_create([])",
        "article.editions.all().update(title='x')",
        "edition.save()",
        "page.edition.save(update_fields=['note'])",
    ],
)
def test_a_write_of_an_edition_is_caught(source: str) -> None:
    assert caught(writes_an_edition, "articles/desk/preview.py", source)


def test_reading_editions_is_let_through() -> None:
    for source in (
        "Edition.objects.visible().count()",
        "article.save()",
        "found.update(edition=1)",
    ):
        assert not caught(writes_an_edition, "articles/desk/preview.py", source)
