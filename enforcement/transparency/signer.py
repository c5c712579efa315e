"""The key that signs checkpoints: of this installation, from the environment or made on the first run.

What signs is chosen by ``LOG_SIGNER``. Another algorithm is another signer here and another kind of key in
``verifier/note.py``; a note may carry the signatures of several.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from enforcement import env
from enforcement.transparency.verifier.note import ED25519, Key


class Signer(Protocol):
    """Signs notes under one key."""

    @property
    def key(self) -> Key:
        """The key that checks what is signed."""

    def sign(self, text: bytes) -> bytes:
        """Return the signature over a note's text."""


class InstallationSigner:
    """Ed25519 with a key made from a secret of its own: LOG_KEY, or .local/secrets/log_key."""

    def __init__(self) -> None:
        """Make the key."""
        secret = re.sub(r"\s", "", env.secret("LOG_KEY"))
        derived = HKDF(algorithm=SHA256(), length=32, salt=b"enforcement.log.checkpoint.1", info=b"Ed25519")
        self._private = Ed25519PrivateKey.from_private_bytes(derived.derive(secret.encode()))

    @property
    def key(self) -> Key:
        """The key that checks what is signed, named for the log."""
        return Key(origin(), ED25519, self._private.public_key().public_bytes_raw())

    def sign(self, text: bytes) -> bytes:
        """Return the signature over a note's text."""
        return self._private.sign(text)


SIGNERS: Final[dict[str, Callable[[], Signer]]] = {"installation": InstallationSigner}


def current() -> Signer:
    """Return the signer that the installation chose.

    Raises:
        KeyError: for one that is not installed.
    """
    return SIGNERS[settings.LOG_SIGNER]()


def origin() -> str:
    """Return the name of the log: its public address without the scheme (c2sp.org/tlog-tiles)."""
    return str(settings.LOG_ORIGIN)
