"""The review of case files: what it enters elsewhere."""

from __future__ import annotations

from cases.supervision.file_review import parameters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
