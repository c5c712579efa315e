"""Pages of enforcement.flowcharts.editor: who looks at each, and at what (see tests/browser/pages.py)."""

from enforcement import clock
from enforcement.actor import PUBLIC, Actor
from enforcement.flowcharts.consultation.comment import send_comment
from enforcement.flowcharts.consultation.models import PublicComment
from enforcement.flowcharts.consultation.period import open_period
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.models import Sketch
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.duties.holding import agencies_where


def drafter(t) -> Actor:
    person = t.of("justice.examiner")
    return Actor(kind="person", person_id=person.pk, name=person.name)


def sketch(t) -> int:
    """Return a sketch of the chart P that the town's drafter has begun."""
    found = Sketch.objects.filter(code="P").first()
    if found is None:
        by = drafter(t)
        agency = agencies_where(person_id=by.person_id, duties={"chart"})[0]
        found = begin(by=by, at=clock.now(), agency=agency, code="P", shipped="P")
    return found.pk


def comment(t) -> PublicComment:
    """Return a comment of the public on a draft of the town."""
    version = FlowchartVersion.objects.get(pk=t.drafts[0].pk)
    found = PublicComment.objects.filter(consultation__version=version).first()
    if found is None:
        open_period(version_id=version.pk, by=drafter(t), at=clock.now(), days=30)
        found = send_comment(version_id=version.pk, by=PUBLIC, at=clock.now(), text="第三步的时限可否缩短？")
    return found


PAGES_OF: dict = {
    "chart_sketch_new": ("justice.examiner", None),
    "chart_sketch": ("justice.examiner", lambda t: [sketch(t)]),
    "chart_sketch_keep": ("justice.examiner", lambda t: [sketch(t)]),
    "procedure_consultation": ("", lambda t: [comment(t).consultation.version_id]),
    "chart_comments": ("justice.examiner", lambda t: [comment(t).consultation.version_id]),
    "chart_answer": ("justice.examiner", lambda t: [comment(t).pk]),
}
PAGES_OF |= {
    "chart_sketch_diagram": ("justice.examiner", lambda t: [sketch(t)]),
    "chart_pack": ("justice.examiner", None),
    "chart_unpack": ("justice.examiner", None),
}
NO_PAGES: list[str] = [
    "chart_sketch_parts", "chart_sketch_condition", "chart_sketch_discard", "chart_sketch_file", "chart_sketch_put",
    "chart_moddle", "chart_take_in", "procedure_json",
]  # fmt: skip
