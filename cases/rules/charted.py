"""Which steps the chart has on every way to where a case is, also where an order moved it between versions."""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import Case
from cases.rules.chart import on_every_way
from cases.rules.moves import MoveFact
from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions.move import MOVED
from enforcement.flowcharts.models import Run, VersionOrder


def orders_of(cases: Iterable[Case]) -> dict[int, list[VersionOrder]]:
    """Return the orders that moved cases, by run: no statement where no case has steps of two versions."""
    mixed = [case.run_id for case in cases if case.run and _mixed(case.run)]
    found: dict[int, list[VersionOrder]] = {}
    if mixed:
        rows = VersionOrder.objects.filter(run__in=mixed, status=VersionOrder.Status.DONE)
        for order in rows.select_related("from_version", "to_version").order_by("done_at"):
            found.setdefault(order.run_id, []).append(order)
    return found


def moves_of(orders: Iterable[VersionOrder]) -> tuple[MoveFact, ...]:
    """Return orders as the rules read them."""
    return tuple(
        MoveFact(clock.day_of(o.done_at), o.from_version.number, o.to_version.number) for o in orders if o.done_at
    )


def _mixed(run: Run) -> bool:
    own = run.version.flowchart_id
    return any(r.node.version_id != run.version_id and r.node.version.flowchart_id == own for r in run.records.all())


def charted_of(run: Run | None, orders: list[VersionOrder], *, told: bool = False) -> tuple[str, ...]:
    """Return the codes of the steps that the chart has on every way to where the case is.

    ``told``: each step was told by an outside record, so that what lies on every way to any of them is asked for too;
    of steps that were only inferred this cannot be said. After an order the version left is asked for what lay before
    the steps that were open then, and the version bound to for what lies between the places where they went on and
    here.
    """
    if run is None:
        return ()
    records = list(run.records.all())
    graph = store.graph_of(run.version_id)
    here = [r.node.key for r in records if r.left_at is None and r.node.version_id == run.version_id]
    if run.closed_at is not None:
        here = [n.key for n in graph.nodes if n.kind == "end" and n.outcome == run.end and not n.parent]
    if told:
        here += [r.node.key for r in records if r.node.version_id == run.version_id]
    wanted = _before(run.version_id, here)
    codes: list[str] = []
    for order in orders:
        left = [r for r in records if r.node.version_id == order.from_version_id and r.outcome == MOVED]
        codes += _codes(order.from_version_id, _before(order.from_version_id, [r.node.key for r in left]))
        if order.to_version_id == run.version_id:
            entered = [key for key in order.node_map.values() if key in graph.node]
            wanted -= _before(run.version_id, entered)
    codes += _codes(run.version_id, wanted)
    return tuple(dict.fromkeys(codes))


def _before(version_id: int, keys: list[str]) -> frozenset[str]:
    ways = on_every_way(store.graph_of(version_id))
    return frozenset().union(*(ways.get(key, frozenset()) for key in keys)) if keys else frozenset()


def _codes(version_id: int, keys: frozenset[str]) -> list[str]:
    return [n.step.code for n in store.graph_of(version_id).nodes if n.step and n.key in keys]
