"""What the page of a sketch shows: the table, the form of one row, the picture and what the checks say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import mark_safe

from enforcement import clock
from enforcement.flowcharts.drawing import svg
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.editor import additions, chart_form, row_form
from enforcement.flowcharts.editor.held import text_of
from enforcement.flowcharts.editor.models import Sketch
from enforcement.flowcharts.editor.options import options
from enforcement.flowcharts.editor.ways import label, row_of, rows
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.publication.examine import Examined, examine

WHOLE = "-"
"""Stands for the chart as a whole where a row is chosen."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the checks say, with the row it is about."""

    tone: str
    sentence: str
    row: str
    where: str = ""
    basis: str = ""
    way: str = ""
    title: Promise | str = ""


def context(sketch: Sketch, chosen: str, language: Language) -> dict[str, Any]:
    """Return what every part of the page needs; ``chosen`` is a row, or the whole chart."""
    found = examine(text=text_of(sketch), agency=sketch.agency, on=clock.today())
    graph = found.graph
    node = graph.node.get(chosen)
    kinds = {k: v for k, v in additions.KINDS.items() if k != "boundary" or (node and node.kind == "task")}
    lists = options(graph, node)
    numbers = set(sketch.texts.values_list("number", flat=True))
    return {
        "sketch": sketch,
        "graph": graph,
        "rows": rows(graph),
        "chosen": node.key if node else WHOLE,
        "node": node,
        "top": row_form.top(graph, node) if node else chart_form.top(graph),
        "sections": row_form.sections(graph, node) if node else chart_form.sections(graph),
        "lists": {name: lists[name] for name in ("acts", "laws", "from", "grounds", "conditions")},
        "kinds": kinds,
        "said": said(found),
        "passes": found.passes,
        "picture": mark_safe(svg(graph, language=language)),  # noqa: S308 (svg() escapes every word of the chart)
        "can_undo": sketch.position - 1 in numbers,
        "can_redo": sketch.position + 1 in numbers,
    }


def said(found: Examined) -> list[Said]:
    """Return faults and findings with the rows they are about."""
    graph = found.graph
    told = [Said("stop", p.sentence, row_of(graph, p.element), _named(graph, p.element)) for p in found.problems]
    return told + [
        Said(
            "stop" if f.severity == "error" else "wait", f.sentence, row_of(graph, f.node), _named(graph, f.node),
            f"{f.law}{f.article}", f.way, f.title,
        )
        for f in found.findings
    ]  # fmt: skip


def _named(graph: Graph, element: str) -> str:
    key = row_of(graph, element)
    return label(graph.node[key]) if key else ""
