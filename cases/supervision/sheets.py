"""A table to take away, and the answer that hands it out as a workbook or as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest, HttpResponse

from enforcement import clock

Value = str | int | float
TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Sheet:
    """A table: ``columns`` are (heading, width in characters); ``note`` stands under the title."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]] = field(default_factory=list)
    note: str = ""


def handed_out(request: HttpRequest, sheets: Sequence[Sheet], name: str) -> HttpResponse | None:
    """Return the sheets as the address asks for them (``?as=xlsx`` or ``pdf``), None where it asks for a page."""
    from cases.supervision.pdf import pdf  # noqa: PLC0415 (reportlab is loaded when somebody asks for a PDF)
    from cases.supervision.workbook import workbook  # noqa: PLC0415 (as above)

    kind = request.GET.get("as", "")
    if kind not in TYPES:
        return None
    content = workbook(sheets) if kind == "xlsx" else pdf(sheets)
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{kind}"'
    return response
