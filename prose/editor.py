"""CKEditor's configuration, derived from the allow-list. Pure: the settings import it."""

from pathlib import Path
from typing import Any

from prose.allowlist import CLASSES, ELEMENTS, EVERYWHERE, NOTE_ELEMENTS

# Plugins that send the text to somebody else's server, or that make what the list refuses.
CLOUD_PLUGINS = ("exportpdf", "scayt", "wsc", "embed", "autoembed", "embedsemantic", "easyimage")
UNWANTED_PLUGINS = (
    "wysiwygarea", "flash", "iframe", "forms", "smiley", "image", "image2", "uploadimage",
    "newpage", "templates", "save", "print", "preview", "font", "colorbutton", "colordialog",
    "bidi", "div", "language", "pagebreak", "copyformatting", "codesnippet", "codesnippetgeshi",
    "about", "horizontalrule", "justify", "indentblock", "elementspath", "showborders",
    "filebrowser", "liststyle", "resize", "showblocks", "stylescombo",
)  # fmt: skip

# Of the package, beside those it loads by itself.
EXTRA_PLUGINS = ("widget", "divarea", "autogrow")

# Ours, each a folder of PLUGINS_FOLDER. The blocks and links, then what serves typing.
OWN_PLUGINS = (
    "blocs", "photo", "exergue", "citation", "encadre", "lien",
    "collage", "frappe", "typographie", "langue",
)  # fmt: skip
# What makes blocks and references, which a note does not hold.
BLOCK_PLUGINS = ("photo", "exergue", "citation", "encadre", "lien")
# Under the static files; found beside the code, because the settings are read before any app.
PLUGINS_FOLDER = "desk/editor"
_STATIC = Path(__file__).resolve().parent.parent / "static"

# The names of CKEDITOR_CONFIGS: what everybody gets, with the source for editors, and for a text
# on somebody.
FOR_WRITERS = "default"
FOR_EDITORS = "editor_with_source"
FOR_NOTES = "note"

# Short groups: one long group wraps badly on a narrow screen. The names are read aloud.
TOOLBAR: list[dict[str, Any]] = [
    {"name": "Paragraphe", "items": ["Format", "BulletedList", "NumberedList"]},
    {"name": "Caractères", "items": ["Bold", "Italic", "Superscript", "Subscript", "RemoveFormat"]},
    {"name": "Liens", "items": ["LienInterne", "Link", "Unlink"]},
    {"name": "Blocs", "items": ["Photo", "Exergue", "Citation", "Encadre", "Table"]},
    {
        "name": "Typographie",
        "items": ["Typographie", "Insecable", "VoirInsecables", "SpecialChar", "Langue"],
    },
    # Redoing has its chord, and the browser finds words in the page.
    {"name": "Édition", "items": ["Undo"]},
]
NOTE_TOOLBAR: list[dict[str, Any]] = [
    {"name": "Liens", "items": ["Link", "Unlink"]} if group["name"] == "Liens" else group
    for group in TOOLBAR
    if group["name"] != "Blocs"
]
SOURCE = {"name": "Source", "items": ["Source"]}

# What no French keyboard offers and the press needs; the stock list is of another age.
SPECIAL_CHARACTERS = list("«»“”’…—–·œŒæÆÉÈÊÀÇÎÔÙ€£$‰°ᵉº²³₂½¼×÷−±≈≤≥≠→←•§†©®™")

# CKEDITOR.CTRL + CKEDITOR.SHIFT, to which the code of a key is added.
CTRL_SHIFT = 0x110000 + 0x220000

# An element that says nothing without one of its attributes is not one.
REQUIRED = {"span": "lang"}


def allowed_content(elements: dict[str, frozenset[str]] = ELEMENTS) -> str:
    """The allow-list in the words of CKEditor's content filter."""
    rules = []
    for element, attributes in elements.items():
        required = REQUIRED.get(element)
        listed = ",".join(
            f"!{name}" if name == required else name for name in sorted(attributes | EVERYWHERE)
        )
        classes = ",".join(sorted(CLASSES.get(element, ())))
        rules.append(f"{element}[{listed}]" + (f"({classes})" if classes else ""))
    return "; ".join(rules)


def own_plugins() -> list[str]:
    """Those of OWN_PLUGINS that are there: the editor starts without one that is missing."""
    folder = _STATIC / PLUGINS_FOLDER
    return [name for name in OWN_PLUGINS if (folder / name / "plugin.js").is_file()]


def plugin_file(name: str) -> str:
    """The path of a plugin of ours within the static files."""
    return f"{PLUGINS_FOLDER}/{name}/plugin.js"


def editor_config(*, source: bool = False) -> dict[str, Any]:
    """The configuration; with `source`, the HTML itself can be seen and written."""
    removed = CLOUD_PLUGINS + UNWANTED_PLUGINS + (() if source else ("sourcearea",))
    return {
        "toolbar": [*TOOLBAR, SOURCE] if source else TOOLBAR,
        "format_tags": "p;h2;h3",
        "language": "fr",
        "contentsLanguage": "fr",
        "disableNativeSpellChecker": False,
        "title": "Texte",
        "entities": False,
        "entities_latin": False,
        "basicEntities": True,
        "linkDefaultProtocol": "https://",
        "linkShowTargetTab": False,
        "linkShowAdvancedTab": False,
        "specialChars": SPECIAL_CHARACTERS,
        "allowedContent": allowed_content(),
        "extraPlugins": ",".join([*EXTRA_PLUGINS, *own_plugins()]),
        "removePlugins": ",".join(removed),
        # A picture enters through the library, with its rights: never as the bytes of a paste.
        "pasteFromWord_inlineImages": False,
        "pasteTools_inlineImages": False,
        "customConfig": "",
        "stylesSet": [],
        "toolbarCanCollapse": False,
        "magicline_color": "#8a1c2b",
        # A line before or after a block: Ctrl+Maj+9 and 0, because 3 makes a subhead.
        "magicline_keystrokePrevious": CTRL_SHIFT + ord("9"),
        "magicline_keystrokeNext": CTRL_SHIFT + ord("0"),
        "width": "auto",
        "height": 460,
        "autoGrow_minHeight": 460,
        "autoGrow_onStartup": True,
        "versionCheck": False,
    }


def editor_configs() -> dict[str, dict[str, Any]]:
    """CKEDITOR_CONFIGS."""
    return {
        FOR_WRITERS: editor_config(),
        FOR_EDITORS: editor_config(source=True),
        FOR_NOTES: note_config(),
    }


def note_config() -> dict[str, Any]:
    """The configuration of a text that is printed as it stands."""
    plugins = [name for name in own_plugins() if name not in BLOCK_PLUGINS]
    return editor_config() | {
        "toolbar": NOTE_TOOLBAR,
        "allowedContent": allowed_content(NOTE_ELEMENTS),
        "extraPlugins": ",".join([*EXTRA_PLUGINS, *plugins]),
        "height": 220,
        "autoGrow_minHeight": 220,
    }
