"""When evidence and its custody may change: from the check before filing until the case is closed."""

from __future__ import annotations

from typing import Final

from cases.acting import lock, require_open
from cases.assign import WHILE_HANDLED
from cases.models import Case, Evidence
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import require

RECORDS: Final = frozenset({"record"})
"""Recusal, suspension and transfer are plain records: the case goes on beside them."""
WHILE_OPEN: Final = WHILE_HANDLED | {"check_clue"} | RECORDS
HANDLE: Final = "handle"


def lock_for(case_id: int, by: Actor, duty: str = HANDLE) -> tuple[Case, StepRecord]:
    """Lock a case that is under way for somebody with the duty.

    Raises:
        OutOfOrder: before the check or after the closure. NotAllowed: without the duty.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_OPEN)
    require(by=by, duty=duty, agency=case.agency)
    return case, step


def piece_of(case: Case, evidence_id: int) -> Evidence:
    """Return a piece of evidence of the case.

    Raises:
        NotFound: if the case has no such piece.
    """
    found = Evidence.objects.filter(case=case, pk=evidence_id).first()
    if found is None:
        raise NotFound
    return found
