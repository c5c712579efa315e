"""Parallel blocks: every split comes together in one join, and nothing gets in or out on the way.

Block structure is what makes joins safe inside loops: a join then waits for exactly the branches of one split, and no
split can be entered again while its branches are open.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Flow, Graph, Node
from enforcement.flowcharts.problems import Problems

DEEPEST = 20  # blocks within blocks


def check(graph: Graph, problems: Problems) -> None:
    """Note each split without its join, each join without its split, and each arrow across the edge of a block."""
    blocks = _Blocks(graph, problems)
    splits = [node for node in graph.nodes if node.kind == "parallel" and len(graph.leaving[node.key]) > 1]
    for split in splits:
        blocks.join_of(split.key)
    matched = set(blocks.joins.values())
    for node in graph.nodes:
        if node.kind == "parallel" and len(graph.entering[node.key]) > 1 and node.key not in matched and not problems:
            problems.add(
                "join", node.line, node.key, _("This join belongs to no split; use an exclusive gateway to merge.")
            )
    _escalations(graph, problems)


def joins_of(graph: Graph) -> dict[str, str]:
    """Return the join of each split of a sound chart."""
    blocks = _Blocks(graph, Problems())
    splits = [node.key for node in graph.nodes if node.kind == "parallel" and len(graph.leaving[node.key]) > 1]
    return {split: blocks.join_of(split) for split in splits}


class _Blocks:
    """Finds the join of each split, inner blocks first."""

    def __init__(self, graph: Graph, problems: Problems) -> None:
        self.graph = graph
        self.problems = problems
        self.depth = 0
        self.joins: dict[str, str] = {}  # split → its join, or "" while and where there is none
        self.timers: dict[str, list[str]] = {}
        for node in graph.nodes:
            if node.kind == "boundary" and node.interrupting:
                self.timers.setdefault(node.attached_to, []).append(node.key)

    def join_of(self, split: str) -> str:
        """Return the key of the join where the branches come together, or an empty string."""
        if split in self.joins:
            return self.joins[split]
        self.joins[split] = ""
        self.depth += 1
        found = self._join_of(split) if self.depth <= DEEPEST else ""
        self.depth -= 1
        if found:
            self.joins[split] = found
        elif not self.problems:
            self._fault(self.graph.node[split])
        return found

    def _join_of(self, split: str) -> str:
        ends: set[str] = set()
        inside: set[str] = {split}
        for flow in self.graph.leaving[split]:
            branch, last = self._branch(flow, split)
            if len(last) != 1 or branch & inside:
                return ""
            inside |= branch
            ends.add(last[0].target)
        join = next(iter(ends))
        if len(ends) != 1 or len(self.graph.entering[join]) != len(self.graph.leaving[split]):
            return ""
        return join if self._sealed(split, inside) else ""

    def _branch(self, first: Flow, split: str) -> tuple[set[str], list[Flow]]:
        """Return the nodes of one branch and the arrows by which it reaches a join; no arrows if it goes astray."""
        inside: set[str] = set()
        last: list[Flow] = []
        waiting = [first]
        while waiting:
            flow = waiting.pop()
            node = self.graph.node[flow.target]
            if node.key == split or node.kind == "end":
                return inside, []
            if node.kind == "parallel" and len(self.graph.entering[node.key]) > 1:
                last.append(flow)
            elif node.key not in inside:
                waiting += self._onward(node, inside)
        return inside, last

    def _onward(self, node: Node, inside: set[str]) -> list[Flow]:
        """Go through a node, or over a whole inner block at once."""
        inside.add(node.key)
        if node.kind == "parallel":
            join = self.join_of(node.key)
            if join:
                inside.update(self._members(node.key, join))
                return list(self.graph.leaving[join])
            return []
        onward = list(self.graph.leaving[node.key])
        for timer in self.timers.get(node.key, ()):
            inside.add(timer)
            onward += self.graph.leaving[timer]
        return onward

    def _members(self, split: str, join: str) -> set[str]:
        """Return all nodes between a split and its join, the join included."""
        members, waiting = {join}, [split]
        while waiting:
            key = waiting.pop()
            for flow in self.graph.leaving[key]:
                if flow.target not in members:
                    members.add(flow.target)
                    waiting.append(flow.target)
            for timer in self.timers.get(key, ()):
                members.add(timer)
                waiting.append(timer)
        return members

    def _sealed(self, split: str, inside: set[str]) -> bool:
        """See that no arrow leads into the block except through its split."""
        for flow in self.graph.flows:
            if flow.target in inside - {split} and flow.source not in inside:
                message = _("This arrow leads into a parallel block from outside; lead it to the split instead.")
                self.problems.add("block", flow.line, flow.key, message)
                return False
        return True

    def _fault(self, node: Node) -> None:
        message = _(
            "The branches of “%(name)s” do not come together in one join: let each branch lead to the same parallel "
            "gateway by one arrow, without ends and without ways back out of the block."
        )
        self.problems.add("block", node.line, node.key, message, name=node.name or node.key)


def _escalations(graph: Graph, problems: Problems) -> None:
    """A timer that does not interrupt starts a way of its own, which must end by itself."""
    for timer in (node for node in graph.nodes if node.kind == "boundary" and not node.interrupting):
        own, waiting = {timer.key}, [timer.key]
        while waiting:
            for flow in graph.leaving[waiting.pop()]:
                if flow.target not in own:
                    own.add(flow.target)
                    waiting.append(flow.target)
        if any(flow.target in own and flow.source not in own for flow in graph.flows):
            message = _("What follows a timer that does not interrupt must have its own end; do not lead it back.")
            problems.add("block", timer.line, timer.key, message)
