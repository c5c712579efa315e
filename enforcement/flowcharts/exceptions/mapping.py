"""Where each open step of a case goes on in another version: checked before it is asked for, and again when moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions.nesting import fits
from enforcement.flowcharts.exceptions.refusals import NodeUnmapped, PlacesDoNotFit
from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.models import StepRecord

RESTS = frozenset({"task", "call", "subprocess", "timer", "parallel"})


@dataclass(frozen=True)
class Place:
    """Where an open record goes on: a node of a version, and the arrow by which it is there."""

    record: StepRecord
    version_id: int
    node: Node
    via: str


def open_records(run_id: int) -> list[StepRecord]:
    """Return the open records of a run, outer ones first; timers beside a step follow their step by themselves."""
    rows = StepRecord.objects.filter(run_id=run_id, left_at__isnull=True).select_related("node").order_by("entered_at")
    rank: dict[UUID | None, int] = {None: 0}
    found = list(rows)
    waiting = [r for r in found if r.node.kind in RESTS]
    ordered: list[StepRecord] = []
    while waiting:
        here = [r for r in waiting if r.parent_id in rank]
        for record in here:
            rank[record.pk] = rank[record.parent_id] + 1
        ordered += here
        waiting = [r for r in waiting if r.pk not in rank] if here else []
    return ordered


def places(records: list[StepRecord], to_version_id: int, node_map: Mapping[str, str]) -> list[Place]:
    """Return where every open record goes on.

    ``node_map`` is node id → key of a node. Inside a sub-procedure with its own chart a step that is not named goes on
    at the node with its own key.

    Raises:
        NodeUnmapped: if a record has no place. PlacesDoNotFit: if the places can never be open together.
    """
    found: dict[UUID, Place] = {}
    for record in records:
        found[record.pk] = _place(record, found, to_version_id, node_map)
    for parent in {r.parent_id for r in records}:
        here = [found[r.pk] for r in records if r.parent_id == parent]
        graph = store.graph_of(here[0].version_id)
        resting = [(p.node.key, p.via if p.node.kind == "parallel" else "") for p in here]
        if not fits(graph, resting):
            raise PlacesDoNotFit
    return list(found.values())


def _place(record: StepRecord, outer: dict[UUID, Place], to_version_id: int, node_map: Mapping[str, str]) -> Place:
    version_id = _version(record, outer, to_version_id)
    graph = store.graph_of(version_id)
    wanted = node_map.get(str(record.node_id), "")
    if not wanted and version_id != to_version_id:
        wanted = record.node.key
    node = graph.node.get(wanted)
    if node is None or node.kind not in RESTS or not _alike(record.node.kind, node, graph):
        raise NodeUnmapped(field=f"node_{record.node_id}")
    return Place(record, version_id, node, _via(record, node, graph))


def _version(record: StepRecord, outer: dict[UUID, Place], to_version_id: int) -> int:
    if record.parent_id is None:
        return to_version_id
    parent = outer[record.parent_id]
    return store.version_of(parent.node.called) if parent.node.kind == "call" else parent.version_id


def _alike(kind: str, node: Node, graph: Graph) -> bool:
    """A step goes on at a step; who waits at a join, at a join; what runs inside another, inside one of its kind."""
    if kind == "parallel":
        return node.kind == "parallel" and len(graph.entering[node.key]) > 1
    if kind in {"call", "subprocess"}:
        return node.kind == kind
    return node.kind in {"task", "timer"}


def _via(record: StepRecord, node: Node, graph: Graph) -> str:
    """Return an arrow that enters the node: the one of the same name where there is one."""
    entering = [flow.key for flow in graph.entering[node.key]]
    if record.via in entering:
        return record.via
    if node.kind == "parallel" or not entering:
        raise NodeUnmapped(field=f"node_{record.node_id}")
    return entering[0]
