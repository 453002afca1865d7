"""`make drill`: an evening that goes wrong, in real processes and real time.

Articles fall due one after the other while two workers announce them, and are killed without a
word again and again. A web server shows the articles; a sink that honours the key of each message
counts. Exits with 1 when a reader was late by a second, or an announcement was missed or counted
twice. Runs on a database of its own, empty at the start.
"""

import json
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, Section, Status, Webhook

HOST = "127.0.0.1"
LEAD = 4.0  # seconds before the first article is due
PATIENCE = 90.0  # seconds after the last one for what was interrupted
PROBES_A_SECOND = 20
# Longest time between two looks at an address, in seconds: visible within the second asked.
WITHIN = 1.0


@dataclass
class Evening:
    """What is to happen, and what was seen of it. Instants are seconds since 1970."""

    due: dict[int, float] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    shown: dict[int, float] = field(default_factory=dict)
    early: set[int] = field(default_factory=set)
    told: dict[int, float] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    told_early: int = 0
    kills: int = 0

    @property
    def missed(self) -> int:
        return len(self.due) - len(self.told)

    @property
    def twice(self) -> int:
        """Messages counted more than once by a sink that drops a key it knows."""
        return len(self.keys) - len(self.told)

    @property
    def late_page(self) -> float:
        seen = [self.shown[edition] - self.due[edition] for edition in self.shown]
        return max(seen, default=float("inf"))

    @property
    def late_word(self) -> float:
        return max((self.told[edition] - self.due[edition] for edition in self.told), default=0)

    @property
    def holds(self) -> bool:
        return (
            not self.missed
            and not self.twice
            and not self.early
            and not self.told_early
            and len(self.shown) == len(self.due)
            and self.late_page <= WITHIN
        )


def play(articles: int, seconds: float, kills: int) -> Evening:
    evening = Evening()
    sink = start_sink(evening)
    port = free_port()
    site = subprocess.Popen([*SITE, "--port", str(port)])  # noqa: S603
    stop = threading.Event()
    try:
        wait_for(port)
        write(evening, articles, seconds, f"http://{HOST}:{sink.server_port}/")
        crew = threading.Thread(target=workers, args=(evening, seconds, kills, stop))
        watch = threading.Thread(target=read, args=(evening, port, stop))
        crew.start()
        watch.start()
        last = max(evening.due.values())
        while time.time() < last + PATIENCE and (evening.missed or time.time() < last + 2):
            time.sleep(0.2)
        stop.set()
        crew.join()
        watch.join()
    finally:
        stop.set()
        site.terminate()
        site.wait()
        sink.shutdown()
    return evening


SITE = (
    str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", HOST,
    "--workers", "1", "--blocking-threads", "2", "--no-access-log", "--log-level", "error",
    "newsroom.wsgi:application",
)  # fmt: skip


def write(evening: Evening, articles: int, seconds: float, sink: str) -> None:
    """Schedule the articles evenly over `seconds`, through the publishing door."""
    Webhook.objects.create(name="Drill", url=sink)
    chief = User.objects.create_user("drill", is_superuser=True)
    section = Section.objects.create(name="Exercice", slug="exercice")
    begin = datetime.now(UTC) + timedelta(seconds=LEAD + articles * 0.05)
    step = timedelta(seconds=seconds / articles)
    for rank in range(articles):
        article = Article.objects.create(
            title=f"Exercice {rank}",
            slug=f"exercice-{rank}",
            standfirst="Un exercice.",
            body="<p>Un exercice.</p>",
            section=section,
            signature="La rédaction",
            created_by=chief,
            status=Status.READY,
        )
        edition = publishing.publish(article, chief, begin + step * rank)
        evening.due[edition.pk] = edition.live_from.timestamp()
        evening.paths[edition.pk] = edition.get_absolute_url()


def workers(evening: Evening, seconds: float, kills: int, stop: threading.Event) -> None:
    """Two workers at all times; one of them is killed at instants drawn from a fixed seed."""
    draw = random.Random(8)  # noqa: S311
    begin = min(evening.due.values())
    moments = sorted(begin + draw.random() * seconds for _ in range(kills))
    crew = [worker(), worker()]
    while not stop.is_set():
        if moments and time.time() >= moments[0]:
            moments.pop(0)
            victim = draw.randrange(len(crew))
            crew[victim].send_signal(signal.SIGKILL)
            crew[victim].wait()
            crew[victim] = worker()
            evening.kills += 1
        stop.wait(0.02)
    for each in crew:
        each.kill()
        each.wait()


def worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "worker"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def read(evening: Evening, port: int, stop: threading.Event) -> None:
    """Ask for the articles around their instants: never before, at once after."""
    while not stop.is_set():
        now = time.time()
        for edition, due in evening.due.items():
            if edition not in evening.shown and now > due - WITHIN:
                asked = time.time()
                if answers(port, evening.paths[edition]):
                    evening.shown[edition] = time.time()
                    if time.time() < due:
                        evening.early.add(edition)
                elif asked > due:
                    # Not there although its second has come: the next look says how late it is.
                    continue
        stop.wait(1 / PROBES_A_SECOND)


def answers(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=5) as page:  # noqa: S310
            return bool(page.status == 200)
    except urllib.error.HTTPError:
        return False


def start_sink(evening: Evening) -> ThreadingHTTPServer:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            now = time.time()
            with lock:
                key, edition = self.headers["Idempotency-Key"], edition_of(message["id"])
                evening.keys[key] += 1
                if evening.keys[key] == 1:
                    evening.told[edition] = now
                    evening.told_early += now < evening.due[edition]
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def edition_of(key: str) -> int:
    """`edition-12-live-webhook-1` is about the edition 12."""
    return int(key.split("-")[1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The site did not start.")


def lines(evening: Evening) -> list[str]:
    repeated = sum(times - 1 for times in evening.keys.values())
    return [
        f"articles due            {len(evening.due)}",
        f"workers killed          {evening.kills}",
        f"pages before their time {len(evening.early)}",
        f"worst page lateness     {evening.late_page:.2f} s (at most {WITHIN:.0f} s)",
        f"announcements missed    {evening.missed}",
        f"announcements twice     {evening.twice} ({repeated} repeated, known by their key)",
        f"announced too early     {evening.told_early}",
        f"worst lateness          {evening.late_word:.2f} s",
    ]
