"""Place the nodes on a grid: the longest way through the chart is the middle column, the rest stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from enforcement.flowcharts.drawing.visual import Link, Visual

Cell = tuple[int, int]


@dataclass(frozen=True)
class Columns:
    """How many columns may stand left and right of the middle one; none of either makes one narrow column."""

    left: int = 1
    right: int = 2


def place(visual: Visual, columns: Columns) -> dict[str, Cell]:
    """Return the row and column of each node; columns count from 0 at the left."""
    order, layer = _layers(visual)
    spine = set(_spine(visual, order))
    above: dict[str, list[Link]] = {n.key: [] for n in visual.nodes}
    for link in visual.forward:
        above[link.target].append(link)
    if columns.left + columns.right == 0:
        return {key: (row, 0) for row, key in enumerate(_one_below_another(visual, _spine(visual, order)))}
    leads_back = {n.key for n in visual.nodes if _only_back(visual, n.key)}
    file = {n.key: i for i, n in enumerate(visual.nodes)}
    cells: dict[str, Cell] = {}
    for key in sorted(order, key=lambda k: (layer[k], k not in spine, file[k])):
        least = max((cells[link.source][0] + 1 for link in above[key] if link.source in cells), default=0)
        if key in spine:
            cells[key] = (least, 0)
        else:
            cells[key] = _beside(least, set(cells.values()), columns, prefers_left=key in leads_back)
    return _tidy(cells)


def _one_below_another(visual: Visual, spine: list[str]) -> list[str]:
    """Return the middle way, each node after what must come before it, and at last what stands beside it."""
    above: dict[str, list[str]] = {n.key: [] for n in visual.nodes}
    for link in visual.forward:
        above[link.target].append(link.source)
    order: dict[str, None] = {}

    def put(key: str) -> None:
        for before in above[key]:
            if before not in order:
                put(before)
        order.setdefault(key)

    for key in [*spine, *(n.key for n in visual.nodes)]:
        put(key)
    return list(order)


def _tidy(cells: dict[str, Cell]) -> dict[str, Cell]:
    """Number the used rows and columns without gaps."""
    rows = {row: i for i, row in enumerate(sorted({row for row, _col in cells.values()}))}
    cols = {col: i for i, col in enumerate(sorted({col for _row, col in cells.values()}))}
    return {key: (rows[row], cols[col]) for key, (row, col) in cells.items()}


def _beside(least: int, taken: set[Cell], columns: Columns, *, prefers_left: bool) -> Cell:
    best: tuple[float, Cell] | None = None
    for col in [*range(-columns.left, 0), *range(1, columns.right + 1)]:
        row = least
        while (row, col) in taken:
            row += 1
        wrong_side = 1.2 if (col < 0) != prefers_left else 0
        cost = 2.0 * (row - least) + 1.6 * (abs(col) - 1) + wrong_side
        if best is None or cost < best[0]:
            best = (cost, (row, col))
    return best[1] if best else (least, 1)


def _only_back(visual: Visual, key: str) -> bool:
    out = [link for link in visual.links if link.source == key]
    return bool(out) and all(link.back for link in out)


def _layers(visual: Visual) -> tuple[list[str], dict[str, int]]:
    """Return the nodes in an order in which arrows lead on, and how far each is from the beginning at the longest."""
    count = {n.key: 0 for n in visual.nodes}
    leaving: dict[str, list[str]] = {n.key: [] for n in visual.nodes}
    for link in visual.forward:
        count[link.target] += 1
        leaving[link.source].append(link.target)
    layer = dict.fromkeys(count, 0)
    ready = [key for key, n in count.items() if n == 0]
    order = []
    while ready:
        key = ready.pop(0)
        order.append(key)
        for following in leaving[key]:
            layer[following] = max(layer[following], layer[key] + 1)
            count[following] -= 1
            if count[following] == 0:
                ready.append(following)
    return order, layer


def _spine(visual: Visual, order: list[str]) -> list[str]:
    """Return the longest way from a start to an end, by default arrows where two are as long."""
    best: dict[str, tuple[float, str]] = {}
    starts = {n.key for n in visual.nodes if n.kind == "start"}
    for key in order:
        if key in starts:
            best[key] = (0.0, "")
        for link in visual.forward:
            if link.source == key and key in best:
                length = best[key][0] + 1 + (0.01 if link.main else 0)
                if link.target not in best or length > best[link.target][0]:
                    best[link.target] = (length, key)
    if not best:
        return order[:1]
    key = max(best, key=lambda k: best[k][0])
    way = [key]
    while best[key][1]:
        key = best[key][1]
        way.append(key)
    return way[::-1]
