"""Read cases as the rules see them: a constant number of queries, for one case or for a thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, Prefetch, QuerySet

from cases.discretion.doubles import fined_elsewhere
from cases.models import (
    Case,
    CaseCheck,
    Demand,
    Discussion,
    Enforcement,
    Handover,
    Hearing,
    Instalment,
    Measure,
    Notice,
    Payment,
    PoliceTransfer,
    Proposal,
    Publication,
    Recording,
    Recusal,
    Remedy,
    Review,
    Service,
    Weighing,
)
from cases.redaction import still_private
from cases.rules import reading_outside as outside
from cases.rules.based import with_bases
from cases.rules.charted import charted_of, moves_of, orders_of
from cases.rules.dated import Settings
from cases.rules.file import CaseFile, ClockFact, Legal, Person, StepFact
from cases.rules.file_after import ExtensionFact, RecordingFact
from cases.rules.older import numbers_of
from cases.rules.reading import (
    assignment_of,
    check_of,
    decision_of,
    discussion_of,
    disputed_of,
    handover_of,
    hearing_of,
    inquiry_of,
    measure_of,
    notice_of,
    paid_on,
    recusal_of,
    review_of,
    service_of,
    terms_of,
    weighing_of,
)
from cases.rules.reading_after import (
    demand_of,
    enforcement_of,
    instalment_of,
    payment_of,
    remedy_of,
    transfer_of,
)
from cases.rules.tables import Tables
from cases.rules.weighed import FinedFact
from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import due
from enforcement.flowcharts.engine.clocks import begin_of, granted, spans
from enforcement.flowcharts.engine.dating import spans_in
from enforcement.flowcharts.engine.extending import rule_of
from enforcement.flowcharts.graph import Extension
from enforcement.flowcharts.models import Participant, Run, RunClock, StepRecord, TermExtension

PARTS: dict[str, type[Model]] = {
    "measures": Measure,
    "proposals": Proposal,
    "notices": Notice,
    "hearings": Hearing,
    "checks": CaseCheck,
    "reviews": Review,
    "discussions": Discussion,
    "services": Service,
    "payments": Payment,
    "recusals": Recusal,
    "handovers": Handover,
    "recordings": Recording,
    "weighings": Weighing,
    "instalments": Instalment,
    "demands": Demand,
    "enforcements": Enforcement,
    "remedies": Remedy,
    "police_transfers": PoliceTransfer,
}
"""What a case gets on its way, and often has not yet."""
WITHIN = {
    "notices": ("notices__defences",),
    "hearings": ("hearings__seats",),
    "reviews": ("reviews__disputes",),
    "discussions": ("discussions__members",),
}
RECUSED = "recused"
"""The role under which a step names somebody who was recused from the case (行政处罚法第四十三条)."""


def load(case: Case, today: date) -> CaseFile:
    """Return a case as it stands, as of a day. The rows are read anew, whatever the given instance holds."""
    return load_many([case.pk], today)[case.pk]


def load_many(case_ids: Iterable[int], today: date) -> dict[int, CaseFile]:
    """Return cases by their ids, as of a day: the same number of queries however many there are.

    Settings are read once for each agency, and hold as they were on the day of the decision (:mod:`cases.rules.dated`).
    """
    ids = list(case_ids)
    there = parts_of(ids)
    settings = Settings(today)
    tables = Tables()
    fined = fined_elsewhere(ids)
    found = {}
    cases = list(rows(there).filter(pk__in=ids))
    orders = orders_of(cases)
    for case in cases:
        for name in PARTS.keys() - there:
            _known(case)[name] = PARTS[name]._default_manager.none()  # noqa: SLF001 (Django's own name for it)
        found[case.pk] = replace(
            _file(case, settings.of(case), today, fined.get(case.pk, ())),
            hearing_amounts=tables.amounts(case.agency),
            major=tables.major(case.agency),
            charted=charted_of(case.run, orders.get(case.run_id or 0, []), told="steps" in case.outside_told),
            moves=moves_of(orders.get(case.run_id or 0, [])),
        )
    return with_bases(found)


def parts_of(case_ids: list[int]) -> set[str]:
    """Return which parts any of the cases has at all: one query saves one for each part that is still to come."""
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE case_id = ANY(%(ids)s))"  # noqa: S608, SLF001 (our own names)
        for name, model in PARTS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {"ids": case_ids})
        return {name for (name,) in cursor.fetchall()}


def _known(case: Case) -> dict[str, Any]:
    """Return what Django keeps of a case's prefetched rows."""
    cache: dict[str, Any] = case.__dict__.setdefault("_prefetched_objects_cache", {})
    return cache


