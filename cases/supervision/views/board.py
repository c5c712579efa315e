"""The board: the open cases of all agencies below, those that are late first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.supervision.access import supervised, supervises
from cases.supervision.queries import WARNED, Bar, Row, bars, board_rows
from cases.supervision.workbook import workbook
from certification.fields import FIELDS
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.models import Agency

SIZE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    agency: str = ""
    field: str = ""
    light: str = "warned"
    step: str = ""
    procedure: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """Read the query; what it may not ask is ignored."""
        given = {name: request.GET.get(name, "").strip().replace("\x00", "")[:80] for name in cls.__dataclass_fields__}
        given["light"] = given["light"] if given["light"] in {"red", "yellow", "green", "all"} else "warned"
        return cls(**given)

    def fits(self, row: Row, under: str) -> bool:
        """Return whether a case is one of those asked for; ``under`` is the path of the agency asked for."""
        return (
            row.agency.path.startswith(under)
            and self.field in {"", row.field}
            and self.procedure in {"", row.procedure}
            and (not self.step or any(s.code == self.step for s in row.steps))
            and self._lit(row)
            and self._says(row)
        )

    def _lit(self, row: Row) -> bool:
        if self.light == "all":
            return True
        if self.light == "warned":
            return row.light in WARNED or bool(row.red_alarms)
        return self.light in {row.step_light, row.clock.light}

    def _says(self, row: Row) -> bool:
        wanted = self.text.casefold()
        return not wanted or any(wanted in words.casefold() for words in (row.number, row.title, row.party))


@allow(supervises)
def board(request: HttpRequest) -> HttpResponse:
    """Show the board."""
    asked, agencies, rows = _rows(request)
    shown = [row for row in rows if asked.fits(row, _under(asked, agencies))]
    page = Paginator(shown, SIZE).get_page(request.GET.get("page"))
    counted = bars(rows)
    return render(
        request, "supervision/board.html",
        {
            "page": page, "asked": asked, "bars": _drawn(counted), "figures": _figures(rows),
            "choices": _choices(rows, agencies), "found": len(shown), "query": request.GET.urlencode(),
        },
    )  # fmt: skip


@allow(supervises)
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the board as it is asked for, as a workbook."""
    asked, agencies, rows = _rows(request)
    shown = [row for row in rows if asked.fits(row, _under(asked, agencies))]
    response = HttpResponse(workbook(shown, on=clock.today()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="supervision-{clock.today()}.xlsx"'
    return response


def _rows(request: HttpRequest) -> tuple[Asked, list[Agency], list[Row]]:
    agencies = supervised(request)
    return Asked.of(request), agencies, board_rows(agencies, today=clock.today())


def _under(asked: Asked, agencies: Iterable[Agency]) -> str:
    return next((a.path for a in agencies if str(a.pk) == asked.agency), "")


def _figures(rows: list[Row]) -> dict[str, int]:
    return {
        "open": len(rows),
        "red": sum(row.light == "red" for row in rows),
        "yellow": sum(row.light == "yellow" for row in rows),
        "alarms": sum(row.red_alarms for row in rows),
    }


def _choices(rows: list[Row], agencies: list[Agency]) -> dict[str, list[tuple[str, Any]]]:
    steps = {s.code: f"{s.code} {s.name}" for row in rows for s in row.steps}
    return {
        "agency": [(str(a.pk), a.title) for a in agencies],
        "field": [(code, FIELDS[code].title) for code in sorted({row.field for row in rows}) if code in FIELDS],
        "light": [
            ("warned", _("Red, yellow or with red alarms")), ("red", _("Overdue")), ("yellow", _("Due soon")),
            ("green", _("In time")), ("all", _("All open cases")),
        ],
        "step": sorted(steps.items()),
        "procedure": sorted({(row.procedure, row.procedure_title) for row in rows if row.procedure}),
    }  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A bar with the places of its parts, of a hundred units for the longest."""

    bar: Bar
    red: float
    yellow: float
    rest: float
    yellow_at: float
    rest_at: float


def _drawn(counted: list[Bar]) -> list[Drawn]:
    longest = max((bar.total for bar in counted), default=1)
    made = []
    for bar in counted:
        red, yellow, rest = (round(100 * n / longest, 2) for n in (bar.red, bar.yellow, bar.rest))
        made.append(Drawn(bar, red, yellow, rest, red, red + yellow))
    return made
