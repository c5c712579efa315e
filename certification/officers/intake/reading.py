"""Read a list of officers from a workbook or a table of text: lines, and faults named to the cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from certification.officers.intake.lines import FIELD_CODES, HEADINGS, NEEDED, SEXES, Line, Problem, Sheet
from enforcement.organisation import names
from enforcement.organisation.identifiers import id_number_fault
from enforcement.web.sheets import FAULTS, Row, columns_of, cut_short, rows_of, text_of
from exams.administration.roster.lines import ESTABLISHMENTS, NO, YES

MOST_ROWS: Final = 200_000
LONGEST: Final = {"title": 40, "area": 60, "qualification": 40, "hearing": 32, "supervision": 32}
NAME_FAULTS: Final = {names.CharacterMissing: "glyph", names.NotConfirmed: "compatibility"}
Values = Mapping[str, Any]
Texts = Mapping[str, str]


def read(data: bytes, *, told: Callable[[int, int], None] = lambda _done, _total: None) -> Sheet:
    """Return the list in a file; ``told`` hears after each thousand lines how many of how many were read."""
    try:
        total, found = rows_of(data, most=MOST_ROWS)
        rows = iter(found)
        columns = columns_of(next(rows, ()), HEADINGS)
        missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
        if missing:
            return Sheet([], [Problem(1, "", "headings", {"headings": missing})], {})
        return _read(rows, columns, lambda done: told(done, total))
    except FAULTS:
        return Sheet([], [Problem(0, "", "file")], {})


def _read(rows: Iterator[Row], columns: dict[str, int], told: Callable[[int], None]) -> Sheet:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            return Sheet([], [Problem(number, "name", "rows", {"count": MOST_ROWS})], columns)
        values = {name: row[index] if index < len(row) else None for name, index in columns.items()}
        texts = {name: text_of(value) for name, value in values.items()}
        if any(texts.values()):
            problems += _faults(number, values, texts)
            lines.append(_line(number, values, texts))
        if number % 1000 == 0:
            told(number)
    if not lines:
        problems.append(Problem(2, "name", "empty"))
    return Sheet(lines, problems, columns)


def _faults(row: int, values: Values, texts: Texts) -> Iterator[Problem]:
    for name in NEEDED:
        if not texts[name]:
            yield Problem(row, name, "missing")
    yield from _of_person(row, values, texts)
    yield from _of_post(row, values, texts)
    for name, most in LONGEST.items():
        if len(texts.get(name, "")) > most:
            yield Problem(row, name, "long", {"count": most})


def _of_post(row: int, values: Values, texts: Texts) -> Iterator[Problem]:
    if texts["establishment"] and texts["establishment"] not in ESTABLISHMENTS:
        yield Problem(row, "establishment", "establishment")
    if texts.get("enforcement", "") not in YES | NO:
        yield Problem(row, "enforcement", "enforcement")
    for wrong in [one for one in _split(texts.get("fields", "")) if one not in FIELD_CODES]:
        yield Problem(row, "fields", "fields", {"given": wrong[:30]})
    for name in ("from_on", "granted_on"):
        if texts.get(name) and _day(values[name]) is None:
            yield Problem(row, name, "day")


def _of_person(row: int, values: Values, texts: Texts) -> Iterator[Problem]:
    if texts["name"]:
        try:
            names.demand(texts["name"])
        except names.NameRefused as refusal:
            yield Problem(row, "name", NAME_FAULTS.get(type(refusal), "name"))
    if texts["id_number"] and cut_short(values["id_number"]):
        yield Problem(row, "id_number", "number_cell")
    elif texts["id_number"] and id_number_fault(texts["id_number"].upper()):
        yield Problem(row, "id_number", "id_number")
    if texts.get("sex", "") not in SEXES:
        yield Problem(row, "sex", "sex")


def _line(row: int, values: Values, texts: Texts) -> Line:
    return Line(
        row=row, name=names.tidy(texts["name"]), sex=SEXES.get(texts.get("sex", ""), ""),
        id_number=texts["id_number"].upper(), agency=texts["agency"], title=texts["title"],
        establishment=ESTABLISHMENTS.get(texts["establishment"], ""), enforcement=texts.get("enforcement", "") in YES,
        fields=tuple(FIELD_CODES[one] for one in _split(texts.get("fields", "")) if one in FIELD_CODES),
        area=texts.get("area", ""), from_on=_day(values.get("from_on")), qualification=texts.get("qualification", ""),
        granted_on=_day(values.get("granted_on")), hearing=texts.get("hearing", ""),
        supervision=texts.get("supervision", ""),
    )  # fmt: skip


def _split(given: str) -> list[str]:
    for mark in ("，", ",", ";", "；"):
        given = given.replace(mark, "、")
    return [one.strip() for one in given.split("、") if one.strip()]


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value).replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError:
        return None
