"""Submit a draft to the approvers: only a chart without faults gets there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.consultation.parameters import days_for
from enforcement.flowcharts.consultation.period import begin
from enforcement.flowcharts.lint import Finding
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.problems import Problem
from enforcement.flowcharts.publication.examine import Examined, examine
from enforcement.flowcharts.publication.subject import demand, locked, record
from enforcement.organisation.duties.holding import require

Status = FlowchartVersion.Status


class ChartFaulty(Refusal):
    """Refuse a chart with faults; ``problems`` and ``findings`` list every one."""

    sentence = _("The chart has faults that must be corrected first.")
    article = "行政执法机关执法流程图编制要求（国办发〔2018〕118号）"
    remedy = _("Correct what the list names, and load the file as a new draft.")

    def __init__(self, problems: Sequence[Problem], findings: Sequence[Finding]) -> None:
        """Keep the lists for the page."""
        self.problems, self.findings = tuple(problems), tuple(findings)
        super().__init__()


def demand_sound(version: FlowchartVersion, on: date) -> Examined:
    """Examine a version by the law and the charts of a day and return what was found.

    Raises:
        ChartFaulty: with every fault, where one stands in the way of publication.
    """
    found = examine(text=version.bpmn, agency=version.flowchart.agency, on=on)
    if not found.passes:
        raise ChartFaulty(found.problems, found.errors)
    return found


@transaction.atomic(durable=True)
def submit(*, version_id: int, by: Actor, at: datetime) -> FlowchartVersion:
    """Put a draft before the approvers, and before the public where the rule for the agency gives days for comments.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency.
        NotInThatState: if it is no draft.
        ChartFaulty: with every fault of the chart.
    """
    version = locked(version_id)
    require(by=by, duty="chart", agency=version.flowchart.agency)
    demand(version, Status.DRAFT)
    found = demand_sound(version, clock.day_of(at))
    version.status, version.submitted_at = Status.REVIEW, at
    version.save(update_fields=["status", "submitted_at"])
    record(version, "submit", by=by, at=at, body={"warnings": [f.code for f in found.findings]})
    days = days_for(version, clock.day_of(at))
    if days:
        begin(version, by=by, at=at, days=days)
    return version
