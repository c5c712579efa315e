"""Draw small charts in one line, and change shipped ones, for tests of structure, lint and table."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import enforcement.flowcharts
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.graph import Fact, Flow, Graph, Node, RoleRule, StepRule

CHARTS = Path(enforcement.flowcharts.__file__).parent / "charts"
DUTIES = frozenset(
    [
        "intake",
        "handle",
        "check",
        "review",
        "chair",
        "decide",
        "discuss",
        "publish",
        "archive",
        "supervise",
        "govern",
        "issue",
        "apply",
        "examine",
        "chart",
        "exam",
        "system",
    ]
)
KINDS = {
    "s": "start",
    "e": "end",
    "g": "exclusive",
    "p": "parallel",
    "w": "timer",
    "b": "boundary",
    "h": "call",
    "z": "subprocess",
}
ARROW = re.compile(r"(\w+)>(\w+)(\*?)(?:\[(.*?)\](?=\s|$))?")


@cache
def shipped(code: str) -> Graph:
    return parse((CHARTS / f"{code}.bpmn").read_bytes())


def step(key: str, **more: Any) -> StepRule:
    outcomes = (("yes", "是", "Yes"), ("no", "否", "No"))
    return StepRule(**{"code": key, "act": "record", "roles": (RoleRule("handle"),), "outcomes": outcomes, **more})


def draw(arrows: str, *, facts: tuple[Fact, ...] = (), **nodes: dict[str, Any]) -> Graph:
    """Draw a chart: ``s>t t>g g>e* g>t[outcome == 'yes']``; the first letter of a key says its kind, * the default.

    Keyword arguments change nodes, e.g. ``t={"step": None}``; a node named only there stands alone.
    """
    flows: list[Flow] = []
    keys: dict[str, None] = {}
    for source, target, default, condition in ARROW.findall(arrows):
        keys |= {source: None, target: None}
        line = 100 + len(flows)
        flows.append(Flow(f"f{len(flows)}", source, target, condition, bool(default), f"{source}到{target}", line))
    made = []
    for line, key in enumerate([*keys, *(key for key in nodes if key not in keys)], start=1):
        kind = KINDS.get(key[0], "task")
        rule = step(key) if kind in {"task", "call", "subprocess"} else None
        base = {"kind": kind, "name": f"名{key}", "line": line, "step": rule, "called": "H" if kind == "call" else ""}
        made.append(Node(key, **{**base, **nodes.get(key, {})}))
    return Graph("X", "图", tuple(made), tuple(flows), facts=facts)


def changed(graph: Graph, code: str, **more: Any) -> Graph:
    """Return the chart with the step of one code changed."""
    nodes = tuple(
        replace(node, step=replace(node.step, **more)) if node.step and node.step.code == code else node
        for node in graph.nodes
    )
    return replace(graph, nodes=nodes)


def rewired(graph: Graph, *moves: tuple[str, str, str]) -> Graph:
    """Return the chart with arrows (source, old target, new target), by the beginnings of their keys, moved."""
    flows = list(graph.flows)
    for source, old, new in moves:
        target = next(node.key for node in graph.nodes if node.key.startswith(new))
        at = next(i for i, f in enumerate(flows) if f.source.startswith(source) and f.target.startswith(old))
        flows[at] = replace(flows[at], target=target)
    return replace(graph, flows=tuple(flows))


def without_guard(graph: Graph, code: str, type_: str) -> Graph:
    """Return the chart without one type of guard on a step."""
    rule = next(node.step for node in graph.steps if node.step.code == code)
    return changed(graph, code, guards=tuple(guard for guard in rule.guards if guard.type != type_))
