"""The sheets of a session in one file, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from exams.marking.sheet import pdf_of, sheet_of
from exams.models import Result

SHEETS: Final = "exams.sheets"


def sheet_rows() -> QuerySet[Result]:
    """Return results with all that their sheets say."""
    return Result.objects.select_related(
        "person", "session__exam__agency", "sitting__candidate__agency", "supersedes"
    ).defer("item_answers", "sitting__answers", "sitting__texts")


def path_of(session_id: int) -> Path:
    """Return where the sheets of a session lie."""
    return Path(settings.MEDIA_ROOT) / "exams" / "sheets" / f"{session_id}.pdf"


def write_sheets(*, session_id: int, report: Callable[[int, int], object]) -> int:
    """Write the sheets of a session's current results into one file; return how many."""
    rows = sheet_rows().filter(session_id=session_id, superseded_by=None).exclude(sitting__state="voided")
    rows = rows.order_by("sitting__candidate__agency__path", "person__name", "pk")
    total, sheets = rows.count(), []
    for number, row in enumerate(rows.iterator(chunk_size=500), start=1):
        sheets.append(sheet_of(row))
        if number % 500 == 0:
            report(number, total)
    path = path_of(session_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".new")
    scratch.write_bytes(pdf_of(sheets))
    scratch.replace(path)
    return len(sheets)
