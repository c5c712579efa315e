"""What a person's earlier registrations for one exam amount to: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration: ``over`` is whether its session is, ``sat_on`` the day its sitting began, None if it did not.

    ``passed`` is None without a result. ``void`` says that the sitting was declared void, ``cancelled`` that this was
    a measure of discipline.
    """

    kind: str
    over: bool
    sat_on: date | None = None
    passed: bool | None = None
    void: bool = False
    cancelled: bool = False

    @property
    def absent(self) -> bool:
        """Whether the person did not come."""
        return self.over and self.sat_on is None and not self.void


def used(registrations: Iterable[Registration], *, voided_counts: bool, absent_counts: bool) -> int:
    """Return how many of the sittings that an exam allows are used up."""
    return sum(
        (voided_counts if one.void else True) if one.sat_on is not None else absent_counts and one.absent
        for one in registrations
    )


def last_sat_on(registrations: Iterable[Registration]) -> date | None:
    """Return the day of the last sitting that was not declared void."""
    return max((one.sat_on for one in registrations if one.sat_on is not None and not one.void), default=None)


def make_up_for(registrations: Iterable[Registration]) -> str:
    """Return for what a person may sit a make-up session: ``failed``, ``void`` or ``absent``; "" if for nothing.

    Only regular sessions open the way to one. A pass in any session of the exam closes it, and so does a result that
    was cancelled as a measure of discipline.
    """
    rows = list(registrations)
    if any(one.cancelled or (one.passed and not one.void) for one in rows):
        return ""
    regular = [one for one in rows if one.kind == "regular"]
    if any(one.passed is False and not one.void for one in regular):
        return "failed"
    if any(one.void for one in regular):
        return "void"
    return "absent" if any(one.absent for one in regular) else ""
