"""Read the list of issuers' keys: signed by a root key that is pinned, and never older than one seen before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from . import jws
from .records import KeyRecord, KeyStatus, KeyUse, LogRoot
from .refusal import DocumentRefused, Fault

KIND: Final = "xzzfz-keys+jwt"


@dataclass(frozen=True, slots=True)
class Root:
    """Hold the public half of a root key, which signs nothing but the list."""

    id: str
    suite: int
    public: bytes


@dataclass(frozen=True, slots=True)
class KeyList:
    """Hold a list whose signature is good. Times are unix seconds."""

    keys: Mapping[int, KeyRecord]
    version: int
    issued_at: int
    next_update_at: int


def read_roots(text: str) -> tuple[Root, ...]:
    """Return the pinned roots of a roots.json. Raises DocumentRefused(malformed)."""
    try:
        return tuple(Root(str(r["id"]), int(r["suite"]), jws.unpack(r["public"])) for r in json.loads(text))
    except (ValueError, LookupError, TypeError) as error:
        raise DocumentRefused(Fault.MALFORMED) from error


def read_key_list(text: str, roots: tuple[Root, ...], *, seen_version: int = 0) -> KeyList:
    """Return the keys of a list (a JWS).

    Raises DocumentRefused: malformed; forged, if none of the roots signed it; rolled_back, if its version is lower than
    the one seen before.
    """
    document = jws.parse(text, kind=KIND)
    root = next((r for r in roots if r.id == document.kid), None)
    if root is None or not document.signed_by(root.suite, root.public):
        raise DocumentRefused(Fault.FORGED)
    try:
        found = _key_list(document.payload)
    except (ValueError, LookupError, TypeError) as error:
        raise DocumentRefused(Fault.MALFORMED) from error
    if found.version < seen_version:
        raise DocumentRefused(Fault.ROLLED_BACK)
    return found


def _key_list(payload: dict[str, Any]) -> KeyList:
    records = [_record(entry) for entry in payload["keys"]]
    times = (int(payload[name]) for name in ("version", "issued_at", "next_update_at"))
    return KeyList({record.kid: record for record in records}, *times)


def _record(entry: dict[str, Any]) -> KeyRecord:
    log = entry.get("log")
    return KeyRecord(
        kid=int(entry["kid"]),
        suite=int(entry["suite"]),
        public=jws.unpack(entry["public"]),
        numbers=tuple(map(str, entry["numbers"])),
        not_before=date.fromisoformat(entry["not_before"]),
        not_after=date.fromisoformat(entry["not_after"]),
        status=KeyStatus(entry["status"]),
        agencies=tuple(map(str, entry["agencies"])),
        use=KeyUse(entry["use"]),
        since=date.fromisoformat(entry["since"]) if entry.get("since") else None,
        log=LogRoot(int(log["size"]), jws.unpack(log["root"])) if log else None,
    )
