"""The picture as SVG: no script, no inline style; readable alone as a file, refined by chart.css on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.boxes import LEADING, SIDE, SIZES, Box
from enforcement.flowcharts.drawing.layout import NARROW, WIDE, layout
from enforcement.flowcharts.drawing.marks import Mark
from enforcement.flowcharts.drawing.scene import Label, Point, Scene, Stroke
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Graph

INK, SOFT, LINE, BLUE, PALE, AMBER, RED, GREEN, GREY = (
    "#1b2733", "#51606f", "#5b6b7b", "#0b5394", "#eef4fb", "#8a5300", "#b3261e", "#1e6b3a", "#c3ccd5",
)  # fmt: skip
LOOP = "#8a3ffc"
FONT = "'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
FILLS = {"done": "#e9f5ec", "open": "#fff4d6", "late": "#fde8e6", "skipped": "#f3f5f7"}
EDGES = {"done": GREEN, "open": AMBER, "late": RED, "skipped": GREY}
SIGNS = {"done": "✓", "open": "▶", "late": "!", "skipped": "–"}
TONES: dict[str, str] = {"code": BLUE, "name": INK, "role": SOFT, "limit": AMBER, "label": INK, "small": SOFT}
HEAD = 44.0
FOOT = 40.0


def svg(
    graph: Graph,
    marks: Mapping[str, Mark] | None = None,
    language: Language = "zh",
    *,
    narrow: bool = False,
    called: Mapping[str, Graph] | None = None,
) -> str:
    """Return the picture of a chart, with a case's marks by node key if given.

    ``narrow`` lays it out in one column for a phone. ``called`` holds the charts that calls name, to be drawn below.
    """
    columns = NARROW if narrow else WIDE
    drawn: list[tuple[str, Scene]] = [("", scene) for scene in layout(graph, language=language, columns=columns)]
    for node in graph.nodes:
        title = f"{node.step.code} {words.name_of(node, language)}" if node.step else ""
        if node.kind == "subprocess":
            drawn += [(title, s) for s in layout(graph, parent=node.key, language=language, columns=columns)]
        elif node.kind == "call" and called and node.called in called:
            drawn += [(title, s) for s in layout(called[node.called], language=language, columns=columns)]
    return _page(graph, drawn, marks or {}, language)


def _page(graph: Graph, drawn: list[tuple[str, Scene]], marks: Mapping[str, Mark], language: Language) -> str:
    wide = max(scene.width for _title, scene in drawn)
    parts, y = [], 0.0
    for title, scene in drawn:
        top = HEAD if title else 0.0
        inner = "".join(_scene(scene, marks, language))
        shift = (wide - scene.width) / 2
        if title:
            parts.append(_heading(title, y, wide))
        parts.append(f'<g transform="translate({shift:.1f} {y + top:.1f})">{inner}</g>')
        y += top + scene.height
    parts.append(f'<g transform="translate(14 {y:.1f})">{_legend(marks, language, wide)}</g>')
    y += FOOT + (22 if wide < 620 else 0)  # noqa: PLR2004 (then the legend takes two lines)
    title = graph.title_en if language == "en" and graph.title_en else graph.name
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {wide:.0f} {y:.0f}" width="{wide:.0f}"'
        f' height="{y:.0f}" role="img" aria-label={quoteattr(title)} font-family="{FONT}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _heading(title: str, y: float, wide: float) -> str:
    return (
        f'<path d="M14 {y + 6:.1f}H{wide - 14:.1f}" stroke="{GREY}" stroke-width="1"/>'
        f'<text x="14" y="{y + 32:.1f}" font-size="16" font-weight="600" fill="{BLUE}">{escape(title)}</text>'
    )


def _scene(scene: Scene, marks: Mapping[str, Mark], language: Language) -> Iterable[str]:
    yield '<g class="ways" fill="none" stroke-width="1.4">'
    for stroke in sorted(scene.strokes, key=lambda s: not s.back):
        yield _stroke(stroke)
    yield (
        f'</g><g class="labels" font-size="{SIZES["label"]:g}" stroke="#fff" stroke-width="4" stroke-linejoin="round"'
        ' paint-order="stroke">'
    )
    for label in scene.labels:
        yield _label(label)
    yield "</g>"
    for box in scene.boxes:
        yield _box(box, marks.get(box.key), language)


def rounded(points: tuple[Point, ...], radius: float = 6) -> str:
    """Return the path through points with rounded corners."""
    told = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        a, b = toward(at, before, radius), toward(at, after, radius)
        told.append(f"L{a[0]:g} {a[1]:g}Q{at[0]:g} {at[1]:g} {b[0]:g} {b[1]:g}")
    told.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(told)


def toward(start: Point, end: Point, radius: float) -> Point:
    """Return the point a corner's radius away from its start, on the way to the end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = abs(dx) + abs(dy)
    part = min(radius, length / 2) / length if length else 0
    return (round(start[0] + dx * part, 1), round(start[1] + dy * part, 1))


