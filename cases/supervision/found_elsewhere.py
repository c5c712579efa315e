"""Sources of alarms beside cases: inspections (R36), and charts that differ from what the public reads (R33)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from cases.evidence.inspections.frequency import cap
from cases.models import Inspection
from cases.rules.chart import BOUND
from cases.rules.elsewhere import INSPECTIONS
from cases.rules.registry import Finding, Severity
from cases.rules.saying import finding
from cases.supervision.sources import SubjectFinding, enter
from enforcement.flowcharts import store
from enforcement.flowcharts.bpmn.parse import parse
from enforcement.flowcharts.models import FlowchartVersion

Status = FlowchartVersion.Status
PUBLIC = (Status.PUBLISHED, Status.SUPERSEDED)
APPROVERS = 2


def enter_all() -> None:
    """Enter the sources."""
    enter("inspections", inspections)
    enter("charts", charts)


def inspections(today: date) -> Iterator[SubjectFinding]:
    """Yield what is wrong with inspections: approval, notice, scan, and the yearly cap on one enterprise."""
    rows = Inspection.objects.select_related("agency").filter(held_on__lte=today)
    for one in rows.order_by("pk"):
        for fault in _faults(one):
            yield _on(one, *fault)
    planned: dict[tuple[int, str, int], list[Inspection]] = defaultdict(list)
    for one in rows.filter(occasion=Inspection.Occasion.PLAN).order_by("held_on", "pk"):
        planned[one.agency_id, _who(one), one.held_on.year].append(one)
    for many in planned.values():
        for one in many[cap(many[0].agency, many[-1].held_on) :]:
            severity: Severity = "yellow" if one.over_cap_because else "red"
            yield _on(one, severity, "cap", _("The enterprise was inspected on %(on)s above the yearly cap."))


def _who(one: Inspection) -> str:
    return one.code_fingerprint or one.enterprise


def _faults(one: Inspection) -> Iterator[tuple[Severity, str, str]]:
    if one.approved_on > one.held_on:
        yield "red", "approval", _("The inspection of %(on)s was approved only after it was held.")
    if not one.notice_given:
        yield "red", "notice", _("At the inspection of %(on)s no written notice was shown.")
    if one.scanned_at is None:
        yield "yellow", "scan", _("At the inspection of %(on)s the enterprise's code was not scanned.")


def _on(one: Inspection, severity: Severity, key: str, message: str) -> SubjectFinding:
    made = finding(
        "R36", message, article=INSPECTIONS, severity=severity, day=one.held_on, key=key, on=one.held_on,
        remedy=_("Ask the agency for the approval, the notice and the reason; plan inspections within the cap."),
    )  # fmt: skip
    title = f"{one.number} {one.enterprise}"
    return SubjectFinding(one.agency_id, f"inspection:{one.pk}", title, reverse("inspection_list"), made)


def charts(_today: date) -> Iterator[SubjectFinding]:
    """Yield versions that cases run on and the public reads otherwise or not at all, or that too few approved."""
    rows = FlowchartVersion.objects.exclude(status__in=[Status.DRAFT, Status.REVIEW]).select_related("flowchart")
    running = Count("runs", filter=Q(runs__closed_at__isnull=True), distinct=True)
    agreed = Count("approvals__person", filter=Q(approvals__agrees=True), distinct=True)
    for version in rows.annotate(running=running, agreed=agreed).order_by("pk"):
        for made in _of_chart(version, version.running, version.agreed):
            url = reverse("procedure", args=[version.pk]) if version.is_public else reverse("procedure_list")
            agency_id = version.flowchart.agency_id
            yield SubjectFinding(agency_id, f"chart:{version.flowchart_id}", str(version), url, made)


def _of_chart(version: FlowchartVersion, running: int, agreed: int) -> Iterator[Finding]:
    name = str(version)
    if running and version.status not in PUBLIC:
        yield finding(
            "R33", _("%(n)s cases run on %(name)s, which the public cannot read."),
            severity="yellow",
            key=f"hidden:{version.number}", n=running, remedy=_("Publish the version again or move the cases."),
            article=BOUND, name=name,
        )  # fmt: skip
    same = hashlib.sha256(version.bpmn.encode()).hexdigest() == version.sha256
    if version.status in PUBLIC and not (same and store.read(version) == parse(version.bpmn.encode())):
        yield finding(
            "R33", _("What the public reads of %(name)s is not what cases run on."),
            severity="yellow",
            key=f"differs:{version.number}", remedy=_("Stop new cases on it and publish a version anew."),
            article=BOUND, name=name,
        )  # fmt: skip
    if version.status in PUBLIC and agreed < APPROVERS:
        yield finding(
            "R33", _("%(name)s was published with %(n)s of two approvals."),
            key=f"approved:{version.number}",
            n=agreed, remedy=_("Have it approved by two others, or publish a version that is."),
            article=BOUND, name=name,
        )  # fmt: skip
