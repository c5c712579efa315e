"""The public log of the ledger: sequence, Merkle tree, checkpoints, proofs. Made for tests."""

from __future__ import annotations
