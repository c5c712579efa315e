"""Prove from the log that an entry, or a paper that an entry names, stands under a published checkpoint."""

from __future__ import annotations

from collections.abc import Iterable

from enforcement.ledger.models import Entry
from enforcement.transparency.models import Checkpoint, Fingerprint, LogLeaf
from enforcement.transparency.tiles import Tree
from enforcement.transparency.verifier.leaf import blind, commitments, entry_content, prints_of
from enforcement.transparency.verifier.proof import Opened, Proof


def proof_of(entry: Entry) -> Proof | None:
    """Return the proof of an entry, opened at series, number and hash; None before a checkpoint covers it."""
    leaf = LogLeaf.objects.filter(entry_id=entry.pk).first()
    return None if leaf is None else _proof(entry, leaf, [0])


def proof_of_print(sha256: str) -> Proof | None:
    """Return the proof of a paper or text by its SHA-256, opened at nothing else; None before it can be given."""
    found = Fingerprint.objects.filter(sha256=sha256).order_by("leaf_index").first()
    return None if found is None else proof_at(found.leaf_index, found.place)


def proof_at(index: int, place: int) -> Proof | None:
    """Return the proof of a leaf opened at one place; None before a checkpoint covers it, or where nothing is there."""
    leaf = LogLeaf.objects.filter(index=index).first()
    entry = None if leaf is None else Entry.objects.filter(pk=leaf.entry_id).first()
    return None if leaf is None or entry is None else _proof(entry, leaf, [place])


def _proof(entry: Entry, leaf: LogLeaf, places: Iterable[int]) -> Proof | None:
    checkpoint = Checkpoint.objects.filter(size__gt=leaf.index).last()
    if checkpoint is None:
        return None
    salt, prints = bytes(leaf.salt), prints_of(entry.body)
    contents = [entry_content(entry.series, entry.seq, entry.hash), *prints]
    return Proof(
        index=leaf.index,
        leaf=tuple(commitments(salt, entry.series, entry.seq, entry.hash, prints)),
        path=tuple(Tree(checkpoint.size).inclusion(leaf.index)),
        note=checkpoint.note,
        opened=tuple(Opened(at, blind(salt, at), contents[at]) for at in places if at < len(contents)),
    )


def covered(prints: Iterable[str]) -> set[str]:
    """Return those of some papers, by their SHA-256, that a checkpoint covers. Two queries."""
    last = Checkpoint.objects.values_list("size", flat=True).last() or 0
    return set(
        Fingerprint.objects.filter(sha256__in=list(prints), leaf_index__lt=last).values_list("sha256", flat=True)
    )
