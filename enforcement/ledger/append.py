"""The only way into the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.chain import Head, canonical, digest
from enforcement.ledger.models import Entry


def append(
    *, series: str, by: Actor, at: datetime, verb: str, body: Mapping[str, object], head: Head | None = None
) -> Head:
    """Append one entry in the caller's transaction and return the new head of its series.

    With ``head`` the caller holds the lock of the series' subject and carries its head: one statement. Without it the
    series is locked here first.

    Raises:
        TransactionManagementError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append needs the transaction of the act it records.")
    last = head if head is not None else head_of(series, lock=True)
    facts: dict[str, Any] = {
        "series": series, "seq": last.seq + 1, "at": at, "recorded_at": clock.now(), "actor": by.snapshot(),
        "verb": verb, "body": canonical(body), "prev": last.hash,
    }  # fmt: skip
    entry = Entry(credential=by.credential, hash=digest(**facts), **facts)
    entry.save(force_insert=True)
    return Head(seq=entry.seq, hash=entry.hash)


def append_first(*, bodies: Mapping[str, Mapping[str, object]], by: Actor, at: datetime, verb: str) -> None:
    """Append the first entry of many new series in the caller's transaction, in one statement.

    Raises:
        TransactionManagementError: outside a transaction. IntegrityError: if a series has an entry already.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ledger.append_first needs the transaction of the act it records.")
    recorded_at, actor = clock.now(), by.snapshot()
    common: dict[str, Any] = {
        "seq": 1, "at": at, "recorded_at": recorded_at, "actor": actor, "verb": verb, "prev": Head().hash,
    }  # fmt: skip
    facts: list[dict[str, Any]] = [
        {"series": series, "body": canonical(body), **common} for series, body in bodies.items()
    ]
    Entry.objects.bulk_create(Entry(credential=by.credential, hash=digest(**each), **each) for each in facts)


def head_of(series: str, *, lock: bool = False) -> Head:
    """Return the last entry's number and hash, holding the series until the transaction ends if ``lock``."""
    if lock:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [series])
    found = Entry.objects.filter(series=series).order_by("-seq").values_list("seq", "hash").first()
    return Head(*found) if found else Head()
