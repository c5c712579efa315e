"""The page of a case: the next act first, then the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.access import case_for, case_worker, duties_on, is_recused
from cases.asking import Asked, asked
from cases.file_case import REFUSALS
from cases.history import happened
from cases.lights import clock_timed, step_timed
from cases.models import Case
from cases.open_terms import clock_title
from cases.pages import Page, at_any_time, beside
from cases.panels import panels_of
from cases.queries import open_steps
from cases.rules.thresholds import Points
from cases.sent_back import SentBack, sent_back
from cases.threshold_settings import lights_by_agency
from certification import fields as enforcement_fields
from enforcement import clock
from enforcement.access import allow
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.web.times import say_day


@dataclass(frozen=True)
class Next:
    """An open step as the page of the case shows it."""

    record: StepRecord
    asked: Asked
    url: str
    may: bool
    light: str
    back: SentBack | None


@allow(case_worker)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case."""
    found = case_for(request, pk)
    today = clock.today()
    duties = duties_on(request, found)
    barred = is_recused(request, found)
    duties = frozenset() if barred else duties
    points = lights_of(found)
    records = list(open_steps().filter(run=found.run).select_related("node").order_by("entered_at"))
    return render(
        request,
        "cases/case.html",
        {
            "case": found,
            "barred": barred,
            "next": sorted((_next(found, r, duties, today, points) for r in records), key=lambda n: not n.may),
            "beside": _beside(found, records, duties),
            "panels": panels_of(found, request),
            "facts": facts_of(found),
            "party": party_of(found),
            "clocks": clocks_of(found, today, points),
            "assigned": list(found.assignments.filter(to_on__isnull=True).order_by("-role", "pk")),
            "happened": happened(found, last=6),
            "papers": list(found.papers.all()),
        },
    )


@allow(case_worker)
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that happened in a case, from its ledger."""
    found = case_for(request, pk)
    return render(request, "cases/timeline.html", {"case": found, "happened": happened(found)})


def _next(case: Case, record: StepRecord, duties: frozenset[str], today: date, points: Points) -> Next:
    wanted = asked(record)
    return Next(
        record=record, asked=wanted, url=reverse("case_step", args=[case.pk, record.pk]),
        may=bool(wanted.duties & duties), light=step_timed(record, today, points).light,
        back=sent_back(case, record),
    )  # fmt: skip


def _beside(case: Case, records: list[StepRecord], duties: frozenset[str]) -> list[tuple[Page, str, bool]]:
    """Return the acts also possible now for this person, each once; what an open step waits for comes first."""
    found = [page for record in records for page in beside(record.node.act)]
    pages = {page.act: page for page in [*found, *at_any_time()]}
    mine = [p for p in pages.values() if p.is_for(duties) and (p.offered is None or p.offered(case))]
    told = [(p, reverse("case_act", args=[case.pk, p.act]), p.waited is not None and p.waited(case)) for p in mine]
    return sorted(told, key=lambda one: not one[2])


def facts_of(case: Case) -> list[tuple[str, object]]:
    """Return the facts of a case as (name, value)."""
    pairs: list[tuple[str, Any]] = [
        (_("Case number"), case.number or _("not filed yet")),
        (_("Clue"), f"{case.clue_number} · {case.get_source_display()} · {say_day(case.clue_on)}"),
        *origin_of(case),
        (_("Agency"), case.agency.title),
        (_("Field"), enforcement_fields.titles([case.field])),
        (_("Cause (案由)"), case.cause),
        (_("What is known"), case.summary),
        (_("Place"), case.place),
        (_("Day of the act"), say_day(case.act_on) if case.act_on else ""),
        (_("Filed on"), say_day(case.filed_on) if case.filed_on else ""),
        (_("Provision"), case.legal_basis),
        (_("Closed on"), say_day(case.closed_on) if case.closed_on else ""),
        (_("Archived"), f"{case.archive_number} · {say_day(case.archived_on)}" if case.archived_on else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def origin_of(case: Case) -> list[tuple[str, Any]]:
    """Return who sent the clue as (name, value); of a reporter only that there is one."""
    clue = getattr(case, "clue", None)
    if clue is None:
        return []
    ground = REFUSALS.get(clue.refusal)
    return [
        (_("Referred or ordered by"), " · ".join(word for word in (clue.sender, clue.document) if word)),
        (_("It wants an answer by"), say_day(clue.answer_due_on) if clue.answer_due_on else ""),
        (_("Reporter"), _("known, sealed") if clue.has_reporter else ""),
        (_("Not filed because"), ground[(get_language() or "").startswith("en")] if ground else ""),
    ]


def party_of(case: Case) -> list[tuple[str, object]]:
    """Return the party as (name, value), the identifier masked."""
    party = case.party
    pairs = [
        (_("Name of the party"), party.name), (_("The party is"), party.get_kind_display()),
        (_("Identity number or credit code"), party.code_masked),
        (_("Legal representative or person in charge"), party.representative),
    ]  # fmt: skip
    return [(name, value) for name, value in pairs if value]


def lights_of(case: Case) -> Points:
    """Return where the lights of a case turn: as its agency wants."""
    return lights_by_agency([case.agency], clock.today())[case.agency_id]


def clocks_of(case: Case, today: date, points: Points) -> list[dict[str, object]]:
    """Return the open clocks of a case's run with their lights."""
    rows = RunClock.objects.filter(run=case.run, closed_at__isnull=True).select_related("run")
    return [
        {
            "title": clock_title(row), "due_on": row.due_on, "light": clock_timed(row, today, points).light,
            "paused": any(p.to_on is None for p in row.pauses.all()), "provisional": row.provisional,
        }
        for row in rows.prefetch_related("pauses", "extensions")
    ]  # fmt: skip
