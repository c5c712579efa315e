"""Addresses: drawing a chart in the browser."""

from __future__ import annotations

from django.urls import path

from enforcement.flowcharts.editor import answers, diagram_views, views

urlpatterns = [
    path("drafts/draw/", views.chart_sketch_new, name="chart_sketch_new"),
    path("drafts/draw/<int:sketch_id>/", views.chart_sketch, name="chart_sketch"),
    path("drafts/draw/<int:sketch_id>/parts/", answers.chart_sketch_parts, name="chart_sketch_parts"),
    path("drafts/draw/<int:sketch_id>/condition/", views.chart_sketch_condition, name="chart_sketch_condition"),
    path("drafts/draw/<int:sketch_id>/keep/", views.chart_sketch_keep, name="chart_sketch_keep"),
    path("drafts/draw/<int:sketch_id>/discard/", views.chart_sketch_discard, name="chart_sketch_discard"),
    path("drafts/draw/<int:sketch_id>/diagram/", diagram_views.chart_sketch_diagram, name="chart_sketch_diagram"),
    path("drafts/draw/<int:sketch_id>/chart.bpmn", diagram_views.chart_sketch_file, name="chart_sketch_file"),
    path("drafts/draw/<int:sketch_id>/put/", diagram_views.chart_sketch_put, name="chart_sketch_put"),
    path("drafts/draw/law.json", diagram_views.chart_moddle, name="chart_moddle"),
]
