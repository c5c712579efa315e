"""Alarms, complaints and supervisors."""

from __future__ import annotations

from typing import Any

from cases.models import Case
from cases.supervision.complaints.complain import complain
from cases.supervision.models import Alarm, Complaint
from enforcement.actor import PUBLIC
from enforcement.organisation.models import Agency, Person
from tests.factories import flowcharts as charts
from tests.factories.cases import day, moment


def a_supervisor(agency: Agency, name: str = "监督员") -> Person:
    """Make a person who supervises an agency and all below."""
    return charts.a_person("supervise", agency=agency, name=name)


def an_alarm(case: Case | None, rule: str = "R16", **facts: Any) -> Alarm:
    """Make an alarm on a case (or, with ``agency`` and ``subject``, on something else), open unless a state is given.

    One that is settled was settled by a supervisor.
    """
    whole: dict[str, Any] = {
        "severity": "red",
        "key": "none",
        "message": "The decision of %(on)s was made without the legal review that it needs.",
        "params": {"on": "2026-04-02"},
        "article": "中华人民共和国行政处罚法第五十八条",
        "on": day("04-02"),
        "step": "P12",
        "raised_at": moment("04-03"),
    }
    whole |= facts
    if case is not None:
        whole.setdefault("agency", case.agency)
    if whole.get("state") == "settled" and "settled_by" not in whole:
        whole["settled_by"] = a_supervisor(whole["agency"])
    if whole.get("state") == "proposed" and "proposed_by" not in whole:
        by = a_supervisor(whole["agency"], "提出人")
        whole |= {
            "proposed_by": by,
            "proposed_by_name": by.name,
            "proposed_at": moment("04-05"),
            "outcome": "corrected",
        }
    return Alarm.objects.create(case=case, rule=rule, **whole)


def a_complaint(**facts: Any) -> Complaint:
    """Make a complaint through the act, about no known officer unless told."""
    whole: dict[str, Any] = {
        "at": moment("04-20"),
        "kind": "conduct",
        "place": "市中街道某超市",
        "words": "检查人员大声呵斥店员，推倒货架，没有说明检查的依据。",
    }
    whole |= facts
    whole.setdefault("happened_on", whole["at"].date())
    return complain(by=PUBLIC, **whole).complaint
