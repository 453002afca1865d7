"""A webhook's other side, as a small server of the test's own."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


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
