"""Attendance of a course as a workbook: given with everybody enrolled, read back with the hours."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, Final

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from enforcement.errors import Invalid
from exams.models import Attendance, Course

HEADINGS: Final = ("用户名", "姓名", "单位", "实到学时")
FAULTS: Final = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError)


def write(course: Course) -> bytes:
    """Return the workbook of a course: one row for each person enrolled, the last column to be filled in."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold, text = (
        book.add_worksheet("签到"),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "@"}),
    )
    sheet.write_row(0, 0, HEADINGS, bold)
    for number, row in enumerate(rows_of(course), start=1):
        post = row.person.posts.first()
        for column, value in enumerate((row.person.username, row.person.name, post.agency.name if post else "")):
            sheet.write_string(number, column, value, text)
        if row.state != Attendance.State.ENROLLED:
            sheet.write_number(number, 3, float(row.hours))
    sheet.set_column(0, 3, 22)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def read(course: Course, data: bytes) -> dict[int, Decimal]:
    """Return the hours by person that a workbook gives; rows without hours are left out.

    Raises:
        Invalid: naming each cell at fault.
    """
    try:
        sheet = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        table = list(sheet.iter_rows(values_only=True, max_row=5001))
    except FAULTS as fault:
        raise Invalid(_("This is not a workbook that can be read: save it as .xlsx."), field="file") from fault
    if not table or tuple(table[0][: len(HEADINGS)]) != HEADINGS:
        raise Invalid(_("The first row must be that of the workbook given here."), field="file")
    people = {row.person.username: row.person for row in rows_of(course)}
    hours: dict[int, Decimal] = {}
    faults: list[str] = []
    for number, cells in enumerate(table[1:], start=2):
        faults += _row(course, people, hours, number, (*cells, *[None] * len(HEADINGS)))
    if faults:
        raise Invalid(" ".join(faults), field="file")
    return hours


def rows_of(course: Course) -> Any:
    """Return the attendance of a course by name, with the persons."""
    rows = Attendance.objects.filter(course=course).select_related("person", "course")
    return rows.prefetch_related("person__posts__agency").order_by("person__name", "pk")


def _row(
    course: Course, people: dict[str, Any], hours: dict[int, Decimal], number: int, cells: tuple[Any, ...]
) -> Iterator[str]:
    username, name, value = str(cells[0] or "").strip(), str(cells[1] or "").strip(), cells[3]
    if not username or value in {None, ""}:
        return
    person = people.get(username)
    if person is None or person.name != name:
        yield _("A%(row)d: nobody of this name is enrolled.") % {"row": number}
        return
    try:
        given = Decimal(str(value)).quantize(Decimal("0.1"))
    except InvalidOperation:
        given = Decimal(-1)
    if not 0 <= given <= course.hours:
        yield _("D%(row)d: write hours from 0 to %(most)s.") % {"row": number, "most": f"{float(course.hours):g}"}
        return
    hours[person.pk] = given
