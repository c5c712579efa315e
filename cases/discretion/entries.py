"""Benchmarks of discretion and what they make of a case: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