def head_of(points: tuple[Point, ...], size: float = 7) -> tuple[Point, Point, Point]:
    """Return the three corners of an arrow's head at the end of a line."""
    (x0, y0), (x, y) = points[-2], points[-1]
    if abs(x - x0) > abs(y - y0):
        back = size if x < x0 else -size
        return ((x, y), (x + back, y - size * 0.55), (x + back, y + size * 0.55))
    back = size if y < y0 else -size
    return ((x, y), (x - size * 0.55, y + back), (x + size * 0.55, y + back))


def _stroke(stroke: Stroke) -> str:
    colour = LOOP if stroke.back else AMBER if stroke.timer else LINE
    dash = ' stroke-dasharray="6 4"' if stroke.back else ' stroke-dasharray="2 3"' if stroke.timer else ""
    kind = "loop" if stroke.back else "timer" if stroke.timer else "way"
    line = f'<path class="{kind}" d="{rounded(stroke.points)}" stroke="{colour}"{dash}/>'
    if stroke.head:
        corners = " ".join(f"{x:g},{y:g}" for x, y in head_of(stroke.points))
        line += f'<polygon points="{corners}" fill="{colour}"/>'
    return line


def _label(label: Label) -> str:
    colour = LOOP if label.back else BLUE if label.mark else INK
    return f'<text x="{label.x:.1f}" y="{label.y + 11.5:.1f}" fill="{colour}">{escape(label.text)}</text>'


def _box(box: Box, mark: Mark | None, language: Language) -> str:
    state = f" {mark.state}" if mark else ""
    spoken = words.spoken(box.node, language) + _told(mark, language)
    inner = {"round": _round, "diamond": _diamond, "bar": _bar}.get(box.shape, _step)(box, mark)
    name = f'class="node {box.node.kind}{state}" data-node={quoteattr(box.key)}'
    return f"<g {name}><title>{escape(spoken)}</title>{inner}</g>"


def _told(mark: Mark | None, language: Language) -> str:
    if mark is None:
        return ""
    said = words.SAID[language]
    parts = [said[f"state_{mark.state}"]]
    for name in ("entered", "left", "due", "used"):
        value = getattr(mark, name)
        if value:
            parts.append(f"{said[name]}: {value}")
    if mark.visits > 1:
        parts.append(f"{mark.visits} {said['visits']}")
    return " · " + " · ".join(parts)


def _step(box: Box, mark: Mark | None) -> str:
    fill = FILLS[mark.state] if mark else "#ffffff"
    edge = EDGES[mark.state] if mark else BLUE
    heavy = 2 if mark and mark.state in {"open", "late"} else 1.3
    shapes = (
        f'<rect class="face" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:g}" height="{box.h:g}" rx="7" fill="{fill}"'
        f' stroke="{edge}" stroke-width="{heavy}"/>'
    )
    if box.shape == "call":
        shapes += (
            f'<rect x="{box.x + 4:.1f}" y="{box.y + 4:.1f}" width="{box.w - 8:g}" height="{box.h - 8:g}" rx="4"'
            f' fill="none" stroke="{edge}" stroke-width="0.8"/>'
        )
    return shapes + _code(box, mark) + "".join(_lines(box))


