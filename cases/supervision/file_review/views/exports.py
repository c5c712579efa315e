"""The results of a round to take away: workbook, league and circular."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.supervision.access import supervises
from cases.supervision.file_review.access import TOLD, round_for
from cases.supervision.file_review.circular import circular, league_sheet
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.views.sheets import XLSX
from cases.supervision.file_review.workbook import workbook
from cases.views.papers import as_file
from enforcement.access import allow
from enforcement.errors import NotFound

MAKERS = {
    "results.xlsx": (workbook, XLSX), "league.pdf": (league_sheet, "application/pdf"),
    "circular.pdf": (circular, "application/pdf"),
}  # fmt: skip


@require_safe
@allow(supervises)
def export(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Answer a file with the results; the circular once the round is closed."""
    row = round_for(request, pk)
    wanted = (ReviewRound.State.CLOSED,) if name == "circular.pdf" else TOLD
    if name not in MAKERS or row.state not in wanted:
        raise NotFound
    make, media = MAKERS[name]
    return as_file(make(row), media, f"{row.number}-{name}")
