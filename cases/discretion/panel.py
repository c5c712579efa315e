"""The weighing on the page of a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.discretion.assess import assess
from cases.discretion.doubles import fined_elsewhere
from cases.discretion.measuring import said_of
from cases.discretion.verdict import Verdict
from cases.models import Case
from cases.terms import Terms
from enforcement import clock


def panel(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return what the page of a case shows of its weighing, None for nothing."""
    found = shown(case)
    return found if found["verdict"].measured or found["fined"] else None


def shown(case: Case, terms: Terms | None = None) -> dict[str, Any]:
    """Return the verdict on some terms, else on the latest of the case, and fines for what may be the same act."""
    verdict = assess(case, terms or latest(case), clock.today())
    return {**said(verdict), "fined": fined_elsewhere([case.pk]).get(case.pk, ())}


def said(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as templates show it."""
    return {"verdict": verdict, "range": said_of(verdict.range) if verdict.range else ""}


def latest(case: Case) -> Terms | None:
    """Return the terms as last decided, notified or proposed."""
    told: Terms | None = getattr(case, "decision", None) or case.notices.last() or case.proposals.last()
    return told
