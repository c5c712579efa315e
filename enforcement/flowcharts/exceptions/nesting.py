"""Which places of a chart can be open at the same time: one place, or one in every branch of a parallel part."""

from __future__ import annotations

from collections.abc import Iterable

from enforcement.flowcharts.blocks import joins_of
from enforcement.flowcharts.graph import Graph

Path = tuple[tuple[str, int], ...]  # the branches that a place lies in, the outermost first


def fits(graph: Graph, places: Iterable[tuple[str, str]]) -> bool:
    """Say whether tokens could rest at all these places at once; each is (node, arrow it waits at a join by or "")."""
    inside = branches_of(graph)
    return _whole(graph, [path_of(graph, inside, key, arrow) for key, arrow in places], 0)


def _whole(graph: Graph, paths: list[Path], depth: int) -> bool:
    if any(len(path) == depth for path in paths):
        return len(paths) == 1
    splits = {path[depth][0] for path in paths}
    if len(splits) != 1:
        return False
    there = {path[depth][1] for path in paths}
    if there != set(range(len(graph.leaving[splits.pop()]))):
        return False
    return all(_whole(graph, [p for p in paths if p[depth][1] == n], depth + 1) for n in there)


def path_of(graph: Graph, inside: dict[tuple[str, int], frozenset[str]], key: str, arrow: str) -> Path:
    """Return the branches of a place; a token at a join waits at the end of the branch it came by."""
    held = [(branch, nodes) for branch, nodes in inside.items() if key in nodes]
    path = tuple(branch for branch, nodes in sorted(held, key=lambda one: -len(one[1])))
    if not arrow:
        return path
    source = next(flow.source for flow in graph.flows if flow.key == arrow)
    split = next((s for s, join in joins_of(graph).items() if join == key), "")
    came = [b for b, nodes in inside.items() if b[0] == split and source in nodes]
    direct = [(split, n) for n, flow in enumerate(graph.leaving.get(split, ())) if flow.key == arrow]
    return (*path, *(came or direct)[:1])


def branches_of(graph: Graph) -> dict[tuple[str, int], frozenset[str]]:
    """Return the nodes of each branch of each split, its join left out."""
    beside: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.attached_to and node.interrupting:
            beside.setdefault(node.attached_to, []).append(node.key)
    found = {}
    for split, join in joins_of(graph).items():
        for n, flow in enumerate(graph.leaving[split]):
            nodes: set[str] = set()
            waiting = [flow.target]
            while waiting:
                key = waiting.pop()
                if key != join and key not in nodes:
                    nodes.add(key)
                    waiting += [f.target for f in graph.leaving[key]] + beside.get(key, [])
            found[(split, n)] = frozenset(nodes)
    return found
