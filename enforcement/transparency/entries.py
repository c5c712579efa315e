"""The public log of the ledger: sequence, Merkle tree, checkpoints, proofs.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
