"""Publish a version: from that day it is what runs and what the public sees, and it never changes again."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.consultation.period import demand_consulted
from enforcement.flowcharts.drawing import svg
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.draft import hash_of
from enforcement.flowcharts.publication.examine import in_force
from enforcement.flowcharts.publication.subject import demand, locked, person_of, record
from enforcement.flowcharts.publication.submit import demand_sound
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency

Status = FlowchartVersion.Status
APPROVERS = 2
_CALL = re.compile(r"(calledElement\s*=\s*[\"'])chart:([^\"']+)")


class NeedsTwoApprovers(Refusal):
    """Refuse a version that fewer than two persons have agreed to."""

    sentence = _("Two approvers must agree before a flowchart is published.")
    remedy = _("Ask a further holder of the duty “Flowchart approval”.")


class EffectiveTooEarly(Invalid):
    """Refuse a day of effect before the publication, or before that of the version it replaces."""

    sentence = _("The day of effect lies before the publication or before the version in force took effect.")
    remedy = _("Choose a later day: running cases keep the version they began with.")


class NothingChanged(Refusal):
    """Refuse a version that says what the published one says, letter for letter."""

    sentence = _("This version is the same as the one published now.")


class CallUnresolved(Refusal):
    """Refuse a call that does not lead to a published version."""

    sentence = _("A called chart is not in force on the day of effect.")
    remedy = _("Publish the called chart first, effective on the same day or earlier.")


@transaction.atomic(durable=True)
def publish(*, version_id: int, by: Actor, at: datetime, effective_on: date) -> FlowchartVersion:
    """Publish a version that two approvers agreed to, effective from a day.

    Calls of other charts are pinned to the versions in force that day, the rows that run are compiled, the picture is
    kept and the predecessor ends.

    Raises:
        NotAllowed: without the duty ``chart`` or ``approve_chart`` on the agency.
        NotInThatState: if it is not under review. NeedsTwoApprovers: if fewer than two agreed.
        ChartFaulty: if it no longer passes the checks. CallUnresolved: if a called chart is not in force.
        NotConsulted, PeriodRuns, Unanswered: where the public is to be heard first.
        EffectiveTooEarly, NothingChanged: as they say.
    """
    version = locked(version_id)
    chart = version.flowchart
    if not _may_publish(by, chart.agency):
        raise NotAllowed
    demand(version, Status.REVIEW)
    agreed = list(version.approvals.filter(agrees=True).exclude(person_id=version.drafted_by_id))
    if len(agreed) < APPROVERS:
        raise NeedsTwoApprovers
    before = chart.versions.filter(status=Status.PUBLISHED).first()
    if effective_on < max(clock.day_of(at), before.effective_on if before and before.effective_on else date.min):
        raise EffectiveTooEarly(field="effective_on")
    demand_consulted(version, at)
    demand_sound(version, effective_on)
    drafted = version.sha256
    text, graph = pinned(version.bpmn, chart.agency, effective_on)
    if before and before.sha256 == hash_of(text):
        raise NothingChanged
    _write(version, before, text, graph, by=by, at=at, effective_on=effective_on)
    record(
        version,
        "publish",
        by=by,
        at=at,
        body={
            "effective_on": effective_on,
            "draft_sha256": drafted,
            "approvers": [a.person_id for a in agreed],
            "supersedes": before.number if before else None,
            "calls": {n.key: n.called for n in graph.nodes if n.called},
        },
    )
    return version


def _may_publish(by: Actor, agency: Agency) -> bool:
    person_id = person_of(by)
    return any(holds(person_id=person_id, duty=duty, agency=agency) for duty in ("chart", "approve_chart"))


def pinned(text: str, agency: Agency, on: date) -> tuple[str, Graph]:
    """Return a chart's text with each ``chart:CODE`` replaced by the hash of the version in force, and its graph.

    Raises:
        CallUnresolved: if a called chart is not in force on the day.
    """
    there = in_force(agency=agency, on=on)

    def pin(match: re.Match[str]) -> str:
        found = there.get(match[2])
        return match[0] if found is None else f"{match[1]}sha256:{found.sha256}"

    text = _CALL.sub(pin, text)
    graph = parse(text.encode())
    called = {n.called for n in graph.nodes if n.kind == "call"}
    if any(name not in there or not name.startswith("sha256:") for name in called):
        raise CallUnresolved
    return text, graph


def _write(
    version: FlowchartVersion,
    before: FlowchartVersion | None,
    text: str,
    graph: Graph,
    *,
    by: Actor,
    at: datetime,
    effective_on: date,
) -> None:
    chart = version.flowchart
    store.write(version, graph)
    if before:
        before.status, before.superseded_on = Status.SUPERSEDED, effective_on
        before.save(update_fields=["status", "superseded_on"])
    version.bpmn, version.sha256, version.svg = text, hash_of(text), svg(graph)
    version.status, version.supersedes = Status.PUBLISHED, before
    version.published_by_id, version.published_at, version.effective_on = by.person_id, at, effective_on
    version.save()
    chart.title, chart.title_en = graph.name, graph.title_en[:120]
    chart.save(update_fields=["title", "title_en"])
