"""The statutory lint, on every shipped chart and on generated ones, each read anew so that nothing is kept from before.

The floor is one breadth-first pass over the chart's arrows. GENERATED charts (300) bind the acts of a penalty in turn.
"""

# ruff: noqa: PLC0415 - settings read the environment, which main() sets first

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import deque
from dataclasses import replace
from datetime import date
from typing import Any

BAR = 50.0
GENERATED = int(os.environ.get("SCALE", "300"))
ACTS = (
    "file_case", "investigate", "conclude_investigation", "propose", "notify_party", "hear_defence", "review", "decide",
    "draw_up_decision", "serve", "record_payment", "archive_case", "seize",
)  # fmt: skip


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django

    django.setup()
    rows = [*shipped(), *generated()]
    print(f"{'charts':>12} {'number':>7} {'nodes most':>11} {'median ms':>10} {'most ms':>8} {'floor ms':>9}")
    worst = 0.0
    for name in ("shipped", "generated"):
        times = [(ms, floor, size) for kind, ms, floor, size in rows if kind == name]
        most = max(ms for ms, _floor, _size in times)
        worst = max(worst, most)
        print(
            f"{name:>12} {len(times):>7} {max(size for _ms, _floor, size in times):>11}"
            f" {statistics.median(ms for ms, _floor, _size in times):>10.2f} {most:>8.2f}"
            f" {statistics.median(floor for _ms, floor, _size in times):>9.2f}"
        )
    print(f"lint: at most {worst:.1f} ms a chart (bar ≤ {BAR:g} ms): {'holds' if worst <= BAR else 'MISSED'}")
    return 0 if worst <= BAR else 1


def shipped() -> list[tuple[str, float, float, int]]:
    from enforcement.flowcharts.bpmn import parse
    from enforcement.flowcharts.publication.ship import FOLDER

    return [measured("shipped", lambda path=path: parse(path.read_bytes())) for path in sorted(FOLDER.glob("*.bpmn"))]


def generated() -> list[tuple[str, float, float, int]]:
    from bench._charts import charts

    return [measured("generated", lambda chart=chart: acting(chart)) for chart in charts(GENERATED)]


def acting(graph: Any) -> Any:
    """Return a copy of a chart whose tasks bind the acts of a penalty in turn."""
    nodes, n = [], 0
    for node in graph.nodes:
        if node.step:
            nodes.append(replace(node, step=replace(node.step, act=ACTS[n % len(ACTS)])))
            n += 1
        else:
            nodes.append(node)
    return replace(graph, nodes=tuple(nodes))


def measured(kind: str, made: Any) -> tuple[str, float, float, int]:
    """Return the least of three: the lint's time on a chart made anew, and the floor's."""
    from enforcement.flowcharts import lint

    best, floor, size = float("inf"), float("inf"), 0
    for _turn in range(3):
        graph = made()
        size = len(graph.nodes)
        began = time.perf_counter()
        lint.check(graph, on=date(2026, 11, 1))
        best = min(best, time.perf_counter() - began)
        began = time.perf_counter()
        walked(made())
        floor = min(floor, time.perf_counter() - began)
    return kind, best * 1000, floor * 1000, size


def walked(graph: Any) -> int:
    """Visit every node once, as the least that any search must do."""
    waiting, seen = deque([graph.start.key]), {graph.start.key}
    while waiting:
        for flow in graph.leaving[waiting.popleft()]:
            if flow.target not in seen:
                seen.add(flow.target)
                waiting.append(flow.target)
    return len(seen)


if __name__ == "__main__":
    sys.exit(main())
