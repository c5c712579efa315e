"""Move tokens over a chart: pure. A run's state is its open tokens; nothing else is remembered.

A token waits at a task, at a call or embedded sub-process (its inner tokens carry its id as ``parent``), at a timer, or
at a join, where ``via`` tells by which arrow it came: a join fires once every *incoming arrow* of the activation has
its own token, never by a count.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from enforcement.flowcharts import conditions
from enforcement.flowcharts.graph import Flow, Graph, Node

WAITS = frozenset({"task", "call", "subprocess", "timer"})
MOST_MOVES = 2000
CANCELLED, JOINED, LAPSED = "cancelled", "joined", "lapsed"
Value = str | int | float | bool | None
_tree = lru_cache(maxsize=4096)(conditions.parse)


class RunawayError(RuntimeError):
    """A chart whose gateways lead in circles without a step (structure checks refuse it at publication)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its version and node, the token it lives inside, and the arrow (or task) it came by."""

    id: uuid.UUID
    version: int
    key: str
    parent: uuid.UUID | None = None
    via: str = ""


@dataclass
class Moved:
    """What leaving one token did: tokens closed (with the outcome to note) and opened, in order, and the run's end."""

    closed: dict[uuid.UUID, str] = field(default_factory=dict)
    aside: set[uuid.UUID] = field(default_factory=set)  # those closed without being done: cancelled, joined, lapsed
    opened: list[Token] = field(default_factory=list)
    ended: bool = False
    end: str = ""


Charts = Callable[[int], Graph]
Resolve = Callable[[str], int]


class Walk:
    """One move over the charts."""

    def __init__(
        self, *, charts: Charts, resolve: Resolve, tokens: Iterable[Token], facts: Mapping[str, Value]
    ) -> None:
        """Begin with the open tokens of a run and the facts that its conditions read."""
        self.charts, self.resolve, self.facts = charts, resolve, dict(facts)
        self.tokens = {t.id: t for t in tokens}
        self.moved = Moved()
        self.pending: list[tuple[int, uuid.UUID | None, Flow, str]] = []
        self.touched: dict[uuid.UUID | None, str] = {}
        self.moves = 0

    def start(self, version: int) -> Moved:
        """Enter a chart at its start."""
        self._enter(version, None, "", inside="")
        return self._settle()

    def leave(self, token_id: uuid.UUID, outcome: str = "") -> Moved:
        """Leave one token with an outcome and follow the arrows until every token waits again.

        Raises:
            KeyError: if the token is not open.
            RunawayError: if gateways lead in circles.
        """
        token = self.tokens[token_id]
        if self._node(token).kind == "boundary":
            self._lapse(token)
        else:
            self._leave(token, outcome)
        return self._settle()

    def _node(self, token: Token) -> Node:
        return self.charts(token.version).node[token.key]

    def _close(self, token: Token, outcome: str, *, done: bool = False) -> None:
        del self.tokens[token.id]
        if not done:
            self.moved.aside.add(token.id)
        if any(t.id == token.id for t in self.moved.opened):
            self.moved.opened = [t for t in self.moved.opened if t.id != token.id]
        else:
            self.moved.closed[token.id] = outcome
        for inner in [t for t in self.tokens.values() if t.parent == token.id or t.via == f"task:{token.id}"]:
            if inner.id in self.tokens:
                self._close(inner, CANCELLED)

    def _leave(self, token: Token, outcome: str) -> None:
        self._close(token, outcome, done=True)
        for flow in self.charts(token.version).leaving[token.key]:
            self.pending.append((token.version, token.parent, flow, outcome))

    def _lapse(self, token: Token) -> None:
        """Fire a boundary timer: the task it sits on is left too where it interrupts (a right that has lapsed)."""
        node = self._node(token)
        task = self.tokens.get(uuid.UUID(token.via.removeprefix("task:")))
        self._leave(token, LAPSED)
        if node.interrupting and task is not None:
            self._close(task, LAPSED)

    def _settle(self) -> Moved:
        while True:
            while self.pending:
                self.moves += 1
                if self.moves > MOST_MOVES:
                    raise RunawayError("The chart leads in circles without a step.")
                self._arrive(*self.pending.pop(0))
            done = [s for s in self.touched if not any(t.parent == s for t in self.tokens.values())]
            if not done:
                return self.moved
            scope = done[0]
            self._finish(scope, self.touched.pop(scope))

    def _finish(self, scope: uuid.UUID | None, outcome: str) -> None:
        if scope is None:
            self.moved.ended, self.moved.end = True, outcome
        elif scope in self.tokens:  # it may have been cancelled from outside meanwhile
            self._leave(self.tokens[scope], outcome)

    def _enter(self, version: int, parent: uuid.UUID | None, outcome: str, *, inside: str) -> None:
        graph = self.charts(version)
        first = next(n for n in graph.nodes if n.kind == "start" and n.parent == inside)
        self.pending.extend((version, parent, flow, outcome) for flow in graph.leaving[first.key])

    def _arrive(self, version: int, parent: uuid.UUID | None, flow: Flow, outcome: str) -> None:
        if parent is not None and parent not in self.tokens:
            return  # what it ran in was cancelled meanwhile
        node = self.charts(version).node[flow.target]
        if node.kind in WAITS:
            self._wait(version, parent, node, flow)
        elif node.kind == "exclusive":
            self.pending.append((version, parent, self._choose(version, node, outcome), outcome))
        elif node.kind == "parallel":
            self._parallel(version, parent, node, flow, outcome)
        else:
            self._end(parent, node)

    def _open(self, version: int, parent: uuid.UUID | None, key: str, via: str) -> Token:
        token = Token(uuid.uuid4(), version, key, parent, via)
        self.tokens[token.id] = token
        self.moved.opened.append(token)
        return token

    def _wait(self, version: int, parent: uuid.UUID | None, node: Node, flow: Flow) -> None:
        token = self._open(version, parent, node.key, flow.key)
        for boundary in self.charts(version).nodes:
            if boundary.attached_to == node.key:
                self._open(version, parent, boundary.key, f"task:{token.id}")
        if node.kind == "call":
            self._enter(self.resolve(node.called), token.id, "", inside="")
        elif node.kind == "subprocess":
            self._enter(version, token.id, "", inside=node.key)

    def _choose(self, version: int, node: Node, outcome: str) -> Flow:
        arrows = self.charts(version).leaving[node.key]
        known = {**self.facts, "outcome": outcome}
        for arrow in arrows:
            if arrow.condition and conditions.evaluate(_tree(arrow.condition), known):
                return arrow
        return next((a for a in arrows if a.is_default), arrows[-1])

    def _parallel(self, version: int, parent: uuid.UUID | None, node: Node, flow: Flow, outcome: str) -> None:
        graph = self.charts(version)
        arrived = [t for t in self.tokens.values() if t.key == node.key and t.parent == parent and t.version == version]
        if {t.via for t in arrived} | {flow.key} >= {f.key for f in graph.entering[node.key]}:
            for token in [t for t in arrived if t.via != flow.key]:
                self._close(token, JOINED)
            self.pending.extend((version, parent, out, outcome) for out in graph.leaving[node.key])
        else:
            self._open(version, parent, node.key, flow.key)

    def _end(self, parent: uuid.UUID | None, node: Node) -> None:
        if node.terminate:
            self.pending = [p for p in self.pending if p[1] != parent]
            for token in [t for t in self.tokens.values() if t.parent == parent]:
                if token.id in self.tokens:
                    self._close(token, CANCELLED)
        self.touched[parent] = node.outcome or self.touched.get(parent, "")
