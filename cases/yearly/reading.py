"""Read the rows of a year from the database, for some agencies: a query for each kind of row, however many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q

from cases.models import (
    Case,
    Decision,
    Ending,
    Enforcement,
    Inquiry,
    Inspection,
    Measure,
    PoliceTransfer,
    Remedy,
    SurchargeOrder,
    Weighing,
)  # fmt: skip
from cases.supervision.models import Alarm
from cases.yearly.counting.rows import Decided, Happened, Inspected, Left, Sought, Span
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import StepRecord

ANNULLED = ("annulled", "anew", "illegal", "invalid")
PUBLISH_DAYS = 7
"""国办发〔2018〕118号第六项: working days, where no channel of the field says otherwise."""
TWO = 2


def decided(ids: list[int], span: Span) -> Iterator[Decided]:
    """Yield the decisions of the year; those on the spot that the second officer did not confirm are none yet."""
    effects = _effects(ids, span)
    rows = Decision.objects.filter(case__agency__in=ids, decided_on__year=span.year, decided_on__lte=span.known_on)
    rows = rows.exclude(case__on_spot__isnull=False, case__on_spot__confirmed_at__isnull=True)
    told = rows.order_by("pk").annotate(
        heard=Count("case__hearings", filter=Q(case__hearings__held_on__lte=span.known_on), distinct=True),
        reviewed=Count("case__reviews", distinct=True),
        discussed=Count("case__discussions", filter=Q(case__discussions__concluded_on__isnull=False), distinct=True),
        annulled_on=Min("case__remedies__outcome_on", filter=Q(case__remedies__outcome__in=ANNULLED)),
        posting_due=Min("case__publication__postings__due_on"), spot=F("case__on_spot__id"),
    )  # fmt: skip
    for one in told.values(
        "case_id", "case__agency_id", "decided_on", "kind", "kinds", "fine", "confiscation", "spot", "heard",
        "reviewed", "discussed", "annulled_on", "posting_due", "publish", "case__publication__published_on",
    ):  # fmt: skip
        yield Decided(
            one["case_id"], one["case__agency_id"], one["decided_on"], one["kind"], tuple(one["kinds"]), one["fine"],
            one["confiscation"], one["spot"] is not None, effects.get(one["case_id"], ""), bool(one["heard"]),
            bool(one["reviewed"]), bool(one["discussed"]), one["annulled_on"], _publish_due(one),
            one["case__publication__published_on"],
        )  # fmt: skip


def _publish_due(one: Mapping[str, Any]) -> date | None:
    if not one["publish"]:
        return None
    due: date = one["posting_due"] or calendar().add_working(one["decided_on"], PUBLISH_DAYS)
    return due


def _effects(ids: list[int], span: Span) -> dict[int, str]:
    rows = Weighing.objects.filter(case__agency__in=ids, case__decision__decided_on__year=span.year)
    return dict(rows.order_by("made_on", "pk").values_list("case_id", "effect"))  # the last one counts


def happened(ids: list[int], span: Span) -> Iterator[Happened]:
    """Yield what is counted on its own day: filings, closings, transfers, measures, executions."""
    of, year = {"case__agency__in": ids}, span.year
    cases = Case.objects.filter(agency__in=ids, turned_general__isnull=True)
    for kind, day in (("filed", "filed_on"), ("closed", "closed_on")):
        for pk, agency, on in cases.filter(**{f"{day}__year": year}).values_list("pk", "agency_id", day):
            yield Happened(pk, agency, kind, on)
    measures = Measure.objects.filter(**of, taken_on__year=year)
    for case, agency, kind, on in measures.values_list("case_id", "case__agency_id", "kind", "taken_on"):
        yield Happened(case, agency, kind, on)
    executed = Enforcement.objects.filter(**of, begun_on__year=year)
    for case, agency, kind, on in executed.values_list("case_id", "case__agency_id", "kind", "begun_on"):
        yield Happened(case, agency, kind, on)
    orders = SurchargeOrder.objects.filter(**of, imposed_on__year=year)
    for case, agency, on in orders.values_list("case_id", "case__agency_id", "imposed_on"):
        yield Happened(case, agency, "surcharge", on)
    sent = PoliceTransfer.objects.filter(**of, sent_at__isnull=False)
    for case, agency, at in sent.values_list("case_id", "case__agency_id", "sent_at"):
        if at is not None:
            yield Happened(case, agency, "police", clock.day_of(at))


def declined(ids: list[int], span: Span) -> Iterator[Happened]:
    """Yield how cases ended otherwise than by a penalty."""
    rows = Ending.objects.filter(case__agency__in=ids, on__year=span.year)
    return (Happened(*one) for one in rows.values_list("case_id", "case__agency_id", "kind", "on"))


def sought(ids: list[int], span: Span) -> Iterator[Sought]:
    """Yield the remedies asked for or ended in the year."""
    rows = Remedy.objects.filter(Q(filed_on__year=span.year) | Q(outcome_on__year=span.year), case__agency__in=ids)
    names = ("case_id", "case__agency_id", "kind", "filed_on", "outcome", "outcome_on")
    return (Sought(*one) for one in rows.values_list(*names))


def inspected(ids: list[int], span: Span) -> Iterator[Inspected]:
    """Yield inspections, those outside any case and those inside one; the object is known by code or by name."""
    rows = Inspection.objects.filter(agency__in=ids, held_on__year=span.year)
    for one in rows:
        full = one.notice_given and len(one.officers) >= TWO and bool(one.found.strip() and one.approver)
        yield Inspected(one.case_id, one.agency_id, one.code_fingerprint or one.enterprise, one.held_on, full)
    inside = Inquiry.objects.filter(case__agency__in=ids, kind="inspection", held_on__year=span.year)
    counted = inside.annotate(two=Count("officers", filter=Q(officers__role="officer")))
    for case, agency, code, name, on, two, usable in counted.values_list(
        "case_id", "case__agency_id", "case__party__code_fingerprint", "case__party__name", "held_on", "two", "usable"
    ):
        yield Inspected(case, agency, code or name or "", on, full=usable and two >= TWO)


def left(ids: list[int], span: Span) -> Iterator[tuple[Left, str, str]]:
    """Yield the steps with a limit that were left in the year, each with its titles in Chinese and English."""
    rows = StepRecord.objects.filter(
        agency__in=ids, left_at__year=span.year, due_on__isnull=False, node__kind="task", run__case__isnull=False
    )
    names = ("run__case__id", "agency_id", "run__version__flowchart__code", "node__code", "node__name",
             "node__title_en", "left_at", "due_on")  # fmt: skip
    for case, agency, chart, code, zh, en, at, due in rows.values_list(*names).iterator():
        yield Left(case, agency, f"{chart}.{code}", clock.day_of(at), due), zh, en


def first_red(ids: list[int], span: Span) -> dict[int, date]:
    """Return the day of the first red alarm on each case filed in the year; one that proved false is none."""
    rows = Alarm.objects.filter(agency__in=ids, severity="red", case__filed_on__year=span.year).exclude(
        state=Alarm.State.SETTLED, outcome=Alarm.Outcome.FALSE_ALARM, settled_at__date__lte=span.known_on
    )
    found = rows.order_by().values_list("case_id").annotate(at=Min("raised_at"))
    return {case: clock.day_of(at) for case, at in found if case}
