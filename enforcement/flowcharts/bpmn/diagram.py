"""Lay out the diagram of a BPMN file: rows from top to bottom, arrows only where no box can stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from enforcement.flowcharts.bpmn.xml import Paper
from enforcement.flowcharts.drawing.place import Cell, Columns, place
from enforcement.flowcharts.drawing.visual import Link, Visual, ways_back
from enforcement.flowcharts.graph import Flow, Graph, Node

SIZES = {"start": (36, 36), "end": (36, 36), "timer": (36, 36), "exclusive": (50, 50), "parallel": (50, 50)}
TASK = (140, 80)
ROW, COLUMN, MARGIN = 60, 70, 40
Point = tuple[int, int]
Bounds = tuple[int, int, int, int]


@dataclass
class Laid:
    """What a scope takes: the box of each node (x, y, w, h), the arrows, and the size of the whole."""

    boxes: dict[str, Bounds] = field(default_factory=dict)
    arrows: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    w: int = 0
    h: int = 0


def put(paper: Paper, graph: Graph) -> None:
    """Write the diagram of a chart."""
    laid = _laid(graph, "")
    with (
        paper.within("bpmndi:BPMNDiagram", id=f"diagram_{graph.key}"),
        paper.within("bpmndi:BPMNPlane", id=f"plane_{graph.key}", bpmnElement=graph.key),
    ):
        for key, (x, y, w, h) in laid.boxes.items():
            kind = graph.node[key].kind
            marked = {"isMarkerVisible": "true"} if kind == "exclusive" else {}
            marked |= {"isExpanded": "true"} if kind == "subprocess" else {}
            with paper.within("bpmndi:BPMNShape", id=f"shape_{key}", bpmnElement=key, **marked):
                paper.put("dc:Bounds", x=x, y=y, width=w, height=h)
        for key, points in laid.arrows.items():
            with paper.within("bpmndi:BPMNEdge", id=f"edge_{key}", bpmnElement=key):
                for x, y in points:
                    paper.put("di:waypoint", x=x, y=y)


def _laid(graph: Graph, parent: str) -> Laid:
    """Lay out one scope with its sub-processes inside it, from (0, 0)."""
    nodes = tuple(n for n in graph.nodes if n.parent == parent and n.kind != "boundary")
    inner = {n.key: _laid(graph, n.key) for n in nodes if n.kind == "subprocess"}
    flows = [f for f in graph.flows if graph.node[f.source].parent == parent]
    cells = place(_visual(graph, nodes, flows), Columns(1, 2))
    sizes = {n.key: _size(n, inner) for n in nodes}
    grid = _Grid(cells, sizes, len(flows))
    laid = Laid(w=grid.w, h=grid.h)
    for n in nodes:
        laid.boxes[n.key] = grid.box(n.key)
        if n.key in inner:
            _inside(laid, inner[n.key], laid.boxes[n.key][:2])
    for timer in (n for n in graph.nodes if n.parent == parent and n.kind == "boundary"):
        x, y, w, h = laid.boxes.get(timer.attached_to, (0, 0, 0, 0))
        laid.boxes[timer.key] = (x + w - 18, y + h - 18, 36, 36)
    for number, f in enumerate(flows):
        begins, ends = laid.boxes[f.source], laid.boxes[f.target]
        laid.arrows[f.key] = grid.way(begins, ends, grid.cells[_host(graph, f.source)], grid.cells[f.target], number)
    return laid


def _host(graph: Graph, key: str) -> str:
    return graph.node[key].attached_to or key


def _visual(graph: Graph, nodes: tuple[Node, ...], flows: list[Flow]) -> Visual:
    links = [Link(_host(graph, f.source), f.target, main=f.is_default) for f in flows]
    links = list(dict.fromkeys(links))
    back = ways_back([n.key for n in nodes], links)
    return Visual(nodes, tuple(Link(k.source, k.target, main=k.main, back=i in back) for i, k in enumerate(links)))


def _size(node: Node, inner: dict[str, Laid]) -> tuple[int, int]:
    if node.key in inner:
        return max(inner[node.key].w, TASK[0]), max(inner[node.key].h, TASK[1])
    return SIZES.get(node.kind, TASK)


def _inside(laid: Laid, inner: Laid, at: Point) -> None:
    dx, dy = at
    laid.boxes |= {key: (x + dx, y + dy, w, h) for key, (x, y, w, h) in inner.boxes.items()}
    laid.arrows |= {key: tuple((x + dx, y + dy) for x, y in way) for key, way in inner.arrows.items()}


class _Grid:
    """Where rows and columns begin; between them run the arrows, each on a track of its own."""

    def __init__(self, cells: dict[str, Cell], sizes: dict[str, tuple[int, int]], arrows: int) -> None:
        self.cells, self.sizes = cells, sizes
        self.tracks = max(arrows, 1)
        rows = max((row for row, _c in cells.values()), default=-1) + 1
        columns = max((column for _r, column in cells.values()), default=-1) + 1
        self.tall = [max((sizes[k][1] for k, c in cells.items() if c[0] == r), default=0) for r in range(rows)]
        self.wide = [max((sizes[k][0] for k, c in cells.items() if c[1] == c_), default=0) for c_ in range(columns)]
        self.top = [MARGIN + sum(self.tall[:r]) + ROW * r for r in range(rows)]
        self.left = [MARGIN + sum(self.wide[:c]) + COLUMN * (c + 1) for c in range(columns)]
        self.w = (self.left[-1] + self.wide[-1] if columns else 0) + COLUMN + MARGIN
        self.h = (self.top[-1] + self.tall[-1] if rows else 0) + ROW + MARGIN

    def box(self, key: str) -> Bounds:
        """Return a node's box, in the middle of its cell."""
        (row, column), (w, h) = self.cells[key], self.sizes[key]
        return self.left[column] + (self.wide[column] - w) // 2, self.top[row] + (self.tall[row] - h) // 2, w, h

    def way(self, begins: Bounds, ends: Bounds, cell: Cell, to_cell: Cell, number: int) -> tuple[Point, ...]:
        """Return the corners of an arrow: straight down, or through the corridors beside and between the boxes."""
        out, into = (begins[0] + begins[2] // 2, begins[1] + begins[3]), (ends[0] + ends[2] // 2, ends[1])
        (row, _column), (to_row, column) = cell, to_cell
        step = 12 + (ROW - 24) * (number % 7) // 7
        low = self.top[row] + self.tall[row] + step
        if to_row == row + 1:
            return (out, into) if out[0] == into[0] else (out, (out[0], low), (into[0], low), into)
        side = self.left[column] + self.wide[column] + 10 + (COLUMN - 20) * number // self.tracks
        high = self.top[to_row] - (ROW - step) // 2 - 2
        return out, (out[0], low), (side, low), (side, high), (into[0], high), into
