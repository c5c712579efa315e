"""The receipt of a submission: what was handed in and when, signed so that anybody can check it without the database.

A receipt is ``{"v": 1, "sitting", "seq", "at", "answers_sha256", "key", "signature"}``. Signed with Ed25519 (RFC 8032)
is the text ``exams.receipt.1``, a newline and the canonical JSON (sorted keys, no spaces, UTF-8) of all but
``signature``, which is in Base64. The key comes from the site's secret by HKDF (RFC 5869), so nothing is stored;
``key`` is the first 16 digits of the SHA-256 of the public key. What the hash is over: ``exams.submit.answers_sha256``.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from exams.shuffle import canonical

VERSION: Final = 1
FIELDS: Final = {"v", "sitting", "seq", "at", "answers_sha256", "key", "signature"}
_DOMAIN: Final = b"exams.receipt.1\n"


def receipt(*, sitting: int, seq: int, at: datetime, answers_sha256: str) -> dict[str, Any]:
    """Return the signed receipt of a submission; the same facts always give the same receipt."""
    private = _private(settings.SECRET_KEY)
    facts = {
        "v": VERSION, "sitting": sitting, "seq": seq, "at": at.isoformat(), "answers_sha256": answers_sha256,
        "key": key_id(_raw(private.public_key())),
    }  # fmt: skip
    return {**facts, "signature": b64encode(private.sign(_signed(facts))).decode()}


def verify(given: Mapping[str, Any], *, keys: Mapping[str, bytes]) -> bool:
    """Return whether a receipt was signed with one of the keys (raw public keys by ``key``) and is unaltered."""
    if set(given) != FIELDS or given["v"] != VERSION or not isinstance(given["signature"], str):
        return False
    public = keys.get(str(given["key"]))
    facts = {key: value for key, value in given.items() if key != "signature"}
    try:
        signature = b64decode(given["signature"], validate=True)
        if public is None:
            return False
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(facts))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def public_keys() -> dict[str, bytes]:
    """Return the site's raw public keys (32 bytes) by key id: of its secret, and of those it had before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = [_raw(_private(secret).public_key()) for secret in secrets]
    return {key_id(public): public for public in found}


def key_id(public: bytes) -> str:
    """Return the id of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


@lru_cache(maxsize=8)
def _private(secret: str) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=b"exams.receipt.1", info=b"Ed25519").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes_raw()


def _signed(facts: Mapping[str, Any]) -> bytes:
    return _DOMAIN + canonical(dict(facts)).encode()
