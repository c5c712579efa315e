"""Who handles a case: the lead, hand-over, recusal: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
