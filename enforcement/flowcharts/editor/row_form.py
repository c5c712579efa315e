"""The form of one row of the table: what it shows of a node, and the node that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.editor import guard_rows
from enforcement.flowcharts.editor.cells import Cell, Read, rows_of, said
from enforcement.flowcharts.editor.columns import PARTS, WAYS, Column
from enforcement.flowcharts.editor.options import options
from enforcement.flowcharts.editor.ways import CHOOSES, Way, led, ways_of
from enforcement.flowcharts.graph import Graph, Node, StepRule

NAME = Column("name", _("Name of the row"))
STEP = (
    Column("code", _("Code of the step")), Column("act", _("What is done"), "suggest", "acts"),
    Column("title_en", _("Name in English")), Column("note", _("Note for everybody"), "long"),
    Column("risk", _("Integrity risk (廉政风险点)"), "long"),
    Column("risk_public", _("show the risk to the public"), "flag"),
    Column("public", _("show the step in public progress"), "flag"),
)  # fmt: skip
OF_KIND: dict[str, tuple[Column, ...]] = {
    "end": (
        Column("outcome", _("What it reports")), Column("terminate", _("ends everything that is still open"), "flag"),
    ),
    "timer": (Column("timer", _("Length, such as P5D or PT24H")),),
    "boundary": (
        Column("attached_to", _("On the step"), "choice", "hosts"),
        Column("timer", _("Length, such as P5D or PT24H")),
        Column("interrupting", _("the step ends with it"), "flag"),
    ),
    "call": (Column("called", _("Code of the other chart")),),
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A part of the form: a heading and its rows of fields."""

    name: str
    title: Promise | str
    rows: list[list[Cell]]

    @property
    def count(self) -> int:
        """How many rows hold something."""
        return len(self.rows) - 1


def rule_of(node: Node) -> StepRule | None:
    """Return what a step says in law: nothing yet where another program drew it."""
    return node.step or (StepRule("", "record") if node.kind in {"task", "call", "subprocess"} else None)


def top(graph: Graph, node: Node) -> list[Cell]:
    """Return the fields above the parts."""
    lists = options(graph, node)
    cells = [Cell(c.name, c, said(getattr(node, c.name)), lists.get(c.options, ())) for c in _plain(node)]
    step = rule_of(node)
    if step:
        cells += [Cell(c.name, c, said(getattr(step, c.name)), lists.get(c.options, ())) for c in STEP]
    return cells


def sections(graph: Graph, node: Node) -> list[Section]:
    """Return the parts of the form, what follows first."""
    lists = options(graph, node)
    found = []
    if node.kind != "end":
        found.append(Section("ways", WAYS.title, rows_of("ways", WAYS, ways_of(graph, node.key), lists)))
    step = rule_of(node)
    if step:
        parts = {n: Section(n, p.title, rows_of(n, p, getattr(step, n), lists)) for n, p in PARTS.items()}
        guards = Section("guards", _t("What must hold"), guard_rows.rows_of(step.guards, lists))
        found += [parts["roles"], parts["outcomes"], parts["limits"], parts["documents"], guards]
        found += [parts["bases"], parts["extensions"], parts["suspensions"]]
    return found


def _plain(node: Node) -> tuple[Column, ...]:
    return (NAME, *OF_KIND.get(node.kind, ()))


def read(graph: Graph, key: str, post: Mapping[str, str]) -> tuple[Graph, dict[str, str]]:
    """Return the chart with the row as the sent form says it, and what is wrong by the name of the field."""
    sent, node = Read(post), graph.node[key]
    changes: dict[str, Any] = {c.name: sent.word(c.name, c) for c in _plain(node)}
    step = rule_of(node)
    if step:
        parts: dict[str, Any] = {name: sent.part(name, part) for name, part in PARTS.items()}
        own = {c.name: sent.word(c.name, c) for c in STEP}
        changes["step"] = replace(step, **own, **parts, guards=guard_rows.read(sent))
    made = replace(graph, nodes=tuple(replace(n, **changes) if n.key == key else n for n in graph.nodes))
    if node.kind == "end":
        return made, sent.faults
    ways = sent.part("ways", WAYS)
    _check_ways(node, ways, sent)
    return (led(made, key, ways) if not sent.faults else made), sent.faults


def _check_ways(node: Node, ways: tuple[Way, ...], sent: Read) -> None:
    targets = [n for n, way in enumerate(ways) if not way.target]
    if targets:
        sent.faults[f"ways-{targets[0]}-target"] = _t("Choose what comes next, or empty the line.")
    always = [n for n, way in enumerate(ways) if not way.condition]
    if node.kind in CHOOSES and len(ways) > 1 and len(always) > 1:
        sent.faults[f"ways-{always[1]}-condition"] = _t("Only one line may be without a condition: all other cases.")
    if node.kind not in CHOOSES and any(way.condition for way in ways):
        sent.faults["ways-0-condition"] = _t("Conditions are possible after steps and decision points only.")
