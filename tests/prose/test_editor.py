"""The body editor's configuration: derived from the allow-list, in touch with nobody else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from newsroom.checks import public_css, rich_text_fence, unstyled
from prose.allowlist import BOX_KINDS, CLASSES, ELEMENTS, EVERYWHERE, NOTE_ELEMENTS
from prose.editor import (
    BLOCK_PLUGINS,
    CLOUD_PLUGINS,
    FOR_EDITORS,
    FOR_NOTES,
    FOR_WRITERS,
    OWN_PLUGINS,
    allowed_content,
    own_plugins,
)
from prose.fields import RichTextField, RichTextWidget, plugin_addresses

STATIC = Path(settings.BASE_DIR, "static")
SURFACE = (STATIC / "desk/editor/surface.css").read_text()
PUBLIC = (STATIC / "css/public.css").read_text()
CONFIGS = sorted(settings.CKEDITOR_CONFIGS.items())


def buttons(config: dict[str, Any]) -> list[str]:
    return [button for group in config["toolbar"] for button in group["items"]]


def context(widget: Any) -> dict[str, Any]:
    found: dict[str, Any] = widget.get_context("body", "", {"id": "id_body"})["widget"]
    return found


@pytest.mark.parametrize(("name", "config"), CONFIGS)
def test_no_plugin_sends_the_text_elsewhere(name: str, config: dict[str, Any]) -> None:
    assert set(CLOUD_PLUGINS) <= set(config["removePlugins"].split(","))
    assert not set(CLOUD_PLUGINS) & set(config["extraPlugins"].split(","))
    assert config["versionCheck"] is False


def test_nothing_can_be_uploaded_through_the_editor_s_package() -> None:
    assert not apps.is_installed("ckeditor_uploader")
    for name in ("ckeditor_upload", "ckeditor_browse"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize(("name", "config"), CONFIGS)
def test_the_content_filter_is_the_allow_list(name: str, config: dict[str, Any]) -> None:
    elements = NOTE_ELEMENTS if name == FOR_NOTES else ELEMENTS
    assert config["allowedContent"] == allowed_content(elements)
    named = {rule.split("[")[0] for rule in config["allowedContent"].split("; ")}
    assert named == set(elements)


def test_the_editor_of_a_note_offers_neither_block_nor_reference() -> None:
    config = settings.CKEDITOR_CONFIGS[FOR_NOTES]
    assert not {"Photo", "Exergue", "Citation", "Encadre", "LienInterne"} & set(buttons(config))
    assert {"Bold", "Link", "Typographie"} <= set(buttons(config))
    assert not set(BLOCK_PLUGINS) & set(config["extraPlugins"].split(","))
    assert "data-" not in config["allowedContent"]


def test_only_editors_see_the_source() -> None:
    writers, editors = (settings.CKEDITOR_CONFIGS[name] for name in (FOR_WRITERS, FOR_EDITORS))
    assert "Source" not in buttons(writers)
    assert "sourcearea" in writers["removePlugins"].split(",")
    assert "Source" in buttons(editors)
    assert "sourcearea" not in editors["removePlugins"].split(",")


def test_the_field_gives_the_source_without_giving_it_to_everybody() -> None:
    field = RichTextField(required=False)
    assert "sourcearea" not in context(field.with_source().widget)["config"]
    assert "sourcearea" in context(field.widget)["config"]


def test_the_browser_checks_the_spelling_in_french() -> None:
    config = settings.CKEDITOR_CONFIGS[FOR_WRITERS]
    assert config["contentsLanguage"] == "fr"
    assert config["disableNativeSpellChecker"] is False


def test_our_plugins_are_all_there_and_have_an_address() -> None:
    assert own_plugins() == list(OWN_PLUGINS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "STATIC_URL", "https://static.example.fr/s/")
        patch.setattr("prose.fields.static", lambda path: f"https://static.example.fr/s/{path}")
        sent = json.loads(context(RichTextWidget())["external_plugin_resources"])
    assert [
        "collage", "https://static.example.fr/s/desk/editor/collage/", "plugin.js"
    ] in sent  # fmt: skip
    assert [name for name, _folder, _file in plugin_addresses()] == own_plugins()


def test_the_widget_works_where_no_language_is_active() -> None:
    with translation.override(None):
        assert context(RichTextWidget())["config"]


def test_the_check_sees_a_hole(settings: Any) -> None:
    assert rich_text_fence() == []
    open_config = settings.CKEDITOR_CONFIGS[FOR_WRITERS] | {
        "allowedContent": True,
        "removePlugins": "",
    }
    settings.CKEDITOR_CONFIGS = {"default": open_config}
    assert {error.id for error in rich_text_fence()} == {"newsroom.E005"}
    assert len(rich_text_fence()) == 2


def test_the_check_sees_what_readers_would_get_unstyled() -> None:
    assert unstyled(public_css()) == []
    assert unstyled("") != []
    assert unstyled(PUBLIC.replace(".encadre", ".autre")) == [".encadre"]
    # A word in a comment or in a value styles nothing.
    assert "table" in unstyled("/* table */ p { display: table }")


# The plugins have no list of their own ----------------------------------------------------------


def constant(plugin: str, name: str) -> str:
    """What stands in a plugin's file for `const name =` or `name:`, to the end of the value."""
    source = (STATIC / f"desk/editor/{plugin}/plugin.js").read_text()
    found = re.search(rf"\b{name}(?: =|:)(.*?)(?=\n\s*(?://|/\*|const |\}}|$))", source, re.S)
    assert found, name
    return found[1]


