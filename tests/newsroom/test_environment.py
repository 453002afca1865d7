"""What the environment says; nonsense stops the start and names its variable."""

import os
import stat
import subprocess
import sys
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment

ROOT = Path(__file__).resolve().parents[2]
KEY = "une-cle-assez-longue-pour-les-essais-0123456789"

NONSENSE = [
    ("DEBUG", "peut-être"),
    ("ALLOWED_HOSTS", "https://www.exemple.fr/"),
    ("ALLOWED_HOSTS", "www.exemple.fr deux.exemple.fr"),
    ("SITE_URL", "www.exemple.fr"),
    ("SITE_URL", "ftp://www.exemple.fr"),
    ("SITE_URL", "https://"),
    ("SITE_URL", "https://www.exemple.fr/journal"),
    ("SITE_URL", "https://www.exemple.fr?a=b"),
    ("SITE_URL", "https://nom:secret@www.exemple.fr"),
    ("SITE_URL", "https://[::1"),
    ("SITE_URL", "https://www.exemple.fr:port"),
    ("SECRET_KEY", "trop-courte"),
    ("DATABASE_URL", "mysql://hote/base"),
    ("DATABASE_URL", "newsroom.sqlite3"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite://newsroom.sqlite3"),
    ("DATABASE_URL", "postgres://utilisateur@hote"),
    ("DATABASE_URL", "postgres://utilisateur@hote:99999/base"),
    ("REDIS_URL", "http://hote:6379"),
    ("REDIS_URL", "redis://hote:port"),
    ("EMAIL_FROM", "La rédaction"),
    ("EMAIL_FROM", "La rédaction <redaction>"),
    ("EMAIL_URL", "imap://hote"),
    ("EMAIL_URL", "smtp://"),
    ("EMAIL_URL", "smtp://hote:vingt-cinq"),
    ("STORAGE_URL", "ftp://hote"),
    ("STORAGE_URL", "s3://"),
    ("STORAGE_URL", "s3://cle@seau"),
    ("STORAGE_URL", "s3://:secret@seau"),
    ("STORAGE_URL", "s3://cle:secret@hote:9000"),
    ("STORAGE_URL", "s3://cle:secret@hote:port/seau"),
    ("STORAGE_URL", "s3://cle:secret@hote/seau"),
    ("STORAGE_URL", "s3://cle:secret@seau?endpoint=s3.exemple"),
    ("STORAGE_URL", "s3://cle:secret@seau?endpoint=https://"),
    ("STORAGE_URL", "s3://cle:secret@seau?endpoint=https://hote:port"),
    ("STORAGE_URL", "s3://cle:secret@seau?region="),
    ("STORAGE_URL", "s3://cle:secret@seau?acl=public"),
    ("DATA_DIR", "/dev/null/newsroom"),
]


@pytest.mark.parametrize(("name", "value"), NONSENSE)
def test_nonsense_stops_the_start_and_names_the_variable(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = {
        "DEBUG": lambda: environment.boolean(name, default=False),
        "ALLOWED_HOSTS": lambda: environment.names(name, []),
        "SITE_URL": lambda: environment.site_url(name, ""),
        "SECRET_KEY": lambda: environment.secret_key(name, tmp_path),
        "DATABASE_URL": lambda: environment.database(name, tmp_path),
        "REDIS_URL": lambda: environment.cache(name),
        "EMAIL_FROM": lambda: environment.sender(name, "Le Titre", "https://www.exemple.fr"),
        "EMAIL_URL": lambda: environment.email(name),
        "STORAGE_URL": lambda: environment.storage(name, tmp_path),
        "DATA_DIR": lambda: environment.data_dir(name, tmp_path),
    }
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{name} : ") as caught:
        readers[name]()
    assert str(caught.value).endswith(".")
    monkeypatch.delenv(name)
    # Without the variable, or with sense, the same reader answers: it is the value that stops it.
    if name == "SITE_URL":
        monkeypatch.setenv(name, "https://www.exemple.fr")
    readers[name]()


@pytest.mark.parametrize(("name", "value"), dict(NONSENSE).items())
def test_the_settings_do_not_load_with_nonsense(name: str, value: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import newsroom.settings"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path), "SECRET_KEY": KEY, name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} : " in done.stderr


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("oui", True), ("TRUE", True), ("0", False), ("non", False), ("", False)],
)
def test_yes_and_no_are_understood(
    value: str, meant: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert environment.boolean("DEBUG", default=not meant) is meant


def test_what_is_not_said_has_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "STORAGE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    database = environment.database("DATABASE_URL", tmp_path)
    assert database["ENGINE"].endswith("sqlite3")
    assert database["NAME"] == str(tmp_path / "newsroom.sqlite3")
    assert "WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "locmem" in environment.cache("REDIS_URL")["BACKEND"]
    assert "console" in environment.email("EMAIL_URL")["EMAIL_BACKEND"]
    assert environment.storage("STORAGE_URL", tmp_path)["OPTIONS"]["location"] == str(
        tmp_path / "media"
    )
    assert environment.names("ALLOWED_HOSTS", ["localhost"]) == ["localhost"]


def test_a_postgresql_address_is_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://nom:mot%40passe@hote:5433/base")
    found = environment.database("DATABASE_URL", tmp_path)
    assert (found["USER"], found["PASSWORD"]) == ("nom", "mot@passe")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("hote", "5433", "base")
    monkeypatch.setenv("DATABASE_URL", "postgresql:///base?host=/run/postgresql")
    assert environment.database("DATABASE_URL", tmp_path)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://nom:secret@hote.exemple", 587, True, False),
        ("smtps://hote.exemple", 465, False, True),
        ("smtp://localhost:2525", 2525, False, False),
    ],
)
def test_a_mail_address_is_taken_apart(
    url: str, port: int, tls: bool, ssl: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    found = environment.email("EMAIL_URL")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize(
    ("given", "site", "sender"),
    [
        ("", "https://www.exemple.fr:8443", "Le Titre, santé"),
        ("", "http://127.0.0.1:8000", "Le Titre, santé"),
        ("Édition <edition@exemple.fr>", "https://www.exemple.fr", "Édition"),
    ],
)
def test_mail_is_from_the_title_at_the_host_of_the_site_unless_somebody_says_otherwise(
    given: str, site: str, sender: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_FROM", given)
    name, address = parseaddr(environment.sender("EMAIL_FROM", "Le Titre, santé", site))
    assert name == sender
    host = "localhost" if "127" in site else "exemple.fr"
    assert address == ("edition@exemple.fr" if given else f"redaction@{host}")


def test_a_store_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_URL", "s3://cle:a%2Fb@seau?endpoint=https://s3.exemple&region=fr")
    options = environment.storage("STORAGE_URL", tmp_path)["OPTIONS"]
    assert (options["bucket_name"], options["secret_key"]) == ("seau", "a/b")
    assert (options["endpoint_url"], options["region_name"]) == ("https://s3.exemple", "fr")


def test_a_store_without_its_library_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORAGE_URL", "s3://cle:secret@seau")
    monkeypatch.setattr(environment, "find_spec", lambda _module: None)
    with pytest.raises(ImproperlyConfigured, match="^STORAGE_URL : installez"):
        environment.storage("STORAGE_URL", tmp_path)


def test_the_address_of_the_site_has_no_final_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://www.exemple.fr:8443/")
    assert environment.site_url("SITE_URL", "") == "https://www.exemple.fr:8443"


def test_a_key_is_drawn_once_and_kept_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    drawn = environment.secret_key("SECRET_KEY", tmp_path)
    assert len(drawn) >= 64
    assert environment.secret_key("SECRET_KEY", tmp_path) == drawn
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_missing_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "a" / "b"))
    assert environment.data_dir("DATA_DIR", tmp_path).is_dir()
