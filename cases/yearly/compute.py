"""Count a year for an agency and all below it: the frozen content of a report, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cases.yearly import officers, reading
from cases.yearly.counting import happenings, indicators, penalties
from cases.yearly.counting.facts import Cells, Fact, behind, summed, tally
from cases.yearly.counting.rows import Span
from cases.yearly.due import expected
from cases.yearly.models import EnteredFigure, YearlyReport
from cases.yearly.parameters import ORDER
from enforcement.ledger.chain import canonical
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

SUMMED = (Agency.Kind.GOVERNMENT,)
"""Bodies whose report sums up the agencies below; any other reports on itself alone."""


def counted_agencies(agency: Agency) -> list[Agency]:
    """Return the agencies that a report counts: a government's with all below, any other agency itself."""
    if agency.kind in SUMMED:
        return list(Agency.objects.filter(path__startswith=agency.path).order_by("path"))
    return [agency]


def content_of(agency: Agency, year: int, known_on: date) -> dict[str, Any]:
    """Return the content of a report as :class:`~cases.yearly.models.YearlyReport` keeps it."""
    span, below = Span(year, known_on), counted_agencies(agency)
    name = value(ORDER, agency=agency, on=known_on)
    facts, steps = _facts(below, span, penalties.ORDERS[name])
    cells, cases = tally(facts), behind(facts)
    told, owing = _entered_below(agency, below, year), _owing(below)
    missing = [
        one.pk for one in below
        if one.pk != agency.pk and one.pk not in told and (one.pk in owing or one.pk in cells)
    ]  # fmt: skip
    entries = [
        {
            "id": one.pk, "name": one.name, "name_en": one.name_en,
            "cells": {k: str(v) for k, v in sorted((cells.get(one.pk, {}) | told.get(one.pk, {})).items())},
            "behind": cases.get(one.pk, {}),
        }
        for one in below
        if one.pk in cells or one.pk in told or one.pk in missing or one.pk == agency.pk
    ]  # fmt: skip
    return {
        "order": name, "known_on": known_on.isoformat(), "steps": steps, "missing": missing, "agencies": entries,
    }  # fmt: skip


def _owing(below: list[Agency]) -> set[int]:
    """Return which of the agencies owe a report, whether or not anything of theirs was counted."""
    return set(expected(Agency.objects.filter(pk__in=[one.pk for one in below])).values_list("pk", flat=True))


def _facts(below: list[Agency], span: Span, order: Iterable[str]) -> tuple[list[Fact], dict[str, list[str]]]:
    ids = [one.pk for one in below]
    decided, happened = list(reading.decided(ids, span)), list(reading.happened(ids, span))
    left = list(reading.left(ids, span))
    facts = [
        *penalties.penalties(decided, span, tuple(order)), *happenings.happenings(happened, span),
        *happenings.endings(decided, reading.declined(ids, span), span),
        *happenings.sought(reading.sought(ids, span), span),
        *happenings.inspections(reading.inspected(ids, span), span), *officers.people(below, span),
        *indicators.steps((row for row, _zh, _en in left), span), *indicators.decided(decided, span),
        *indicators.alarmed(happened, reading.first_red(ids, span), span),
    ]  # fmt: skip
    return facts, {row.step: [zh, en] for row, zh, en in sorted(left, key=lambda one: one[0].step)}


def _entered_below(agency: Agency, below: list[Agency], year: int) -> dict[int, Cells]:
    """Return the figures entered in the published reports of the agencies below, the newest version of each.

    A government below enters its own alone: those of its agencies are told by their reports.
    """
    ids = [one.pk for one in below if one.pk != agency.pk]
    rows = YearlyReport.objects.filter(agency__in=ids, year=year, state="published")
    newest = {row.agency_id: row.pk for row in rows.order_by("version")}
    found: dict[int, Cells] = {pk: {} for pk in newest}
    for one in EnteredFigure.objects.filter(report__in=newest.values()).select_related("report"):
        found[one.report.agency_id][one.line] = Decimal(one.amount)
    return found


def cells_by_agency(report: YearlyReport) -> dict[int, Cells]:
    """Return the cells of each agency of a report, the figures entered in it among its own."""
    found = {
        entry["id"]: {line: Decimal(amount) for line, amount in entry["cells"].items()}
        for entry in report.content["agencies"]
    }
    for figure in report.figures.all():
        found[report.agency_id][figure.line] = Decimal(figure.amount)
    return found


def total_of(report: YearlyReport) -> Cells:
    """Return the sum of the cells of all agencies of a report."""
    return summed(cells_by_agency(report).values())


def hash_of(report: YearlyReport) -> str:
    """Return the SHA-256 over what a report says: its content and the figures entered in it."""
    figures = {one.line: one.amount for one in report.figures.all()}
    told = {"agency": report.agency_id, "year": report.year, "version": report.version, "content": report.content,
            "figures": figures}  # fmt: skip
    return hashlib.sha256(canonical(told).encode()).hexdigest()
