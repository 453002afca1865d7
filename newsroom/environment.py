"""The environment, read once at the start: a value that makes no sense stops it.

Each reader takes the variable's name, so that the sentence that stops the start names it.
"""

import os
import secrets
from email.headerregistry import Address
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE = {"1", "true", "yes", "on", "oui"}
FALSE = {"0", "false", "no", "off", "non", ""}


def refuse(name: str, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} : {why}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise refuse(name, f"« {value} » n’est ni oui ni non (attendu : 1 ou 0).")


def names(name: str, default: list[str]) -> list[str]:
    given = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    for host in given:
        if "/" in host or " " in host:
            raise refuse(name, f"« {host} » n’est pas un nom d’hôte.")
    return given or default


def split(name: str, url: str, schemes: set[str]) -> SplitResult:
    """The parts of `url`; refuses another scheme and a port that is not a number."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise refuse(name, f"« {url} » n’est pas une adresse.") from None
    if parts.scheme not in schemes:
        raise refuse(
            name, f"« {parts.scheme or url} » inconnu (attendu : {', '.join(sorted(schemes))})."
        )
    try:
        parts.port  # noqa: B018  reading it is what validates it
    except ValueError:
        raise refuse(name, "le port n’est pas un nombre entre 0 et 65535.") from None
    return parts


def site_url(name: str, default: str) -> str:
    """The public address of the site, scheme and host only, without a final slash."""
    parts = split(name, text(name, default), {"http", "https"})
    beyond = parts.query or parts.fragment or parts.username or parts.path not in {"", "/"}
    if not parts.hostname or beyond:
        raise refuse(
            name, "donnez le protocole et l’hôte seuls, par exemple https://www.exemple.fr."
        )
    return f"{parts.scheme}://{parts.netloc}"


def hub(name: str) -> str:
    """The address of a WebSub hub, or "" when there is none."""
    given = text(name)
    if given and not split(name, given, {"http", "https"}).hostname:
        raise refuse(name, "donnez l’adresse entière du concentrateur WebSub.")
    return given


def data_dir(name: str, default: Path) -> Path:
    """The folder under which all that the application writes goes; made if missing."""
    folder = Path(text(name, str(default))).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            name, f"le dossier {folder} ne peut pas être créé ({error.strerror})."
        ) from None
    if not os.access(folder, os.W_OK):
        raise refuse(name, f"le dossier {folder} n’est pas accessible en écriture.")
    return folder


def secret_key(name: str, folder: Path) -> str:
    """The given key, or one drawn at the first start and kept in `folder` for its owner alone."""
    given = text(name)
    if given:
        if len(given) < 32:
            raise refuse(name, "trop courte : 32 signes au moins.")
        return given
    kept = folder / "secret-key"
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return kept.read_text().strip()


def database(name: str, folder: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`."""
    url = text(name, f"sqlite:///{folder / 'newsroom.sqlite3'}")
    parts = split(name, url, {"sqlite", "postgres", "postgresql"})
    if parts.scheme == "sqlite":
        if parts.netloc or not parts.path.strip("/"):
            raise refuse(name, "le chemin du fichier manque : sqlite:///chemin/newsroom.sqlite3.")
        return sqlite(unquote(parts.path.removeprefix("/")))
    if not parts.path.strip("/"):
        raise refuse(name, "le nom de la base manque : postgres://utilisateur@hote/base.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": dict(parse_qsl(parts.query)).get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: str) -> dict[str, Any]:
    """Write-ahead log, so that readers never wait; writers queue from their first statement."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
            ),
        },
    }


def cache(name: str) -> dict[str, Any]:
    url = text(name)
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    split(name, url, {"redis", "rediss", "unix"})
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}


def email(name: str) -> dict[str, Any]:
    """`console:` (the default), `smtp://user:password@host:port`, `smtps://…` for TLS at once."""
    url = text(name, "console:")
    parts = split(name, url, {"console", "smtp", "smtps"})
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if not parts.hostname:
        raise refuse(name, "l’hôte du serveur de courriel manque.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp"
        and parts.hostname not in {"localhost", "127.0.0.1"},
    }


def sender(name: str, title: str, site: str) -> str:
    """Who mail is from: `Name <address>`; by default `title`, at the host of the address `site`."""
    given = text(name)
    if not given:
        host = urlsplit(site).hostname or ""
        # A machine that has a number alone is one's own: no mail leaves from a number.
        local = not any(sign.isalpha() for sign in host.rpartition(".")[2])
        domain = "localhost" if local else host.removeprefix("www.")
        return str(Address(title, "redaction", domain))
    try:
        validate_email(parseaddr(given)[1])
    except ValidationError:
        raise refuse(name, f"« {given} » n’est pas une adresse de courriel.") from None
    return given


S3_WORDS = {"endpoint", "region"}
# Bytes of a file of the store held in memory; a heavier one (an original) waits on the disk.
S3_IN_MEMORY = 1024 * 1024


def storage(name: str, folder: Path) -> dict[str, Any]:
    """Files under `folder`, or `s3://key:secret@bucket?endpoint=https://…&region=…`.

    Without key and secret, those of the machine are taken (its role, its configuration).
    """
    url = text(name)
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "media"), "base_url": "/images/"},
        }
    parts = split(name, url, {"s3"})
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    refuse_bad_store(name, parts, query)
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": parts.hostname,
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "endpoint_url": query.get("endpoint"),
            "region_name": query.get("region"),
            # A store of one's own has one name and one certificate, not one for each bucket.
            "addressing_style": "path" if "endpoint" in query else "auto",
            "signature_version": "s3v4",
            "file_overwrite": False,
            # No access list is sent: what we store is private, and readers come through our
            # address, where rights are asked.
            "default_acl": None,
            "querystring_auth": True,
            "max_memory_size": S3_IN_MEMORY,
        },
    }


def refuse_bad_store(name: str, parts: SplitResult, query: dict[str, str]) -> None:
    """Refuses an address of a store in which something is missing, or that we would not heed."""
    if not parts.hostname:
        raise refuse(name, "le nom du seau manque : s3://cle:secret@seau.")
    if bool(parts.username) != bool(parts.password):
        raise refuse(name, "donnez la clé et le secret ensemble : s3://cle:secret@seau.")
    if parts.port or parts.path.strip("/") or parts.fragment:
        raise refuse(
            name,
            "après le seau viennent les options : s3://cle:secret@seau?endpoint=https://hote:9000.",
        )
    if unknown := sorted(query.keys() - S3_WORDS):
        raise refuse(name, f"option inconnue : {', '.join(unknown)} (attendu : endpoint, region).")
    if "region" in query and not query["region"]:
        raise refuse(name, "la région est vide.")
    if "endpoint" in query and not split(name, query["endpoint"], {"http", "https"}).hostname:
        raise refuse(name, "l’hôte du serveur manque : endpoint=https://hote:9000.")
    if not all(find_spec(module) for module in ("storages", "boto3")):
        raise refuse(name, "installez l’extra « s3 » (django-storages, boto3) pour ce stockage.")