def rows(parts: Collection[str]) -> QuerySet[Case]:
    """Return cases with everything that the rules read; of the later parts, those that are there."""
    records = (
        StepRecord.objects.select_related("node__version")
        .defer("node__version__bpmn", "node__version__svg")  # a chart's text is large, and no rule reads it
        .order_by("entered_at", "visit")
    )
    recused = Participant.objects.filter(role=RECUSED)
    return (
        Case.objects.select_related(
            "agency", "party", "clue", "decision", "publication", "limitation", "run__version__flowchart"
        )
        .defer("run__version__bpmn", "run__version__svg")
        .prefetch_related(
            "assignments",
            "inquiries__officers",
            *(path for name in PARTS if name in parts for path in WITHIN.get(name, (name,))),
            "run__clocks__pauses",
            "run__clocks__extensions",
            Prefetch("run__records", records),
            Prefetch("run__records__participants", recused, to_attr="recused_here"),
        )
    )


def _file(case: Case, settings: Legal, today: date, fined: tuple[FinedFact, ...]) -> CaseFile:
    days = calendar()
    decision = decision_of(getattr(case, "decision", None))
    publication = getattr(case, "publication", None)
    party = getattr(case, "party", None)
    records = list(case.run.records.all()) if case.run else []
    limitation = getattr(case, "limitation", None)
    ended_on = limitation.ended_on if limitation else None
    return CaseFile(
        calendar=days,
        today=today,
        legal=numbers_of(settings, act_on=case.act_on, filed_on=case.filed_on, act_ended_on=ended_on),
        agency=case.agency.name,
        field_code=case.field,
        party_kind=party.kind if party else "organisation",
        clue_on=case.clue_on,
        filed_on=case.filed_on,
        act_on=case.act_on,
        act_ended_on=ended_on,
        five_years=bool(limitation and limitation.ground),
        is_complex=case.is_complex,
        public_interest=case.public_interest,
        many_relations=case.many_relations,
        is_outside=case.origin == Case.Origin.OUTSIDE,
        told=frozenset(case.outside_told),
        crime_sign=case.outside_told.get("crime_sign"),
        chart=case.run.version.flowchart.code if case.run else "P",
        version_number=case.run.version.number if case.run else 0,
        **_persons(case, records),
        check_extended_on=case.clue.extended_on if hasattr(case, "clue") else None,
        check_pauses=tuple(span for r in records if r.node.code == "P02" for span in spans_in(r.stretched)),
        inquiries=tuple(inquiry_of(i) for i in case.inquiries.all()),
        measures=tuple(measure_of(m, settings, days) for m in case.measures.all()),
        proposals=tuple(terms_of(p) for p in case.proposals.all()),
        notices=tuple(notice_of(n) for n in case.notices.all()),
        hearings=tuple(hearing_of(h) for h in case.hearings.all()),
        checks=tuple(check_of(c) for c in case.checks.all()),
        reviews=tuple(review_of(r) for r in case.reviews.all()),
        disputed=disputed_of(case.reviews.all()),
        extended=_extended(case.run),
        discussions=tuple(discussion_of(d) for d in case.discussions.all()),
        decision=decision,
        services=tuple(service_of(s) for s in case.services.all()),
        weighing=weighing_of(case.weighings.all()) or outside.weighing(case.outside_told),
        fined=fined,
        **_afterwards(case),
        published_on=publication.published_on if publication else None,
        withdrawn_on=publication.withdrawn_on if publication else None,
        published_private=publication is not None
        and party is not None
        and _shows_private(publication, case, settings.name_masking),
        closed_on=case.closed_on,
        archived_on=case.archived_on,
        performed_on=_performed_on(records) or paid_on(case.payments.all(), decision),
        clocks=tuple(_clock(c, case.run) for c in case.run.clocks.all()) if case.run else (),
        steps=tuple(_step(r, case.run) for r in records if r.node.is_step),
    )


