"""Store the tiles of the tree that became whole."""

from __future__ import annotations

from django.db.models import Max

from enforcement.transparency.models import Tile
from enforcement.transparency.tiles import WIDTH, hashes_at
from enforcement.transparency.verifier.merkle import root_of

AT_ONCE = 200


def grow_tiles(size: int) -> None:
    """Store each tile of a log of so many leaves that is whole and not stored yet, level by level."""
    level, whole = 0, size // WIDTH
    while whole:
        last = Tile.objects.filter(level=level).aggregate(last=Max("number"))["last"]
        first = 0 if last is None else last + 1
        for start in range(first, whole, AT_ONCE):
            _store(level, start, min(start + AT_ONCE, whole))
        level, whole = level + 1, whole // WIDTH


def _store(level: int, first: int, end: int) -> None:
    hashes = hashes_at(level, first * WIDTH, end * WIDTH)
    made = []
    for at, number in enumerate(range(first, end)):
        own = hashes[at * WIDTH : (at + 1) * WIDTH]
        made.append(Tile(level=level, number=number, hashes=b"".join(own), root=root_of(own)))
    Tile.objects.bulk_create(made)
