"""Change a sketch, step back or forward in its changes, or throw it away. None of it runs or is on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.editor.held import graph_of, held, put, put_text, text_of, touch
from enforcement.flowcharts.editor.models import Sketch
from enforcement.flowcharts.graph import Graph


class NothingToUndo(Refusal):
    """Refuse to step beyond the first or the last state."""

    sentence = _("There is nothing more to undo or to do again.")


@transaction.atomic(durable=True)
def change(*, sketch_id: int, by: Actor, at: datetime, stamp: int, edit: Callable[[Graph], Graph]) -> Sketch:
    """Change the chart of a sketch; what changes nothing is no state of its own.

    Raises:
        NotFound, NotAllowed, ChangedMeanwhile: as :func:`held`. BpmnRefused: for what no chart can hold.
        Refusal: as the edit does.
    """
    sketch = held(sketch_id, by, stamp)
    graph = graph_of(sketch)
    made = edit(graph)
    if made != graph:
        put(sketch, made, by=by, at=at)
    return sketch


@transaction.atomic(durable=True)
def put_file(*, sketch_id: int, by: Actor, at: datetime, stamp: int, bpmn: bytes) -> Sketch:
    """Keep a file that another program drew as the next state of a sketch, with its diagram.

    Raises:
        BpmnRefused: with the list of what is wrong in it; else as :func:`held`.
    """
    sketch = held(sketch_id, by, stamp)
    graph = parse(bpmn)
    text = bpmn.decode("utf-8")
    if text != text_of(sketch):
        put_text(sketch, text, graph, by=by, at=at)
    return sketch


@transaction.atomic(durable=True)
def step(*, sketch_id: int, by: Actor, at: datetime, stamp: int, states: int) -> Sketch:
    """Undo (-1) or do again (1).

    Raises:
        NothingToUndo: where there is no such state; else as :func:`held`.
    """
    sketch = held(sketch_id, by, stamp)
    wanted = sketch.position + states
    if wanted < 0 or not sketch.texts.filter(number=wanted).exists():
        raise NothingToUndo
    sketch.position = wanted
    touch(sketch, graph_of(sketch), by=by, at=at)
    return sketch


@transaction.atomic(durable=True)
def discard(*, sketch_id: int, by: Actor, at: datetime) -> None:  # noqa: ARG001 (acts are told the moment)
    """Throw a sketch away with all its states.

    Raises:
        NotFound, NotAllowed: as :func:`held`.
    """
    held(sketch_id, by).delete()
