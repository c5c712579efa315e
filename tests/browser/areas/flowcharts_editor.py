"""Pages of enforcement.flowcharts.editor: who looks at each, and at what (see tests/browser/pages.py)."""

from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.editor.begin import begin
from enforcement.flowcharts.editor.models import Sketch
from enforcement.organisation.duties.holding import agencies_where


def sketch(t) -> int:
    """Return a sketch of the chart P that the town's drafter has begun."""
    found = Sketch.objects.filter(code="P").first()
    if found is None:
        person = t.of("justice.examiner")
        by = Actor(kind="person", person_id=person.pk, name=person.name)
        agency = agencies_where(person_id=person.pk, duties={"chart"})[0]
        found = begin(by=by, at=clock.now(), agency=agency, code="P", shipped="P")
    return found.pk


PAGES_OF: dict = {
    "chart_sketch_new": ("justice.examiner", None),
    "chart_sketch": ("justice.examiner", lambda t: [sketch(t)]),
    "chart_sketch_keep": ("justice.examiner", lambda t: [sketch(t)]),
}
NO_PAGES: list[str] = ["chart_sketch_parts", "chart_sketch_condition", "chart_sketch_discard"]
