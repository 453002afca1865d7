"""Each misconfiguration that a newsroom would regret is told before it goes on line."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.db import DatabaseError

from newsroom import checks
from newsroom.settings import CKEDITOR_CONFIGS
from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[2]
REDIS = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
POSTGRESQL = {"default": {"ENGINE": "django.db.backends.postgresql"}}
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
EDITOR = CKEDITOR_CONFIGS["default"]

Check = Callable[..., list[CheckMessage]]


@pytest.mark.parametrize(
    ("check", "code", "wrong", "right"),
    [
        (
            checks.site_address, "newsroom.E001",
            {"SITE_URL": "http://www.exemple.fr"},
            {"SITE_URL": "https://www.exemple.fr"},
        ),
        (
            checks.hosts, "newsroom.E002",
            {"SITE_URL": "https://www.exemple.fr", "ALLOWED_HOSTS": ["exemple.fr"]},
            {"SITE_URL": "https://www.exemple.fr", "ALLOWED_HOSTS": [".exemple.fr"]},
        ),
        (
            checks.many_machines, "newsroom.W003",
            {"DATABASES": POSTGRESQL, "CACHES": LOCAL},
            {"DATABASES": POSTGRESQL, "CACHES": REDIS},
        ),
        (
            checks.many_machines, "newsroom.W003",
            {"DATABASES": POSTGRESQL, "CACHES": LOCAL},
            {"DATABASES": SQLITE, "CACHES": LOCAL},
        ),
        (
            checks.mail, "newsroom.W004",
            {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
            {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
        ),
        (
            checks.rich_text_fence, "newsroom.E005",
            {"INSTALLED_APPS": ["ckeditor", "ckeditor_uploader"]},
            {"INSTALLED_APPS": ["ckeditor"]},
        ),
        (
            checks.rich_text_fence, "newsroom.E005",
            {"CKEDITOR_CONFIGS": {"default": EDITOR, "large": EDITOR | {"allowedContent": True}}},
            {"CKEDITOR_CONFIGS": {"default": EDITOR, "large": EDITOR}},
        ),
        (
            checks.rich_text_fence, "newsroom.E005",
            {"CKEDITOR_CONFIGS": {"default": EDITOR | {"removePlugins": "scayt , wsc"}}},
            {"CKEDITOR_CONFIGS": {"default": EDITOR}},
        ),
    ],
)  # fmt: skip
def test_a_check_fires_when_it_should_and_only_then(
    check: Check,
    code: str,
    wrong: dict[str, Any],
    right: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = {"DEBUG": False, "INSTALLED_APPS": [], "CKEDITOR_CONFIGS": {"default": EDITOR}}
    for values, codes in ((wrong, [code]), (right, [])):
        # The settings as the check reads them; nothing is opened or installed anew for it.
        monkeypatch.setattr(checks, "settings", SimpleNamespace(**(others | values)))
        assert [message.id for message in check()] == codes


@pytest.mark.django_db
def test_the_demo_s_password_is_told_with_the_names_of_those_whom_it_opens_to() -> None:
    user = make_user("editor", username="claire")
    assert checks.demo_passwords() == []
    user.set_password(checks.DEMO_PASSWORD)
    user.save()
    (message,) = checks.demo_passwords()
    assert message.id == "newsroom.E006"
    assert "claire" in message.msg
    user.is_active = False
    user.save()
    assert checks.demo_passwords() == []


def test_a_database_that_does_not_answer_is_another_check_s_business(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> object:
        raise DatabaseError

    monkeypatch.setattr(checks, "get_user_model", broken)
    assert checks.demo_passwords() == []


def manage(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs manage.py as on a server, with its database and files in `folder`."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name
        not in {"DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE", "REDIS_URL", "STORAGE_URL"}
    }
    production = {
        "DATA_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://www.exemple.fr",
        "ALLOWED_HOSTS": "www.exemple.fr",
        "EMAIL_URL": "smtps://nom:secret@courriel.exemple.fr",
    }
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=clean | production | variables,
        capture_output=True,
        text=True,
        check=False,
    )


DEPLOY = ("check", "--deploy", "--fail-level", "WARNING")


def test_production_settings_pass_every_check(tmp_path: Path) -> None:
    done = manage(tmp_path, *DEPLOY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"SITE_URL": "http://www.exemple.fr"}, "newsroom.E001"),
        ({"ALLOWED_HOSTS": "exemple.fr"}, "newsroom.E002"),
        ({"DEBUG": "1"}, "security.W018"),
    ],
)
def test_a_regrettable_environment_does_not_pass(
    tmp_path: Path, variables: dict[str, str], code: str
) -> None:
    done = manage(tmp_path, *DEPLOY, **variables)
    assert done.returncode != 0
    assert code in done.stderr


@pytest.mark.heavy
def test_the_demo_s_password_fails_the_check_of_a_real_database(tmp_path: Path) -> None:
    assert manage(tmp_path, "migrate", "--verbosity", "0").returncode == 0
    make = (
        "from django.contrib.auth.models import User;"
        f"User.objects.create_user('editor', password='{checks.DEMO_PASSWORD}')"
    )
    assert manage(tmp_path, *DEPLOY, "--database", "default").returncode == 0
    assert manage(tmp_path, "shell", "--command", make).returncode == 0
    done = manage(tmp_path, *DEPLOY, "--database", "default")
    assert done.returncode != 0
    assert "newsroom.E006" in done.stderr
