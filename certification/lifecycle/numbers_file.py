"""The workbook that comes back with the numbers: read row by row, each fault named to its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from certification.lifecycle.package import HEADINGS
from certification.models import Application, Credential
from enforcement.web import asked

MOST: Final = 5000
NUMBER: Final = re.compile(r"[0-9A-Za-z-]{6,32}")
UNREADABLE: Final = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, IndexError, AttributeError,
    SyntaxError,
)  # fmt: skip
APPLICATION, NAME, NUMBERED, FROM, TO = "A", "B", "K", "L", "M"


@dataclass(slots=True)
class Line:
    """A row that holds: the application with its number and days; ``held`` is the credential that says so already."""

    row: int
    application: Application
    number: str
    valid_from: date
    valid_to: date
    held: Credential | None = None


@dataclass(slots=True)
class Numbers:
    """What a workbook says."""

    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        """The rows that would make a credential."""
        return [line for line in self.lines if line.held is None]


def read(data: bytes, offered: dict[int, Application]) -> Numbers:
    """Return the rows with a number, of applications that were handed over; nothing is changed."""
    found = Numbers()
    try:
        sheet = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        table = list(sheet.iter_rows(values_only=True, max_row=MOST + 1))
    except UNREADABLE:
        found.faults.append(_("This is not a workbook that can be read: save it as .xlsx."))
        return found
    heads = tuple(str(cell or "").strip() for cell in (table[0] if table else ())[: len(HEADINGS)])
    if heads != HEADINGS:
        found.faults.append(_("A1: the first row must be that of the workbook in the package."))
        return found
    numbers: dict[str, int] = {}
    for number, cells in enumerate(table[1:], start=2):
        row = (*cells, *[None] * len(HEADINGS))
        if any(_text(cell) for cell in row[:13]):
            found.faults += _line(found, numbers, offered, number, row)
    if not found.lines and not found.faults:
        found.faults.append(_("K2: no row has a card number."))
    return found


def _line(
    found: Numbers, numbers: dict[str, int], offered: dict[int, Application], row: int, cells: tuple[Any, ...]
) -> Iterator[str]:
    said, name, number = _text(cells[0]), _text(cells[1]), _text(cells[10])
    if not number:
        return
    application = offered.get(asked.number(said) or 0)
    if application is None:
        yield _("A%(row)d: no application with this number was handed over.") % {"row": row}
        return
    faults = list(_faults(application, numbers, row, name, number))
    begins, ends = _day(cells[11]), _day(cells[12])
    faults += [_("%(cell)s%(row)d: write a day like 2026-06-01.") % {"cell": c, "row": row}
               for c, day in ((FROM, begins), (TO, ends)) if day is None]  # fmt: skip
    if begins and ends and ends < begins:
        faults.append(_("M%(row)d: the last day lies before the first.") % {"row": row})
    held = Credential.objects.filter(application=application, supersedes=None).first()
    if held is not None and (held.number, held.valid_from, held.valid_to) != (number, begins, ends):
        faults.append(_("K%(row)d: this application led to the card %(number)s with other days or number already.")
                      % {"row": row, "number": held.number})  # fmt: skip
    yield from faults
    if not faults and begins and ends:
        numbers[number] = row
        found.lines.append(Line(row, application, number, begins, ends, held))


def _faults(application: Application, numbers: dict[str, int], row: int, name: str, number: str) -> Iterator[str]:
    if name != application.person.name:
        yield _("B%(row)d: the name is not that of the application.") % {"row": row}
    if not NUMBER.fullmatch(number):
        yield _("K%(row)d: a card number has 6 to 32 digits or letters.") % {"row": row}
    if number in numbers:
        yield _("K%(row)d: the same number stands in row %(other)d.") % {"row": row, "other": numbers[number]}
    if Credential.objects.filter(number=number).exclude(application=application).exists():
        yield _("K%(row)d: a card with this number is registered already.") % {"row": row}


def _text(cell: Any) -> str:
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else "" if cell is None else cell).strip()


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(_text(cell).replace("/", "-").replace(".", "-"))
    except ValueError:
        return None
