"""The public picture of a chart: our own top-down layout, drawn as SVG for pages and as PDF for the wall."""

from enforcement.flowcharts.drawing.marks import Mark
from enforcement.flowcharts.drawing.poster import Meta, poster
from enforcement.flowcharts.drawing.svg import svg

__all__ = ["Mark", "Meta", "poster", "svg"]
