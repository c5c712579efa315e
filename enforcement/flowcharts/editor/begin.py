"""Begin a sketch: empty, from a chart that ships, or from a version of one's own or another agency's chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.bpmn import parse, write
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.flowcharts.graph import Flow, Graph, Node, RoleRule, StepRule
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.draft import ChartCodeMissing
from enforcement.flowcharts.publication.ship import FOLDER, SHIPPED
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

FIRST = StepRule("S01", "record", title_en="First step", roles=(RoleRule("handle"),))
EMPTY = Graph(
    "chart",
    "新流程",
    nodes=(
        Node("start", "start", "开始"),
        Node(
            "S01", "task", "第一步", step=StepRule("S01", "record", title_en="First step", roles=(RoleRule("handle"),))
        ),
        Node("end", "end", "结束", outcome="done"),
    ),
    flows=(Flow("F1", "start", "S01"), Flow("F2", "S01", "end")),
)


@transaction.atomic(durable=True)
def begin(
    *, by: Actor, at: datetime, agency: Agency, code: str, shipped: str = "", version: FlowchartVersion | None = None
) -> Sketch:
    """Begin a sketch for an agency's chart.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency. NotFound: for a chart that does not ship.
        ChartCodeMissing: for a code that a chart cannot have.
    """
    require(by=by, duty="chart", agency=agency)
    code = code.strip()
    if not code or len(code) > 20 or not code.replace("-", "").replace("_", "").isalnum():  # noqa: PLR2004 (column)
        raise ChartCodeMissing(field="code")
    graph = _source(shipped, version)
    person = person_of(by)
    sketch = Sketch.objects.create(
        agency=agency, code=code, title=graph.name[:200], based_on=version,
        begun_by_id=person, begun_at=at, changed_by_id=person, changed_at=at,
    )  # fmt: skip
    SketchText.objects.create(sketch=sketch, number=0, bpmn=write(graph))
    return sketch


def _source(shipped: str, version: FlowchartVersion | None) -> Graph:
    if version is not None:
        return unpinned(parse(version.bpmn.encode()))
    if not shipped:
        return EMPTY
    if shipped not in SHIPPED:
        raise NotFound
    return parse((FOLDER / f"{shipped}.bpmn").read_bytes())


def unpinned(graph: Graph) -> Graph:
    """Return a chart whose calls name other charts by code again, so that publishing pins those in force then."""
    pinned = {n.called for n in graph.nodes if n.called.startswith("sha256:")}
    versions = FlowchartVersion.objects.in_bulk([store.version_of(name) for name in pinned])
    codes = {f"sha256:{v.sha256}": v.flowchart.code for v in versions.values()}
    return replace(graph, nodes=tuple(replace(n, called=codes.get(n.called, n.called)) for n in graph.nodes))
