"""Judge the ledger entry by entry: the chains of the series, the order of the log, its tree against checkpoints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from .findings import Judgement
from .leaf import commitments, hash_of, prints_of
from .merkle import Growing
from .note import Checkpoint
from .records import ExportRefused, Record

CHAIN: Final = b"enforcement.ledger.1\n"
GENESIS: Final = "0" * 64
ALGORITHM: Final = "sha256"
LATE: Final = timedelta(hours=1)
"""No act takes so long: an entry outside a checkpoint that claims to be older than what stands under it is false."""
EVERY: Final = 2000


class Judge:
    """Takes the entries in the order of the log and judges each with what came before it."""

    def __init__(self, checkpoints: Iterable[Checkpoint]) -> None:
        """Take the checkpoints that the log must fit."""
        self.found = Judgement()
        self._wanted: dict[int, list[bytes]] = {}
        for one in checkpoints:
            self._wanted.setdefault(one.size, []).append(one.root)
        self._covered = max(self._wanted, default=0)
        self._tree, self._heads = Growing(), dict[str, tuple[int, str]]()
        self._newest, self._bound = "", ""
        self._fitted = self._place = 0
        self._root()

    def take(self, record: Record) -> None:
        """Judge one entry."""
        found = self.found
        found.entries += 1
        facts: dict[str, Any] = {}
        series, seq, prints, where = "", 0, list[str](), f"[{record.index}]"
        try:
            facts = json.loads(record.text or "{}")
            series, seq = facts["series"], facts["seq"]
            where = f"{series}#{seq}"
            self._entry(record, facts, where)
            prints = prints_of(facts["body"])
        except (ValueError, TypeError, KeyError, AttributeError):
            found.find("content" if record.text else "gone", record.index, where)
        if record.index < 0:
            self._outside(facts, where)
            return
        if record.index != self._place:
            found.find("order", self._place, where)
        self._place = record.index + 1
        leaf = hash_of(commitments(_raw(record.salt), series, seq, record.hash, prints))
        if leaf.hex() != record.leaf:
            found.find("leaf", record.index, where)
        self._tree.add(leaf)
        if self._tree.size > self._covered:
            self._outside(facts, where)
        else:
            self._newest = max(self._newest, str(facts.get("recorded_at", "")))
        if self._tree.size in self._wanted:
            self._root()

    def _entry(self, record: Record, facts: dict[str, Any], where: str) -> None:
        """Judge an entry by itself and as the next of its series."""
        found, index = self.found, record.index
        if record.algorithm != ALGORITHM:
            found.find("algorithm", index, where)
        if sha256(CHAIN + record.text.encode()).hexdigest() != record.hash:
            found.find("content", index, where)
        if facts["actor"].get("credential", "") != record.credential:
            found.find("credential", index, where)
        seq, prev = self._heads.get(facts["series"], (0, GENESIS))
        if facts["seq"] != seq + 1:
            found.find("number", index, f"{where} ({seq + 1})")
        if facts["prev"] != prev:
            found.find("chain", index, where)
        self._heads[facts["series"]] = (facts["seq"], record.hash)

    def _outside(self, facts: dict[str, Any], where: str) -> None:
        """Judge an entry that no checkpoint covers: it may not claim to be older than those."""
        if self._newest and not self._bound:
            self._bound = _before(self._newest)
        if str(facts.get("recorded_at", "")) < self._bound:
            self.found.find("late", -1, where)

    def _root(self) -> None:
        """Compare the tree with the checkpoints of its size."""
        size = self._tree.size
        for root in self._wanted.get(size, ()):
            if self._tree.root() == root:
                self._fitted = size
                self.found.checked.append(size)
            else:
                self.found.find("root", size - 1, f"{self._fitted}-{size - 1}")

    def end(self) -> Judgement:
        """Return what was found once all entries were taken."""
        found = self.found
        found.leaves, found.series = self._tree.size, len(self._heads)
        for size in sorted(self._wanted):
            if size > found.leaves:
                found.find("short", found.leaves, f"{found.leaves}/{size}")
        return found


def judge(
    records: Iterable[Record], checkpoints: Iterable[Checkpoint], report: Callable[[int], None] | None = None
) -> Judgement:
    """Return what is found in the entries of a ledger; ``report`` is told how many were judged."""
    judge = Judge(checkpoints)
    try:
        for count, record in enumerate(records, 1):
            judge.take(record)
            if report is not None and count % EVERY == 0:
                report(count)
    except ExportRefused as fault:
        judge.found.find("cut", judge.found.entries, str(fault))
    return judge.end()


def _before(moment: str) -> str:
    try:
        return (datetime.fromisoformat(moment) - LATE).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return ""


def _raw(salt: str) -> bytes:
    try:
        return bytes.fromhex(salt)
    except ValueError:
        return b""
