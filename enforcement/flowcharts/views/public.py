"""The procedures as the public reads them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

import qrcode
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.flowcharts import explain, store
from enforcement.flowcharts.consultation.models import Consultation
from enforcement.flowcharts.drawing import Meta, poster, svg
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.exceptions.telling import laid_on
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import day

Status = FlowchartVersion.Status


def address(version: FlowchartVersion) -> str:
    """Return where the public reads a version."""
    return reverse("procedure", args=[version.pk])


PROCEDURES: Final = Lister(
    caption=_("Procedures"),
    columns=(
        Column("agency", _("Agency"), lambda v: v.flowchart.agency.title, ("flowchart__agency__path",)),
        Column("code", _("Code"), lambda v: v.flowchart.code, ("flowchart__code",)),
        Column("title", _("Procedure"), lambda v: v.flowchart.name, ("flowchart__title",), link=address),
        Column("steps", _("Steps"), lambda v: v.steps, ("steps",), numeric=True),
        Column("version", _("Version"), lambda v: v.number, numeric=True),
        Column("effective", _("In force from"), lambda v: day(v.effective_on), ("effective_on",)),
    ),
    filters=(
        Filter("q", _("Words"), lambda rows, q: rows.filter(flowchart__title__icontains=q)),
        Filter(
            "agency", _("Agency"), lambda rows, pk: rows.filter(flowchart__agency_id=pk),
            options=lambda: [
                (str(a.pk), a.title)
                for a in Agency.objects.filter(flowcharts__versions__status=Status.PUBLISHED).distinct()
            ],
        ),
    ),
    order="agency",
    size=30,
)  # fmt: skip


def in_force() -> QuerySet[FlowchartVersion]:
    """Return the versions the list shows: published ones, and one whose successor is not yet in force."""
    today = clock.today()
    return (
        FlowchartVersion.objects.filter(Q(status=Status.PUBLISHED) | Q(superseded_on__gt=today))
        .select_related("flowchart__agency")
        .annotate(steps=Count("nodes", filter=Q(nodes__is_step=True)))
    )


@require_safe
@allow(public)
def procedure_list(request: HttpRequest) -> HttpResponse:
    """List the procedures in force, as 执法公示 asks."""
    drafts = Consultation.objects.filter(closes_on__gte=clock.today(), version__status=Status.REVIEW)
    shown = {
        "listing": PROCEDURES.page(request, in_force()),
        "open_drafts": drafts.select_related("version__flowchart__agency"),
    }
    return render(request, "flowcharts/procedures.html", shown)


def language() -> Language:
    """Return the reader's language."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def published(version_id: int) -> FlowchartVersion:
    """Return a version that the public may read.

    Raises:
        NotFound: for one that is not published and never was.
    """
    version = (
        FlowchartVersion.objects.select_related("flowchart__agency", "published_by", "consultation")
        .filter(pk=version_id)
        .first()
    )
    if version is None or not version.is_public:
        raise NotFound
    return version


def called(graph: Graph) -> dict[str, Graph]:
    """Return the charts that a published one calls, by the name it calls them."""
    return {n.called: store.graph_of(store.version_of(n.called)) for n in graph.nodes if n.called}


@require_safe
@allow(public)
def procedure(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show one version: the table of steps, the picture, how it was approved, and the file itself."""
    version = published(version_id)
    graph, speaks = store.published_graph(version.pk), language()
    others = version.flowchart.versions.filter(status__in=[Status.PUBLISHED, Status.SUPERSEDED]).exclude(pk=version.pk)
    return render(
        request,
        "flowcharts/procedure.html",
        {
            "version": version,
            "chart": version.flowchart,
            "rows": explain.rows(graph, speaks),
            "clocks": graph.clocks,
            "calls": {name: store.version_of(name) for name in called(graph)},
            "wide": safe(svg(graph, language=speaks, called=called(graph))),
            "narrow": safe(svg(graph, language=speaks, narrow=True)),
            "approvals": list(version.approvals.select_related("person")),
            "others": list(others),
            "laid": laid_on(version),
            "current": next((o for o in others if o.status == Status.PUBLISHED), None),
            "url": settings.PUBLIC_URL + address(version),
            "qr": qr(settings.PUBLIC_URL + address(version)),
        },
    )


def safe(picture: str) -> SafeString:
    """Return a picture of ours as it is: svg() escapes every word of the chart."""
    return mark_safe(picture)  # noqa: S308 (svg() escapes every word of the chart)


def qr(text: str) -> SafeString:
    """Return a QR code as SVG, of one path and without style."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    cells = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)
    size = len(matrix)
    return safe(
        f'<svg class="qr" viewBox="0 0 {size} {size}" width="132" height="132" shape-rendering="crispEdges"'
        f' aria-hidden="true"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{cells}"/></svg>'
    )


@require_safe
@allow(public)
def procedure_bpmn(request: HttpRequest, version_id: int) -> HttpResponse:  # noqa: ARG001
    """Send the file whose SHA-256 the page shows, byte for byte."""
    version = published(version_id)
    return _download(version.bpmn.encode(), version, "bpmn", "application/xml")


@require_safe
@allow(public)
def procedure_json(request: HttpRequest, version_id: int) -> HttpResponse:  # noqa: ARG001
    """Send the compiled chart for programs: what runs, with the hash of the file it was compiled from."""
    version = published(version_id)
    told = {
        "format": "enforcement-chart-1",
        "agency": version.flowchart.agency.title,
        "code": version.flowchart.code,
        "number": version.number,
        "effective_on": version.effective_on,
        "superseded_on": version.superseded_on,
        "sha256": version.sha256,
        "url": settings.PUBLIC_URL + address(version),
        **asdict(store.graph_of(version.pk)),
    }
    content = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
    return _download(content, version, "json", "application/json")


@require_safe
@allow(public)
def procedure_svg(request: HttpRequest, version_id: int) -> HttpResponse:  # noqa: ARG001
    """Send the picture that was kept when the version was published."""
    version = published(version_id)
    return _download(version.svg.encode(), version, "svg", "image/svg+xml")


@require_safe
@allow(public)
def procedure_poster(request: HttpRequest, version_id: int) -> HttpResponse:  # noqa: ARG001
    """Send the poster for the wall."""
    version = published(version_id)
    meta = meta_of(version)
    return _download(poster(store.published_graph(version.pk), meta, language()), version, "pdf", "application/pdf")


def meta_of(version: FlowchartVersion) -> Meta:
    """Return what the poster says of a version."""
    approvers = version.approvals.filter(agrees=True).select_related("person")
    return Meta(
        agency=version.flowchart.agency.title,
        code=version.flowchart.code,
        number=version.number,
        effective_on=version.effective_on,
        approvers=tuple(a.person.name for a in approvers),
        sha256=version.sha256,
        url=settings.PUBLIC_URL + address(version),
        site=str(settings.SITE_NAME),
    )


def _download(content: bytes, version: FlowchartVersion, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"{version.flowchart.code}-v{version.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
