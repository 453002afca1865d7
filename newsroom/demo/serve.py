"""`make demo`: a newsroom in one command, on this machine only. Ctrl-C stops all of it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROLES = {
    "journalist": "écrit et soumet ses articles",
    "editor": "relit, approuve, publie, programme",
    "chief": "rédactrice en chef",
    "picture_editor": "photothèque",
    "admin": "comptes et réglages",
}
HOST = "127.0.0.1"
STOP_SECONDS = 8


def main() -> int:
    port = os.environ.get("PORT", "8000")
    environment = environment_of(port)
    if taken(int(port)):
        print(f"Le port {port} est déjà pris. Choisissez-en un autre : make demo PORT=8001")
        return 1
    for command in (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["demo"],
    ):
        done = subprocess.run([sys.executable, "manage.py", *command], env=environment, check=False)  # noqa: S603
        if done.returncode:
            return done.returncode
    announce(port)
    return run_until_stopped(
        [
            [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi",
             "--host", HOST, "--port", port, "--workers", "1", "--blocking-threads", "4",
             "--no-access-log", "--log-level", "warning", "newsroom.wsgi:application"],
            [sys.executable, "manage.py", "worker"],
        ],
        environment,
    )  # fmt: skip


def environment_of(port: str) -> dict[str, str]:
    """The demo's own settings: the loopback address only, everything written under DATA_DIR."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATA_DIR": os.environ.get("DATA_DIR", "var"),
        "SITE_URL": f"http://{HOST}:{port}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
    }


def taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def announce(port: str) -> None:
    print(f"\n  Le site       http://{HOST}:{port}/")
    print(f"  La rédaction  http://{HOST}:{port}/admin/\n")
    for name, does in ROLES.items():
        print(f"    {name:<16} newsroom-demo   {does}")
    print("\n  Ctrl-C arrête tout.\n", flush=True)


def run_until_stopped(commands: list[list[str]], environment: dict[str, str]) -> int:
    """Run the commands side by side; when one ends or we are told to stop, end them all."""
    children = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if stopping else 1


if __name__ == "__main__":
    raise SystemExit(main())
