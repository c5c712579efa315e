"""When an urgent measure must have been approved: within twenty-four hours (行政强制法第十九条)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cases.models import Measure

HOURS: Final = timedelta(hours=24)


def approve_by(measure: Measure) -> datetime | None:
    """Return until when the head must approve an urgent measure; None for one that was approved before."""
    if not measure.is_urgent or measure.taken_at is None:
        return None
    return measure.taken_at + HOURS
