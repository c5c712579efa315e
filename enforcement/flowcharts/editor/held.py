"""A sketch as an act holds it: locked, for somebody who may draw it, with the chart it shows."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts.bpmn import parse, write
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import agencies_where, require

STATES = 200
"""How many states of a sketch are kept for undoing."""


class ChangedMeanwhile(Refusal):
    """Refuse a change of a chart that somebody else, or another tab, has changed since it was shown."""

    sentence = _("%(name)s has changed this chart in the meantime, so your last change was not made.")
    remedy = _("What the chart is now is shown. Make your change again if it is still needed.")


def open_sketches(person_id: int) -> QuerySet[Sketch]:
    """Return the sketches that a person may draw on: those of the agencies whose charts they draft."""
    agencies = agencies_where(person_id=person_id, duties={"chart"})
    return Sketch.objects.filter(agency__in=agencies, kept_as=None).select_related("agency", "changed_by", "based_on")


def held(sketch_id: int, by: Actor, stamp: int | None = None) -> Sketch:
    """Return a sketch, locked until the transaction ends.

    Raises:
        NotFound: if there is none open. NotAllowed: without the duty ``chart`` on its agency.
        ChangedMeanwhile: if it is no longer what the sender saw.
    """
    found = (
        Sketch.objects.select_for_update(of=("self",))
        .select_related("agency", "changed_by")
        .filter(pk=sketch_id, kept_as=None)
        .first()
    )
    if found is None:
        raise NotFound
    require(by=by, duty="chart", agency=found.agency)
    if stamp is not None and stamp != found.stamp:
        raise ChangedMeanwhile(ChangedMeanwhile.sentence % {"name": found.changed_by.name})
    return found


def text_of(sketch: Sketch) -> str:
    """Return the file of the state that a sketch shows."""
    return SketchText.objects.get(sketch=sketch, number=sketch.position).bpmn


def graph_of(sketch: Sketch) -> Graph:
    """Return the chart that a sketch shows."""
    return parse(text_of(sketch).encode())


def put(sketch: Sketch, graph: Graph, *, by: Actor, at: datetime) -> None:
    """Keep the next state of a sketch; states that were undone are dropped.

    Raises:
        BpmnRefused: if the chart could not be read again; nothing is kept then.
    """
    text = write(graph)
    parse(text.encode())
    put_text(sketch, text, graph, by=by, at=at)


def put_text(sketch: Sketch, text: str, graph: Graph, *, by: Actor, at: datetime) -> None:
    """Keep a file that was read already as the next state, with the diagram that it brings."""
    sketch.texts.filter(number__gt=sketch.position).delete()
    sketch.texts.filter(number__lte=sketch.position + 1 - STATES).delete()
    sketch.position += 1
    SketchText.objects.create(sketch=sketch, number=sketch.position, bpmn=text)
    touch(sketch, graph, by=by, at=at)


def touch(sketch: Sketch, graph: Graph, *, by: Actor, at: datetime) -> None:
    """Note who changed a sketch and when."""
    sketch.title, sketch.stamp = graph.name[:200], sketch.stamp + 1
    sketch.changed_by_id, sketch.changed_at = person_of(by), at
    sketch.save(update_fields=["position", "title", "stamp", "changed_by", "changed_at"])
