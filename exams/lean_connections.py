"""Connections for the statements of sittings: prepared once on each, one commit a statement, nothing around it.

Django's own connection costs more than the statement (a check-out, a cursor, its wrappers), and the server's threads
come and go; so these connections are taken from a stack, newest first, and as many stay open as were ever needed at
once, ``SITTING_CONNECTIONS`` at most. They speak libpq through ``psycopg.pq``, in text both ways.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import pq

TIMEOUT_MS: Final = 10_000
"""A statement that waits longer is given up: the browser has stopped waiting by then and sends again."""
MANNERS: Final = f"SET statement_timeout = {TIMEOUT_MS}; SET timezone = 'UTC'; SET datestyle = 'ISO'"
_NOT_LIBPQ: Final = {"cursor_factory", "context", "pool", "server_side_binding", "assume_role", "prepare_threshold"}
_PARAMETER: Final = re.compile(r"%\((\w+)\)s")
Decoder = Callable[[bytes], Any]


def _moment(value: bytes) -> datetime:
    return datetime.fromisoformat(value.decode())


def _numbers(value: bytes) -> list[int]:
    return [int(n) for n in value[1:-1].split(b",")] if len(value) > len("{}") else []


_DECODERS: Final[dict[int, Decoder]] = {
    16: lambda value: value == b"t",
    20: int,
    21: int,
    23: int,
    1005: _numbers,
    1184: _moment,
    3802: json.loads,
}
"""By the number of the type in PostgreSQL (pg_type.oid), which never changes; everything else is text."""


class Statement:
    """A statement with numbered parameters, and how its columns are read."""

    def __init__(self, text: str) -> None:
        """Number the named parameters in the order of their first appearance."""
        self.names = list(dict.fromkeys(_PARAMETER.findall(text)))
        self.text = _PARAMETER.sub(lambda found: f"${self.names.index(found[1]) + 1}", text).encode()
        self.columns: list[tuple[str, Decoder]] = []

    def read(self, result: pq.abc.PGresult) -> list[dict[str, Any]]:
        """Return the rows of a result by column name."""
        if not self.columns:
            self.columns = [
                ((result.fname(n) or b"").decode(), _DECODERS.get(result.ftype(n), bytes.decode))
                for n in range(result.nfields)
            ]
        value = result.get_value
        return [
            {
                name: None if (found := value(number, n)) is None else decode(found)
                for n, (name, decode) in enumerate(self.columns)
            }
            for number in range(result.ntuples)
        ]


@lru_cache(maxsize=64)
def _statement(text: str) -> Statement:
    return Statement(text)


def encoded(value: object) -> bytes | None:
    """Return a parameter as PostgreSQL reads it: whole numbers, lists of them, text, moments, booleans, nothing."""
    if value is None:
        return None
    if isinstance(value, list):
        return b"{%s}" % ",".join(map(str, value)).encode()
    if isinstance(value, datetime):
        return value.isoformat().encode()
    return str(value).encode()


class Connection:
    """One connection with the statements prepared on it."""

    def __init__(self) -> None:
        """Connect as Django does to its default database."""
        given = connections["default"].get_connection_params()
        facts = {key: value for key, value in given.items() if key not in _NOT_LIBPQ}
        facts |= {"autocommit": True, "application_name": "sittings"}
        self._whole: psycopg.Connection[Any] = psycopg.connect(**facts)
        self._pg = self._whole.pgconn
        self._check(self._pg.exec_(MANNERS.encode()), pq.ExecStatus.COMMAND_OK)
        self._prepared: dict[Statement, bytes] = {}

    def run(self, statement: Statement, facts: Mapping[str, object]) -> list[dict[str, Any]]:
        """Run a statement and return its rows, committed.

        Raises:
            psycopg.Error
        """
        name = self._prepared.get(statement) or self._prepare(statement)
        values: list[Any] = [encoded(facts[key]) for key in statement.names]
        result = self._pg.exec_prepared(name, values)
        self._check(result, pq.ExecStatus.TUPLES_OK)
        return statement.read(result)

    def _prepare(self, statement: Statement) -> bytes:
        name = b"s%d" % len(self._prepared)
        self._check(self._pg.prepare(name, statement.text), pq.ExecStatus.COMMAND_OK)
        self._prepared[statement] = name
        return name

    def _check(self, result: pq.abc.PGresult, wanted: pq.ExecStatus) -> None:
        if result.status == wanted:
            return
        if self.is_lost:
            raise psycopg.OperationalError(result.error_message.decode(errors="replace"))
        raise psycopg.errors.error_from_result(result)

    @property
    def is_lost(self) -> bool:
        """Whether the server can no longer be reached through it."""
        return self._pg.status != pq.ConnStatus.OK

    def close(self) -> None:
        """Close it."""
        self._whole.close()


class _Stack:
    """The open connections that nobody uses, the last used on top."""

    def __init__(self, most: int) -> None:
        self.free: list[Connection] = []
        self._room = threading.BoundedSemaphore(most)

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """Lend a connection; one that was lost meanwhile is not put back."""
        with self._room:
            try:
                taken = self.free.pop()
            except IndexError:
                taken = Connection()
            try:
                yield taken
            finally:
                if taken.is_lost:
                    taken.close()
                else:
                    self.free.append(taken)


_stack: _Stack | None = None
_making = threading.Lock()
_watchers: list[list[str]] = []


def _connections() -> _Stack:
    global _stack  # noqa: PLW0603 (one for each process)
    with _making:
        if _stack is None:
            _stack = _Stack(settings.SITTING_CONNECTIONS)
        return _stack


def run(text: str, facts: Mapping[str, object]) -> list[dict[str, Any]]:
    """Run a statement as a transaction of its own and return its rows.

    Where the connection turns out to be lost (the database was restarted), all idle ones are let go and it is tried
    once more: each statement of a sitting tells a repetition from a first time.

    Raises:
        psycopg.Error
    """
    for watcher in _watchers:
        watcher.append(text)
    statement, stack = _statement(text), _stack or _connections()
    connection: Connection | None = None
    try:
        with stack.one() as connection:
            return connection.run(statement, facts)
    except psycopg.OperationalError:
        if connection is not None and not connection.is_lost:
            raise
        close_idle()
        with stack.one() as connection:
            return connection.run(statement, facts)


def close_idle() -> None:
    """Close the connections that nobody uses just now."""
    while _stack is not None and _stack.free:
        _stack.free.pop().close()


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect the statements that this process runs here meanwhile, for those who count them."""
    ran: list[str] = []
    _watchers.append(ran)
    try:
        yield ran
    finally:
        _watchers.remove(ran)


def _forget() -> None:
    global _stack  # noqa: PLW0603
    _stack = None


os.register_at_fork(after_in_child=_forget)
