"""Who signs: private keys stay behind this border and never enter the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final, Protocol, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from certification.token.suites import ED25519

_OWNER_ONLY: Final = 0o600
_OTHERS: Final = 0o077


class Signer(Protocol):
    """Sign with one key: from a file here, from a hardware module elsewhere."""

    @property
    def kid(self) -> int:
        """The key's index in the signed key list, 16 bits."""
        ...

    @property
    def suite(self) -> int:
        """The code of its suite."""
        ...

    @property
    def public(self) -> bytes:
        """The raw public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature."""
        ...


class KeyFileError(RuntimeError):
    """Say that a key file cannot be used, and what to do; for operators, so in English."""


class FileSigner:
    """Sign with an Ed25519 key kept in an encrypted PEM file (PKCS #8)."""

    suite = ED25519

    def __init__(self, *, kid: int, key: Ed25519PrivateKey) -> None:
        """Take a key already loaded."""
        self.kid = kid
        self._key = key
        self.public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @classmethod
    def open(cls, directory: Path, *, kid: int, passphrase: bytes) -> Self:
        """Return the signer of ``directory/signing-<kid>.pem``, made on first use and readable by its owner only.

        Two processes that begin at once end with the same key. Raises KeyFileError when the passphrase is empty or
        wrong, when others may read the file, or when it holds another kind of key.
        """
        if not passphrase:
            message = "the passphrase of the signing key is empty: set one"
            raise KeyFileError(message)
        path = directory / f"signing-{kid}.pem"
        if not path.exists():
            _create(path, passphrase)
        return cls(kid=kid, key=_load(path, passphrase))

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message (RFC 8032, 5.1.6)."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"<FileSigner {self.kid}>"


def _create(path: Path, passphrase: bytes) -> None:
    """Write a new key beside its place, then link it there: whoever comes second finds the first's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _load(path: Path, passphrase: bytes) -> Ed25519PrivateKey:
    if path.stat().st_mode & _OTHERS:
        message = f"{path} may be read by others: chmod 600 it, and replace the key if it was"
        raise KeyFileError(message)
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase)
    except (ValueError, TypeError) as error:
        message = f"{path} does not open with this passphrase"
        raise KeyFileError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} is not an Ed25519 key"
        raise KeyFileError(message)
    return key
