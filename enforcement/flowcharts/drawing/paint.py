"""Paint a scene on a PDF page, with the shapes and colours of the SVG."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.boxes import LEADING, SIDE, SIZES, Box
from enforcement.flowcharts.drawing.scene import Label, Point, Scene, Stroke
from enforcement.flowcharts.drawing.svg import AMBER, BLUE, GREY, INK, LINE, LOOP, PALE, TONES, head_of, toward
from enforcement.web import fonts


class Painter:
    """Paints with y growing downwards from the origin of the canvas."""

    def __init__(self, canvas: Canvas, faces: fonts.Fonts) -> None:
        """Paint on a canvas whose origin is the upper left corner of the scene."""
        self.canvas, self.faces = canvas, faces

    def scene(self, scene: Scene) -> None:
        """Paint everything of a scene."""
        for stroke in sorted(scene.strokes, key=lambda s: not s.back):
            self.stroke(stroke)
        for label in scene.labels:
            self.label(label)
        for box in scene.boxes:
            self.box(box)

    def stroke(self, stroke: Stroke) -> None:
        """Paint a line with rounded corners, and its head."""
        colour = HexColor(LOOP if stroke.back else AMBER if stroke.timer else LINE)
        self.canvas.setStrokeColor(colour)
        self.canvas.setFillColor(colour)
        self.canvas.setLineWidth(1.3)
        self.canvas.setDash([6.0, 4.0] if stroke.back else [2.0, 3.0] if stroke.timer else [])
        path = self.canvas.beginPath()
        points = stroke.points
        path.moveTo(points[0][0], -points[0][1])
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            a, b = toward(at, before, 6), toward(at, after, 6)
            path.lineTo(a[0], -a[1])
            path.curveTo(at[0], -at[1], at[0], -at[1], b[0], -b[1])
        path.lineTo(points[-1][0], -points[-1][1])
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash([])
        if stroke.head:
            self._filled(head_of(points))

    def _filled(self, corners: tuple[Point, ...], *, edge: bool = False) -> None:
        path = self.canvas.beginPath()
        path.moveTo(corners[0][0], -corners[0][1])
        for x, y in corners[1:]:
            path.lineTo(x, -y)
        path.close()
        self.canvas.drawPath(path, stroke=int(edge), fill=1)

    def label(self, label: Label) -> None:
        """Paint a label on a white ground."""
        self.canvas.setFillColor(HexColor("#ffffff"))
        self.canvas.rect(label.x - 2, -label.y - label.h + 1, label.w + 4, label.h - 2, stroke=0, fill=1)
        self._text(
            label.x, label.y + 11.5, label.text, SIZES["label"], LOOP if label.back else BLUE if label.mark else INK
        )

    def _text(self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        face = self.faces.bold if bold else self.faces.regular
        fonts.demand(text, face)
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(face, size)
        self.canvas.drawString(x, -y, text)

    def box(self, box: Box) -> None:
        """Paint a node."""
        self.canvas.setLineWidth(1.3)
        self.canvas.setStrokeColor(HexColor(BLUE))
        self.canvas.setFillColor(HexColor("#ffffff"))
        if box.shape == "diamond":
            x, y, w, h = box.x, box.y, box.w, box.h
            self.canvas.setFillColor(HexColor(PALE))
            self._filled(((x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)), edge=True)
        elif box.shape == "bar":
            self.canvas.setFillColor(HexColor(INK))
            self.canvas.roundRect(box.x, -box.bottom, box.w, box.h, 2, stroke=0, fill=1)
        elif box.shape == "round":
            self._round(box)
        else:
            self._step(box)

    def _round(self, box: Box) -> None:
        self.canvas.setFillColor(HexColor("#f3f5f7"))
        self.canvas.setStrokeColor(HexColor(LINE))
        self.canvas.roundRect(box.x, -box.bottom, box.w, box.h, box.h / 2, stroke=1, fill=1)
        self.canvas.setFillColor(HexColor(INK))
        self.canvas.setFont(self.faces.regular, SIZES["role"])
        for i, line in enumerate(box.lines):
            self.canvas.drawCentredString(box.cx, -(box.y + 18 + LEADING["role"] * i), line.text)

    def _step(self, box: Box) -> None:
        self.canvas.roundRect(box.x, -box.bottom, box.w, box.h, 7, stroke=1, fill=1)
        if box.shape == "call":
            self.canvas.setLineWidth(0.8)
            self.canvas.roundRect(box.x + 4, -box.bottom + 4, box.w - 8, box.h - 8, 4, stroke=1, fill=0)
        code = box.node.step.code if box.node.step else ""
        self._text(box.x + SIDE, box.y + 20, code, 11, BLUE, bold=True)
        y = box.y + 5
        for line in box.lines:
            y += LEADING[line.tone]
            left = box.x + SIDE + (words.width(code, SIZES["code"]) + 10 if line.tone == "name" else 0)
            self._text(left, y - 3, line.text, SIZES[line.tone], TONES[line.tone], bold=line.tone == "name")

    def legend(self, x: float, y: float, said: Mapping[str, str]) -> None:
        """Paint the legend in one row (y grows upwards here, as on the page)."""
        canvas = self.canvas
        for kind in ("step", "called", "loop", "all"):
            canvas.setStrokeColor(HexColor(LOOP if kind == "loop" else BLUE))
            canvas.setLineWidth(1)
            if kind == "loop":
                canvas.setDash([6.0, 4.0])
                canvas.line(x, y, x + 22, y)
                canvas.setDash([])
            elif kind == "all":
                canvas.setFillColor(HexColor(INK))
                canvas.rect(x, y - 3, 22, 6, stroke=0, fill=1)
            else:
                canvas.roundRect(x, y - 6, 22, 12, 3, stroke=1, fill=0)
                if kind == "called":
                    canvas.rect(x + 3, y - 3, 16, 6, stroke=1, fill=0)
            canvas.setStrokeColor(HexColor(GREY))
            self._text(x + 28, -(y - 3.5), said[kind], 9, INK)
            x += 36 + words.width(said[kind], 9) + 14
