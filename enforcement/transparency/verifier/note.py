"""Signed notes and checkpoints as C2SP describes them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from .ed25519 import verifies

ED25519: Final = 1
COSIGNED: Final = 4
"""Kinds of signatures: of the log itself, and of a witness with its time (c2sp.org/tlog-cosignature)."""
MOST_SIGNATURES: Final = 64
HASH_BYTES: Final = 32


class NoteRefused(ValueError):
    """Say that a text is no note, no checkpoint, or not signed by a key that is trusted."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that checks notes: what C2SP calls a verifier key."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names it."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        """Return the text that is handed to others."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Return whether a signature over a note's text is this key's."""
        if self.kind == ED25519:
            return verifies(self.public, text.encode(), signature)
        at = int.from_bytes(signature[:8], "big")
        return verifies(self.public, f"cosignature/v1\ntime {at}\n{text}".encode(), signature[8:])


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The size and root of a log at one moment, with the names of the keys that signed it."""

    origin: str
    size: int
    root: bytes
    signed_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of its note."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def key_from(text: str) -> Key:
    """Return a key from its text.

    Raises:
        NoteRefused: if it is none, or its number does not fit.
    """
    name, _plus, rest = text.strip().partition("+")
    number, _plus, encoded = rest.partition("+")
    try:
        raw = b64decode(encoded, validate=True)
    except ValueError:
        raw = b""
    if not name or len(raw) != HASH_BYTES + 1 or raw[0] not in {ED25519, COSIGNED}:
        raise NoteRefused(f"not a verifier key: {text.strip()[:80]!r}")
    key = Key(name, raw[0], raw[1:])
    if key.id.hex() != number:
        raise NoteRefused(f"the number of the key {name} does not fit it")
    return key


def write(text: str, name: str, key_id: bytes, signature: bytes) -> str:
    """Return a note with one signature."""
    return f"{text}\n— {name} {b64encode(key_id + signature).decode()}\n"
