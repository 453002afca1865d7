"""The server is killed while somebody writes, and started again: nothing typed is lost."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from newsroom.demo.serve import HOST, environment_of
from tests.browser.conftest import Visits
from tests.browser.hands import editor_of, save
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STARTS_WITHIN = 30.0  # seconds
CAST = """
from tests.factories import make_article, make_user
writer = make_user("journalist", username="plume")
print(make_article(by=writer, title="Un titre", body="<p>Le début.</p>").pk)
"""


class Server:
    """The site in processes of its own, with a database on disk."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = str(probe.getsockname()[1])
        self.environment = environment_of(self.port) | {"DATA_DIR": str(folder)}
        self.environment.pop("DATABASE_URL", None)
        self.origin = self.environment["SITE_URL"]

    def manage(self, *command: str) -> str:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *command],
            env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def start(self) -> None:
        granian = str(Path(sys.executable).parent / "granian")
        self.process = subprocess.Popen(  # noqa: S603
            [granian, "--interface", "wsgi", "--host", HOST, "--port", self.port,
             "--log-level", "critical", "newsroom.wsgi:application"],
            env=self.environment, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            assert time.monotonic() < until, "the server does not start"
            self.process.poll()

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.origin}/healthz", timeout=STARTS_WITHIN) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False

    def kill(self) -> None:
        """`kill -9`, children included: no request is finished, no connection closed."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    server.manage("migrate", "--verbosity", "0")
    server.manage("collectstatic", "--noinput", "--verbosity", "0")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def visits(browser: "Browser", newsroom: Server) -> Iterator[Visits]:
    found = Visits(browser, newsroom.origin)
    yield found
    found.close()


def type_at_the_end(page: "Page", words: str) -> None:
    editor_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def says(page: "Page", words: str) -> None:
    page.locator("#desk-saved", has_text=words).wait_for()


def test_killed_in_mid_edit_and_started_again_nothing_is_lost(
    visits: Visits, newsroom: Server
) -> None:
    number = newsroom.manage("shell", "-c", CAST).split()[-1]
    address = f"/admin/articles/article/{number}/change/"
    page = visits.visitor()
    page.goto(address)
    page.fill("#id_username", "plume")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    editor_of(page)
    page.wait_for_selector(".desk[data-ready]")

    type_at_the_end(page, " Tapé avant la panne.")
    newsroom.kill()
    type_at_the_end(page, " Tapé pendant la panne.")
    says(page, "Serveur injoignable : texte gardé dans ce navigateur")
    # The browser goes too: only what it stored is left.
    page.goto("about:blank")
    newsroom.start()

    page.goto(address)
    page.locator("#desk-unsaved [data-do=restore]").first.click()
    editor_of(page).get_by_text("Tapé pendant la panne.").wait_for()
    save(page)
    body = editor_of(page)
    assert body.inner_text().strip() == "Le début. Tapé avant la panne. Tapé pendant la panne."
    kept = newsroom.manage(
        "shell",
        "-c",
        f"from articles.models import Article; print(Article.objects.get(pk={number}).body)",
    )
    assert "<p>Le début. Tapé avant la panne. Tapé pendant la panne.</p>" in kept
