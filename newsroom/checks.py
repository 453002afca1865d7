"""System checks: each misconfiguration that the environment allows but a newsroom would regret."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError
from django.http.request import validate_host

from prose.allowlist import CLASSES, ELEMENTS, NOTE_ELEMENTS
from prose.editor import CLOUD_PLUGINS, FOR_NOTES, allowed_content

DEMO_PASSWORD = "newsroom-demo"  # noqa: S105  a published one: the check is there to refuse it
DEMO_USERS = ("journalist", "editor", "chief", "picture_editor", "admin")


PUBLIC_CSS = "css/public.css"
CSS_NOISE = re.compile(r"/\*.*?\*/|\{[^{}]*\}", re.S)
# What a browser prints as a reader expects it; what `articles.body` prints as something else.
RIGHT_BY_DEFAULT = {"p", "strong", "em", "br", "span", "cite", "thead", "tbody", "tr"}
PRINTED_AS = {"section": ".encadre", "aside": ".exergue", "footer": "figcaption"}


def site_address(**kwargs: Any) -> list[CheckMessage]:
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        Error(
            "SITE_URL is not an https address: cookies and pages would travel in clear.",
            hint="Set SITE_URL=https://www.example.fr.",
            id="newsroom.E001",
        )
    ]


def hosts(**kwargs: Any) -> list[CheckMessage]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if settings.DEBUG or validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"SITE_URL names {host}, which ALLOWED_HOSTS refuses: every page would be an error.",
            hint=f"Add {host} to ALLOWED_HOSTS.",
            id="newsroom.E002",
        )
    ]


def many_machines(**kwargs: Any) -> list[CheckMessage]:
    """PostgreSQL says that several machines are meant; their caches must be one as well."""
    on_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    if not on_postgresql or "redis" in settings.CACHES["default"]["BACKEND"].lower():
        return []
    return [
        Warning(
            "DATABASE_URL is PostgreSQL but REDIS_URL is empty: each process has its own cache.",
            hint="Set REDIS_URL, or run one process.",
            id="newsroom.W003",
        )
    ]


def mail(**kwargs: Any) -> list[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return []
    return [
        Warning(
            "EMAIL_URL is not set: notifications are printed on the console only.",
            hint="Set EMAIL_URL=smtp://user:password@host:587.",
            id="newsroom.W004",
        )
    ]


def rich_text_fence(**kwargs: Any) -> list[CheckMessage]:
    """CKEditor 4 has ended upstream: it is bearable behind our allow-list only."""
    holes = []
    if "ckeditor_uploader" in settings.INSTALLED_APPS:
        holes.append("ckeditor_uploader is installed")
    for name, config in settings.CKEDITOR_CONFIGS.items():
        removed = set(re.split(r"\s*,\s*", config.get("removePlugins", "")))
        if config.get("allowedContent") != allowed_content(
            NOTE_ELEMENTS if name == FOR_NOTES else ELEMENTS
        ):
            holes.append(f"“{name}” does not use the allow-list")
        if not set(CLOUD_PLUGINS) <= removed:
            holes.append(f"“{name}” keeps plugins that send the text elsewhere")
        if not set(removed).isdisjoint(added(config)):
            holes.append(f"“{name}” loads a plugin that it removes")
    holes += [f"{PUBLIC_CSS} says nothing of {what}" for what in unstyled(public_css())]
    return [Error(f"The rich text fence is open: {hole}.", id="newsroom.E005") for hole in holes]


def added(config: dict[str, Any]) -> list[str]:
    return re.split(r"\s*,\s*", config.get("extraPlugins", ""))


def public_css() -> str:
    found = finders.find(PUBLIC_CSS)
    return Path(found).read_text() if found else ""


def unstyled(css: str) -> list[str]:
    """The elements and classes of the allow-list that the readers' style sheet never names."""
    selectors = CSS_NOISE.sub(" ", css)
    wanted = {PRINTED_AS.get(name, name) for name in ELEMENTS.keys() - RIGHT_BY_DEFAULT}
    wanted |= {f".{name}" for classes in CLASSES.values() for name in classes}
    return sorted(
        what
        for what in wanted
        if not re.search(rf"(?<![\w.-]){re.escape(what)}(?![\w-])", selectors)
    )


def demo_passwords(**kwargs: Any) -> list[CheckMessage]:
    """Fails while any user can log in with the demo's password."""
    try:
        users = list(get_user_model().objects.filter(is_active=True))
    except DatabaseError:
        return []
    names = [user.get_username() for user in users if check_password(DEMO_PASSWORD, user.password)]
    if not names:
        return []
    return [
        Error(
            f"The demo's password still opens: {', '.join(names)}.",
            hint="Change it, or delete these users.",
            id="newsroom.E006",
        )
    ]
