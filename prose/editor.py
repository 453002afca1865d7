"""CKEditor's configuration, derived from the allow-list. Pure: the settings import it."""

from typing import Any

from prose.allowlist import CLASSES, ELEMENTS, EVERYWHERE

# Plugins that send the text to somebody else's server, or that make what the list refuses.
CLOUD_PLUGINS = ("exportpdf", "scayt", "wsc", "embed", "autoembed", "embedsemantic", "easyimage")
UNWANTED_PLUGINS = (
    "wysiwygarea", "flash", "iframe", "forms", "smiley", "image", "image2", "uploadimage",
    "newpage", "templates", "save", "print", "preview", "font", "colorbutton", "colordialog",
    "bidi", "div", "language", "pagebreak", "copyformatting", "codesnippet", "codesnippetgeshi",
    "about", "horizontalrule", "justify", "indentblock", "elementspath", "showborders",
)  # fmt: skip

# Short groups: one long group wraps badly on a narrow screen.
TOOLBAR = [
    ["Format"],
    ["Bold", "Italic", "Superscript", "Subscript"],
    ["BulletedList", "NumberedList", "Blockquote"],
    ["Link", "Unlink"],
    ["Table", "SpecialChar"],
    ["Undo", "Redo", "Find", "RemoveFormat"],
    ["Maximize"],
]


def allowed_content() -> str:
    """The allow-list in the words of CKEditor's content filter."""
    rules = []
    for element, attributes in ELEMENTS.items():
        listed = ",".join(sorted(attributes | EVERYWHERE))
        classes = ",".join(sorted(CLASSES.get(element, ())))
        rules.append(f"{element}[{listed}]" + (f"({classes})" if classes else ""))
    return "; ".join(rules)


def editor_config() -> dict[str, Any]:
    return {
        "toolbar": TOOLBAR,
        "format_tags": "p;h2;h3",
        "language": "fr",
        "contentsLanguage": "fr",
        "disableNativeSpellChecker": False,
        "entities": False,
        "entities_latin": False,
        "basicEntities": True,
        "linkDefaultProtocol": "https://",
        "linkShowTargetTab": False,
        "linkShowAdvancedTab": False,
        "allowedContent": allowed_content(),
        "extraPlugins": "divarea,autogrow",
        "removePlugins": ",".join(CLOUD_PLUGINS + UNWANTED_PLUGINS),
        "width": "auto",
        "height": 460,
        "autoGrow_minHeight": 460,
        "autoGrow_onStartup": True,
        "versionCheck": False,
    }
