"""Lay a chart out from top to bottom: pure, from its graph alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.boxes import SIZES, WIDTH, Box, box
from enforcement.flowcharts.drawing.place import Cell, Columns, place
from enforcement.flowcharts.drawing.route import NET, Across, Lane, Plan, Way, plan, tracks_of_channels
from enforcement.flowcharts.drawing.scene import Label, Point, Scene, Stroke
from enforcement.flowcharts.drawing.visual import Link, visual
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Graph

LANE = 13.0
TRACK = 19.0
INNER = 11.0
MARGIN = 14.0
NARROW = Columns(0, 0)
WIDE = Columns(1, 2)


def layout(
    graph: Graph, *, parent: str = "", language: Language = "zh", columns: Columns = WIDE, parts: int = 1
) -> list[Scene]:
    """Return the scenes of a chart: one, or as many parts of about the same height, cut between rows."""
    seen = visual(graph, parent, language)
    cells = place(seen, columns)
    links = [replace(k, back=cells[k.target][0] <= cells[k.source][0]) for k in seen.links]
    fans = {n.key: sum(1 for link in seen.links if link.source == n.key) for n in seen.nodes}
    boxes = {n.key: box(n, language, branches=fans[n.key] > 1) for n in seen.nodes}
    codes = {n.key: n.step.code if n.step else words.name_of(n, language) for n in seen.nodes}
    scenes = []
    for rows in _cut(cells, boxes, links, parts):
        inside = {key: (row - rows.start, col) for key, (row, col) in cells.items() if row in rows}
        scenes.append(_scene(inside, boxes, links, codes, language))
    return scenes


def _cut(cells: dict[str, Cell], boxes: dict[str, Box], links: Sequence[Link], parts: int) -> list[range]:
    """Return the rows of each part, about as high as one another."""
    last = max((row for row, _col in cells.values()), default=0)
    heights = [0.0] * (last + 1)
    for key, (row, _col) in cells.items():
        heights[row] = max(heights[row], boxes[key].h + 28)
    for link in links:
        heights[cells[link.source][0]] += TRACK * 0.7
    total, cuts, sum_ = sum(heights), [0], 0.0
    for row, height in enumerate(heights):
        if sum_ >= total * len(cuts) / parts and row:
            cuts.append(row)
        sum_ += height
    return [range(a, b) for a, b in zip(cuts, [*cuts[1:], last + 1], strict=True)]


def _scene(
    cells: dict[str, Cell], boxes: dict[str, Box], links: Sequence[Link], codes: dict[str, str], language: Language
) -> Scene:
    entries = _entries(cells, links, codes, language)
    boxes = {key: boxes[key] for key in cells}
    used = sorted({col for _row, col in cells.values()})
    cells = {key: (row, used.index(col)) for key, (row, col) in cells.items()}
    mine = [link for link in links if link.source in cells]
    made = plan(mine, cells, boxes, len(used))
    for way in made.ways:
        if way.stub:
            way.text = f"{way.text} → {codes[way.link.target]}".strip()
    across = _across(made, cells, len(used))
    tracks_of_channels(made, cells, across)
    placed, down = _down(made, cells, boxes, across, entries=bool(entries))
    scene = Scene(list(placed.values()))
    for way in made.ways:
        _draw_way(scene, way, cells, placed, across, down)
    for net, lane in made.lanes.items():
        _draw_lane(scene, net, lane, cells, placed, across, down)
    for key, text in entries.items():
        x, y = placed[key].cx, placed[key].y
        scene.strokes.append(Stroke(((x, y - 22), (x, y)), "", key, head=True))
        scene.labels.append(Label(text, x + 7, y - 24, words.width(text, SIZES["label"]), 15, mark=True))
    return _framed(scene)


def _entries(
    cells: dict[str, Cell], links: Sequence[Link], codes: dict[str, str], language: Language
) -> dict[str, str]:
    """Return for each node of a part's first row from where, in another part, the way leads on to it."""
    found: dict[str, list[str]] = {}
    for link in links:
        if link.source not in cells and link.target in cells and cells[link.target][0] == 0 and not link.back:
            found.setdefault(link.target, []).append(codes[link.source])
    said = words.SAID[language]["from"]
    return {key: f"{said} {'、'.join(dict.fromkeys(filter(None, names)))}".strip() for key, names in found.items()}


def _across(made: Plan, cells: dict[str, Cell], columns: int) -> Across:
    lanes: dict[int, float] = {}
    middles: list[float] = []
    x = 0.0
    for col in range(columns + 1):
        lanes[col] = x
        x += max(30.0, 24 + LANE * made.tracks.get(col, 0))
        if col < columns:
            middles.append(x + WIDTH / 2)
            x += WIDTH
    place_of = {
        # Left of everything the lanes are counted outwards, elsewhere from the left.
        net: lanes[lane.corridor]
        + 14
        + LANE * (made.tracks[lane.corridor] - 1 - lane.track if lane.corridor == 0 else lane.track)
        for net, lane in made.lanes.items()
    }
    return Across({key: middles[col] for key, (_row, col) in cells.items()}, place_of)


