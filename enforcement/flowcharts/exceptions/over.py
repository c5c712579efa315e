"""Lay changes over a graph: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from enforcement.flowcharts.exceptions.laid import Item
from enforcement.flowcharts.graph import Graph, GuardRule, Limit, Node, StepRule


def over(graph: Graph, items: Sequence[Item]) -> Graph:
    """Return a graph with changes laid over it, each over what those before it left."""
    for item in items:
        if item.kind == "clock":
            clocks = tuple(
                replace(clock, limit=replace(clock.limit, **item.body)) if clock.code == item.target else clock
                for clock in graph.clocks
            )
            graph = replace(graph, clocks=clocks)
        else:
            graph = replace(graph, nodes=tuple(_node(node, item) for node in graph.nodes))
    return graph


def meant(node: Node, target: str) -> bool:
    """Say whether a change is meant for a node: by the code of its step, or ``act:ACT``."""
    if node.step is None or node.kind == "call":
        return False
    return node.step.act == target[4:] if target.startswith("act:") else node.step.code == target


def _node(node: Node, item: Item) -> Node:
    if node.step is None or not meant(node, item.target):
        return node
    step = _limited(node.step, item.body) if item.kind == "limit" else _guarded(node.step, item.body)
    return replace(node, step=step)


def _limited(step: StepRule, body: dict[str, Any]) -> StepRule:
    """The first limit is the one that counts: it is changed, or there is one from now on."""
    first = replace(step.limits[0], **body) if step.limits else Limit(**body)
    return replace(step, limits=(first, *step.limits[1:]))


def _guarded(step: StepRule, body: dict[str, Any]) -> StepRule:
    """A guard of the same type gives way to the new one."""
    params = tuple(sorted((str(k), str(v)) for k, v in body["params"]))
    guard = GuardRule(**{**body, "params": params})
    return replace(step, guards=(*(g for g in step.guards if g.type != guard.type), guard))
