"""What is signed about keys: the list, the hand-over from root to root, the roots of logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from certification.models import RootKey, SigningKey
from certification.verifier import jws
from certification.verifier.key_list import KIND as LIST_KIND

LIFE: Final = timedelta(days=30)
"""How long a key list is current."""
ROOTS_KIND: Final = "xzzfz-roots+jwt"
LOG_KIND: Final = "xzzfz-log+jwt"
__all__ = ["LIFE", "LIST_KIND", "LOG_KIND", "ROOTS_KIND", "line_of", "list_of", "roots_of", "sign"]


class Signs(Protocol):
    """Whatever signs 64 raw bytes by a suite."""

    @property
    def suite(self) -> int:
        """The code of the suite."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature."""


def sign(payload: Mapping[str, Any], *, kind: str, kid: str, signer: Signs) -> str:
    """Return a document as a compact JWS."""
    text = jws.to_sign(payload, suite=signer.suite, kid=kid, kind=kind)
    return f"{text.decode()}.{jws.pack(signer.sign(text))}"


def list_of(keys: Iterable[SigningKey], *, version: int, at: datetime) -> dict[str, Any]:
    """Return the payload of a key list."""
    issued = int(at.timestamp())
    return {
        "version": version,
        "issued_at": issued,
        "next_update_at": issued + int(LIFE.total_seconds()),
        "keys": [line_of(key) for key in keys],
    }


def line_of(key: SigningKey) -> dict[str, Any]:
    """Return the line of a key."""
    log = {"size": key.log_size, "root": jws.pack(bytes(key.log_root))} if key.log_root is not None else None
    return {
        "kid": key.kid,
        "suite": key.suite,
        "public": jws.pack(bytes(key.public)),
        "use": key.use,
        "numbers": key.numbers,
        "agencies": key.agencies,
        "not_before": key.not_before.isoformat(),
        "not_after": key.not_after.isoformat(),
        "status": key.status,
        "since": key.since_on.isoformat() if key.since_on else None,
        "log": log,
    }


def roots_of(roots: Iterable[RootKey]) -> list[dict[str, Any]]:
    """Return root keys as verifiers pin them."""
    return [{"id": root.code, "suite": root.suite, "public": jws.pack(bytes(root.public))} for root in roots]
