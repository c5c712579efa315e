"""Addresses of flowcharts: the public's, and those of the staff who draft, approve and publish."""

from __future__ import annotations

from django.urls import include, path

from enforcement.flowcharts.apps import AREAS
from enforcement.flowcharts.views import public, rules, staff

urlpatterns = [
    path("", public.procedure_list, name="procedure_list"),
    path("<int:version_id>/", public.procedure, name="procedure"),
    path("<int:version_id>/chart.bpmn", public.procedure_bpmn, name="procedure_bpmn"),
    path("<int:version_id>/chart.json", public.procedure_json, name="procedure_json"),
    path("<int:version_id>/chart.svg", public.procedure_svg, name="procedure_svg"),
    path("<int:version_id>/poster.pdf", public.procedure_poster, name="procedure_poster"),
    path("rules/", rules.chart_rules, name="chart_rules"),
    path("drafts/", staff.chart_drafts, name="chart_drafts"),
    path("drafts/new/", staff.chart_upload, name="chart_upload"),
    *(path("", include(f"enforcement.flowcharts.{area}.urls")) for area in AREAS),
    path("drafts/<int:version_id>/", staff.chart_draft, name="chart_draft"),
    path("drafts/<int:version_id>/<slug:doing>/", staff.chart_act, name="chart_act"),
]
