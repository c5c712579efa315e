"""From which share of a limit its light is yellow, in one place for board, timeline and rollups."""

from __future__ import annotations

from typing import Final

from enforcement.organisation.models import Agency

YELLOW: Final = 0.9
"""电子监察 as seen in several cities; no statute sets it."""


def ratio_of(_agency: Agency) -> float:
    """Return the share for an agency."""
    return YELLOW
