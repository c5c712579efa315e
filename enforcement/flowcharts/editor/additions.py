"""What may be added to a chart: each kind as the nodes that it begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.editor.edits import added, fresh_step_code
from enforcement.flowcharts.editor.ways import Way, fresh, led
from enforcement.flowcharts.graph import Graph, Node, NodeKind, RoleRule, StepRule

KINDS: dict[str, Promise | str] = {
    "task": _("Step"),
    "end": _("End"),
    "exclusive": _("Decision point or meeting point"),
    "parallel": _("Steps side by side"),
    "timer": _("Waiting time"),
    "boundary": _("Lapse of time during the step"),
    "call": _("Procedure with its own chart"),
    "subprocess": _("Group of steps"),
}


def add(graph: Graph, after: str, kind: str) -> tuple[Graph, str]:
    """Return the chart with a new row after another, and its id."""
    return ADD[kind](graph, after)


def _parent(graph: Graph, after: str) -> str:
    return graph.node[after].parent


def _step(graph: Graph, after: str, kind: NodeKind, called: str = "") -> tuple[Graph, str]:
    code = fresh_step_code(graph)
    key = fresh(graph, code)
    rule = StepRule(code, "record", title_en="New step", roles=(RoleRule("handle"),))
    node = Node(key, kind, "新步骤", step=rule, parent=_parent(graph, after), called=called)
    return added(graph, after, (node,), ()), key


def _plain(
    graph: Graph, after: str, kind: NodeKind, name: str = "", timer: str = "", on: str = ""
) -> tuple[Graph, str]:
    key = fresh(graph, kind)
    return added(
        graph, after, (Node(key, kind, name, parent=_parent(graph, after), timer=timer, attached_to=on),), ()
    ), key


def _lapse(graph: Graph, after: str) -> tuple[Graph, str]:
    return _plain(graph, after, "boundary", "期限届满", "P5D", after)


def _side_by_side(graph: Graph, after: str) -> tuple[Graph, str]:
    parent, codes = _parent(graph, after), fresh_step_code(graph)
    split, join = fresh(graph, "split"), fresh(graph, "join")
    names = [fresh(graph, f"{codes}{letter}") for letter in "ab"]
    steps = [
        Node(n, "task", "新步骤", step=StepRule(n, "record", roles=(RoleRule("handle"),)), parent=parent) for n in names
    ]
    nodes = (Node(split, "parallel", parent=parent), *steps, Node(join, "parallel", parent=parent))
    ways = [(split, n) for n in names] + [(n, join) for n in names]
    return added(graph, after, nodes, tuple(ways)), names[0]


def _group(graph: Graph, after: str) -> tuple[Graph, str]:
    made, key = _step(graph, after, "subprocess")
    begin, end = fresh(made, f"{key}_start"), fresh(made, f"{key}_end")
    place = next(i for i, n in enumerate(made.nodes) if n.key == key) + 1
    inside = (Node(begin, "start", parent=key), Node(end, "end", parent=key))
    nodes = (*made.nodes[:place], *inside, *made.nodes[place:])
    made = led(replace(made, nodes=nodes), begin, (Way(end),))
    return _step(made, begin, "task")[0], key


ADD: dict[str, Callable[[Graph, str], tuple[Graph, str]]] = {
    "task": lambda graph, after: _step(graph, after, "task"),
    "call": lambda graph, after: _step(graph, after, "call", called="H"),
    "subprocess": _group,
    "end": lambda graph, after: _plain(graph, after, "end", "结束"),
    "exclusive": lambda graph, after: _plain(graph, after, "exclusive"),
    "timer": lambda graph, after: _plain(graph, after, "timer", "等待", timer="P5D"),
    "boundary": _lapse,
    "parallel": _side_by_side,
}
