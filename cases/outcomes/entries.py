"""Ends of a case other than a penalty: transfers, police, remedies: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
