"""The tree as it is stored: whole tiles by row, the unfinished ones on the right from the rows below them."""

from __future__ import annotations

from typing import Final

from enforcement.transparency.models import LogLeaf, Tile
from enforcement.transparency.verifier.merkle import range_hash, root_of
from enforcement.transparency.verifier.note import HASH_BYTES
from enforcement.transparency.verifier.proofs import consistency, inclusion

WIDTH: Final = 256
HEIGHT: Final = 8


def hashes_at(level: int, start: int, end: int) -> list[bytes]:
    """Return neighbouring hashes of one level: of leaves, or of the whole tiles below."""
    if level == 0:
        leaves = LogLeaf.objects.filter(index__gte=start, index__lt=end).order_by("index")
        return [bytes(found) for found in leaves.values_list("hash", flat=True)]
    tiles = Tile.objects.filter(level=level - 1, number__gte=start, number__lt=end).order_by("number")
    return [bytes(found) for found in tiles.values_list("root", flat=True)]


class Tree:
    """The tree of so many leaves, read tile by tile, each once."""

    def __init__(self, size: int) -> None:
        """Take the number of leaves."""
        self.size = size
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def root(self) -> bytes:
        """Return its root."""
        return range_hash(0, self.size, self.subtree)

    def inclusion(self, index: int) -> list[bytes]:
        """Return the path of a leaf. Raises IndexError for one beyond the tree."""
        return inclusion(index, self.size, self.subtree)

    def consistency(self, first: int) -> list[bytes]:
        """Return the proof that it begins with the tree of ``first`` leaves. Raises IndexError beyond it."""
        return consistency(first, self.size, self.subtree)

    def subtree(self, height: int, number: int) -> bytes:
        """Return the hash over 2 ** height leaves."""
        level, rest = divmod(height, HEIGHT)
        start = number << rest
        tile, at = divmod(start, WIDTH)
        return root_of(self.tile(level, tile)[at : at + (1 << rest)])

    def tile(self, level: int, number: int) -> list[bytes]:
        """Return the hashes of a tile, as far as the tree reaches."""
        if (level, number) not in self._read:
            self._read[level, number] = self._load(level, number)
        return self._read[level, number]

    def _load(self, level: int, number: int) -> list[bytes]:
        start = number * WIDTH
        end = min(start + WIDTH, self.size >> (HEIGHT * level))
        found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
        if found is None:
            return hashes_at(level, start, end)
        raw = bytes(found)[: (end - start) * HASH_BYTES]
        return [raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES)]
