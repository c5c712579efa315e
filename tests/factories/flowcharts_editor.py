"""Charts under drawing."""

from __future__ import annotations

from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.organisation.models import Agency
from tests.factories.flowcharts import SHIPPED_AT, drafters


def a_sketch(agency: Agency, code: str = "N", shipped: str = "") -> Sketch:
    """Begin a sketch, empty or from a chart that ships."""
    return begin(by=drafters(agency)[0], at=SHIPPED_AT, agency=agency, code=code, shipped=shipped)


def a_sketch_text(agency: Agency) -> SketchText:
    """Return the first state of a sketch."""
    return a_sketch(agency).texts.all()[0]
