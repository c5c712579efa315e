"""Publish the charts that come with the system, through the same acts as every other chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from enforcement.actor import Actor
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.approve import approve
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.publish import publish
from enforcement.flowcharts.publication.submit import submit
from enforcement.organisation.models import Agency

FOLDER = Path(__file__).resolve().parent.parent / "charts"
SHIPPED = ("S", "H", "C", "T", "P", "V", "Q", "D")
"""The codes in the order in which they can be published: a called chart before the one that calls it."""


def ship(
    *,
    agency: Agency,
    code: str,
    drafter: Actor,
    approvers: Sequence[Actor],
    publisher: Actor,
    at: datetime,
    effective_on: date,
    note: str = "",
) -> FlowchartVersion:
    """Draft, submit, approve and publish a shipped chart for an agency; if it has published one, return that.

    Raises:
        FileNotFoundError: for a code that is not shipped.
        Refusal: as the four acts do.
    """
    there = FlowchartVersion.objects.filter(
        flowchart__agency=agency, flowchart__code=code, status=FlowchartVersion.Status.PUBLISHED
    ).first()
    if there:
        return there
    return carry_through(
        agency=agency, code=code, bpmn=(FOLDER / f"{code}.bpmn").read_bytes(), drafter=drafter, approvers=approvers,
        publisher=publisher, at=at, effective_on=effective_on, note=note,
    )  # fmt: skip


def carry_through(
    *,
    agency: Agency,
    code: str,
    bpmn: bytes,
    drafter: Actor,
    approvers: Sequence[Actor],
    publisher: Actor,
    at: datetime,
    effective_on: date,
    note: str = "",
) -> FlowchartVersion:
    """Draft a chart, submit it, approve it by each approver and publish it: the four acts, one after the other.

    Raises:
        Refusal: as the four acts do.
    """
    version = draft(agency=agency, code=code, by=drafter, at=at, bpmn=bpmn, note=note)
    submit(version_id=version.pk, by=drafter, at=at)
    for approver in approvers:
        approve(version_id=version.pk, by=approver, at=at)
    return publish(version_id=version.pk, by=publisher, at=at, effective_on=effective_on)
