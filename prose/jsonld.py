"""schema.org data in a page: one way to write it that no text can break out of."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

# As HTML reads it, so that no text of ours can close the script element.
ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script(graph: list[dict[str, Any]]) -> SafeString:
    """The content of a `script` element; safe, since nothing in it is markup any more."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))


def absolute(path: str) -> str:
    return path if path.startswith("http") else settings.SITE_URL + path


def said(described: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: nothing is better than a blank name."""
    return {key: value for key, value in described.items() if value}
