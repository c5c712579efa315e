"""A database of one figure's own on the embedded server: made, measured on, dropped; and what it costs in CPU."""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import psutil
import psycopg


class NotEmbedded(RuntimeError):
    """Say that a figure is about the embedded server."""


@contextmanager
def database(name: str, *, fresh: bool = True, keep: bool = False) -> Iterator[str]:
    """Give the socket's folder of a migrated database with Django set up for it: ``fresh``, or the one kept before.

    It is dropped afterwards, unless it is to be kept.

    Raises:
        NotEmbedded: if the environment names another server.
    """
    from dev import postgres
    from enforcement import env

    if os.environ.get("DATABASE_URL"):
        raise NotEmbedded("It measures the embedded server: unset DATABASE_URL.")
    postgres.ensure()
    if fresh:
        postgres.drop(name)
    postgres.ensure(name)
    host = str(env.embedded_socket())
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/{name}?host={quote(host)}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    try:
        _set_up()
        yield host
    finally:
        let_go()
        if not keep:
            postgres.drop(name)


def _set_up() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def let_go() -> None:
    """Close every connection, pools among them: before the database is dropped, and before processes part."""
    from django.db import connections

    from exams import lean_connections

    lean_connections.close_idle()
    connections.close_all()
    for pooled in connections.all():
        if hasattr(pooled, "close_pool"):
            pooled.close_pool()


def connect(host: str, name: str) -> psycopg.Connection[tuple[int, ...]]:
    """Return a connection that commits each statement."""
    return psycopg.connect(host=host, user="postgres", dbname=name, autocommit=True)


def cpu_seconds(process: psutil.Process) -> float:
    """Return the CPU time of a process with all its children, those that ended among them."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    ended = process.cpu_times()
    return total + ended.children_user + ended.children_system


def postmaster() -> psutil.Process:
    """Return the embedded server's first process."""
    from dev import postgres

    number = (postgres.data_folder() / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]
    return psutil.Process(int(number))
