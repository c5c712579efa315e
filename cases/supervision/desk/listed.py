"""The list of open cases as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.lights import Timed
from cases.supervision.queries import Row
from cases.supervision.sheets import Sheet, Value
from certification.fields import titles


def sheet_of(rows: Iterable[Row], *, on: date) -> Sheet:
    """Return the rows as a table."""
    columns = [
        (_("Case number"), 20), (_("Case"), 30), (_("Party"), 20), (_("Agency"), 20), (_("Field"), 12),
        (_("Open steps"), 24), (_("Step light"), 10), (_("Step due"), 12), (_("Step used"), 10),
        (_("Case light"), 10), (_("Case due"), 12), (_("Case used"), 10), (_("Red alarms"), 8),
    ]  # fmt: skip
    note: Any = _("Open cases as of %(on)s") % {"on": on.isoformat()}
    return Sheet(_("Open cases"), columns, [_cells(row) for row in rows], note)


def _cells(row: Row) -> list[Value]:
    first = min(row.steps, key=lambda s: s.timed.due_on or date.max, default=None)
    step = first.timed if first else Timed()
    return [
        row.number, row.case.title, row.party, row.agency.title, titles([row.case.field]),
        "、".join(f"{s.code} {s.name}" for s in row.steps), _word(row.step_light), _day(step), _used(step),
        _word(str(row.clock.light)), _day(row.clock), _used(row.clock), row.red_alarms,
    ]  # fmt: skip


def _word(light: str) -> str:
    return {"green": _("In time"), "yellow": _("Due soon"), "red": _("Overdue")}.get(light, "")


def _day(timed: Timed) -> str:
    return timed.due_on.isoformat() if timed.due_on else ""


def _used(timed: Timed) -> str:
    return f"{timed.used.days}/{timed.used.of}" if timed.used else ""
