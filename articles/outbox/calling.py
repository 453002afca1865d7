"""A conversation with another machine that ends in time, however slowly it goes on.

The timeout of a socket begins anew at each byte received: a machine that sends one a second is
never late for it. So the conversation has a thread of its own, and whoever waits for it hangs up.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress


class TooSlow(Exception):
    """The other side had not finished in time."""


class Line:
    """The socket of a conversation, which can be cut from another thread."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.over = False
        self.held: socket.socket | None = None

    def hold(self, connected: socket.socket) -> None:
        """Say which socket to cut; TooSlow when nobody waits for it any more."""
        with self.lock:
            if self.over:
                connected.close()
                raise TooSlow
            # A copy of the handle: TLS takes the socket itself away from its connection.
            self.held = connected.dup()

    def hang_up(self) -> None:
        """Cut what is held, and whatever would be held later."""
        with self.lock:
            self.over = True
            if self.held is not None:
                with suppress(OSError):
                    self.held.shutdown(socket.SHUT_RDWR)
                self.held.close()


def in_time(seconds: float, talk: Callable[[Line], object]) -> None:
    """Call `talk` and wait `seconds` at most; raises what it raised, or TooSlow."""
    line, raised = Line(), list[Exception]()

    def run() -> None:
        try:
            talk(line)
        except Exception as error:  # noqa: BLE001  it is raised again where somebody waits
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    late = thread.is_alive()
    line.hang_up()
    if late:
        raise TooSlow
    if raised:
        raise raised[0]
