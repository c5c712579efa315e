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
Way: TypeAlias = tuple[Node, Path]  # a goal, and the nodes that lead to it

_parse: Callable[[str], Tree] = lru_cache(maxsize=2048)(conditions.parse)


def does(*acts: str) -> Test:
    """Test whether a node binds one of the acts."""
    return lambda node: node.step is not None and node.step.act in acts


def from_start(graph: Graph, goals: Iterable[Node], avoid: Test, **facts: Value) -> list[Way]:
    """Return each goal that the start leads to past the nodes to avoid, with the shortest way to it."""
    starts = [node for node in graph.nodes if node.kind == "start" and not node.parent]
    return shortest(graph, starts, goals, avoid, facts)


def after(graph: Graph, first: Iterable[Node], goals: Iterable[Node], avoid: Test, **facts: Value) -> list[Way]:
    """Return each goal that one of some steps leads to past the nodes to avoid, with the shortest way to it."""
    return shortest(graph, list(first), goals, avoid, facts)


def shortest(
    graph: Graph, starts: list[Node], goals: Iterable[Node], avoid: Test, facts: Mapping[str, Value]
) -> list[Way]:
    """Search breadth first, once for all goals; the starts themselves are neither goals nor avoided."""
    moves = moves_of(graph, facts)
    missing = {node.key for node in goals}
    open_flows = _flows_met(moves, starts)
    waiting: deque[State] = deque((node.key, None) for node in starts)
    came: dict[State, State | None] = dict.fromkeys(waiting)
    arrived: set[str] = set()
    found: list[Way] = []
    while waiting and missing:
        state = waiting.popleft()
        for flow, target in moves(state):
            node = graph.node[target[0]]
            arrived.add(flow)
            if target in came or avoid(node) or not _open(graph, node, arrived, open_flows):
                continue
            came[target] = state
            waiting.append(target)
            if node.key in missing:
                missing.discard(node.key)
                found.append((node, _told(graph, came, target)))
    return found


def _open(graph: Graph, node: Node, arrived: set[str], open_flows: set[str]) -> bool:
    """A join lets pass only when all its branches have arrived, of those that can be met from the starts at all."""
    if node.kind != "parallel":
        return True
    return all(flow.key in arrived for flow in graph.entering[node.key] if flow.key in open_flows)


def _flows_met(moves: Moves, starts: list[Node]) -> set[str]:
    waiting: list[State] = [(node.key, None) for node in starts]
    seen, flows = set(waiting), set()
    while waiting:
        for flow, state in moves(waiting.pop()):
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


def moves_of(graph: Graph, facts: Mapping[str, Value]) -> Moves:
    """Return the moves of a chart under some facts, kept with the chart: many rules ask the same."""
    kept: dict[tuple[tuple[str, Value], ...], Moves] = graph.__dict__.setdefault("_moves", {})
    key = tuple(sorted(facts.items()))
    if key not in kept:
        kept[key] = Moves(graph, facts)
    return kept[key]


class Moves:
    """The moves that the engine could make in a chart, given what is assumed of the facts."""

    def __init__(self, graph: Graph, facts: Mapping[str, Value] | None = None) -> None:
        """Index the timers and the starts of sub-processes once."""
        self.graph = graph
        self.facts = dict(facts or {})
        self.known: dict[State, tuple[Move, ...]] = {}
        self.beside: dict[str, list[str]] = {}  # timers by the step they sit on
        for node in graph.nodes:
            if node.attached_to:
                self.beside.setdefault(node.attached_to, []).append(node.key)

    def __call__(self, state: State) -> tuple[Move, ...]:
        """Return every move from a state, each once."""
        if state not in self.known:
            self.known[state] = tuple(dict.fromkeys(self._from(*state)))
        return self.known[state]

    def _from(self, key: str, outcome: str | None) -> Iterator[Move]:
        node = self.graph.node[key]
        if node.kind == "subprocess":
            inner = (n for n in self.graph.nodes if n.parent == key and n.kind == "start")
            yield from (("", (start.key, None)) for start in inner)
        elif node.kind == "end" and node.parent:
            yield from self._leave(self.graph.node[node.parent])
        elif node.step is not None:
            yield from self._leave(node)
        else:
            flows = self._chosen(node, outcome) if node.kind == "exclusive" else self.graph.leaving[key]
            yield from (self._along(flow, outcome) for flow in flows)

    def _leave(self, node: Node) -> Iterator[Move]:
        codes: list[str | None] = [code for code, _zh, _en in node.step.outcomes] if node.step else []
        for flow in self.graph.leaving[node.key]:
            yield from (self._along(flow, code) for code in codes or [None])
        for timer in self.beside.get(node.key, ()):
            yield "", (timer, None)

    def _along(self, flow: Flow, outcome: str | None) -> Move:
        """An outcome is remembered as far as the next step."""
        return flow.key, (flow.target, None if self.graph.node[flow.target].step else outcome)

    def _chosen(self, node: Node, outcome: str | None) -> Iterator[Flow]:
        known = self.facts if outcome is None else {**self.facts, OUTCOME: outcome}
        flows = self.graph.leaving[node.key]
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
