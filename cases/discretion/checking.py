"""Check the lines of a workbook of benchmarks and put them together; every problem names its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from cases.discretion.sheet import BASES, GRADES, NEEDED, SHARED, Line, Problem, number, read
from cases.terms import KINDS
from certification.fields import FIELDS
from enforcement.organisation.models import Agency

FIELD_CODES: Final = {one.title_zh: code for code, one in FIELDS.items()}
KIND_CODES: Final = {zh: code for code, (zh, _en) in KINDS.items()}
YES: Final = {"是": True, "否": False, "": False}


@dataclass
class Draft:
    """One benchmark as the workbook has it: its facts and grades by their columns of the database."""

    line: Line
    facts: dict[str, object]
    grades: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass
class Checked:
    """A workbook that was read: its benchmarks, and every problem by its cell."""

    drafts: list[Draft]
    problems: list[Problem]

    @property
    def grades(self) -> int:
        """How many grades there are."""
        return sum(len(draft.grades) for draft in self.drafts)


def check(data: bytes, agency: Agency) -> Checked:
    """Return what a workbook says for an agency: all of it, or what is wrong with it."""
    lines, problems = read(data)
    drafts: dict[str, Draft] = {}
    for line in lines:
        found = _of_line(line, agency)
        if found:
            problems += found
            continue
        problems += _take(drafts, line)
    if not lines and not problems:
        problems.append(Problem("A2", "empty", {}))
    return Checked(list(drafts.values()), problems)


def _of_line(line: Line, agency: Agency) -> list[Problem]:
    """Return what is wrong with the cells of a line by themselves."""
    texts = line.texts
    found = [line.problem(name, "missing") for name in NEEDED if not texts.get(name)]
    lists = (("field", FIELD_CODES), ("basis", BASES), ("grade", GRADES), ("first_free", YES))
    found += [
        line.problem(n, "choice", among="、".join(k for k in a if k))
        for n, a in lists
        if texts.get(n) and texts[n] not in a
    ]
    for name in ("low", "high", "grade_low", "grade_high"):
        if texts.get(name) and number(texts[name]) is None:
            found.append(line.problem(name, "number"))
    for name in ("kinds", "grade_kinds"):
        found += [line.problem(name, "kind", kind=k) for k in _split(texts.get(name, "")) if k not in KIND_CODES]
    code = FIELD_CODES.get(texts.get("field", ""))
    if code and agency.fields and code not in agency.fields:
        found.append(line.problem("field", "not_ours"))
    return found or _ranges(line)


def _ranges(line: Line) -> list[Problem]:
    low, high, least, most = (_figure(line, name) for name in ("low", "high", "grade_low", "grade_high"))
    found = []
    if low > high:
        found.append(line.problem("high", "order"))
    if least > most:
        found.append(line.problem("grade_high", "order"))
    if least < low:
        found.append(line.problem("grade_low", "outside"))
    if most > high:
        found.append(line.problem("grade_high", "outside"))
    return found


def _take(drafts: dict[str, Draft], line: Line) -> list[Problem]:
    """Enter a line among the benchmarks: a second grade of one name, or other facts than the first line, is refused."""
    texts = line.texts
    draft = drafts.setdefault(texts["offence"], Draft(line, _facts(line)))
    differ = [n for n in SHARED if n in line.columns and texts.get(n, "") != draft.line.texts.get(n, "")]
    code = GRADES[texts["grade"]]
    if differ or code in draft.grades:
        first = draft.line.row
        found = [line.problem(name, "differs", row=first) for name in differ]
        return found or [line.problem("grade", "twice", row=first)]
    draft.grades[code] = {
        "code": code, "circumstances": texts["circumstances"], "low": _figure(line, "grade_low"),
        "high": _figure(line, "grade_high"), "kinds": [KIND_CODES[k] for k in _split(texts.get("grade_kinds", ""))],
    }  # fmt: skip
    return []


def _facts(line: Line) -> dict[str, object]:
    texts = line.texts
    return {
        "field": FIELD_CODES[texts["field"]], "offence": texts["offence"][:120],
        "breached": texts.get("breached", "")[:200],
        "penalty": texts["penalty"][:200], "basis": BASES[texts["basis"]], "low": _figure(line, "low"),
        "high": _figure(line, "high"), "kinds": [KIND_CODES[k] for k in _split(texts.get("kinds", ""))],
        "first_free": YES[texts.get("first_free", "")],
    }  # fmt: skip


def _figure(line: Line, name: str) -> Decimal:
    return number(line.texts[name]) or Decimal(0)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", "；").split("；") if part.strip()]
