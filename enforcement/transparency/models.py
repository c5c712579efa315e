"""The public log of the ledger: sequence, Merkle tree, checkpoints, proofs."""
