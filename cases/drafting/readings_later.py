"""What merge fields read from the steps of a case: report, notice, defence, hearing, decision, measures."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.discretion.reasons import discretion_of
from cases.documents.heard import heard_of
from cases.documents.layout import chinese_day
from cases.documents.wording import ended
from cases.models import Case
from cases.terms import say, split_evidence

Row = dict[str, str]
CONCLUSIONS = {
    "penalise": "给予行政处罚",
    "change": "另行确定处罚",
    "no_penalty": "不予行政处罚",
    "more_facts": "补充调查",
}


def proposal(case: Case) -> Row:
    """Return what the report proposes."""
    return _terms(case.proposals.last())


def notice(case: Case) -> Row:
    """Return the last notice."""
    *before, row = [None, None, *case.notices.all()][-3:]
    if row is None:
        return {}
    earlier = before[-1].number if before[-1] else ""
    return {"number": row.number, "earlier": earlier, **_days(row, "served_on", "defence_until"), **_terms(row)}


def notice_to_serve(case: Case, number: str, days: int) -> Row:
    """Return a notice that is not served yet: nobody knows the day of service, so the period is told from it."""
    told = case.notices.last()
    until = f"收到本告知书之日起第{days}个工作日"
    return {
        "number": number, "earlier": told.number if told else "", "defence_until": until,
        **_terms(case.proposals.last()),
    }  # fmt: skip


def defence(case: Case) -> Row:
    """Return what the party said to the last notice, and the re-check."""
    last = case.notices.last()
    row = last.defences.last() if last else None
    return {"text": row.text, "recheck": row.recheck} if row else {}


def hearing(case: Case) -> Row:
    """Return the last hearing."""
    row = case.hearings.last()
    if row is None:
        return {}
    return {
        **_days(row, "requested_on", "planned_on", "held_on"), "place": row.place, "chair": row.chair_name,
        "recorder": row.recorder_name, "attendance": row.attendance, "record": row.record, "report": row.report,
    }  # fmt: skip


def discussion(case: Case) -> Row:
    """Return the last collective discussion."""
    row = case.discussions.last()
    return {**_days(row, "held_on"), "conclusion": CONCLUSIONS.get(row.conclusion, row.conclusion)} if row else {}


def check(case: Case) -> Row:
    """Return the last case check."""
    row = case.checks.last()
    return {"opinion": row.opinion} if row else {}


def review(case: Case) -> Row:
    """Return the last legal review."""
    row = case.reviews.last()
    return {"opinion": row.opinion} if row else {}


def decision(case: Case) -> Row:
    """Return the decision: the items of 行政处罚法第五十九条, the answer to the defence, the benchmark."""
    row = getattr(case, "decision", None)
    if row is None:
        return {}
    weighed = discretion_of(row)
    return {
        "number": row.number, **_days(row, "decided_on"), "heard": heard_of(row), **_terms(row),
        "discretion": ended(weighed) if weighed.strip() else "",
        "performance": ended(row.performance), "remedies": ended(row.remedies), "publish": "是" if row.publish else "",
    }  # fmt: skip


def measure(case: Case) -> Row:
    """Return the last measure."""
    row = case.measures.last()
    return {"items": row.items, **_days(row, "taken_on", "due_on")} if row else {}


def _terms(row: Any) -> Row:
    if row is None:
        return {}
    facts, evidence = split_evidence(row.facts)
    said = {"facts": facts, "evidence": evidence, "basis": row.legal_basis, "discretion": row.discretion,
            "penalty": "；".join(say(row))}  # fmt: skip
    return {name: ended(text) if text.strip() else "" for name, text in said.items()}


def _days(row: Any, *names: str) -> Row:
    found: dict[str, date | None] = {name: getattr(row, name) for name in names}
    return {name: chinese_day(on) if on else "" for name, on in found.items()}
