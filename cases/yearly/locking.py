"""Hold a report for an act, and note the act on the report's ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.yearly.access import require_part
from cases.yearly.models import YearlyReport
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append


def lock(report_id: int, by: Actor, *parts: str) -> YearlyReport:
    """Return a report, held till the transaction ends, to somebody who has the part.

    Raises:
        NotFound: if there is none. NotAllowed: without the part.
    """
    rows = YearlyReport.objects.select_for_update(of=("self",)).select_related("agency")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise NotFound
    for part in parts:
        require_part(by, part, report.agency)
    return report


def note(report: YearlyReport, verb: str, by: Actor, at: datetime, more: Mapping[str, object] | None = None) -> None:
    """Append an act on a report to its ledger, with the hash of what the report says."""
    body = {"report": report.pk, "agency": report.agency.name, "year": report.year, "version": report.version,
            "sha256": report.sha256, **(more or {})}  # fmt: skip
    append(series=report.series, by=by, at=at, verb=verb, body=body)