class _Down:
    """Where things are from top to bottom."""

    def __init__(self, made: Plan, rows: int, heights: list[float], *, entries: bool) -> None:
        self.entries = entries
        self.top: dict[int, float] = {}
        self.channel: dict[int, float] = {-1: 0.0}
        self.made = made
        y = self._room(-1)
        for row in range(rows):
            self.top[row] = y
            self.channel[row] = y + heights[row]
            y = self.channel[row] + self._room(row)
        self.end = y

    def _room(self, channel: int) -> float:
        upper, lower = self.made.upper.get(channel, 0), self.made.lower.get(channel, 0)
        if channel == -1 and not lower:
            return 28.0 if self.entries else 4.0
        return 12 + TRACK * upper + INNER * lower + 16

    def track(self, channel: int, track: int) -> float:
        """Return the height of a track of leaving arrows."""
        return self.channel[channel] + 8 + TRACK * (track + 1)

    def inner(self, lane: Lane) -> float:
        """Return the height at which a lane turns to its target."""
        upper = self.made.upper.get(lane.channel, 0)
        return self.channel[lane.channel] + 12 + TRACK * upper + INNER * (lane.inner + 0.6)


def _down(
    made: Plan, cells: dict[str, Cell], boxes: dict[str, Box], across: Across, *, entries: bool
) -> tuple[dict[str, Box], _Down]:
    rows = max((row for row, _col in cells.values()), default=-1) + 1
    heights = [max((boxes[k].h for k, (r, _c) in cells.items() if r == row), default=0) for row in range(rows)]
    down = _Down(made, rows, heights, entries=entries)
    placed = {
        key: replace(one, x=across.middle[key] - one.w / 2, y=down.top[cells[key][0]]) for key, one in boxes.items()
    }
    return placed, down


def _draw_way(
    scene: Scene, way: Way, cells: dict[str, Cell], placed: dict[str, Box], across: Across, down: _Down
) -> None:
    source, link = placed[way.link.source], way.link
    row = cells[link.source][0]
    x = source.cx + way.out
    points: list[Point] = [(x, source.bottom)]
    if source.shape == "diamond" and way.side:
        points = [(source.cx + way.side * source.w / 2, source.y + source.h / 2), (x, source.y + source.h / 2)]
    if way.side == 0:
        points.append((x, down.track(row, way.track) if way.stub else placed[link.target].y))
    else:
        y = down.track(row, way.track)
        points.append((x, y))
        if way.direct:
            end = placed[link.target].cx + way.into
            points += [(end, y), (end, placed[link.target].y)]
        elif way.stub:
            points[-1:] = [(x, y - 6), (x + way.side * 12, y - 6)]
        else:
            points.append((across.lane[way.net], y))
    if way.text:
        _label(scene, way, x, row, down)
    scene.strokes.append(
        Stroke(tuple(points), link.source, link.target, link.back, link.timer, head=way.direct or way.stub)
    )


def _label(scene: Scene, way: Way, x: float, row: int, down: _Down) -> None:
    wide = words.width(way.text, SIZES["label"])
    y = down.track(row, way.track)
    if way.stub:
        scene.labels.append(Label(way.text, x + (15 if way.side else 7), y - 14, wide, 15, way.link.back, mark=True))
        return
    left = x - 5 - wide if way.side < 0 else x + 5
    scene.labels.append(Label(way.text, left, y - 16, wide, 15, way.link.back))


def _draw_lane(
    scene: Scene, net: NET, lane: Lane, cells: dict[str, Cell], placed: dict[str, Box], across: Across, down: _Down
) -> None:
    x, target = across.lane[net], placed[net[0]]
    heights = [down.track(cells[way.link.source][0], way.track) for way in lane.ways]
    inner = down.inner(lane)
    start = max(heights) if net[1] else min(heights)
    end = target.cx + lane.into
    timer = all(way.link.timer for way in lane.ways)
    scene.strokes.append(
        Stroke(((x, start), (x, inner), (end, inner), (end, target.y)), "", net[0], net[1], timer, head=True)
    )


def _framed(scene: Scene) -> Scene:
    """Move everything so that it begins at the margin, and note how much room it takes."""
    xs = [x for s in scene.strokes for x, _y in s.points] + [e for b in scene.boxes for e in (b.x, b.x + b.w)]
    xs += [e for label in scene.labels for e in (label.x, label.x + label.w)]
    ys = [y for s in scene.strokes for _x, y in s.points] + [b.bottom for b in scene.boxes]
    ys += [label.y + label.h for label in scene.labels]
    dx, dy = MARGIN - min(xs, default=0), MARGIN
    scene.boxes = [replace(b, x=b.x + dx, y=b.y + dy) for b in scene.boxes]
    scene.strokes = [
        replace(s, points=tuple((round(x + dx, 1), round(y + dy, 1)) for x, y in s.points)) for s in scene.strokes
    ]
    scene.labels = [replace(label, x=label.x + dx, y=label.y + dy) for label in scene.labels]
    scene.width, scene.height = max(xs, default=0) + dx + MARGIN, max(ys, default=0) + dy + MARGIN
    return scene
