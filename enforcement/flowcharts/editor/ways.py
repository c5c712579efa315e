"""What follows each step: gateways right after a step are read as its “next when …” lines, the others are rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from enforcement.flowcharts.graph import Flow, Graph, Node

DECIDES = frozenset({"task", "call", "subprocess", "timer"})
CHOOSES = DECIDES | {"exclusive"}
"""What may be followed by several lines with conditions."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line “next, when”: where it leads, on which condition ("" means in every other case), and how it is called."""

    target: str
    condition: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a node with what follows it."""

    node: Node
    ways: tuple[tuple[Way, str], ...]  # with the words of the target

    @property
    def label(self) -> str:
        """Return what the row is called in lists."""
        return label(self.node)


def label(node: Node) -> str:
    """Return a node's code and name."""
    return f"{node.step.code if node.step else ''} {node.name or node.key}".strip()


def rows(graph: Graph) -> list[Row]:
    """Return the rows of a chart in the order of its file."""
    gates = {gate_of(graph, node.key) for node in graph.nodes}
    return [
        Row(node, tuple((way, label(graph.node[way.target])) for way in ways_of(graph, node.key)))
        for node in graph.nodes
        if node.key not in gates
    ]


def gate_of(graph: Graph, key: str) -> str:
    """Return the gateway that belongs to a step alone, or an empty text."""
    leaving = graph.leaving[key]
    if graph.node[key].kind not in DECIDES or len(leaving) != 1 or leaving[0].condition:
        return ""
    gate = graph.node[leaving[0].target]
    return gate.key if gate.kind == "exclusive" and len(graph.entering[gate.key]) == 1 else ""


def ways_of(graph: Graph, key: str) -> tuple[Way, ...]:
    """Return the lines of a row in the order of the file."""
    return tuple(Way(f.target, f.condition, f.name) for f in graph.leaving[gate_of(graph, key) or key])


def row_of(graph: Graph, element: str) -> str:
    """Return the row that shows an element: a node, the gateway of a step, or an arrow; "" for the whole chart."""
    flow = next((f for f in graph.flows if f.key == element), None)
    key = flow.source if flow else element
    owners = (node.key for node in graph.nodes if gate_of(graph, node.key) == key)
    return next(owners, key if key in graph.node else "")


def fresh(graph: Graph, wanted: str) -> str:
    """Return an id that nothing in the chart has yet."""
    taken = {graph.key, *graph.node, *(f.key for f in graph.flows)}
    count = 2
    found = wanted[:90]
    while found in taken:
        found, count = f"{wanted[:90]}_{count}", count + 1
    return found


def led(graph: Graph, key: str, ways: tuple[Way, ...]) -> Graph:
    """Return the chart with other lines after a row; a gateway is laid where the lines need one, or taken away."""
    if ways == ways_of(graph, key):
        return graph
    gate = gate_of(graph, key)
    choosing = graph.node[key].kind in DECIDES and (len(ways) > 1 or any(way.condition for way in ways))
    nodes, old = list(graph.nodes), [f for f in graph.flows if f.source in {key, gate} - {""}]
    if gate and not choosing:
        nodes = [n for n in nodes if n.key != gate]
    if choosing and not gate:
        gate = fresh(graph, f"G_{key}")
        place = next(i for i, n in enumerate(nodes) if n.key == key) + 1
        nodes.insert(place, Node(gate, "exclusive", parent=graph.node[key].parent))
    source = gate if choosing else key
    made = _arrows(graph, source, ways, old)
    if choosing:
        made.insert(0, next((f for f in old if f.target == gate), Flow(fresh(graph, f"F_{key}__{gate}"), key, gate)))
    at = graph.flows.index(old[0]) if old else len(graph.flows)
    kept = [f for f in graph.flows[:at] if f not in old], [f for f in graph.flows[at:] if f not in old]
    return replace(graph, nodes=tuple(nodes), flows=(*kept[0], *made, *kept[1]))


def _arrows(graph: Graph, source: str, ways: tuple[Way, ...], old: list[Flow]) -> list[Flow]:
    """Return the arrows of lines; one that led there before keeps its id."""
    free = list(old)
    made: list[Flow] = []
    several = graph.node[source].kind == "exclusive" if source in graph.node else True
    for way in ways:
        same = next((f for f in free if f.target == way.target), None)
        if same:
            free.remove(same)
        taken = replace(graph, flows=(*graph.flows, *made))
        key = same.key if same else fresh(taken, f"F_{source}__{way.target}")
        default = several and len(ways) > 1 and not way.condition
        made.append(Flow(key, source, way.target, way.condition, default, way.name))
    return made
