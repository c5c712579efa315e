"""The operations of the reading interface: each reads rows of the token's agency and those below it."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema

from cases.exchange.api import reading, telling
from cases.exchange.api.opening import token_for, token_of
from cases.exchange.api.paging import Number, Page, Paged, paged
from cases.exchange.api.reading import agencies_of, narrowed
from cases.exchange.api.shapes import (
    AgencyOut,
    AlarmOut,
    CaseOut,
    ChartOut,
    CredentialOut,
    DecisionOut,
    WholeCaseOut,
)
from cases.exchange.position import position
from cases.models import Case, Decision
from cases.supervision.models import Alarm
from certification.queries import with_state
from enforcement import clock
from enforcement.access import allow
from enforcement.flowcharts.models import FlowchartVersion, Participant, StepRecord
from enforcement.ledger.models import Entry

router = Router()
LISTED = ("agency", "party", "run__version__flowchart")


class PositionOut(Schema):
    """A position in the ledger."""

    position: int


@router.get(
    "/agencies",
    response=Page[AgencyOut],
    summary=gettext_noop("The agency of the token and those below it"),
    operation_id="agencies",
    tags=["agencies"],
)
@allow(token_for("agencies"))
def api_agencies(request: HttpRequest, asked: Query[Paged]) -> Any:
    """List the agency of the token and those below it."""
    return paged(agencies_of(token_of(request)).select_related("parent"), asked, telling.agency_row)


@router.get(
    "/position",
    response=PositionOut,
    summary=gettext_noop("The position up to which all changes are settled"),
    operation_id="position",
    tags=["cases"],
)
@allow(token_for("cases"))
def api_position(request: HttpRequest) -> Any:  # noqa: ARG001 (the library calls with it)
    """Return the position up to which everything is settled: keep it, and give it as ``changed_after`` later."""
    return {"position": position(clock.now())}


@router.get(
    "/cases",
    response=Page[CaseOut],
    summary=gettext_noop("Cases, the first entered first"),
    operation_id="cases",
    tags=["cases"],
)
@allow(token_for("cases"))
def api_cases(request: HttpRequest, asked: Query[reading.CasesAsked]) -> Any:
    """List cases, the first entered first."""
    rows = Case.objects.filter(agency__in=agencies_of(token_of(request), asked.agency)).select_related(*LISTED)
    return paged(reading.cases_asked(rows, asked), asked, telling.case_row)


@router.get(
    "/cases/{case_id}",
    response=WholeCaseOut,
    summary=gettext_noop("A case with its steps, clocks and decision"),
    operation_id="case",
    tags=["cases"],
)
@allow(token_for("cases"))
def api_case(request: HttpRequest, response: HttpResponse, case_id: Path[Number]) -> Any:
    """Return a case with its steps, clocks and decision."""
    rows = Case.objects.filter(agency__in=agencies_of(token_of(request))).select_related(
        *LISTED, "decision", "publication"
    )
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise Http404
    people = Prefetch("participants", Participant.objects.order_by("pk"))
    steps = StepRecord.objects.filter(run__case=case, node__is_step=True).select_related("node")
    last = Entry.objects.filter(series=case.series).order_by("-seq").first()
    if last is not None:
        response["Last-Modified"] = http_date(last.recorded_at.timestamp())
    decision = getattr(case, "decision", None)
    return {
        **telling.case_row(case), "steps": [telling.step_row(s) for s in steps.prefetch_related(people)],
        "clocks": [telling.clock_row(c) for c in case.run.clocks.order_by("pk")] if case.run else [],
        "decision": telling.decision_row(decision) if decision else None,
        "ledger": {"seq": last.seq if last else 0, "hash": last.hash if last else ""},
    }  # fmt: skip


@router.get(
    "/decisions",
    response=Page[DecisionOut],
    summary=gettext_noop("Decisions of cases, the first entered first"),
    operation_id="decisions",
    tags=["decisions"],
)
@allow(token_for("decisions"))
def api_decisions(request: HttpRequest, asked: Query[reading.DecisionsAsked]) -> Any:
    """List decisions, the first entered first."""
    rows = Decision.objects.filter(case__agency__in=agencies_of(token_of(request), asked.agency))
    names = {"decided_since": "decided_on__gte", "decided_until": "decided_on__lte"}
    rows = rows.select_related("case__agency", "case__publication")
    return paged(narrowed(rows, asked, names), asked, telling.decision_row)


@router.get(
    "/credentials",
    response=Page[CredentialOut],
    summary=gettext_noop("Credentials as they stand today"),
    operation_id="credentials",
    tags=["credentials"],
)
@allow(token_for("credentials"))
def api_credentials(request: HttpRequest, asked: Query[reading.CredentialsAsked]) -> Any:
    """List credentials as they stand today."""
    rows = with_state(clock.today()).filter(agency__in=agencies_of(token_of(request), asked.agency))
    return paged(narrowed(rows.select_related("agency"), asked, {"state": "state"}), asked, telling.credential_row)


@router.get(
    "/alarms",
    response=Page[AlarmOut],
    summary=gettext_noop("Alarms, the first raised first"),
    operation_id="alarms",
    tags=["alarms"],
)
@allow(token_for("alarms"))
def api_alarms(request: HttpRequest, asked: Query[reading.AlarmsAsked]) -> Any:
    """List alarms, the first raised first."""
    rows = Alarm.objects.filter(agency__in=agencies_of(token_of(request), asked.agency))
    rows = narrowed(rows.select_related("agency", "case__party"), asked, {"state": "state", "severity": "severity"})
    return paged(rows, asked, telling.alarm_row)


@router.get(
    "/charts",
    response=Page[ChartOut],
    summary=gettext_noop("Published flowcharts of the agency and of those above it"),
    operation_id="charts",
    tags=["charts"],
)
@allow(token_for("charts"))
def api_charts(request: HttpRequest, asked: Query[Paged]) -> Any:
    """List the versions of flowcharts that are or were in force for the token's agency: its own and those above it."""
    agency = token_of(request).agency
    rows = FlowchartVersion.objects.filter(published_at__isnull=False).select_related("flowchart__agency")
    own = rows.filter(flowchart__agency__path__startswith=agency.path)
    return paged(own | rows.filter(flowchart__agency_id__in=agency.line), asked, telling.chart_row)
