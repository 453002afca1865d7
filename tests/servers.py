"""Where the suite runs: a fresh folder for each session and, with `--on-postgres`, a PostgreSQL
server of its own. Loaded before Django reads its settings, so that the developer's environment
does not leak in. Everything ends with the session."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

VARIABLES = (
    "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR", "DEBUG", "EMAIL_FROM", "EMAIL_URL", "REDIS_URL",
    "SECRET_KEY", "SITE_URL", "STORAGE_URL", "WEBSUB_HUB",
)  # fmt: skip
ASKED = "--on-postgres"
NOT_INSTALLED = "PostgreSQL is not installed: apt-get install postgresql"
NO_ACCOUNT = "PostgreSQL refuses to run as root, and there is no user “postgres” to run it as"
NOT_ASKED = f"proves what only PostgreSQL can prove: run it with {ASKED}"
# Nothing here survives the session: safety on disk would only cost time.
SERVER_SETTINGS = (
    "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        ASKED, action="store_true", help="run the suite on a PostgreSQL server of its own"
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Prepares the environment; a wrapper runs before pytest-django loads the settings.

    The workers of a parallel run inherit it: this runs once, in the process that leads them.
    """
    prepare_environment()
    if early_config.known_args_namespace.on_postgres and not lacking():
        os.environ["DATABASE_URL"] = start_postgres()
    yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = config.getoption("on_postgres")
    reason = lacking() if asked else NOT_ASKED
    for item in items:
        if reason and (asked or item.get_closest_marker("needs_postgres")):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("on_postgres") and (reason := lacking()):
        terminalreporter.write_line(f"Skipped: {reason}.")


def prepare_environment() -> None:
    for name in VARIABLES:
        os.environ.pop(name, None)
    folder = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # The folder of collected files: whitenoise warns when it is not there.
    Path(folder, "static").mkdir()
    os.environ["DATA_DIR"] = folder
    os.environ["SECRET_KEY"] = "the-key-of-the-tests-opens-nothing-anywhere"


def find_binaries() -> Path | None:
    """The folder of initdb and pg_ctl: Debian's newest version, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda found: float(found.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def lacking() -> str:
    """Why no PostgreSQL can be started here; "" when one can."""
    if find_binaries() is None:
        return NOT_INSTALLED
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        return NO_ACCOUNT
    return ""


def start_postgres() -> str:
    """Start a server that listens on a socket in its own folder alone; returns its address."""
    binaries = find_binaries() or Path()
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    account = "postgres" if os.geteuid() == 0 else None
    if account:
        shutil.chown(folder, user=account)
    atexit.register(end_postgres, binaries, folder, account)
    settings = [*SERVER_SETTINGS, f"unix_socket_directories={folder}"]
    made = run(
        binaries / "initdb", "--pgdata", folder / "data", "--username", "newsroom",
        "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync",
        account=account,
    )  # fmt: skip
    started = made.returncode == 0 and run(
        binaries / "pg_ctl", "start", "--wait", "--pgdata", folder / "data",
        "--log", folder / "log", "--options", " ".join(f"-c {setting}" for setting in settings),
        account=account,
    )  # fmt: skip
    if not started or started.returncode != 0:
        raise pytest.UsageError(f"PostgreSQL did not start: {(started or made).stdout}")
    return f"postgres://newsroom@/postgres?host={folder}"


def end_postgres(binaries: Path, folder: Path, account: str | None) -> None:
    if Path(folder, "data", "postmaster.pid").exists():
        stop = (binaries / "pg_ctl", "stop", "--mode", "immediate", "--pgdata", folder / "data")
        run(*stop, account=account)
    shutil.rmtree(folder, ignore_errors=True)


def run(*command: str | Path, account: str | None) -> subprocess.CompletedProcess[str]:
    """Run a command as `account`, ourselves by default."""
    with tempfile.TemporaryFile("w+") as words:
        # A file and not a pipe: the server keeps what it inherits open for as long as it runs.
        done = subprocess.run(
            command,
            user=account,
            group=pwd.getpwnam(account).pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            check=False,
        )
        words.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, words.read())
