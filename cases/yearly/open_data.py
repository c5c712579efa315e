"""The yearly tables as open data: a row for each published figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.publicity.columns import AGENCY, SHA256
from cases.publicity.datasets import Column, enter
from cases.yearly.models import YearlyReport
from cases.yearly.shown import tables_of
from cases.yearly.views.public import current

COLUMNS: Final = (
    AGENCY,
    Column("year", _("Year"), _("Year that is counted"), "integer"),
    Column("version", _("Version"), _("Version of the report; a later one corrects an earlier one"), "integer"),
    Column("table", _("Table"), _("Table of the report")),
    Column("line", _("Code of the line"), _("Stable code of the figure")),
    Column("title", _("Figure"), _("What is counted")),
    Column("amount", _("Amount"), _("None where the agency entered nothing"), "decimal"),
    SHA256,
)


def rows() -> Iterator[dict[str, Any]]:
    """Yield the public figures of the newest published reports."""
    for report in current().defer(None):
        for table in tables_of(report, inner=False):
            for row in table.rows:
                yield {
                    "agency": report.agency.name, "year": report.year, "version": report.version,
                    "table": str(table.title), "line": row.line.code, "title": str(row.line.title),
                    "amount": row.amount, "sha256": report.sha256,
                }  # fmt: skip


def changed() -> datetime | None:
    """Return when a report was published last."""
    found: datetime | None = YearlyReport.objects.aggregate(last=Max("published_at"))["last"]
    return found


def enter_all() -> None:
    """Offer the tables."""
    told = _("The figures of the published yearly reports; their counting rules stand on each report's page.")
    enter("yearly", _("Yearly statistics of enforcement"), rows, COLUMNS, description=told, changed=changed)
