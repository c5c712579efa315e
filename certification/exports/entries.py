"""What exports enter elsewhere."""

from __future__ import annotations

from certification.exports import parameters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