def _code(box: Box, mark: Mark | None) -> str:
    code = box.node.step.code if box.node.step else ""
    sign = f"{SIGNS[mark.state]} " if mark else ""
    place = f'x="{box.x + SIDE:.1f}" y="{box.y + 20:.1f}"'
    told = f'<text {place} font-size="11" font-weight="700" fill="{BLUE}">{escape(code)}</text>'
    if mark:
        told += (
            f'<text class="used" x="{box.x + box.w - 8:.1f}" y="{box.bottom - 7:.1f}" font-size="11" font-weight="700"'
            f' text-anchor="end" fill="{EDGES[mark.state]}">{sign}{escape(mark.used)}</text>'
        )
    return told


def _lines(box: Box) -> Iterable[str]:
    code = box.node.step.code if box.node.step else ""
    y = box.y + 5
    for line in box.lines:
        y += LEADING[line.tone]
        left = box.x + SIDE + (words.width(code, SIZES["code"]) + 10 if line.tone == "name" else 0)
        heavy = ' font-weight="600"' if line.tone == "name" else ""
        yield (
            f'<text class="{line.tone}" x="{left:.1f}" y="{y - 3:.1f}" font-size="{SIZES[line.tone]:g}"{heavy}'
            f' fill="{TONES[line.tone]}">{escape(line.text)}</text>'
        )


def _round(box: Box, mark: Mark | None) -> str:
    fill = FILLS[mark.state] if mark else "#f3f5f7"
    told = "".join(
        f'<text x="{box.cx:.1f}" y="{box.y + 18 + LEADING["role"] * i:.1f}" font-size="{SIZES["role"]:g}"'
        f' text-anchor="middle" fill="{INK}">{escape(line.text)}</text>'
        for i, line in enumerate(box.lines)
    )
    return (
        f'<rect class="face" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:.1f}" height="{box.h:g}" rx="{box.h / 2:g}"'
        f' fill="{fill}" stroke="{LINE}" stroke-width="1.3"/>{told}'
    )


def _diamond(box: Box, _mark: Mark | None) -> str:
    x, y, w, h = box.x, box.y, box.w, box.h
    return (
        f'<path class="face" d="M{x + w / 2:.1f} {y:.1f}L{x + w:.1f} {y + h / 2:.1f}L{x + w / 2:.1f} {y + h:.1f}'
        f'L{x:.1f} {y + h / 2:.1f}Z" fill="{PALE}" stroke="{BLUE}" stroke-width="1.3"/>'
    )


def _bar(box: Box, _mark: Mark | None) -> str:
    return (
        f'<rect class="face" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:g}" height="{box.h:g}" rx="2" fill="{INK}"/>'
    )


def _legend(marks: Mapping[str, Mark], language: Language, wide: float) -> str:
    said = words.SAID[language]
    frame = f'<rect x="0" y="4" width="22" height="14" rx="3" fill="#fff" stroke="{BLUE}"/>'
    within = f'<rect x="3" y="7" width="16" height="8" fill="none" stroke="{BLUE}" stroke-width="0.8"/>'
    loop = (f'<path d="M0 11H22" stroke="{LOOP}" stroke-width="1.4" stroke-dasharray="6 4"/>', said["loop"])
    told = [(frame, said["step"]), (frame + within, said["called"]), loop]
    told.append((f'<rect x="0" y="8" width="22" height="6" fill="{INK}"/>', said["all"]))
    if marks:
        told = [(_swatch(state), f"{SIGNS[state]} {said[f'state_{state}']}") for state in FILLS]
        told.append(loop)
    parts, x, y = [], 0.0, 4.0
    for shape, text in told:
        room = 30 + words.width(text, 11.5) + 20
        if x and x + room > wide - 20:
            x, y = 0.0, y + 22
        parts.append(
            f'<g transform="translate({x:.1f} {y:.1f})">{shape}'
            f'<text x="29" y="15" font-size="11.5" fill="{SOFT}">{escape(text)}</text></g>'
        )
        x += room
    return f'<g class="legend">{"".join(parts)}</g>'


def _swatch(state: str) -> str:
    return f'<rect x="0" y="4" width="22" height="14" rx="3" fill="{FILLS[state]}" stroke="{EDGES[state]}"/>'
