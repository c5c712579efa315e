"""Numbers without gaps: given out in the act's transaction, so that a refused act gives its number back."""

from __future__ import annotations

from django.db import connection, transaction


def take(key: str) -> int:
    """Return the next number of a series (from 1), holding the series until the transaction ends.

    Raises:
        TransactionManagementError: outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is taken in the transaction of the act that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_counter (key, last) VALUES (%s, 1)"
            " ON CONFLICT (key) DO UPDATE SET last = ledger_counter.last + 1 RETURNING last",
            [key],
        )
        row = cursor.fetchone()
    return int(row[0])


def peek(key: str) -> int:
    """Return the last number given out (0 for none)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM ledger_counter WHERE key = %s", [key])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
