"""The newest publication of a shard, and of the index, each with what waits to be published: one statement."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection

from certification.status.jobs import KIND, LATEST, PATIENCE, make_up_for

log = logging.getLogger("enforcement.status")
_WAITING: Final = """
(SELECT min(id) FROM jobs_job WHERE state = 'waiting' AND kind = %(kind)s AND requested_at < %(since)s)
"""
SHARD: Final = f"""
SELECT s.iat, s.sha256, s.body, {_WAITING} FROM (VALUES (1)) one(n)
LEFT JOIN LATERAL (
    SELECT iat, sha256, body FROM certification_statusshard WHERE shard = %(shard)s ORDER BY seq DESC LIMIT 1
) s ON true
"""  # noqa: S608 (a constant)
INDEX: Final = f"""
SELECT i.iat, i.sha256, convert_to(i.text, 'UTF8'), {_WAITING} FROM (VALUES (1)) one(n)
LEFT JOIN LATERAL (SELECT iat, sha256, text FROM certification_statusindex ORDER BY id DESC LIMIT 1) i ON true
"""  # noqa: S608 (a constant)


class Published(NamedTuple):
    """A file as it was published; ``iat`` in Unix seconds."""

    iat: int
    sha256: str
    body: bytes


def shard_file(shard: int, *, at: datetime) -> Published | None:
    """Return a shard, or None where no credential has its serial in it."""
    return _newest(SHARD, shard, at)


def index_file(*, at: datetime) -> Published | None:
    """Return the list of shards, or None before the first credential."""
    return _newest(INDEX, -1, at)


def _newest(statement: str, shard: int, at: datetime) -> Published | None:
    found, waiting = _read(statement, shard, at)
    oldest = (at - LATEST).timestamp()
    known = found or (_read(INDEX, shard, at)[0] if statement is SHARD else None)  # a shard that is in no index
    if waiting is None and known is not None and known.iat > oldest:
        return found
    try:
        make_up_for(waiting=waiting, at=at)
    except Exception:
        if found is None:
            raise
        log.exception("the status could not be published; the list of %s is given out", found.iat)
        return found
    return _read(statement, shard, at)[0]


def _read(statement: str, shard: int, at: datetime) -> tuple[Published | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"kind": KIND, "since": at - PATIENCE, "shard": shard})
        iat, sha256, body, waiting = cursor.fetchone() or (None, "", b"", None)
    return (Published(iat, sha256, bytes(body)) if iat is not None else None), waiting
