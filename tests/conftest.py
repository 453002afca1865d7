"""The cast by role, the clock, and what makes the suite quick."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from tests.clock import START, Clock
from tests.factories import client_of, make_user

# What measures memory or weight, or paints for real: a step of its own, on no database.
HEAVY = {
    "test_demo_pictures.py", "test_drill.py", "test_hero_weight.py", "test_intake_memory.py",
    "test_rendition_memory.py",
}  # fmt: skip
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in HEAVY:
            item.add_marker(pytest.mark.heavy)


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files without a manifest to build first, a password hasher that is fast, and
    pictures in a folder that no process running beside this one shares."""
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path_factory.mktemp("media"))}
    with override_settings(
        STORAGES={"default": default | {"OPTIONS": options}, "staticfiles": PLAIN_STATIC},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(START)
    monkeypatch.setattr(timezone, "now", clock.now)
    # The clock of a database server cannot be moved: the dashboard is given this one instead.
    monkeypatch.setattr("newsroom.admin_site.database_now", clock.now)
    return clock


@pytest.fixture
def journalist(db: None) -> User:
    return make_user("journalist", username="journalist")


@pytest.fixture
def editor(db: None) -> User:
    return make_user("editor", username="editor")


@pytest.fixture
def chief(db: None) -> User:
    return make_user("chief", username="chief")


@pytest.fixture
def picture_editor(db: None) -> User:
    return make_user("picture_editor", username="picture_editor")


@pytest.fixture
def admin_user(db: None) -> User:
    return make_user("admin", username="admin")


@pytest.fixture
def reader() -> Client:
    """The browser of somebody who is not logged in."""
    return client_of(None)
