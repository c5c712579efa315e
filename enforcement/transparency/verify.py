"""Verify the whole ledger where it lies: chains, places, leaves, tiles, every checkpoint, and those from outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from enforcement.transparency import heads
from enforcement.transparency.models import Checkpoint, LogKey, Tile, Verification
from enforcement.transparency.reading import records
from enforcement.transparency.tiles import WIDTH, hashes_at
from enforcement.transparency.verifier import note
from enforcement.transparency.verifier.findings import Judgement
from enforcement.transparency.verifier.judging import judge
from enforcement.transparency.verifier.merkle import root_of
from enforcement.transparency.verifier.note import Key, NoteRefused, key_from
from enforcement.transparency.verifier.opening import opened


def verify(
    *, at: datetime, outside: Iterable[note.Checkpoint] = (), report: Callable[[int], None] | None = None
) -> Verification:
    """Judge every entry and keep what was found; ``outside`` are checkpoints that somebody kept elsewhere."""
    began = time.monotonic()
    kept, unsigned = own_checkpoints()
    found = judge(records(), [*kept, *outside], report)
    for size in unsigned:
        found.find("signature", size - 1, str(size))
    _tiles(found)
    for series in heads.broken():
        found.find("head", -1, series)
    return Verification.objects.create(
        verified_at=at, entries=found.entries, leaves=found.leaves, series=found.series,
        checkpoints=len(found.checked), fault_count=found.count, seconds=round(time.monotonic() - began, 3),
        faults=[[fault.code, fault.index, fault.where] for fault in found.faults],
    )  # fmt: skip


def own_keys() -> list[Key]:
    """Return the keys under which checkpoints were published here."""
    return [key_from(text) for text in LogKey.objects.order_by("pk").values_list("text", flat=True)]


def own_checkpoints() -> tuple[list[note.Checkpoint], list[int]]:
    """Return the published checkpoints, and the sizes of those whose note is not signed by a key of ours."""
    keys, good, bad = own_keys(), list[note.Checkpoint](), list[int]()
    for size, root, text in Checkpoint.objects.values_list("size", "root", "note"):
        try:
            one = opened(text, keys)
        except NoteRefused:
            bad.append(size)
            continue
        good.append(one)
        if (one.size, one.root) != (size, bytes(root)):
            bad.append(size)
    return good, bad


def _tiles(found: Judgement) -> None:
    """Compare the stored tiles with the rows below them."""
    for tile in Tile.objects.order_by("level", "number").iterator(100):
        below = hashes_at(tile.level, tile.number * WIDTH, (tile.number + 1) * WIDTH)
        if b"".join(below) != bytes(tile.hashes) or root_of(below) != bytes(tile.root):
            found.find("tile", -1, f"tile/{tile.level}/{tile.number}")
    whole = found.leaves // WIDTH
    if Tile.objects.filter(level=0, number__lt=whole).count() != whole:
        found.find("tile", -1, f"tile/0 (0-{whole - 1})")
