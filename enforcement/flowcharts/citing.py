"""What published charts cite: the bases of their steps, limits, guards and clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.graph import Graph, StepRule
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.norms.citations import Citation, cited
from enforcement.norms.touching import Resting


def published() -> QuerySet[FlowchartVersion]:
    """Return the versions that are published."""
    rows = FlowchartVersion.objects.filter(status=FlowchartVersion.Status.PUBLISHED)
    return rows.select_related("flowchart__agency").order_by("flowchart__code", "flowchart__agency__path")


def resting() -> Iterator[Resting]:
    """Yield each norm that each published chart cites, with the steps that do."""
    for version in published():
        chart = version.flowchart
        for title, places in citations_of(store.graph_of(version.pk)).items():
            yield Resting(
                _("Flowchart"), f"{chart.name} v{version.number} · {chart.agency.title}",
                reverse("procedure", args=[version.pk]), Citation(title, frozenset(n for n, _step in places if n)),
                clock.day_of(version.published_at) if version.published_at else None, chart.agency_id, public=True,
                where="、".join(sorted({step for _n, step in places})), places=tuple(sorted(places)),
            )  # fmt: skip


def citations_of(graph: Graph) -> dict[str, set[tuple[int, str]]]:
    """Return by title the articles that a chart cites (0 for none in particular), each with the step or clock."""
    found: dict[str, set[tuple[int, str]]] = {}
    texts = [(node.step.code, text) for node in graph.nodes if node.step for text in _texts(node.step)]
    texts += [(one.title, f"{one.limit.law}{one.limit.article}" or one.limit.basis) for one in graph.clocks]
    for code, text in texts:
        for citation in cited(text):
            found.setdefault(citation.title, set()).update((n, code) for n in citation.articles or {0})
    return found


def _texts(step: StepRule) -> Iterable[str]:
    yield from (str(basis) for basis in step.bases)
    yield from (f"{limit.law}{limit.article}" for limit in step.limits)
    yield from (limit.basis for limit in step.limits)
    yield from (extension.basis for extension in step.extensions)
    yield from (pause.basis for pause in step.suspensions)
    yield from (guard.basis for guard in step.guards)
