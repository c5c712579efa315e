"""Items from a workbook: one row each, faults named to the cell."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from exams.imports.cases import Cases
from exams.imports.columns import FROM, HEADINGS, OF_LAW, REQUIRED, SHEET
from exams.imports.draft import CHOICES, LETTERS, NO_LAW, RIGHT_WRONG, STEM, Draft, Picture
from exams.imports.found import MOST_ITEMS, Found, Given
from exams.imports.package import NotAPackage, Package, PackageRefused, open_package, refuse_doctypes
from exams.imports.text import mark_blanks, read_words, tidy, tidy_line
from exams.imports.vocabulary import day_of, difficulty_of, key_of, law_of, type_of, yes
from exams.imports.workbook_pictures import SHEET as PICTURES
from exams.imports.workbook_pictures import Named, named_pictures
from exams.imports.xml import XmlRefused

TICK = 100
"""Rows between two reports of progress."""
UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, IndexError, AttributeError,
    SyntaxError,
)  # fmt: skip
"""What the library raises for the many ways in which a workbook may be broken."""
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_DAYS_AND_TIMES = (date, time, timedelta)
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_PLACED = re.compile(r"(?:选项)?([A-Ha-hＡ-Ｈ])\s*[:：]\s*(.+)")
_MULTILINE = frozenset({"stem", "key", "explanation", "points", "case_stem", "pictures", "case_pictures"})


@dataclass(slots=True)
class _Sheet:
    """The rows of the sheet of items with their columns, and what cells refer to."""

    columns: Mapping[str, int]
    given: Given
    pictures: Mapping[str, Named]
    found: Found
    cases: Cases = field(default_factory=Cases)


def read(data: bytes, given: Given) -> Found:
    """Return the items of a workbook's sheet 试题 (or its first) and what could not be read."""
    found = Found()
    try:
        package = open_package(data)
        refuse_doctypes(package)
        _read(package, openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True), given, found)
    except NotAPackage:
        found.refuse(_("file"), _("this is not a workbook that can be read: save it as .xlsx and choose it again"))
    except (PackageRefused, XmlRefused, DefusedXmlException) as refusal:
        words = str(refusal) if isinstance(refusal, PackageRefused | XmlRefused) else str(XmlRefused.sentence)
        found.refuse(_("file"), words)
    except UNREADABLE:
        found.refuse(_("file"), _("this is not a workbook that can be read: save it as .xlsx and choose it again"))
    return found


def _read(package: Package, book: Any, given: Given, found: Found) -> None:
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    for merged in _MERGED.findall(package.read(str(sheet._worksheet_path).lstrip("/"))):  # noqa: SLF001
        found.refuse(merged.decode(), _("these cells are merged; unmerge them and fill in each"))
    rows = sheet.iter_rows(max_row=MOST_ITEMS + 2)
    columns = _columns([_text(cell.value) for cell in next(rows, ())], given, found)
    if found.problems:
        return
    pictures = named_pictures(package, book[PICTURES], found, given) if PICTURES in book.sheetnames else {}
    table = _Sheet(columns, given, pictures, found)
    found.add(_drafts(table, rows, min(sheet.max_row or 0, MOST_ITEMS)))
    if not found.drafts and not found.problems:
        found.refuse("A2", _("there is no item below the headings"))


def _columns(heads: Sequence[str], given: Given, found: Found) -> dict[str, int]:
    named: dict[str, int] = {}
    for index, heading in enumerate(map(tidy_line, heads)):
        if heading in HEADINGS.values() and heading in named:
            sentence = _("the heading %(heading)s stands here twice; delete one of the columns")
            found.refuse(f"{get_column_letter(index + 1)}1", sentence % {"heading": heading})
        named.setdefault(heading, index)
    said = {"article": given.article, "difficulty": given.difficulty}
    wanted = [*REQUIRED, *(name for name in OF_LAW if not said.get(name, given.law != NO_LAW))]
    missing = [HEADINGS[name] for name in wanted if HEADINGS[name] not in named]
    if missing:
        sentence = _("the first row lacks the headings %(headings)s: start from the template")
        found.refuse("A1", sentence % {"headings": "、".join(missing)})
    return {name: named[heading] for name, heading in HEADINGS.items() if heading in named}


