"""Canonical form and hashing of ledger entries: pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

GENESIS = "0" * 64
DOMAIN = b"enforcement.ledger.1\n"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a series: its number and hash (0 and zeros for an empty series)."""

    seq: int = 0
    hash: str = GENESIS


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | bytes):
        return value.hex() if isinstance(value, bytes) else str(value)
    if isinstance(value, set | frozenset | tuple):
        return sorted(value, key=str) if not isinstance(value, tuple) else list(value)
    return str(value)


def moment(value: datetime) -> str:
    """Return a moment as text in UTC, to the microsecond."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: Mapping[str, object]) -> str:
    """Return the one JSON text of a mapping: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def digest(
    *,
    series: str,
    seq: int,
    at: datetime,
    recorded_at: datetime,
    actor: Mapping[str, object],
    verb: str,
    body: str,
    prev: str,
) -> str:
    """Return the SHA-256 of an entry over its predecessor's hash, hexadecimal."""
    content = canonical({
        "series": series, "seq": seq, "at": moment(at), "recorded_at": moment(recorded_at), "actor": dict(actor),
        "verb": verb, "body": body, "prev": prev,
    })  # fmt: skip
    return hashlib.sha256(DOMAIN + content.encode()).hexdigest()
