"""Lists, searches and drafts of forms: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
