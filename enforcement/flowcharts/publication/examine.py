"""Examine a draft as publication will: the shape of the chart, and what the law says of its paths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from enforcement.flowcharts import acts, lint, structure
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint import Finding
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.problems import Problem
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.models import Agency

Status = FlowchartVersion.Status


@dataclass(frozen=True)
class Examined:
    """What an examination found: faults of the shape, and findings of the statutory rules."""

    graph: Graph
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of publication."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def passes(self) -> bool:
        """Whether the chart may be published."""
        return not self.problems and not self.errors


def in_force(*, agency: Agency, on: date) -> dict[str, FlowchartVersion]:
    """Return the version of every chart in force for an agency on a day, by code, the nearest agency's first.

    Every one of them is named by ``sha256:…`` too. One query.
    """
    line = agency.line
    versions = FlowchartVersion.objects.filter(
        flowchart__agency_id__in=line, effective_on__lte=on, status__in=[Status.PUBLISHED, Status.SUPERSEDED]
    ).select_related("flowchart")
    there = [v for v in versions if v.superseded_on is None or v.superseded_on > on]
    there.sort(key=lambda v: (line.index(v.flowchart.agency_id), v.effective_on or on, v.number))
    found = {v.flowchart.code: v for v in there}
    return {**found, **{f"sha256:{v.sha256}": v for v in found.values()}}


def examine(*, text: str, agency: Agency, on: date) -> Examined:
    """Examine a chart's text for an agency as of a day.

    Raises:
        BpmnRefused: if the text is no acceptable chart at all.
    """
    graph = parse(text.encode())
    callable_ = in_force(agency=agency, on=on)
    problems = structure.check(graph, acts=acts.codes(), duties=frozenset(DUTIES), charts=frozenset(callable_))
    if problems:
        return Examined(graph, tuple(problems), ())
    return Examined(graph, (), tuple(lint.check(graph, on=on)))
