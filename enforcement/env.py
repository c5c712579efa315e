"""Settings from the environment, read here alone; a wrong value stops the start and the sentence says what to do."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOCAL = Path(os.environ.get("ENFORCEMENT_LOCAL") or ROOT / ".local")


class EnvironmentRefused(RuntimeError):
    """Say which variable is wrong and what it should be."""


def text(name: str, default: str = "") -> str:
    """Return a variable as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return a variable as a boolean: 1/true/yes/on or 0/false/no/off.

    Raises:
        EnvironmentRefused: for any other value.
    """
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise EnvironmentRefused(f"{name} is {value!r}: set it to 1 or 0.")


def integer(name: str, default: int) -> int:
    """Return a variable as a whole number.

    Raises:
        EnvironmentRefused: if it is not one.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise EnvironmentRefused(f"{name} is {value!r}: set it to a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list."""
    return [w.strip() for w in os.environ.get(name, default).split(",") if w.strip()]


def secret(name: str, length: int = 50) -> str:
    """Return a secret from the environment, else from ``.local/secrets``, made on first use with mode 0600."""
    value = os.environ.get(name)
    if value:
        return value
    folder = LOCAL / "secrets"
    path = folder / name.lower()
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        value = secrets.token_urlsafe(length)
        stream.write(value)
    return value


def database() -> dict[str, object]:
    """Return Django's settings for ``DATABASE_URL`` (``postgresql://user:password@host:port/name?host=/socket``).

    Without the variable the embedded server's socket under ``.local/postgres`` is used; ``dev.postgres`` starts it.

    Raises:
        EnvironmentRefused: if the URL names another engine or no database.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        socket = embedded_socket()
        return _connection(name="enforcement", user="postgres", password="", host=str(socket), port="")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentRefused(
            f"DATABASE_URL starts with {parts.scheme!r}: only PostgreSQL works, e.g. postgresql://user:secret@host/name."
        )
    name = parts.path.lstrip("/")
    if not name:
        raise EnvironmentRefused("DATABASE_URL names no database: end it with /name.")
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return _connection(
        name=unquote(name),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=str(parts.port or ""),
    )


def embedded_socket() -> Path:
    """Return the folder of the embedded server's socket (the path of a socket may have at most 107 bytes)."""
    data = LOCAL / "postgres"
    pointer = LOCAL / "postgres-socket"
    return Path(pointer.read_text(encoding="utf-8").strip()) if pointer.exists() else data


def _connection(*, name: str, user: str, password: str, host: str, port: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        # The server reaps idle threads, whose persistent connections would leak: a pool instead.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": integer("DATABASE_POOL", 12), "timeout": 20}},
        "CONN_MAX_AGE": 0,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE") or None},
    }
