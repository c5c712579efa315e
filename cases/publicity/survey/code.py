"""One-time codes of the survey: the number of a decision's case or of a complaint, and eight digits that prove it.

No code is stored: the digits follow from the key of the installation, so the page of a case can print the code again,
and nobody else can make one. A code that was used is remembered by its digest alone.
"""

from __future__ import annotations

import hmac
import unicodedata
from datetime import date, timedelta
from typing import Final, NamedTuple

from cases.models import Case, Service
from cases.publicity.parameters import CODE_DAYS
from cases.publicity.survey.models import SurveyAnswer
from cases.rules.remedies import DECISIONS
from cases.supervision.complaints.models import Complaint
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.organisation.secrecy import fingerprint

NO_PENALTY: Final = "no_penalty"
PROOF: Final = 8
LONGEST: Final = 18
Via = SurveyAnswer.Via


class Meant(NamedTuple):
    """What a code is about: how one came by it, and the agency to be judged."""

    via: str
    agency: Agency


def code_for(via: str, pk: int) -> str:
    """Return the code as people type it: 123-48291033."""
    return f"{pk}-{_proof(via, pk)}"


def plain(typed: str) -> str:
    """Return the digits of what was typed, full-width ones too; "" for what can be no code.

    Zeros before the number fall away: one code is one code, however it is typed.
    """
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign in "0123456789")
    return f"{int(digits[:-PROOF])}{digits[-PROOF:]}" if PROOF < len(digits) <= LONGEST else ""


def meant(digits: str, on: date) -> Meant | None:
    """Return what a code is about while it lasts, None for a code that nobody was given or that is over."""
    pk, proof = int(digits[:-PROOF]), digits[-PROOF:]
    for via, since in ((Via.DECISION, _served), (Via.COMPLAINT, _answered)):
        if hmac.compare_digest(_proof(via, pk), proof):
            found = since(pk)
            if found is None:
                return None
            agency, day = found
            return Meant(via, agency) if on <= day + timedelta(days=value(CODE_DAYS, agency=agency, on=on)) else None
    return None


def digest(digits: str) -> str:
    """Return by what a used code is remembered."""
    return fingerprint(f"survey-used:{digits}")


def _proof(via: str, pk: int) -> str:
    return f"{int(fingerprint(f'survey:{via}:{pk}'), 16) % 10**PROOF:0{PROOF}}"


def served_on(case: Case) -> date | None:
    """Return the day on which the decision of a case was served, None before."""
    papers = (*DECISIONS, NO_PENALTY)
    rows = Service.objects.filter(case=case, case__decision__isnull=False, document__in=papers)
    found: date | None = rows.order_by("served_on").values_list("served_on", flat=True).first()
    return found


def _served(pk: int) -> tuple[Agency, date] | None:
    case = Case.objects.select_related("agency").filter(pk=pk).first()
    day = served_on(case) if case else None
    return (case.agency, day) if case and day else None


def _answered(pk: int) -> tuple[Agency, date] | None:
    row = Complaint.objects.select_related("agency").filter(pk=pk, answered_at__isnull=False).first()
    return (row.agency, clock.day_of(row.answered_at)) if row and row.answered_at else None
