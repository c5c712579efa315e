"""Comments of the public: what this area enters elsewhere."""

from __future__ import annotations

from enforcement.flowcharts.consultation import desk
from enforcement.web import worklist


def enter_all() -> None:
    """Enter the comments that wait for an answer on the desks of drafters."""
    worklist.enter("chart_comments", desk.to_do)
