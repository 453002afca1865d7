"""A webhook's other side, as a small server of the test's own."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pytest_django import Settings


@dataclass
class Sink:
    url: str
    answer: int = 200
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [headers["Idempotency-Key"] for headers in self.headers]


@contextmanager
def listening(answer: int = 200) -> Iterator[Sink]:
    """A server that keeps what it is sent and answers with the status `sink.answer`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.bodies.append(body)
            sink.headers.append(dict(self.headers))
            if "json" in self.headers["Content-Type"]:
                sink.received.append(json.loads(body))
            self.send_response(sink.answer)
            self.end_headers()
            self.wfile.write(b"in a bad mood" if sink.answer >= 400 else b"")

        def log_message(self, *args: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink = Sink(f"http://127.0.0.1:{server.server_port}/hook", answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def never_answering() -> Iterator[tuple[str, int]]:
    """A server that takes connections and never says a word: its host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


@contextmanager
def dripping(every: float) -> Iterator[str]:
    """A server that answers one byte each `every` seconds, and has no end; its address."""
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not stop.wait(every):
                connection.sendall(b".")

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            stop.set()
            server.shutdown(socket.SHUT_RDWR)


def smtp(settings: Settings, server: tuple[str, int]) -> None:
    """Send mail to `server`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server


def until(come: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether `come` is true within `seconds`: another thread is at work."""
    end = time.monotonic() + seconds
    while not come() and time.monotonic() < end:
        time.sleep(0.01)
    return come()
