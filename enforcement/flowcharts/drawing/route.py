"""Lead the arrows: below each row runs a channel, beside each column a corridor, and no box stands in either.

An arrow leaves its box downwards into the channel and goes straight to a box of the next row, or through a corridor to
the channel above a box further away. All arrows that lead to one box from afar share a lane of the corridor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.boxes import SIZES, Box
from enforcement.flowcharts.drawing.place import Cell
from enforcement.flowcharts.drawing.visual import Link

GAP = 14.0  # between two ports of a box
NET = tuple[str, bool]


@dataclass
class Way:
    """One arrow on its way: where it leaves and arrives (from the middle of a box) and its place in the channel."""

    link: Link
    text: str = ""
    direct: bool = False
    corridor: int = -1
    out: float = 0
    into: float = 0
    side: int = 0  # -1 leaves to the left, 1 to the right, 0 straight down
    track: int = -1
    stub: bool = False  # ends at a mark in the channel: the target is drawn elsewhere

    @property
    def net(self) -> NET:
        """What it shares a lane with."""
        return (self.link.target, self.link.back)


@dataclass
class Lane:
    """A vertical line in a corridor, shared by all arrows that lead to one box from afar."""

    corridor: int
    first: int  # channels it runs between; channel r is below row r
    last: int
    channel: int  # the one above its target
    track: int = 0
    inner: int = 0  # its place in the lower part of that channel
    into: float = 0
    side: int = 0
    ways: list[Way] = field(default_factory=list)


@dataclass
class Plan:
    """All ways and lanes of a picture, with the room that channels and corridors need."""

    ways: list[Way]
    lanes: dict[NET, Lane]
    upper: dict[int, int] = field(default_factory=dict)  # channel → tracks of leaving arrows
    lower: dict[int, int] = field(default_factory=dict)  # channel → tracks of arriving lanes
    tracks: dict[int, int] = field(default_factory=dict)  # corridor → lanes


def plan(links: Iterable[Link], cells: Mapping[str, Cell], boxes: Mapping[str, Box], columns: int) -> Plan:
    """Choose corridors, ports and lanes. Tracks of channels follow when the columns have their place."""
    ways = []
    for link in links:
        row, col = cells[link.source]
        there = cells.get(link.target)
        way = Way(link, link.label, stub=there is None)
        if there is not None:
            way.direct = there[0] == row + 1 and not link.back
            way.side = (there[1] > col) - (there[1] < col)
        ways.append(way)
    made = Plan(ways, _lanes(ways, cells, columns))
    for way in ways:
        if not way.direct and not way.stub:
            way.corridor = made.lanes[way.net].corridor
            way.side = 1 if way.corridor > cells[way.link.source][1] else -1
        elif way.stub:
            way.side = 1
    _continue_down(ways, cells)
    _ports_out(ways, cells, boxes)
    _ports_in(made, boxes)
    _colour_corridors(made)
    return made


def _continue_down(ways: list[Way], cells: Mapping[str, Cell]) -> None:
    """Lead the way on straight down at the end of a part, where nothing else goes and nothing stands below."""
    straight = {way.link.source for way in ways if way.side == 0}
    taken = set(cells.values())
    for way in sorted(ways, key=lambda one: not one.link.main):
        row, col = cells[way.link.source]
        if way.stub and not way.link.back and way.link.source not in straight and (row + 1, col) not in taken:
            way.side = 0
            straight.add(way.link.source)


def _lanes(ways: list[Way], cells: Mapping[str, Cell], columns: int) -> dict[NET, Lane]:
    lanes: dict[NET, Lane] = {}
    for way in ways:
        if way.direct or way.stub:
            continue
        channel = cells[way.link.target][0] - 1
        lane = lanes.setdefault(way.net, Lane(-1, channel, channel, channel))
        lane.ways.append(way)
        row = cells[way.link.source][0]
        lane.first, lane.last = min(lane.first, row), max(lane.last, row)
    for (target, back), lane in lanes.items():
        lane.corridor = _corridor(lane, cells, cells[target][1], columns, back=back)
        lane.side = 1 if lane.corridor > cells[target][1] else -1
    return lanes


def _corridor(lane: Lane, cells: Mapping[str, Cell], col: int, columns: int, *, back: bool) -> int:
    """Return the corridor with the shortest ways; arrows that lead back keep to the outer sides."""
    if columns == 1:
        return 1 if back else 0
    sources = [cells[way.link.source][1] for way in lane.ways]

    def length(corridor: int) -> float:
        at = corridor - 0.5
        return sum(abs(source - at) for source in sources) + abs(col - at) + 0.001 * corridor

    return min((0, columns) if back else range(columns + 1), key=length)


def _ports_out(ways: list[Way], cells: Mapping[str, Cell], boxes: Mapping[str, Box]) -> None:
    """Spread the arrows that leave a box over its lower edge: the farthest outermost."""
    for key, box in boxes.items():
        mine = [way for way in ways if way.link.source == key]
        for side in (-1, 1):
            group = [way for way in mine if way.side == side]
            group.sort(key=lambda way: _reach(way, cells))
            step = min(GAP, (box.w / 2 - 10) / (len(group) + 1)) if box.shape != "diamond" else GAP
            start = 0.0 if box.shape != "diamond" else box.w / 2 - step + 4
            for i, way in enumerate(group):
                way.out = side * (start + step * (i + 1))


def _reach(way: Way, cells: Mapping[str, Cell]) -> float:
    if way.stub:
        return -1
    col = cells[way.link.source][1]
    if way.direct:
        return abs(cells[way.link.target][1] - col)
    return abs(way.corridor - 0.5 - col) + (0.25 if way.link.back else 0)


def _ports_in(made: Plan, boxes: Mapping[str, Box]) -> None:
    """Spread what arrives over the upper edge, half a gap beside the places of what leaves."""
    for key, box in boxes.items():
        coming = [way for way in made.ways if way.direct and way.link.target == key and way.side]
        lanes = [lane for (target, _back), lane in made.lanes.items() if target == key]
        for side in (-1, 1):
            group: list[Way | Lane] = [way for way in coming if way.side == -side]
            group += [lane for lane in lanes if lane.side == side]
            step = min(GAP, (box.w / 2 - 12) / (len(group) + 2))
            for i, one in enumerate(group):
                one.into = 0 if box.shape == "diamond" else side * (step * 1.5 + step * i)


def _colour_corridors(made: Plan) -> None:
    by_corridor: dict[int, list[Lane]] = {}
    for lane in made.lanes.values():
        by_corridor.setdefault(lane.corridor, []).append(lane)
    for corridor, lanes in by_corridor.items():
        ends: list[list[tuple[float, float]]] = []
        for lane in sorted(lanes, key=lambda one: (one.last - one.first, one.first)):
            lane.track = _free(ends, lane.first - 0.5, lane.last + 0.5)
        made.tracks[corridor] = len(ends)


def _free(tracks: list[list[tuple[float, float]]], a: float, b: float, least: int = 0) -> int:
    """Return the first track from ``least`` on with room from a to b, and take it."""
    track = least
    while True:
        while track >= len(tracks):
            tracks.append([])
        if all(b <= start or end <= a for start, end in tracks[track]):
            tracks[track].append((a, b))
            return track
        track += 1


@dataclass(frozen=True)
class Across:
    """Where things are across: the middle of each box and each lane."""

    middle: Mapping[str, float]
    lane: Mapping[NET, float]


def tracks_of_channels(made: Plan, cells: Mapping[str, Cell], across: Across) -> None:
    """Give each way its track in the channel below its box, and each lane its place above its target."""
    by_row: dict[int, list[Way]] = {}
    for way in made.ways:
        by_row.setdefault(cells[way.link.source][0], []).append(way)
    for row, ways in by_row.items():
        tracks: list[list[tuple[float, float]]] = []
        least: dict[tuple[str, int], int] = {}
        for way in sorted(ways, key=lambda one: (one.side == 0, cells[one.link.source][1], -abs(one.out))):
            span = extent(way, across)
            if span is None:
                continue
            source = way.link.source
            floor = max(least.get((source, way.side), 0), least.get((source, 1), 0) if way.side == 0 else 0)
            way.track = _free(tracks, span[0] - 8, span[1] + 8, floor)
            least[(source, way.side)] = way.track + 1
        made.upper[row] = len(tracks)
    for net, lane in made.lanes.items():
        made.lower.setdefault(lane.channel, 0)
        lane.inner = made.lower[lane.channel]
        made.lower[lane.channel] += 1 if abs(across.lane[net] - across.middle[net[0]]) > 1 else 0


def extent(way: Way, across: Across) -> tuple[float, float] | None:
    """Return how far a way and its label reach along the channel; None where it goes straight down without a label."""
    start = across.middle[way.link.source] + way.out
    room = words.width(way.text, SIZES["label"]) + (22 if way.stub else 8) if way.text else 0
    if way.side == 0:
        return (start, start + room) if way.text else None
    end = start + way.side * room
    if way.direct:
        end = _further(way.side, end, across.middle[way.link.target] + way.into)
    elif not way.stub:
        end = _further(way.side, end, across.lane[way.net])
    return (min(start, end), max(start, end))


def _further(side: int, one: float, other: float) -> float:
    return max(one, other) if side > 0 else min(one, other)
