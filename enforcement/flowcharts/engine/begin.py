"""Begin a run on the version in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.engine import following, rows
from enforcement.flowcharts.engine.walk import Walk
from enforcement.flowcharts.models import FlowchartVersion, Run
from enforcement.ledger.append import append
from enforcement.ledger.chain import Head
from enforcement.organisation.models import Agency


class NoPublishedChart(Refusal):
    """Refuse a procedure that nobody published: an unpublished procedure cannot be run (国办发〔2018〕118号)."""

    sentence = _("No flowchart of this procedure is published for your agency.")
    article = "国办发〔2018〕118号"
    remedy = _("Ask the drafter of flowcharts to publish one; the chart that is run is the chart that the public sees.")


def version_in_force(*, agency: Agency, code: str, on: date) -> FlowchartVersion:
    """Return the version of a chart that new cases of an agency run on: the nearest agency up the tree that has one.

    Raises:
        NoPublishedChart: if there is none on that day.
    """
    line = agency.line
    found = list(
        FlowchartVersion.objects.filter(
            flowchart__agency_id__in=line,
            flowchart__code=code,
            effective_on__lte=on,
            status__in=[FlowchartVersion.Status.PUBLISHED, FlowchartVersion.Status.SUPERSEDED],
        ).select_related("flowchart")
    )
    found = [v for v in found if v.superseded_on is None or v.superseded_on > on]
    if not found:
        raise NoPublishedChart
    return max(found, key=lambda v: (line.index(v.flowchart.agency_id), v.effective_on or on, v.number))


def begin(
    *,
    agency: Agency,
    code: str,
    series: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    events: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    verb: str = "run.begin",
) -> Run:
    """Open a run of a chart for a subject and enter its first steps, in the caller's transaction.

    Raises:
        NoPublishedChart: if no version is in force on that day.
    """
    version = version_in_force(agency=agency, code=code, on=rows.day_of(at))
    run = Run.objects.create(
        version=version,
        agency=agency,
        series=series,
        opened_at=at,
        facts=rows.plain(facts or {}),
        events=rows.days(events or {}),
    )
    walk = Walk(charts=store.graph_of, resolve=store.version_of, tokens=(), facts=run.facts)
    moved = walk.start(version.pk)
    rows.enter(run, moved, at=at)
    following.follow(run, [], moved, at=at)
    head = append(
        series=series,
        by=by,
        at=at,
        verb=verb,
        head=Head(),
        body={**(body or {}), "chart": code, "version": version.pk, "number": version.number, "sha256": version.sha256},
    )
    run.last_seq, run.last_hash = head.seq, head.hash
    if moved.ended:
        run.closed_at, run.end = at, moved.end
    run.save(update_fields=["facts", "visits", "last_seq", "last_hash", "closed_at", "end"])
    return run
