"""Guards in the form: the type decides which parameters are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import guards
from enforcement.flowcharts.editor.cells import MOST_ROWS, Cell, Read, said
from enforcement.flowcharts.editor.columns import WHEN, Column
from enforcement.flowcharts.editor.options import Pair
from enforcement.flowcharts.graph import GuardRule

TYPE = Column("type", _("What must hold"), "choice", "guards")
BASIS = Column("basis", _("Basis"))
NAMES = {
    "n": _("Number"), "role": _("Duty"), "certified": _("with a valid credential"), "a": _("Duty"),
    "b": _("Other duty"), "num": _("Numerator"), "den": _("Denominator"), "min": _("At least"),
    "reasons": _("or with reasons"), "right": _("Right"), "unit": _("Unit of time"), "date": _("As of"),
    "person": _("Yuan for a person"), "organisation": _("Yuan for an organisation"),
}  # fmt: skip


def read(sent: Read) -> tuple[GuardRule, ...]:
    """Return the guards of a sent form; what belongs to another type than the one chosen is dropped."""
    found = []
    for number in range(MOST_ROWS):
        kind = sent.post.get(f"guards-{number}-type", "")
        if kind:
            params = [(c.name, sent.word(f"guards-{number}-p-{c.name}", c)) for c in asked(kind)]
            told = sorted((name, "true" if value is True else str(value)) for name, value in params if value)
            found.append(
                GuardRule(kind, tuple(told), sent.word(f"guards-{number}-at", WHEN),
                          sent.word(f"guards-{number}-basis", BASIS))
            )  # fmt: skip
    return tuple(found)


def asked(kind: str) -> list[Column]:
    """Return the fields of a guard's parameters."""
    type_ = guards.GUARDS.get(kind)
    kinds = {"number": "text", "duty": "choice", "flag": "flag"}
    return [
        Column(p.name, NAMES.get(p.name, p.name), "choice" if p.choices else kinds.get(p.kind, "text"),
               "duties" if p.kind == "duty" else p.name)
        for p in (type_.params if type_ else ())
    ]  # fmt: skip


def rows_of(rules: Sequence[GuardRule], lists: Mapping[str, Sequence[Pair]]) -> list[list[Cell]]:
    """Return the fields of the guards of a step, and an empty row."""
    shown = [_row(f"guards-{number}", rule, lists) for number, rule in enumerate(rules)]
    return [*shown, [Cell(f"guards-{len(rules)}-type", TYPE, "", lists["guards"])]]


def _row(name: str, rule: GuardRule, lists: Mapping[str, Sequence[Pair]]) -> list[Cell]:
    type_ = guards.GUARDS.get(rule.type)
    choices = {p.name: [(c, c) for c in p.choices] for p in (type_.params if type_ else ())}
    row = [Cell(f"{name}-type", TYPE, rule.type, lists["guards"])]
    for column in asked(rule.type):
        held = rule.param(column.name)
        value = said(held == "true") if column.kind == "flag" else held
        offered = choices.get(column.name) or lists.get(column.options, ())
        row.append(Cell(f"{name}-p-{column.name}", column, value, offered))
    at = Cell(f"{name}-at", WHEN, rule.at, lists["moments"])
    return [*row, at, Cell(f"{name}-basis", BASIS, rule.basis)]
