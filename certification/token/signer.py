"""Who signs: private keys stay behind this border and never enter the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final, Protocol, Self

from tongsuopy.crypto.exceptions import UnsupportedAlgorithm

from certification.token.private import Private, WrongKind, generate, load
from certification.verifier.suites import ED25519, SUITES

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
    """Sign with a key of either suite kept in an encrypted PEM file (PKCS #8)."""

    def __init__(self, *, kid: int, key: Private) -> None:
        """Take a key already loaded."""
        self.kid = kid
        self.suite = key.suite
        self.public = key.public
        self._key = key

    @classmethod
    def open(
        cls, directory: Path, *, kid: int, passphrase: bytes, suite: int | None = None, stem: str = "signing"
    ) -> Self:
        """Return the signer of ``directory/<stem>-<kid>.pem``, made on first use and readable by its owner only.

        ``suite`` is the one that is made (Ed25519) or that the file must have. Two processes that begin at once end
        with the same key. Raises KeyFileError when the passphrase is empty or wrong, when others may read the file,
        or when it holds another kind of key.
        """
        if not passphrase:
            message = "the passphrase of the signing key is empty: set one"
            raise KeyFileError(message)
        path = directory / f"{stem}-{kid}.pem"
        if not path.exists():
            _create(path, generate(suite or ED25519).to_pem(passphrase))
        key = _load(path, passphrase)
        if suite and key.suite != suite:
            message = f"{path} is not of the suite {SUITES[suite].name}"
            raise KeyFileError(message)
        return cls(kid=kid, key=key)

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"<FileSigner {self.kid}>"


def _create(path: Path, pem: bytes) -> None:
    """Write a new key beside its place, then link it there: whoever comes second finds the first's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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


def _load(path: Path, passphrase: bytes) -> Private:
    if path.stat().st_mode & _OTHERS:
        message = f"{path} may be read by others: chmod 600 it, and replace the key if it was"
        raise KeyFileError(message)
    try:
        return load(path.read_bytes(), passphrase)
    except (WrongKind, UnsupportedAlgorithm) as error:
        message = f"{path} is neither an Ed25519 nor an SM2 key"
        raise KeyFileError(message) from error
    except (ValueError, TypeError) as error:
        message = f"{path} does not open with this passphrase"
        raise KeyFileError(message) from error