def lists_in(text: str) -> dict[str, frozenset[str]]:
    """`{A: ["href"], TH: ["scope"]}`, with the names of elements in small letters."""
    return {
        name.lower(): frozenset(re.findall(r'"([^"]+)"', values))
        for name, values in re.findall(r"([A-Z0-9]+): \[([^\]]*)\]", text)
    }


def test_a_paste_keeps_what_the_list_names_and_no_more() -> None:
    names = re.findall(r'"([^"]+)"', constant("collage", "BLOCK") + constant("collage", "KEPT"))
    assert {name.lower() for name in " ".join(names).split()} == set(ELEMENTS)
    known = {name: attributes for name, attributes in ELEMENTS.items() if attributes}
    assert lists_in(constant("collage", "ATTRIBUTES")) == known
    assert lists_in(constant("collage", "CLASSES")) == CLASSES


def test_the_kinds_of_box_are_those_of_the_list() -> None:
    kinds = re.findall(r'\["([^"]+)", "([^"]+)"\]', constant("encadre", "kinds"))
    assert kinds == list(BOX_KINDS.items())


def test_a_line_of_a_block_holds_what_the_list_names() -> None:
    rules = "".join(re.findall(r'"([^"]*)"', constant("blocs", "INLINE"))).split(";")
    assert len(rules) > 3
    for rule in rules:
        names, _bracket, attributes = rule.strip().rstrip("]").partition("[")
        assert set(names.split()) <= set(ELEMENTS)
        if attributes:
            assert set(attributes.split(",")) == ELEMENTS[names] | EVERYWHERE, names


# The writing surface is the page --------------------------------------------------------------


def properties(css: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"(--[a-z]+):\s*([^;]+);", css.split("@media print")[0]):
        found.setdefault(name, []).append(value)
    return found


def declarations(css: str, selector: str) -> dict[str, str]:
    """What the rules of exactly `selector` declare."""
    found: dict[str, str] = {}
    for body in re.findall(rf"(?m)^\s*{re.escape(selector)} \{{([^}}]*)\}}", css):
        found |= dict(re.findall(r"([a-z-]+):\s*([^;]+);", body))
    return found


@pytest.mark.parametrize(
    "name", ["--papier", "--encre", "--gris", "--accent", "--filet", "--voile"]
)
def test_the_surface_has_the_page_s_colours_in_the_light_and_in_the_dark(name: str) -> None:
    light, dark = properties(PUBLIC)[name][:2]
    assert properties(SURFACE)[name] == [light, dark, dark]


@pytest.mark.parametrize("name", ["--serif", "--sans", "--mesure"])
def test_the_surface_has_the_page_s_faces_and_measure(name: str) -> None:
    assert properties(SURFACE)[name] == properties(PUBLIC)[name][:1]


@pytest.mark.parametrize(
    ("public", "surface"),
    [
        (".corps h2", "h2"),
        (".corps h3", "h3"),
        (".corps > * + h2", "> * + h2"),
        (".corps > * + h3", "> * + h3"),
        (".corps > * + *", "> * + *"),
        (".corps li + li", "li + li"),
    ],
)
def test_the_surface_has_the_page_s_sizes_and_rhythm(public: str, surface: str) -> None:
    wanted = declarations(PUBLIC, public)
    assert wanted
    wanted.pop("hyphens", None)
    assert declarations(SURFACE, f".cke_editable.cke_editable {surface}") == wanted
