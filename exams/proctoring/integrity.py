"""What follows from leaving the page: a warning before anything, and a sanction only where the session says so."""

from __future__ import annotations

from typing import Literal

Act = Literal["", "warn", "submit"]


def judge(*, focus: int, new: int, limit: int, submits: bool, warned: int) -> Act:
    """Return what a browser is told after ``new`` more losses made ``focus`` of them.

    ``limit`` is how often the page may be left, 0 for no limit: the last time that is allowed and the one before are
    warned of. Beyond it the paper is handed in where the session ``submits`` and the candidate was ``warned`` before;
    several losses that are told at once, after an outage, bring a warning first.
    """
    if limit == 0 or new == 0:
        return ""
    if focus > limit and submits and warned > 0:
        return "submit"
    return "warn" if focus >= limit - 1 else ""
