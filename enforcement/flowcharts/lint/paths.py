"""Search the chart for the shortest way that breaks an order of steps.

The search follows what the engine could do: after a step each declared outcome is tried, at a gateway only the arrows
that the outcome and the assumed facts allow, and a join is passed only when every branch that can get there has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from enforcement.flowcharts import conditions
from enforcement.flowcharts.conditions import OUTCOME, Tree, UndecidableCondition, Value
from enforcement.flowcharts.graph import Flow, Graph, Node
from enforcement.flowcharts.lint.rule import Path

State: TypeAlias = tuple[str, str | None]  # a node, and the outcome last reported (None: not known)
Move: TypeAlias = tuple[str, State]  # the arrow taken ("" where there is none) and the state after it
Test: TypeAlias = Callable[[Node], bool]

_parse: Callable[[str], Tree] = lru_cache(maxsize=2048)(conditions.parse)


def does(*acts: str) -> Test:
    """Test whether a node binds one of the acts."""
    return lambda node: node.step is not None and node.step.act in acts


def is_node(goal: Node) -> Test:
    """Test whether a node is the given one."""
    return lambda node: node.key == goal.key


def never(_node: Node) -> bool:
    """Avoid nothing."""
    return False


def from_start(graph: Graph, goal: Test, avoid: Test, **facts: Value) -> Path | None:
    """Return the shortest way from the start to a goal that avoids some nodes, or None if there is none."""
    return shortest(
        graph, [node for node in graph.nodes if node.kind == "start" and not node.parent], goal, avoid, facts
    )


def after(graph: Graph, first: Iterable[Node], goal: Test, avoid: Test, **facts: Value) -> Path | None:
    """Return the shortest way from one of some steps to a goal that avoids some nodes, or None."""
    return shortest(graph, list(first), goal, avoid, facts)


def shortest(graph: Graph, starts: list[Node], goal: Test, avoid: Test, facts: Mapping[str, Value]) -> Path | None:
    """Search breadth first; the starts themselves are neither goal nor avoided."""
    open_flows = _flows_met(graph, starts, facts)
    waiting: deque[State] = deque((node.key, None) for node in starts)
    came: dict[State, State | None] = dict.fromkeys(waiting)
    arrived: set[str] = set()
    while waiting:
        state = waiting.popleft()
        for flow, after_it in moves(graph, state, facts):
            node = graph.node[after_it[0]]
            arrived.add(flow)
            if after_it in came or avoid(node) or not _open(graph, node, arrived, open_flows):
                continue
            came[after_it] = state
            if goal(node):
                return _told(graph, came, after_it)
            waiting.append(after_it)
    return None


def _open(graph: Graph, node: Node, arrived: set[str], open_flows: set[str]) -> bool:
    """A join lets pass only when all its branches have arrived, of those that can be met from the starts at all."""
    if node.kind != "parallel":
        return True
    return all(flow.key in arrived for flow in graph.entering[node.key] if flow.key in open_flows)


def _flows_met(graph: Graph, starts: list[Node], facts: Mapping[str, Value]) -> set[str]:
    waiting: list[State] = [(node.key, None) for node in starts]
    seen, flows = set(waiting), set()
    while waiting:
        for flow, state in moves(graph, waiting.pop(), facts):
            flows.add(flow)
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return flows


def _told(graph: Graph, came: Mapping[State, State | None], last: State) -> Path:
    way: list[tuple[str, str]] = []
    state: State | None = last
    while state is not None:
        node = graph.node[state[0]]
        if node.kind not in {"exclusive", "parallel"}:
            way.append((node.key, node.name))
        state = came[state]
    return tuple(reversed(way))


def moves(graph: Graph, state: State, facts: Mapping[str, Value]) -> Iterator[Move]:
    """Yield every move that the engine could make from a state."""
    key, outcome = state
    node = graph.node[key]
    if node.kind == "subprocess":
        for inner in graph.nodes:
            if inner.parent == key and inner.kind == "start":
                yield "", (inner.key, None)
    elif node.kind == "exclusive":
        for flow in _chosen(graph, node, outcome, facts):
            yield flow.key, (flow.target, outcome)
    elif node.kind == "end" and node.parent:
        yield from _leave(graph, graph.node[node.parent])
    elif node.step is not None:
        yield from _leave(graph, node)
    else:
        for flow in graph.leaving[key]:
            yield flow.key, (flow.target, outcome)


def _leave(graph: Graph, node: Node) -> Iterator[Move]:
    codes = [code for code, _zh, _en in node.step.outcomes] if node.step else []
    for flow in graph.leaving[node.key]:
        for code in codes or [None]:
            yield flow.key, (flow.target, code)
    for timer in graph.nodes:
        if timer.attached_to == node.key:
            yield "", (timer.key, None)


def _chosen(graph: Graph, node: Node, outcome: str | None, facts: Mapping[str, Value]) -> Iterator[Flow]:
    known = dict(facts) if outcome is None else {**facts, OUTCOME: outcome}
    flows = graph.leaving[node.key]
    for flow in (flow for flow in flows if not flow.is_default):
        answer = _foreseen(flow, known)
        if answer is not False:
            yield flow
        if answer is True:
            return
    yield from (flow for flow in flows if flow.is_default)


def _foreseen(flow: Flow, known: Mapping[str, Value]) -> bool | None:
    if not flow.condition:
        return None
    try:
        return conditions.foresee(_parse(flow.condition), known)
    except UndecidableCondition:
        return None
