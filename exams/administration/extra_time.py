"""How much longer a candidate may sit for what was granted: pure, in seconds, rounded up to the second."""

from __future__ import annotations

from typing import Protocol


class Granted(Protocol):
    """The columns of an accommodation that give time."""

    minutes: int
    percent: int


def extra_seconds(granted: Granted, *, minutes: int) -> int:
    """Return the extra time for a paper of so many minutes: the minutes granted and the percent of the paper's."""
    return 60 * granted.minutes - (-60 * minutes * granted.percent // 100)
