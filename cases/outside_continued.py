"""The run of an outside record that came anew: steps are added and closed, and none that was told is told otherwise."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.outside import ImportRefused, OutsideCase, OutsideStep
from cases.outside_people import People
from cases.outside_steps import derived, events_of, nodes_of, write_clocks, write_step
from enforcement import clock
from enforcement.flowcharts.models import Run, StepRecord


class HistoryChanged(ImportRefused):
    """Refuse a record that tells a step otherwise than it was told before: steps are never rewritten."""

    sentence = _("This step was told otherwise before: what was recorded is not rewritten.")
    remedy = _("Have the sender correct it in the sender's own system, as a new step with its reason.")


def carry_on(case: Case, data: OutsideCase, people: People) -> Run:
    """Bring a run up to what the record tells now.

    Raises:
        HistoryChanged: for a step that is told otherwise or no longer. ImportRefused: for one that the chart lacks.
    """
    run = case.run
    if run is None:
        raise ImportRefused(_("The record that is there has no procedure."), field="steps")
    if run.version.flowchart.code != data.chart:
        raise HistoryChanged(field="chart")
    if run.closed_at is not None and (data.closed_on is None or clock.day_of(run.closed_at) != data.closed_on):
        raise HistoryChanged(field="closed_on")
    told, visits, nodes = data.steps or tuple(derived(data)), Counter[str](), nodes_of(run.version)
    known = {(r.node.code, r.visit): r for r in run.records.select_related("node")}
    run.events = events_of(data)
    for i, step in enumerate(told):
        visits[step.code] += 1
        before = known.pop((step.code, visits[step.code]), None)
        if before is not None:
            _close(before, step, people, f"steps[{i}]")
        elif step.code not in nodes:
            raise ImportRefused(_("The published flowchart has no such step."), field=f"steps[{i}].code")
        else:
            write_step(run, nodes[step.code], step, visits[step.code], people, f"steps[{i}]")
    if known:
        raise HistoryChanged(field="steps")
    run.closed_at = run.closed_at or (people.moment(data.closed_on) if data.closed_on else None)
    run.end = "archived" if data.archived_on else ""
    run.visits = {str(nodes[code].pk): count for code, count in visits.items()}
    run.save(update_fields=["events", "closed_at", "end", "visits"])
    write_clocks(run, told, people, data)
    return run


def _close(before: StepRecord, step: OutsideStep, people: People, path: str) -> None:
    if clock.day_of(before.entered_at) != step.entered_on:
        raise HistoryChanged(field=f"{path}.entered_on")
    left: date | None = clock.day_of(before.left_at) if before.left_at else None
    if left is not None and (left, before.outcome) != (step.left_on, step.outcome):
        raise HistoryChanged(field=f"{path}.left_on")
    if left is None and step.left_on is not None:
        before.left_at, before.outcome = people.moment(step.left_on), step.outcome
        before.save(update_fields=["left_at", "outcome"])
