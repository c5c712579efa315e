"""Charts under drawing, and drafts open for comments."""

from __future__ import annotations

from enforcement.actor import PUBLIC
from enforcement.flowcharts.consultation.comment import send_comment
from enforcement.flowcharts.consultation.models import Consultation, PublicComment
from enforcement.flowcharts.consultation.period import open_period
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.flowcharts.publication.submit import submit
from enforcement.organisation.models import Agency
from tests.factories.flowcharts import SHIPPED_AT, drafters


def a_sketch(agency: Agency, code: str = "N", shipped: str = "") -> Sketch:
    """Begin a sketch, empty or from a chart that ships."""
    return begin(by=drafters(agency)[0], at=SHIPPED_AT, agency=agency, code=code, shipped=shipped)


def a_sketch_text(agency: Agency) -> SketchText:
    """Return the first state of a sketch."""
    return a_sketch(agency).texts.all()[0]


def a_consultation(agency: Agency) -> Consultation:
    """Open a draft of the simplified procedure for comments, thirty days."""
    drafter = drafters(agency)[0]
    bpmn = (FOLDER / "S.bpmn").read_bytes()
    version = draft(agency=agency, code="S", by=drafter, at=SHIPPED_AT, bpmn=bpmn)
    submit(version_id=version.pk, by=drafter, at=SHIPPED_AT)
    open_period(version_id=version.pk, by=drafter, at=SHIPPED_AT, days=30)
    return Consultation.objects.get(version=version)


def a_public_comment(agency: Agency) -> PublicComment:
    """Send a comment of the public."""
    version_id = a_consultation(agency).version_id
    return send_comment(version_id=version_id, by=PUBLIC, at=SHIPPED_AT, text="时限太短。", step="S03")
