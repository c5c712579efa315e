"""The tree of RFC 9162, section 2.1: hashes of leaves and nodes, and a root that grows leaf by leaf."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

EMPTY: Final = sha256(b"").digest()
Subtree = Callable[[int, int], bytes]
"""Gives the hash of a whole subtree: of 2 ** height leaves, the n-th from the left."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that forgets its leaves: it keeps the roots of its whole subtrees, largest first."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """Begin with the hashes of leaves."""
        self.size = 0
        self._peaks: list[bytes] = []
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        at, peaks = self.size, self._peaks
        while at & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            at >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        *rest, found = self._peaks
        for peak in reversed(rest):
            found = node_hash(peak, found)
        return found


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the hashes of leaves."""
    return Growing(leaves).root()


def range_hash(start: int, end: int, subtree: Subtree) -> bytes:
    """Return MTH(D[start:end]), where ``start`` is a multiple of the next power of two."""
    count = end - start
    if count == 0:
        return EMPTY
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return subtree(height, start >> height)
    middle = start + split(count)
    return node_hash(range_hash(start, middle, subtree), range_hash(middle, end, subtree))


def split(count: int) -> int:
    """Return the largest power of two smaller than a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)