def _persons(case: Case, records: list[StepRecord]) -> dict[str, Any]:
    """Return who was assigned, recused and handed over, and what was recorded."""
    told = case.outside_told
    return {
        "assignments": tuple(assignment_of(a) for a in case.assignments.all()),
        "recused": (
            *(Person(p.name, p.person_id, _day(r.left_at)) for r in records for p in _recused(r)),
            *(Person(r.name, r.person_id, r.decided_on) for r in case.recusals.all() if r.granted),
            *outside.recused(told),
        ),
        "recusals": (*(recusal_of(r) for r in case.recusals.all()), *outside.recusals(told)),
        "handovers": (*(handover_of(h) for h in case.handovers.all() if not h.is_dropped), *outside.handovers(told)),
        "recordings": tuple(
            RecordingFact(r.subject, r.recorded_on, r.measure_id, _day(r.entered_at)) for r in case.recordings.all()
        ),
    }


def _afterwards(case: Case) -> dict[str, Any]:
    """Return what followed the decision: payments, enforcement, remedies, the police."""
    return {
        "payments": tuple(payment_of(p) for p in case.payments.all()),
        "plan": tuple(instalment_of(i) for i in case.instalments.all()),
        "demands": tuple(demand_of(d) for d in case.demands.all()),
        "enforcements": tuple(enforcement_of(e) for e in case.enforcements.all()),
        "remedies": tuple(remedy_of(r) for r in case.remedies.all()),
        "transfers": tuple(transfer_of(t) for t in case.police_transfers.all()),
    }


def _shows_private(publication: Publication, case: Case, style: str) -> bool:
    return bool(still_private(f"{publication.party_shown}\n{publication.text}", case, style=style))


def _clock(row: RunClock, run: Run) -> ClockFact:
    pauses = list(row.pauses.all())
    days = calendar()
    rule = next((c for c in store.graph_of(run.version_id).clocks if c.code == row.code), None)
    end = due(rule.limit, begin_of(row, rule), days, spans(pauses), granted(row.extensions.all())) if rule else None
    longest = rule_of(row)
    return ClockFact(
        code=row.code,
        opened_on=clock.day_of(row.opened_at),
        due_on=row.due_on,
        closed_on=_day(row.closed_at),
        raw_on=end.raw_on if end else None,
        of=end.of if end else (row.due_on - clock.day_of(row.opened_at)).days,
        paused_from=min((p.from_on for p in pauses if p.to_on is None), default=None),
        extensions=tuple(
            ExtensionFact(e.granted_on, e.due_before, e.counts, _is_beyond(e, longest)) for e in row.extensions.all()
        ),
    )


def _is_beyond(row: TermExtension, longest: Extension | None) -> bool:
    """Return whether an extension is longer than the chart has it; how long one decided together is, no chart says."""
    if longest is None or row.level > longest.times:
        return False
    return row.unit == longest.unit and row.by > longest.by


def _extended(run: Run | None) -> int:
    """Return how often the clock of the decision was extended in time."""
    rows = [e for c in run.clocks.all() if c.code == "decision" for e in c.extensions.all()] if run else []
    return sum(row.counts for row in rows)


def _step(record: StepRecord, run: Run | None) -> StepFact:
    version = record.node.version
    own = run is not None and version.flowchart_id == run.version.flowchart_id
    return StepFact(
        code=record.node.code,
        name=record.node.title,
        entered_on=clock.day_of(record.entered_at),
        left_on=_day(record.left_at),
        due_on=record.due_on,
        version_number=version.number if own else 0,
        outcome=record.outcome,
        extended=bool(record.stretched.get("more")),
    )


def _recused(record: StepRecord) -> list[Participant]:
    found: list[Participant] = getattr(record, "recused_here", [])
    return found


def _day(at: datetime | None) -> date | None:
    return clock.day_of(at) if at else None


def _performed_on(records: list[StepRecord]) -> date | None:
    left = [r.left_at for r in records if r.node.act == "record_payment" and r.outcome == "performed" and r.left_at]
    return clock.day_of(max(left)) if left else None
