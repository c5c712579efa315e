"""From a graph to rows and back: ``read(write(graph)) == graph``, proved for every shipped chart."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from enforcement.flowcharts.exceptions import laid
from enforcement.flowcharts.exceptions.over import over
from enforcement.flowcharts.graph import (
    Basis,
    CaseClock,
    DocumentRule,
    Extension,
    Fact,
    Flow,
    Graph,
    GuardRule,
    Limit,
    RoleRule,
    StepRule,
    Suspension,
)
from enforcement.flowcharts.graph import Node as GraphNode
from enforcement.flowcharts.models import Arrow, Clock, Declared, FlowchartVersion, Node, NodeRule

RULES: dict[str, tuple[str, type[Any]]] = {
    "role": ("roles", RoleRule),
    "limit": ("limits", Limit),
    "extension": ("extensions", Extension),
    "suspension": ("suspensions", Suspension),
    "basis": ("bases", Basis),
    "document": ("documents", DocumentRule),
    "guard": ("guards", GuardRule),
}
PLAIN = (
    "key",
    "kind",
    "name",
    "line",
    "called",
    "timer",
    "attached_to",
    "interrupting",
    "outcome",
    "parent",
    "terminate",
)
STEP = ("code", "act", "public", "title_en", "note", "risk", "risk_public")


def write(version: FlowchartVersion, graph: Graph) -> None:
    """Write the rows of a version that has none yet, in the caller's transaction."""
    nodes = Node.objects.bulk_create(
        Node(
            version=version,
            position=i,
            is_step=n.step is not None,
            **{name: getattr(n, name) for name in PLAIN},
            **({name: getattr(n.step, name) for name in STEP} if n.step else {}),
        )
        for i, n in enumerate(graph.nodes)
    )
    NodeRule.objects.bulk_create(
        rule for row, n in zip(nodes, graph.nodes, strict=True) if n.step for rule in _rules(row, n.step)
    )
    Arrow.objects.bulk_create(Arrow(version=version, position=i, **asdict(flow)) for i, flow in enumerate(graph.flows))
    Clock.objects.bulk_create(Clock(version=version, code=c.code, body=asdict(c)) for c in graph.clocks)
    Declared.objects.create(
        version=version,
        body={
            "key": graph.key,
            "name": graph.name,
            "title_en": graph.title_en,
            "facts": [asdict(f) for f in graph.facts],
            "lanes": [[name, list(keys)] for name, keys in graph.lanes],
        },
    )


def _rules(row: Node, step: StepRule) -> list[NodeRule]:
    made = []
    for kind, (attribute, _type) in RULES.items():
        for i, rule in enumerate(getattr(step, attribute)):
            body = asdict(rule)
            made.append(
                NodeRule(
                    node=row,
                    kind=kind,
                    position=i,
                    body=body,
                    law=body.get("law", ""),
                    article=body.get("article", ""),
                )
            )
    for i, outcome in enumerate(step.outcomes):
        made.append(NodeRule(node=row, kind="outcome", position=i, body=list(outcome)))
    return made


def read(version: FlowchartVersion) -> Graph:
    """Read a version's rows back into a graph."""
    rules: dict[int, list[NodeRule]] = {}
    for rule in NodeRule.objects.filter(node__version=version).order_by("position"):
        rules.setdefault(rule.node_id, []).append(rule)
    nodes = tuple(_node(row, rules.get(row.pk, [])) for row in version.nodes.order_by("position"))
    names = [f.name for f in fields(Flow)]
    flows = tuple(Flow(**{name: getattr(row, name) for name in names}) for row in version.arrows.order_by("position"))
    clocks = tuple(
        CaseClock(**{**row.body, "limit": Limit(**row.body["limit"])}) for row in version.clocks.order_by("pk")
    )
    body = version.declared.body
    return Graph(
        key=body["key"],
        name=body["name"],
        title_en=body["title_en"],
        nodes=nodes,
        flows=flows,
        clocks=clocks,
        facts=tuple(Fact(**f) for f in body["facts"]),
        lanes=tuple((name, tuple(keys)) for name, keys in body["lanes"]),
    )


def _node(row: Node, rules: list[NodeRule]) -> GraphNode:
    step = None
    if row.is_step:
        parts: dict[str, Any] = {
            attribute: tuple(_rule(type_, r.body) for r in rules if r.kind == kind)
            for kind, (attribute, type_) in RULES.items()
        }
        outcomes = tuple(tuple(r.body) for r in rules if r.kind == "outcome")
        step = StepRule(**parts, outcomes=outcomes, **{name: getattr(row, name) for name in STEP})
    return GraphNode(step=step, **{name: getattr(row, name) for name in PLAIN})


def _rule(type_: type[Any], body: dict[str, Any]) -> Any:
    if type_ is GuardRule:
        body = {**body, "params": tuple((str(k), str(v)) for k, v in body["params"])}
    return type_(**body)


def graph_of(version_id: int) -> Graph:
    """Return the graph that a published version runs on: as published, with the overlays of changed statutes."""
    known = laid.held()
    return _overlaid(version_id, known) if known.number else published_graph(version_id)


@lru_cache(maxsize=256)
def published_graph(version_id: int) -> Graph:
    """Return a version's graph as it was published, kept in the process: published rows never change."""
    return read(FlowchartVersion.objects.get(pk=version_id))


@lru_cache(maxsize=256)
def _overlaid(version_id: int, known: laid.Held) -> Graph:
    version = FlowchartVersion.objects.only("flowchart_id", "effective_on").get(pk=version_id)
    return over(published_graph(version_id), known.over(version.flowchart_id, version.effective_on))


@lru_cache(maxsize=256)
def node_rows(version_id: int) -> dict[str, Node]:
    """Return the row of each node by its key, kept in the process like the graph."""
    return {row.key: row for row in Node.objects.filter(version_id=version_id)}


@lru_cache(maxsize=256)
def version_of(sha256: str) -> int:
    """Return the id of the published version with this hash (a call names its target so).

    Raises:
        FlowchartVersion.DoesNotExist: if there is none.
    """
    found = (
        FlowchartVersion.objects.filter(sha256=sha256.removeprefix("sha256:"))
        .exclude(status__in=["draft", "review", "withdrawn"])
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )  # agencies may publish the same text: the same graph
    if found is None:
        raise FlowchartVersion.DoesNotExist(sha256)
    return found


def forget() -> None:
    """Empty the caches (for tests, whose databases begin anew)."""
    laid.forget()
    published_graph.cache_clear()
    _overlaid.cache_clear()
    node_rows.cache_clear()
    version_of.cache_clear()
