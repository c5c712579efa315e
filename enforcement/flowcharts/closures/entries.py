"""Notices of holidays and closures of agencies: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
