"""Signed JSON documents in the compact form of RFC 7515, with the two suites of this system."""

from __future__ import annotations

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final

from .refusal import DocumentRefused, Fault
from .suites import SUITES

_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*")
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a document whose signature has not been looked at yet."""

    kid: str
    kind: str
    algorithm: str
    payload: dict[str, Any]
    signed: bytes
    signature: bytes

    def signed_by(self, suite: int, public: bytes) -> bool:
        """Say whether a key signed the document, by the algorithm that belongs to its suite."""
        found = SUITES.get(suite)
        if found is None or found.algorithm != self.algorithm:
            return False
        return found.verify(public, self.signature, self.signed)


def parse(text: str, *, kind: str) -> Document:
    """Return a document of a kind (``typ``). Raises DocumentRefused(malformed)."""
    parts = text.strip().split(".")
    try:
        header = json.loads(unpack(parts[0]))
        payload = json.loads(unpack(parts[1]))
        document = Document(
            str(header["kid"]), header["typ"], header["alg"], payload, ".".join(parts[:2]).encode(), unpack(parts[2])
        )
    except (ValueError, LookupError, TypeError) as error:
        raise DocumentRefused(Fault.MALFORMED) from error
    if len(parts) != _PARTS or document.kind != kind or not isinstance(payload, dict):
        raise DocumentRefused(Fault.MALFORMED)
    return document


def to_sign(payload: object, *, suite: int, kid: str, kind: str) -> bytes:
    """Return the bytes that are signed: header and payload in base64url with a dot between."""
    header = {"alg": SUITES[suite].algorithm, "kid": kid, "typ": kind}
    return ".".join(pack(_compact(part)) for part in (header, payload)).encode()


def pack(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def unpack(text: str) -> bytes:
    """Return the bytes of base64url without padding. Raises ValueError."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
