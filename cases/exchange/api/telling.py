"""Rows as the reading interface tells them. The name of a natural person who is a party is never told."""

from __future__ import annotations

from typing import Any

from cases.models import Case, Decision, Party
from cases.supervision.models import Alarm
from certification.models import Credential
from enforcement.flowcharts.models import FlowchartVersion, RunClock, StepRecord
from enforcement.organisation.models import Agency

PARTY = "当事人"


def agency_row(agency: Agency) -> dict[str, object]:
    """Return an agency."""
    same = ("id", "credit_code", "name", "name_en", "kind", "division", "is_active")
    return {**{n: getattr(agency, n) for n in same}, "parent": agency.parent.credit_code if agency.parent else None}


def case_row(case: Case) -> dict[str, object]:
    """Return a case of a list."""
    same = (
        "id", "number", "clue_number", "field", "source", "clue_on", "filed_on", "closed_on", "archived_on",
        "legal_basis",
    )  # fmt: skip
    party: Party | None = getattr(case, "party", None)
    version = case.run.version if case.run else None
    return {
        **{n: getattr(case, n) for n in same}, "agency": case.agency.credit_code, "outside": case.origin == "outside",
        "title": _anonymous(case.title, party), "cause": _anonymous(case.cause, party),
        "chart": version.flowchart.code if version else "", "chart_version": version.number if version else 0,
        "party": {"kind": party.kind, "name": None if _is_person(party) else party.name} if party else None,
    }  # fmt: skip


def step_row(record: StepRecord) -> dict[str, object]:
    """Return a step with those who took part."""
    same = ("visit", "entered_at", "left_at", "due_on", "outcome")
    people = [{"name": p.name, "role": p.role, "credential": p.credential} for p in record.participants.all()]
    return {
        **{n: getattr(record, n) for n in same}, "code": record.node.code, "name": record.node.name, "people": people,
    }  # fmt: skip


def clock_row(one: RunClock) -> dict[str, object]:
    """Return a clock."""
    return {n: getattr(one, n) for n in ("code", "opened_at", "due_on", "closed_at")}


def decision_row(decision: Decision) -> dict[str, object]:
    """Return a decision."""
    case = decision.case
    published = getattr(case, "publication", None)
    same = ("case_id", "number", "kind", "decided_on", "dated_on", "kinds", "legal_basis")
    return {
        **{n: getattr(decision, n) for n in same}, "agency": case.agency.credit_code, "fine": f"{decision.fine:.2f}",
        "confiscation": f"{decision.confiscation:.2f}",
        "published_on": published.published_on if published and published.withdrawn_on is None else None,
    }  # fmt: skip


def credential_row(one: Credential) -> dict[str, object]:
    """Return a credential, annotated with its state."""
    same = ("id", "number", "name", "kind", "category", "fields", "area", "valid_from", "valid_to", "state")
    return {**{n: getattr(one, n) for n in same}, "agency": one.agency.credit_code}


def alarm_row(alarm: Alarm) -> dict[str, object]:
    """Return an alarm with its sentence in the language of the request."""
    same = ("id", "case_id", "rule", "severity", "article", "on", "step", "raised_at", "state", "settled_at")
    party = getattr(alarm.case, "party", None)
    words: dict[str, Any] = {"sentence": alarm.sentence, "reason": str(alarm.why)}
    told = {n: _anonymous(text, party) for n, text in words.items()}
    return {**{n: getattr(alarm, n) for n in same}, **told, "agency": alarm.agency.credit_code}


def chart_row(version: FlowchartVersion) -> dict[str, object]:
    """Return a published version of a flowchart."""
    chart = version.flowchart
    same = ("id", "number", "effective_on", "superseded_on", "sha256")
    return {
        **{n: getattr(version, n) for n in same}, "agency": chart.agency.credit_code, "code": chart.code,
        "title": chart.title, "title_en": chart.title_en,
    }  # fmt: skip


def _is_person(party: Party | None) -> bool:
    return party is not None and party.kind != Party.Kind.ORGANISATION


def _anonymous(text: str, party: Party | None) -> str:
    """Return a text without the name of a party who is a natural person."""
    return text.replace(party.name, PARTY) if party and party.name and _is_person(party) else text
