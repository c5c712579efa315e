"""Make the examples that every verifier must agree on: ``python -m dev.vectors`` writes them beside the verifier."""
