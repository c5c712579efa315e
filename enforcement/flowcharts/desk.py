"""What waits on the desks of approvers and drafters."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.publish import APPROVERS
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo

Status = FlowchartVersion.Status


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the versions that wait for the person's word, and those that may be published now."""
    held = duties_of(request)
    if not held & {"chart", "approve_chart"}:
        return
    person_id = person_of(request).pk
    waiting = (
        FlowchartVersion.objects.filter(status=Status.REVIEW)
        .select_related("flowchart__agency")
        .annotate(
            agreed=Count("approvals", filter=Q(approvals__agrees=True)),
            mine=Count("approvals", filter=Q(approvals__person_id=person_id)),
        )
        .order_by("submitted_at")
    )
    if "approve_chart" in held:
        agencies = agencies_where(person_id=person_id, duties={"approve_chart"})
        open_ = waiting.filter(flowchart__agency__in=agencies, mine=0, agreed__lt=APPROVERS)
        for version in open_.exclude(drafted_by_id=person_id):
            yield _item(version, _("Approve the chart or object to it"))
    if "chart" in held:
        agencies = agencies_where(person_id=person_id, duties={"chart"})
        for version in waiting.filter(flowchart__agency__in=agencies, agreed__gte=APPROVERS):
            yield _item(version, _("Publish the approved chart"))


def _item(version: FlowchartVersion, title: object) -> ToDo:
    chart = version.flowchart
    return ToDo(
        str(title), reverse("chart_draft", args=[version.pk]), kind="chart",
        subject=f"{chart.agency.title} · {chart.code} {chart.name} v{version.number}",
    )  # fmt: skip
