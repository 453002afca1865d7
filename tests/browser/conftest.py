"""A real Chromium on the demo newsroom: who visits, what the browser complains of, what time it is.

The server runs in this process, so that a test moves its clock.
"""

import io
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, connections
from django.test.testcases import LiveServerThread
from django.utils import timezone

from newsroom.checks import DEMO_PASSWORD
from prose.dates import PARIS
from tests.clock import Clock
from tests.demo import paint_quickly

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
# After everything that the demo dates, far from midnight and from a clock change.
NOON = datetime(2027, 1, 12, 12, 0, tzinfo=PARIS)
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# What the console may say. A page that is missing is an error for it; we visit some on purpose.
ALLOWED = (
    re.compile(r"Failed to load resource: .* status of (404|410)"),
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser, whether it says so or not."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: make setup, then make test"
    )
    # Playwright's loop runs in this thread: Django must not take it for an asynchronous view's.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield found
        found.close()


class Door:
    """Where requests come in, one at a time: all threads share the one connection to the database
    in memory. Closed between two tests, so that no late request writes into what is emptied."""

    def __init__(self) -> None:
        self.lock, self.is_open = threading.Lock(), False

    def turn(self, *, is_open: bool) -> None:
        """Returns once no request is being answered."""
        with self.lock:
            self.is_open = is_open

    def before(self, application: Any) -> Any:
        def in_turn(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            with self.lock:
                if not self.is_open:
                    start_response("503 Service Unavailable", [("Content-Length", "0")])
                    return []
                answer: Iterable[bytes] = application(environ, start_response)
                return answer

        return in_turn


DOOR = Door()


@pytest.fixture(scope="session")
def server(django_db_setup: None, quick_settings: None) -> Iterator[str]:
    """The site's origin. pytest-django's own live server takes every address for a media file."""
    shared = {
        one.alias: one
        for one in connections.all()
        if one.vendor == "sqlite" and one.is_in_memory_db()  # type: ignore[attr-defined]
    }
    for one in shared.values():
        one.inc_thread_sharing()
    thread = LiveServerThread(
        "127.0.0.1",
        lambda _media: DOOR.before(StaticFilesHandler(WSGIHandler())),  # type: ignore[arg-type]
        connections_override=shared,
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for one in shared.values():
        one.dec_thread_sharing()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(NOON)
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


def crossed(message: Any) -> bool:
    """A question of the margin met the form that took the article out of its writer's hands."""
    url = str(message.location.get("url", ""))
    return url.endswith("/proof/") and "403 (Forbidden)" in message.text


class Visits:
    """Opens browsers on the site, and keeps what they complain of."""

    def __init__(self, browser: "Browser", origin: str) -> None:
        self.browser, self.origin = browser, origin
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.awaited = list(ALLOWED)

    def visitor(self, **options: Any) -> "Page":
        """The page of somebody who never came before."""
        context = self.browser.new_context(
            base_url=self.origin, locale="fr-FR", timezone_id="Europe/Paris", **options
        )
        context.set_default_timeout(30_000)
        context.on("request", lambda request: self.note_request(request.url))
        context.on(
            "console",
            lambda message: (
                None if crossed(message) else self.note_console(message.type, message.text)
            ),
        )
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("response", lambda answer: self.note_answer(answer.status, answer.url))
        self.contexts.append(context)
        return context.new_page()

    def desk(self, role: str, **options: Any) -> "Page":
        """The page of the demo's `role`, logged in, on the dashboard."""
        page = self.visitor(**options)
        page.goto("/admin/")
        page.fill("#id_username", role)
        page.fill("#id_password", DEMO_PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_selector(".desk-lists")
        page.wait_for_load_state()
        return page

    def note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"data", "blob"}:
            return
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.complaints.append(f"another origin: {url}")

    def expect_console(self, words: str) -> None:
        """Complain no more of a console that says `words`, a pattern: it is what one came for."""
        self.awaited.append(re.compile(words))

    def note_console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(known.search(text) for known in self.awaited):
            self.complaints.append(f"console: {text}")

    def note_answer(self, status: int, url: str) -> None:
        if status >= 500:
            self.complaints.append(f"{status}: {url}")

    def close(self) -> None:
        """Leave. A page sends its last words as it closes: they would reach another's database."""
        said = list(self.complaints)
        for context in self.contexts:
            context.set_offline(True)
            context.close()
        self.complaints = said


@contextmanager
def visiting(browser: "Browser", server: str) -> Iterator[Visits]:
    """The door is open while they visit; when they have left, nothing is being written."""
    found = Visits(browser, server)
    DOOR.turn(is_open=True)
    try:
        yield found
    finally:
        found.close()
        DOOR.turn(is_open=False)


@pytest.fixture(scope="session")
def first_demo() -> Iterator[sqlite3.Connection]:
    """The database of the demo as it was first loaded; empty before."""
    kept = sqlite3.connect(":memory:")
    yield kept
    kept.close()


def load_demo(first: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins at the same noon: what was loaded once is copied, and its pictures stay."""
    connection.ensure_connection()
    if connection.vendor == "sqlite" and first.execute("SELECT 1 FROM sqlite_master").fetchone():
        first.backup(connection.connection)
        return
    paint_quickly(monkeypatch)
    call_command("demo", stdout=io.StringIO())
    if connection.vendor == "sqlite":
        connection.connection.backup(first)


@pytest.fixture
def visits(
    browser: "Browser", server: str, clock: Clock, transactional_db: None,
    first_demo: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Visits]:  # fmt: skip
    """The demo newsroom at noon. When the test ends, no browser may have complained."""
    load_demo(first_demo, monkeypatch)
    with visiting(browser, server) as found:
        yield found
    assert found.complaints == []
