"""Changes of a chart as a whole: a step added, dropped or moved. Each takes a graph and returns another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.flowcharts.editor.ways import Way, fresh, gate_of, led, ways_of
from enforcement.flowcharts.graph import Graph, Node


class StepNeeded(Refusal):
    """Refuse to drop what the chart cannot be without."""

    sentence = _("The start cannot be deleted: a chart begins somewhere.")


class ClockNamesStep(Refusal):
    """Refuse to drop a step that a clock begins or ends with."""

    sentence = _("A time limit over several steps begins or ends with this step.")
    remedy = _("Open “Name, facts and overall limits”, choose another step there, and delete this one then.")


def deleted(graph: Graph, key: str) -> Graph:
    """Return the chart without a row; what led to it leads on along its main way.

    Raises:
        StepNeeded, ClockNamesStep: as they say.
    """
    if graph.node[key].kind == "start":
        raise StepNeeded
    gone = {key, gate_of(graph, key), *_with(graph, key)} - {""}
    gone |= {gate_of(graph, k) for k in gone} - {""}
    if any(place.partition(":")[2] in gone for clock in graph.clocks for place in (clock.opens, clock.closes)):
        raise ClockNamesStep
    ways = [way for way in ways_of(graph, key) if way.target not in gone]
    onward = next((w.target for w in ways if not w.condition), ways[0].target if ways else "")
    flows = [
        replace(f, target=onward) if f.target == key and onward else f for f in graph.flows if f.source not in gone
    ]
    return replace(
        graph,
        nodes=tuple(n for n in graph.nodes if n.key not in gone),
        flows=tuple(f for f in flows if f.target not in gone and f.source != f.target),
        lanes=tuple((name, tuple(k for k in keys if k not in gone)) for name, keys in graph.lanes),
    )


def _with(graph: Graph, key: str) -> Iterator[str]:
    """Yield what goes with a node: timers that sit on it and what it holds."""
    for node in graph.nodes:
        if key in {node.attached_to, node.parent}:
            yield node.key
            yield from _with(graph, node.key)


def added(graph: Graph, after: str, nodes: tuple[Node, ...], ways: tuple[tuple[str, str], ...]) -> Graph:
    """Return the chart with nodes put on the main way after a row: it leads to the first, the last leads on.

    ``ways`` are the arrows among the new nodes. An end and a timer on a step only stand there, unconnected.
    """
    block = {after, gate_of(graph, after), *_with(graph, after)}
    place = max(i for i, n in enumerate(graph.nodes) if n.key in block) + 1
    first, last = nodes[0], nodes[-1]
    before = ways_of(graph, after)
    made = replace(graph, nodes=(*graph.nodes[:place], *nodes, *graph.nodes[place:]))
    for source, _target in dict.fromkeys(ways):
        made = led(made, source, tuple(Way(t) for s, t in ways if s == source))
    if first.kind in {"end", "boundary"} or graph.node[after].kind == "end":
        return made
    main = next((i for i, w in enumerate(before) if not w.condition), 0)
    if before:
        made = led(made, last.key, (Way(before[main].target),))
    onward = tuple(replace(w, target=first.key) if i == main else w for i, w in enumerate(before))
    return led(made, after, onward or (Way(first.key),))


def moved(graph: Graph, key: str, by: int) -> Graph:
    """Return the chart with a row one place up (-1) or down (1) in the order of the table; arrows stay as they are."""
    block = {key, gate_of(graph, key), *_with(graph, key)} - {""}
    block |= {gate_of(graph, k) for k in block} - {""}
    mine = [n for n in graph.nodes if n.key in block]
    rest = [n for n in graph.nodes if n.key not in block]
    at = next(i for i, n in enumerate(graph.nodes) if n.key == key)
    level = [i for i, n in enumerate(rest) if n.parent == graph.node[key].parent and not _gate(graph, n)]
    above = [i for i in level if graph.nodes.index(rest[i]) < at]
    below = [i for i in level if graph.nodes.index(rest[i]) > at]
    if (by < 0 and not above) or (by > 0 and not below):
        return graph
    place = above[-1] if by < 0 else (below[1] if len(below) > 1 else len(rest))
    return replace(graph, nodes=(*rest[:place], *mine, *rest[place:]))


def _gate(graph: Graph, node: Node) -> bool:
    return any(gate_of(graph, n.key) == node.key for n in graph.nodes)


def fresh_step_code(graph: Graph) -> str:
    """Return a code for a new step that no step has, in the manner of the chart's codes."""
    codes = {n.step.code for n in graph.nodes if n.step}
    letter = next((code[0] for code in sorted(codes) if code[:1].isalpha()), "S")
    return next(code for i in range(1, 999) if (code := f"{letter}{i:02d}") not in codes)


def keyed(graph: Graph, kind: str) -> str:
    """Return an id for a new node."""
    return fresh(graph, f"{kind}_new")
