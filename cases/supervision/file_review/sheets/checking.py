"""Check the lines of a score sheet and put them together; every problem names its cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from cases.rules.catalogue import everything
from cases.supervision.file_review.sheets.columns import CHECKS, HEADINGS, NEEDED, YES, Line, Problem, points, read

TOTAL: Final = Decimal(100)
LENGTHS: Final = {"part": 20, "code": 8, "title": 200, "article": 120}


@dataclass(frozen=True)
class Checked:
    """A workbook that was read: its items by their columns of the database, and every problem by its cell."""

    items: list[dict[str, Any]]
    problems: list[Problem]


def check(data: bytes) -> Checked:
    """Return the items of a sheet, or what is wrong with it."""
    lines, problems = read(data)
    if not lines and not problems:
        problems.append(Problem("A2", "empty", {}))
    known = {rule.code for rule in everything()} | {"R36"}
    first: dict[str, int] = {}
    for line in lines:
        problems += _of_line(line, known)
        code = line.texts.get("code", "")
        if code and first.setdefault(code, line.row) != line.row:
            problems.append(line.problem("code", "twice", row=first[code]))
    if problems:
        return Checked([], problems)
    items = [_item(line, place) for place, line in enumerate(lines, 1)]
    total = sum((item["points"] for item in items), Decimal(0))
    if total != TOTAL:
        column = lines[0].problem("points", "total", total=total).cell.rstrip("0123456789")
        problems.append(Problem(f"{column}2:{column}{lines[-1].row}", "total", {"total": total, "heading": "分值"}))
    return Checked(items, problems)


def _of_line(line: Line, known: set[str]) -> list[Problem]:
    texts = line.texts
    found = [line.problem(n, "missing") for n in NEEDED if n not in {"points", "fatal"} and not texts.get(n)]
    found += [line.problem(n, "long", most=most) for n, most in LENGTHS.items() if len(texts.get(n, "")) > most]
    for name, among in (("fatal", YES), ("check", CHECKS)):
        if texts.get(name, "") not in among:
            found.append(line.problem(name, "choice", among="、".join(a for a in among if a)))
    found += [line.problem(n, "number") for n in ("points", "red", "yellow") if points(texts.get(n, "")) is None]
    found += [line.problem("rules", "rule", rule=r) for r in rules_in(texts.get("rules", "")) if r not in known]
    return found or _weighed(line)


def _weighed(line: Line) -> list[Problem]:
    """Return what is wrong between cells: an item has points or fails the file, and takes off no more than it has."""
    worth, fatal = points(line.texts.get("points", "")) or Decimal(0), YES[line.texts.get("fatal", "")]
    if fatal and worth:
        return [line.problem("points", "fatal_points")]
    if not fatal and not worth:
        return [line.problem("points", "no_points")]
    over = [n for n in ("red", "yellow") if (points(line.texts.get(n, "")) or 0) > worth and not fatal]
    return [line.problem(name, "over", points=worth) for name in over]


def rules_in(text: str) -> list[str]:
    """Return the codes of rules in a cell, however they are separated."""
    return [part for part in text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、") if part]


def _item(line: Line, place: int) -> dict[str, Any]:
    texts = {name: line.texts.get(name, "") for name in HEADINGS}
    return {
        "place": place, "part": texts["part"], "code": texts["code"], "title": texts["title"],
        "points": points(texts["points"]), "fatal": YES[texts["fatal"]], "article": texts["article"],
        "rules": rules_in(texts["rules"]), "red": points(texts["red"]), "yellow": points(texts["yellow"]),
        "check_code": CHECKS[texts["check"]],
    }  # fmt: skip
