"""Run alone, in a process of its own: how far an upload raises the memory above its rest.

`python -m tests.images.memory_of_uploads FILE…` receives every file at once, each in a thread, and
prints the rise in bytes and what became of each.
"""

import os
import re
import sys
import threading
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files import File  # noqa: E402

from images import intake, pending  # noqa: E402


def peak() -> int:
    """Bytes: the most that this process ever held."""
    # Of this program alone: ru_maxrss would start from that of the process that forked it.
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024


def outcome(path: Path) -> str:
    with path.open("rb") as file:
        try:
            intake.read(File(file))
            pending.thumbnail_of(File(file))
        except ValidationError as refused:
            return str(refused.code)
    return "read"


def main(paths: list[Path]) -> None:
    # Libraries load at the first picture: that is rest, not the cost of an upload.
    outcome(paths[0])
    rest, found = peak(), {}

    def one(rank: int, path: Path) -> None:
        found[rank] = outcome(path)

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(paths[1:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(peak() - rest, *(found[rank] for rank in sorted(found)))


main([Path(name) for name in sys.argv[1:]])
