"""Moments and persons that come together."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q


def both_or_neither(stem: str, *, name: str, person: bool = False) -> CheckConstraint:
    """Return the constraint that ``{stem}_at`` and ``{stem}_by`` are both there or neither.

    ``person`` says that ``_by`` is a reference, not a name.
    """
    by = f"{stem}_by"
    there = Q(**{f"{by}__isnull": False}) if person else ~Q(**{by: ""})
    missing = Q(**{f"{by}__isnull": True}) if person else Q(**{by: ""})
    at = f"{stem}_at__isnull"
    return CheckConstraint(condition=(Q(**{at: False}) & there) | (Q(**{at: True}) & missing), name=name)
