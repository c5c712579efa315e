"""Signatures under the hash of a paper: the interface, and the provider that the installation brings.

A provider signs the text of :func:`statement`: the name of this format, a newline and canonical JSON. Others (a
provincial signing service, an officer's own key) are entered with :func:`enter` and chosen by the setting
``case.signature_provider``. The one built in is Ed25519 (RFC 8032) with a key derived from the installation's secret by
HKDF (RFC 5869), so nothing is stored; older secrets go on verifying. It proves which system stored which bytes when and
for whom; it is no electronic signature of a person (电子签名法第十三条).
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Any, Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

Facts = dict[str, Any]
INSTALLATION: Final = "installation"


class SignatureProvider(Protocol):
    """Whoever signs papers."""

    name: str

    def sign(self, message: bytes) -> Facts:
        """Return what verifies the signature later; JSON can hold it."""

    def verify(self, message: bytes, signature: Facts) -> bool:
        """Return whether the signature is of the message."""


class Installation:
    """The provider built in."""

    name = INSTALLATION

    def sign(self, message: bytes) -> Facts:
        """Return algorithm, key id and signature in Base64."""
        private = _private(settings.SECRET_KEY)
        return {"algorithm": "Ed25519", "key": _id(_raw(private)), "value": b64encode(private.sign(message)).decode()}

    def verify(self, message: bytes, signature: Facts) -> bool:
        """Return whether a key of this installation, an earlier one included, signed the message."""
        keys = [_raw(_private(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        public = next((raw for raw in keys if _id(raw) == signature.get("key")), None)
        try:
            value = b64decode(str(signature.get("value", "")), validate=True)
            if public is not None:
                Ed25519PublicKey.from_public_bytes(public).verify(value, message)
        except (InvalidSignature, ValueError):
            return False
        return public is not None


PROVIDERS: dict[str, SignatureProvider] = {INSTALLATION: Installation()}


def enter(provider: SignatureProvider) -> None:
    """Enter a provider under its name; a second of the same name takes its place."""
    PROVIDERS[provider.name] = provider


def statement(*, case: int, code: str, number: str, sha256: str, by: str, at: str) -> bytes:
    """Return what is signed of a paper."""
    facts = {"case": case, "code": code, "number": number, "sha256": sha256, "by": by, "at": at}
    said = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"cases.paper.1\n{said}".encode()


def _raw(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _id(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:16]


@lru_cache(maxsize=8)
def _private(secret: str) -> Ed25519PrivateKey:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cases.paper.1").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(made)
