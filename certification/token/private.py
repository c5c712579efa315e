"""Private keys of both suites: made, kept in encrypted PEM (PKCS #8), and used to sign 64 raw bytes."""

from __future__ import annotations

from typing import Any, Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from tongsuopy.crypto import hashes, serialization
from tongsuopy.crypto.asymciphers import ec

from certification.verifier.suites import ED25519, SM2

_HALF: Final = 32


class WrongKind(Exception):
    """Say that a file holds a key of neither suite."""


class Private(Protocol):
    """A private key of either suite."""

    suite: int
    public: bytes
    """32 bytes (Ed25519), or 64 bytes x||y (SM2)."""

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature."""

    def to_pem(self, passphrase: bytes) -> bytes:
        """Return the key as an encrypted PEM file."""


class Ed25519Private:
    """A key of RFC 8032."""

    suite = ED25519

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message (RFC 8032, 5.1.6)."""
        return self._key.sign(message)

    def to_pem(self, passphrase: bytes) -> bytes:
        """Return the key as an encrypted PEM file."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))


class Sm2Private:
    """A key of GB/T 32918; its signatures with SM3 are turned from DER into r||s."""

    suite = SM2

    def __init__(self, key: Any) -> None:
        self._key = key
        numbers = key.public_key().public_numbers()
        self.public = numbers.x.to_bytes(_HALF) + numbers.y.to_bytes(_HALF)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message (GB/T 32918.2, 6.1) by the usual identity 1234567812345678."""
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SM3())))
        return r.to_bytes(_HALF) + s.to_bytes(_HALF)

    def to_pem(self, passphrase: bytes) -> bytes:
        """Return the key as an encrypted PEM file."""
        encryption = serialization.BestAvailableEncryption(passphrase)
        pem: bytes = self._key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
        return pem


def generate(suite: int) -> Private:
    """Make a key of a suite."""
    return (
        Sm2Private(ec.generate_private_key(ec.SM2())) if suite == SM2 else Ed25519Private(Ed25519PrivateKey.generate())
    )


def load(pem: bytes, passphrase: bytes) -> Private:
    """Return the key in an encrypted PEM file.

    Raises:
        ValueError, TypeError: if the passphrase is not the one. WrongKind: if it is neither.
    """
    try:
        key = load_pem_private_key(pem, passphrase)
    except ValueError:
        return _load_sm2(pem, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongKind
    return Ed25519Private(key)


def _load_sm2(pem: bytes, passphrase: bytes) -> Sm2Private:
    key = serialization.load_pem_private_key(pem, passphrase)
    if not isinstance(key.curve, ec.SM2):
        raise WrongKind
    return Sm2Private(key)