def _drafts(table: _Sheet, rows: Iterator[tuple[Any, ...]], total: int) -> Iterator[Draft]:
    places = {name: get_column_letter(index + 1) for name, index in table.columns.items()}
    for number, row in enumerate(rows, start=2):
        values = {name: _shown(row[index]) if index < len(row) else "" for name, index in table.columns.items()}
        if number % TICK == 0:
            table.given.tick(number, total)
        if not any(values.values()):
            continue
        if number > MOST_ITEMS + 1:
            table.found.refuse(f"A{number}", _("a file may bring at most %(count)d items") % {"count": MOST_ITEMS})
            return
        cells = {name: f"{letter}{number}" for name, letter in places.items()}
        cells |= {part: cells[column] for part, column in FROM.items() if column in cells}
        for name, value in values.items():
            if value in _ERRORS:
                table.found.refuse(cells[name], _("this cell holds an error: %(value)s") % {"value": value})
            elif name != "in_force_from" and isinstance(row[table.columns[name]].value, _DAYS_AND_TIMES):
                sentence = _("the spreadsheet made a date or time of this: format the cell as text and write it again")
                table.found.refuse(cells[name], sentence)
        yield _draft(table, values, cells, number)


def _shown(cell: Any) -> str:
    """Return what a cell says to who looks at it: a share in percent is 5%, where 0.05 is kept."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{(100 * Decimal(repr(value))).normalize():f}%"
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("_x000D_", "")


def _draft(table: _Sheet, values: dict[str, str], cells: dict[str, str], number: int) -> Draft:
    line = {name: tidy_line(value) for name, value in values.items() if name not in _MULTILINE}
    text = {name: tidy(values.get(name, "")) for name in _MULTILINE}
    get, type_, key = line.get, type_of(line.get("type", "")), text["key"]
    pictures = tuple(_pictures(table, text["pictures"], cells.get("pictures", "")))
    law = law_of(
        table.given, law=get("law", ""), short=get("short", ""), version=get("version", ""),
        day=day_of(get("in_force_from", "")),
    )  # fmt: skip
    case, order = table.cases.take(
        code=get("case", ""), stem=text["case_stem"], order=get("order", ""),
        pictures=tuple(_pictures(table, text["case_pictures"], cells.get("case_pictures", ""))),
    )  # fmt: skip
    return Draft(
        place=f"A{number}",
        law=law,
        code=get("code", ""),
        type=type_,
        stem=mark_blanks(text["stem"]) if type_ == "fill_in" else text["stem"],
        options=_options(values, type_, {picture.place for picture in pictures}),
        key=key_of(key, type_) if type_ in CHOICES else (),
        article=get("article", "") or table.given.article,
        explanation=text["explanation"],
        difficulty=difficulty_of(get("difficulty", "")) if get("difficulty") else table.given.difficulty,
        topic=get("topic", ""),
        fixed=yes(get("fixed", "")),
        words=read_words(key) if type_ == "fill_in" else (),
        guide=key if type_ == "short_answer" else "",
        points=tuple(part for part in text["points"].split("\n") if part),
        pictures=pictures,
        case=case,
        order=order,
        cells=cells,
    )


def _options(values: Mapping[str, str], type_: str, pictured: set[str]) -> tuple[str, ...]:
    options = [tidy(values.get(f"option_{letter}", "")) for letter in LETTERS]
    while options and not options[-1] and LETTERS[len(options) - 1] not in pictured:
        options.pop()
    return tuple(options) or (RIGHT_WRONG if type_ == "true_false" else ())


def _pictures(table: _Sheet, text: str, cell: str) -> Iterator[Picture]:
    for line in text.split("\n") if text else ():
        placed = _PLACED.fullmatch(line)
        place = unicodedata.normalize("NFKC", placed[1]).upper() if placed else STEM
        name = placed[2].strip() if placed else line
        known = table.pictures.get(name)
        if known is None:
            sentence = _("no picture is called %(name)s on the sheet %(sheet)s")
            table.found.refuse(cell, sentence % {"name": name, "sheet": PICTURES})
        elif known.sha256:
            yield Picture(known.sha256, known.alt, place)
