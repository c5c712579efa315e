"""Identification numbers encrypted to one receiver: JWE in compact form (RFC 7516), ECDH-ES with X25519 and A256GCM."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

MARK: Final = "jwe:"
"""How an encrypted number begins, so that nobody takes it for a number."""
ENC: Final = b"A256GCM"
BITS: Final = 256
TAG: Final = 16


class CannotOpen(ValueError):
    """Say that a text was encrypted to somebody else, or altered."""


def sealed_for(value: str, public: bytes) -> str:
    """Return a value that only the holder of the other half of an X25519 key reads; "" for no value."""
    if not value:
        return ""
    ephemeral = X25519PrivateKey.generate()
    epk = {"crv": "X25519", "kty": "OKP", "x": _b64(ephemeral.public_key().public_bytes_raw())}
    header = _b64(json.dumps({"alg": "ECDH-ES", "enc": ENC.decode(), "epk": epk}, separators=(",", ":")).encode())
    key = _agreed(ephemeral.exchange(X25519PublicKey.from_public_bytes(public)))
    iv = os.urandom(12)
    sealed = AESGCM(key).encrypt(iv, value.encode(), header.encode())
    return f"{MARK}{header}..{_b64(iv)}.{_b64(sealed[:-TAG])}.{_b64(sealed[-TAG:])}"


def opened(text: str, private: X25519PrivateKey) -> str:
    """Return the value of an encrypted text.

    Raises:
        CannotOpen: if it was encrypted to another key, altered, or is no such text.
    """
    try:
        header, _empty, iv, content, tag = text.removeprefix(MARK).split(".")
        epk = json.loads(_raw(header))["epk"]["x"]
        key = _agreed(private.exchange(X25519PublicKey.from_public_bytes(_raw(epk))))
        return AESGCM(key).decrypt(_raw(iv), _raw(content) + _raw(tag), header.encode()).decode()
    except (InvalidTag, ValueError, KeyError, TypeError) as fault:
        raise CannotOpen from fault


def _agreed(shared: bytes) -> bytes:
    """Return the key of RFC 7518 section 4.6.2: Concat KDF over the algorithm, two empty parties and the length."""
    nothing = (0).to_bytes(4, "big")
    info = len(ENC).to_bytes(4, "big") + ENC + nothing + nothing + BITS.to_bytes(4, "big")
    return ConcatKDFHash(algorithm=SHA256(), length=BITS // 8, otherinfo=info).derive(shared)


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
