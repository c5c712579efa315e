"""The wall poster: A3, searchable text in an embedded typeface, with version, approvers, hash and a QR code."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass
from datetime import date
from typing import Any

import qrcode
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.layout import WIDE, layout
from enforcement.flowcharts.drawing.paint import Painter
from enforcement.flowcharts.drawing.place import Columns
from enforcement.flowcharts.drawing.scene import Scene
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Graph
from enforcement.web import fonts

EDGE = 34.0
TOP = 92.0
FOOT = 78.0
GUTTER = 26.0
MOST_PARTS = 4
CUT = 0.93
"""What a cut costs: a chart in one piece is read more easily than a slightly larger one in two."""
SHAPES = (WIDE, Columns(1, 1), Columns(0, 2), Columns(0, 1))


@dataclass(frozen=True)
class Meta:
    """What the poster says besides the chart. ``url`` is the public page that the QR code leads to."""

    agency: str
    code: str
    number: int
    effective_on: date | None
    approvers: tuple[str, ...]
    sha256: str
    url: str
    site: str = ""


SAID: dict[Language, dict[str, str]] = {
    "zh": {
        "version": "第{number}版", "effective": "自{day}起施行", "approved": "审批：{names}", "hash": "SHA-256",
        "scan": "扫码查看公示页，核对本图是否为现行版本", "draft": "草案，未公布",
        "rule": "依本图办理；任何人可以据此监督。",
    },
    "en": {
        "version": "Version {number}", "effective": "in force from {day}", "approved": "Approved by {names}",
        "hash": "SHA-256", "scan": "Scan for the public page and check that this is the version in force",
        "draft": "Draft, not published", "rule": "Cases follow this chart; anybody may hold the agency to it.",
        "day": "%d %B %Y",
    },
}  # fmt: skip


@dataclass(frozen=True)
class _Fit:
    """A way to put the scenes on a page, and the scale it gives."""

    scenes: list[Scene]
    page: tuple[float, float]
    scale: float


def poster(graph: Graph, meta: Meta, language: Language = "zh") -> bytes:
    """Return the poster of a chart: a PDF of one A3 page, upright or across, in as many columns as show it largest."""
    faces = fonts.register()
    fit = _best(graph, language)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=fit.page, pageCompression=1)
    title = graph.title_en if language == "en" and graph.title_en else graph.name
    canvas.setTitle(f"{meta.agency} {title}")
    canvas.setAuthor(meta.agency)
    canvas.setSubject(f"sha256:{meta.sha256}")
    _header(canvas, faces, fit.page, title, meta, language)
    x = (fit.page[0] - _width(fit.scenes) * fit.scale - GUTTER * (len(fit.scenes) - 1)) / 2
    for scene in fit.scenes:
        canvas.saveState()
        canvas.translate(x, fit.page[1] - TOP)
        canvas.scale(fit.scale, fit.scale)
        Painter(canvas, faces).scene(scene)
        canvas.restoreState()
        x += scene.width * fit.scale + GUTTER
    Painter(canvas, faces).legend(EDGE, fit.page[1] - 74, words.SAID[language])
    _footer(canvas, faces, fit.page, meta, language)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _best(graph: Graph, language: Language) -> _Fit:
    """Choose the number of parts and the side of the page with the largest scale."""
    found: list[_Fit] = []
    for parts, columns in itertools.product(range(1, MOST_PARTS + 1), SHAPES):
        scenes = layout(graph, language=language, columns=columns, parts=parts)
        for page in (A3, landscape(A3)):
            room = page[0] - 2 * EDGE - GUTTER * (len(scenes) - 1)
            tall = page[1] - TOP - FOOT
            scale = min(room / _width(scenes), tall / max(s.height for s in scenes), 1.25)
            found.append(_Fit(scenes, page, scale))
    return max(found, key=lambda fit: (round(fit.scale * CUT ** (len(fit.scenes) - 1), 2), fit.page[1]))


def _width(scenes: list[Scene]) -> float:
    return sum(scene.width for scene in scenes)


def _header(
    canvas: Canvas, faces: fonts.Fonts, page: tuple[float, float], title: str, meta: Meta, language: Language
) -> None:
    wide, tall = page
    canvas.setFillColor(HexColor("#0b5394"))
    canvas.rect(0, tall - 60, wide, 60, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont(faces.bold, 26)
    canvas.drawString(EDGE, tall - 40, title)
    canvas.setFont(faces.regular, 12)
    canvas.drawRightString(wide - EDGE, tall - 27, meta.agency)
    canvas.drawRightString(wide - EDGE, tall - 45, f"{meta.code}  {_version(meta, language)}")


def _version(meta: Meta, language: Language) -> str:
    said = SAID[language]
    told = said["version"].format(number=meta.number)
    if meta.effective_on is None:
        return f"{told} {said['draft']}"
    day = meta.effective_on.strftime(said["day"]) if language == "en" else _chinese(meta.effective_on)
    return f"{told} {said['effective'].format(day=day)}"


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _footer(canvas: Canvas, faces: fonts.Fonts, page: tuple[float, float], meta: Meta, language: Language) -> None:
    said = SAID[language]
    wide, _tall = page
    canvas.setStrokeColor(HexColor("#c3ccd5"))
    canvas.line(EDGE, FOOT - 6, wide - EDGE, FOOT - 6)
    _qr(canvas, meta.url, wide - EDGE - 56, 11, 56)
    canvas.setFillColor(HexColor("#1b2733"))
    canvas.setFont(faces.bold, 11)
    canvas.drawString(
        EDGE, 54, f"{_version(meta, language)}    {said['approved'].format(names='、'.join(meta.approvers))}"
    )
    canvas.setFont(faces.regular, 9)
    canvas.setFillColor(HexColor("#51606f"))
    canvas.drawString(EDGE, 38, f"{said['hash']} {meta.sha256}")
    canvas.drawString(EDGE, 24, f"{meta.site}  {meta.url}".strip())
    canvas.drawRightString(wide - EDGE - 66, 38, said["scan"])
    canvas.drawRightString(wide - EDGE - 66, 24, said["rule"])


def _qr(canvas: Canvas, url: str, x: float, y: float, size: float) -> None:
    code: Any = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(url)
    code.make(fit=True)
    matrix = code.get_matrix()
    cell = size / len(matrix)
    canvas.setFillColor(HexColor("#000000"))
    for i, row in enumerate(matrix):
        for j, dark in enumerate(row):
            if dark:
                canvas.rect(x + j * cell, y + size - (i + 1) * cell, cell + 0.05, cell + 0.05, stroke=0, fill=1)
