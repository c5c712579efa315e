"""Build rules of one shape: no way from here to there past a step; no way that leads there at all; a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from django.utils.functional import Promise

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.rule import Fault, fault, saying

Function: TypeAlias = Callable[[Graph], Iterable[Fault]]
Pick: TypeAlias = Callable[[Graph], list[Node]]


def steps_where(test: paths.Test) -> Pick:
    """Return what picks the steps that a test holds for."""
    return lambda graph: [node for node in graph.steps if test(node)]


def ends(graph: Graph) -> list[Node]:
    """Pick the ends of the whole procedure."""
    return [node for node in graph.nodes if node.kind == "end" and not node.parent]


def makes(name: str) -> paths.Test:
    """Test whether a step makes or needs a document with this in its name."""
    return lambda node: node.step is not None and any(name in document.name for document in node.step.documents)


def before(goals: Pick, avoid: paths.Test, message: Promise) -> Function:
    """Build: no goal is reached from the start past the steps to avoid."""

    @saying(message)
    def function(graph: Graph) -> Iterator[Fault]:
        for node, path in paths.from_start(graph, goals(graph), avoid):
            yield fault(node, message, path)

    return function


def between(first: Pick, goals: Pick, avoid: paths.Test, message: Promise) -> Function:
    """Build: no goal is reached from a first step past the steps to avoid."""

    @saying(message)
    def function(graph: Graph) -> Iterator[Fault]:
        for node, path in paths.after(graph, first(graph), goals(graph), avoid):
            yield fault(node, message, path)

    return function


def possible(first: Pick, goals: Pick, message: Promise, avoid: paths.Test = lambda _node: False) -> Function:
    """Build: from each first step some way leads to a goal past the steps to avoid."""

    @saying(message)
    def function(graph: Graph) -> Iterator[Fault]:
        wanted = goals(graph)
        for node in first(graph):
            if not paths.after(graph, [node], wanted, avoid):
                yield fault(node, message)

    return function


def needs(steps: Pick, holds: paths.Test, message: Promise) -> Function:
    """Build: each of some steps has what a test asks for."""

    @saying(message)
    def function(graph: Graph) -> Iterator[Fault]:
        for node in steps(graph):
            if not holds(node):
                yield fault(node, message)

    return function


def requires(*documents: str) -> paths.Test:
    """Test whether a step requires a document for each of some names."""
    return lambda node: (
        node.step is not None
        and all(any(name in d.name and d.required for d in node.step.documents) for name in documents)
    )
