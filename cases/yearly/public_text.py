"""The public figures of a report as one text, whose SHA-256 stands in the ledger: whoever has it can prove it."""

from __future__ import annotations

import hashlib

from cases.yearly.catalogue import TABLES
from cases.yearly.compute import cells_by_agency
from cases.yearly.models import YearlyReport
from enforcement.ledger.chain import canonical


def public_text(report: YearlyReport) -> str:
    """Return the public figures as canonical JSON: agency, year, version, day and order, cells by agency."""
    lines = {line.code for table in TABLES if table.is_public for line in table.lines}
    cells = cells_by_agency(report)
    agencies = [
        {"name": one["name"], "cells": {k: str(v) for k, v in cells[one["id"]].items() if k in lines}}
        for one in report.content["agencies"]
    ]
    return canonical({
        "agency": report.agency.name, "year": report.year, "version": report.version, "agencies": agencies,
        "counted_on": report.content["known_on"], "order": report.content["order"], "correction": report.correction,
    })  # fmt: skip


def print_of(report: YearlyReport) -> str:
    """Return the SHA-256 of the public figures, hexadecimal."""
    return hashlib.sha256(public_text(report).encode()).hexdigest()
