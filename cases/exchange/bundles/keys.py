"""The keys of this installation: Ed25519 (RFC 8032) for signatures, X25519 (RFC 7748) for what is encrypted to it.

Both come from one secret of its own: EXCHANGE_KEY, or .local/secrets/exchange_key.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from enforcement import env

BUNDLE: Final = b"enforcement.exchange.bundle.1\n"
RECEIPT: Final = b"enforcement.exchange.receipt.1\n"
"""What is signed begins with one of these, so that no signature passes for another kind."""
RAW: Final = 32


def signing_key() -> str:
    """Return the public key of this installation for signatures, in Base64."""
    return b64encode(_signing().public_key().public_bytes_raw()).decode()


def sealing_key() -> str:
    """Return the public key of this installation for encryption, in Base64."""
    return b64encode(opening().public_key().public_bytes_raw()).decode()


def key_id(public: str) -> str:
    """Return the first 16 digits of the SHA-256 of a public key."""
    return hashlib.sha256(b64decode(public)).hexdigest()[:16]


def is_key(public: str) -> bool:
    """Return whether a text is a public key: 32 bytes in Base64."""
    try:
        return len(b64decode(public, validate=True)) == RAW
    except ValueError:
        return False


def sign(domain: bytes, content: bytes) -> dict[str, str]:
    """Return a detached signature by this installation."""
    signature = b64encode(_signing().sign(domain + content)).decode()
    return {"algorithm": "Ed25519", "key_id": key_id(signing_key()), "signature": signature}


def verifies(domain: bytes, content: bytes, signature: object, public: str) -> bool:
    """Return whether a detached signature is by a key."""
    if not isinstance(signature, dict) or signature.get("algorithm") != "Ed25519":
        return False
    try:
        raw = b64decode(str(signature.get("signature")), validate=True)
        Ed25519PublicKey.from_public_bytes(b64decode(public)).verify(raw, domain + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def opening() -> X25519PrivateKey:
    """Return the key that opens what is encrypted to this installation."""
    return X25519PrivateKey.from_private_bytes(_derived(b"X25519"))


def _signing() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(b"Ed25519"))


def _derived(info: bytes) -> bytes:
    secret = re.sub(r"\s", "", env.secret("EXCHANGE_KEY"))
    return HKDF(algorithm=SHA256(), length=RAW, salt=b"enforcement.exchange.1", info=info).derive(secret.encode())
