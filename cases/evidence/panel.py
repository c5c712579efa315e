"""What the case page shows of evidence: the newest pieces with their pictures, and what is wrong with a chain."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.evidence.custody import faults
from cases.evidence.pictures import KINDS
from cases.evidence.when import WHILE_OPEN
from cases.models import Case
from cases.queries import open_steps

SHOWN = 6


def of_case(case: Case, request: HttpRequest) -> dict[str, Any] | None:  # noqa: ARG001 (a panel's shape)
    """Return what the panel shows; nothing for a case without evidence that takes none any more."""
    pieces = list(case.evidence.prefetch_related("custody"))
    takes = open_steps().filter(run=case.run, node__act__in=WHILE_OPEN).exists()
    if not pieces and not takes:
        return None
    return {
        "pieces": [{"piece": one, "is_picture": one.media_type in KINDS} for one in pieces[-SHOWN:]],
        "count": len(pieces), "takes": takes,
        "broken": [one for one in pieces if faults(list(one.custody.all()))],
        "aside": sum(not one.usable for one in pieces),
    }  # fmt: skip
