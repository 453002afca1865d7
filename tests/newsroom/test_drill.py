"""A short evening that goes wrong, with real processes: the long one is `make drill`."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLES, SECONDS, KILLS = 8, 3, 3
# How late a page or a message was is for the long evening, on a machine that does nothing else.
EXACT = {
    "articles due": ARTICLES,
    "workers killed": KILLS,
    "pages before their time": 0,
    "announcements missed": 0,
    "announcements twice": 0,
    "announced too early": 0,
}


def test_workers_that_are_killed_miss_nothing_and_tell_nothing_twice(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable, "manage.py", "drill", f"--articles={ARTICLES}",
            f"--seconds={SECONDS}", f"--kills={KILLS}",
        ],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    said = re.findall(r"^([a-z ]+?) +(\d+)(?: |$)", done.stdout, re.MULTILINE)
    found = {name: int(number) for name, number in said}
    assert {name: found.get(name) for name in EXACT} == EXACT, done.stdout + done.stderr
