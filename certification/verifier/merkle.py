"""The log of what a key signed: a Merkle tree over the codes in the order of issue (RFC 6962, 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from .records import KeyRecord
from .refusal import DocumentRefused, Fault

LEAF_BYTES: Final = 32


def leaf_of(token: bytes) -> bytes:
    """Return the leaf (32 bytes) of a token."""
    return sha256(b"\x00" + token).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root (32 bytes) of leaves in their order."""
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        pairs = [sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def with_log(key: KeyRecord, leaves: bytes) -> KeyRecord:
    """Return a compromised key that trusts what stands in its log, ``leaves`` being the file of the log.

    Raises DocumentRefused(forged) if the file does not begin with the leaves whose root the key list names.
    """
    if key.log is None:
        return key
    parts = [leaves[at : at + LEAF_BYTES] for at in range(0, key.log.size * LEAF_BYTES, LEAF_BYTES)]
    if root_of(parts) != key.log.root:
        raise DocumentRefused(Fault.FORGED)
    return replace(key, trusted=frozenset(parts))
