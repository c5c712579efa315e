"""Read the index of the status list: which shards there are, how new, and their digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from . import jws
from .records import KeyRecord
from .refusal import DocumentRefused, Fault
from .shard import may_sign

KIND: Final = "xzzfz-status-index+jwt"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of the index; ``sha256`` is in hex."""

    shard: int
    seq: int
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class StatusIndex:
    """Hold an index whose signature is good; ``issued_at`` is in unix seconds."""

    issued_at: int
    shards: Mapping[int, Entry]


def read_index(text: str, keys: Mapping[int, KeyRecord]) -> StatusIndex:
    """Return the index (a JWS) that a status key signed. Raises DocumentRefused: malformed or forged."""
    document = jws.parse(text, kind=KIND)
    key = keys.get(int(document.kid)) if document.kid.isdecimal() else None
    try:
        found = _index(document.payload)
    except (ValueError, LookupError, TypeError) as error:
        raise DocumentRefused(Fault.MALFORMED) from error
    if key is None or not may_sign(key, found.issued_at) or not document.signed_by(key.suite, key.public):
        raise DocumentRefused(Fault.FORGED)
    return found


def _index(payload: dict[str, Any]) -> StatusIndex:
    lines = [Entry(**{name: line[name] for name in Entry.__slots__}) for line in payload["shards"]]
    return StatusIndex(int(payload["iat"]), {line.shard: line for line in lines})
