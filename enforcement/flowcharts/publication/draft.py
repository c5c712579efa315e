"""Draft a version of a flowchart, and withdraw one that is not published."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.models import Flowchart, FlowchartVersion
from enforcement.flowcharts.publication.cycles import demand_acyclic
from enforcement.flowcharts.publication.subject import demand, locked, person_of, record
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

Status = FlowchartVersion.Status


class ChartUntitled(Invalid):
    """Refuse a chart that the public could not call by a name."""

    sentence = _("The chart has no name.")
    remedy = _("Give the process a name (bpmn:process name=…), at most 80 characters, and load the file again.")


class ChartCodeMissing(Invalid):
    """Refuse a new chart without a code."""

    sentence = _("A new chart needs a code of one to twenty letters, digits, - or _, such as P.")


def hash_of(text: str) -> str:
    """Return the SHA-256 of a chart's text as UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic(durable=True)
def draft(
    *,
    flowchart_id: int | None = None,
    by: Actor,
    at: datetime,
    bpmn: bytes,
    agency: Agency | None = None,
    code: str = "",
    note: str = "",
    power_item: str = "",
) -> FlowchartVersion:
    """Keep a BPMN file as the next version of a flowchart: of one that exists, or of an agency's new one.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency.
        BpmnRefused: with the list of what is wrong in the file.
        ChartUntitled, ChartCodeMissing: for a chart without a name or code.
        NotFound: if there is no such flowchart.
    """
    return lay(
        flowchart_id=flowchart_id, by=by, at=at, bpmn=bpmn, agency=agency, code=code, note=note, power_item=power_item
    )


def lay(
    *,
    flowchart_id: int | None = None,
    by: Actor,
    at: datetime,
    bpmn: bytes,
    agency: Agency | None = None,
    code: str = "",
    note: str = "",
    power_item: str = "",
) -> FlowchartVersion:
    """Draft a version inside a larger act: see :func:`draft`, of which this is the whole work."""
    chart = _chart(flowchart_id, agency, code)
    require(by=by, duty="chart", agency=chart.agency)
    graph = parse(bpmn)
    if not graph.name.strip() or len(graph.name) > 80:  # noqa: PLR2004 (as long as the column)
        raise ChartUntitled(field="bpmn")
    demand_acyclic(graph, code=chart.code, agency=chart.agency, on=clock.day_of(at))
    chart = _kept(chart, graph, power_item)
    text = bpmn.decode("utf-8")
    last = chart.versions.aggregate(last=Max("number"))["last"] or 0
    version = FlowchartVersion.objects.create(
        flowchart=chart,
        number=last + 1,
        bpmn=text,
        sha256=hash_of(text),
        note=note[:300],
        drafted_by_id=person_of(by),
        drafted_at=at,
    )
    record(version, "draft", by=by, at=at, body={"note": version.note, "title": graph.name})
    return version


def _chart(flowchart_id: int | None, agency: Agency | None, code: str) -> Flowchart:
    charts = Flowchart.objects.select_for_update(of=("self",)).select_related("agency")
    if flowchart_id is not None:
        found = charts.filter(pk=flowchart_id).first()
        if found is None:
            raise NotFound
        return found
    if agency is None:
        raise NotFound
    code = code.strip()
    if not code or len(code) > 20 or not code.replace("-", "").replace("_", "").isalnum():  # noqa: PLR2004
        raise ChartCodeMissing(field="code")
    return charts.filter(agency=agency, code=code).first() or Flowchart(agency=agency, code=code)


def _kept(chart: Flowchart, graph: Graph, power_item: str) -> Flowchart:
    """Save a new flowchart under its name; one that exists takes a new name only when a version is published."""
    if not chart._state.adding:  # noqa: SLF001 (Django's own way to ask whether a row is new)
        return chart
    found, _made = Flowchart.objects.get_or_create(
        agency=chart.agency,
        code=chart.code,
        defaults={"title": graph.name, "title_en": graph.title_en[:120], "power_item": power_item[:80]},
    )
    return Flowchart.objects.select_for_update(of=("self",)).select_related("agency").get(pk=found.pk)


@transaction.atomic(durable=True)
def withdraw(*, version_id: int, by: Actor, at: datetime, reason: str = "") -> FlowchartVersion:
    """Take back a version that is not published.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency.
        NotInThatState: if it is published, or withdrawn already.
    """
    version = locked(version_id)
    require(by=by, duty="chart", agency=version.flowchart.agency)
    demand(version, Status.DRAFT, Status.REVIEW)
    version.status = Status.WITHDRAWN
    version.save(update_fields=["status"])
    record(version, "withdraw", by=by, at=at, body={"reason": reason})
    return version
