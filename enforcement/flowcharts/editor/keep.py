"""Keep a sketch as a draft: from then on it is a version on record, and its text stays as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.flowcharts.editor.held import held, text_of
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.draft import lay


@transaction.atomic(durable=True)
def keep(*, sketch_id: int, by: Actor, at: datetime, note: str = "") -> FlowchartVersion:
    """Make a draft of what a sketch shows; the sketch is closed.

    Raises:
        NotFound, NotAllowed: as :func:`~enforcement.flowcharts.editor.held.held`.
        ChartUntitled: for a chart without a name.
    """
    sketch = held(sketch_id, by)
    text = text_of(sketch).encode()
    version = lay(agency=sketch.agency, code=sketch.code, by=by, at=at, bpmn=text, note=note)
    sketch.kept_as = version
    sketch.save(update_fields=["kept_as"])
    return version
